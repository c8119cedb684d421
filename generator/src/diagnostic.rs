//! What is wrong with a document: a sink that every stage writes to and that is gated between stages.
//!
//! A diagnostic names its place as a pointer. Line, column and excerpt are found by `spec::render`,
//! only when there is something to print.

use crate::codes::Code;
use crate::pointer::Pointer;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Generation goes on; what was done instead is said.
    Warning,
}

/// Where in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The document as a whole (or it could not be read at all).
    Document,
    /// A place in the text that has no pointer because the text could not be parsed. Both count from one.
    Text {
        /// Line, from one.
        line: usize,
        /// Column in characters, from one.
        column: usize,
    },
    /// The name of a member: what is wrong is that it is there, or how it is spelt.
    Key(Pointer),
    /// The value at a pointer.
    Value(Pointer),
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code; also gives the severity.
    pub code: Code,
    /// One terse sentence: lower case, no full stop, names in back-ticks.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A few words beside the caret.
    pub label: Option<String>,
    /// Other places that belong to the story, each with a few words ("first defined here").
    pub related: Vec<(Place, String)>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place, label: None, related: Vec::new(), help: None }
    }

    /// Adds a few words beside the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place that belongs to the story.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Error or warning, by the code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// Findings in the order they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    findings: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a finding. The same finding at the same place is kept once.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if !self.findings.contains(&diagnostic) {
            self.findings.push(diagnostic);
        }
    }

    /// The findings.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether something was found that stops generation.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity() == Severity::Error)
    }

    /// The gate between two stages: `value`, unless an error was found.
    ///
    /// # Errors
    /// Every finding so far, when one of them is an error.
    pub fn gate<T>(&mut self, value: T) -> Result<T, Self> {
        if self.has_errors() { Err(std::mem::take(self)) } else { Ok(value) }
    }
}
