//! Why a command stops: a message, where it can be a place, and what to do instead.

use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use generator::codes::Code;
use serde_json::json;

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
    code: &'static str,
    message: String,
    /// The file that it is about, where that has no place.
    file: Option<String>,
    place: Option<Box<Place>>,
    help: Option<String>,
}

/// The code of a fault in how a command was called.
pub(crate) const USAGE: &str = "usage";
/// The code of a file that cannot be read, which the generator has as well.
const UNREADABLE: &str = "unreadable";
/// The code of a file that cannot be written, or is not to be.
pub(crate) const UNWRITABLE: &str = "unwritable";

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
    /// A fault of an option, without a place.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        let code = Code::BadChoice.name();
        Self { code, message: message.into(), file: None, place: None, help: None }
    }

    /// What kind of fault it is, if not one of an option.
    #[must_use]
    pub(crate) fn code(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    /// Where it is.
    #[must_use]
    pub(crate) fn at(mut self, place: Option<Place>) -> Self {
        self.place = place.map(Box::new);
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
        if let Some(Place { file, text, span }) = self.place.as_deref() {
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

impl Failure {
    /// For a program: the object that findings of documents are too.
    pub(crate) fn json(&self) -> String {
        let place = self.place.as_ref();
        let file = place.map(|place| &place.file).or(self.file.as_ref());
        let [start, end] = [|span: &Range<usize>| span.start, |span: &Range<usize>| span.end]
            .map(|edge| place.map(|place| line_column(&place.text, edge(&place.span))));
        let object = json!({
            "code": self.code,
            "severity": "error",
            "message": self.message,
            "file": file,
            "line": start.map(|(line, _)| line),
            "column": start.map(|(_, column)| column),
            "end": end.map(|(line, column)| json!({ "line": line, "column": column })),
            "pointer": null,
            "labels": [],
            "help": self.help,
            "rendered": self.render(false),
        });
        format!("{object}\n")
    }
}

/// Line and column of a byte, both from one; columns are characters.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
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
            _ => Failure::new(format!("cannot write the output: {error}")).code(UNWRITABLE).into(),
        }
    }
}

/// "cannot read `openapi.yaml`: no such file"
pub(crate) fn cannot(verb: &str, path: &Path, error: &io::Error) -> Failure {
    let path = path.display().to_string();
    let reason: &dyn Display = match error.kind() {
        ErrorKind::NotFound => &"no such file",
        ErrorKind::IsADirectory => &"it is a directory",
        _ => error,
    };
    Failure {
        file: Some(path.clone()),
        ..Failure::new(format!("cannot {verb} `{path}`: {reason}")).code(UNREADABLE)
    }
}
