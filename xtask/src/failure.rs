//! Why a command stops: a message, where it can be a place, and what to do instead.

use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// What ends a command early.
pub(crate) enum Stop {
    /// Faults to be told.
    Failures(Vec<Failure>),
    /// Nobody reads the output any more, as in `… | head`: an end, but no fault.
    ReaderGone,
}

/// One fault.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    message: String,
    place: Option<Place>,
    help: Option<String>,
}

/// A place in a text.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The file's name.
    pub(crate) file: String,
    /// All of it.
    pub(crate) text: String,
    /// In bytes.
    pub(crate) span: Range<usize>,
}

impl Failure {
    /// A fault without a place.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), place: None, help: None }
    }

    /// Where it is.
    #[must_use]
    pub(crate) fn at(mut self, place: Option<Place>) -> Self {
        self.place = place;
        self
    }

    /// What to do instead.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Laid out as the generator lays out faults of a document.
    pub(crate) fn render(&self, color: bool) -> String {
        let mut group = Group::with_title(Level::ERROR.primary_title(self.message.as_str()));
        if let Some(Place { file, text, span }) = &self.place {
            let annotation = AnnotationKind::Primary.span(span.clone());
            group = group.element(Snippet::source(text.as_str()).path(file.as_str()).annotation(annotation));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failures(vec![failure])
    }
}

/// For what is written to the terminal; everything else says what it was about with [`cannot`].
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::ReaderGone,
            _ => Failure::new(format!("cannot write the output: {error}")).into(),
        }
    }
}

/// "cannot read `openapi.yaml`: no such file"
pub(crate) fn cannot(verb: &str, path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    let reason: &dyn Display = match error.kind() {
        ErrorKind::NotFound => &"no such file",
        ErrorKind::IsADirectory => &"it is a directory",
        _ => error,
    };
    Failure::new(format!("cannot {verb} `{path}`: {reason}"))
}
