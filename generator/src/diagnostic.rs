//! What is wrong with a document: a sink that every stage writes to and that is gated between stages.
//!
//! A diagnostic names its place as a pointer. Line, column and excerpt are found by `spec::render`,
//! only when there is something to print.

mod part;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use crate::codes::Code;
use crate::pointer::Pointer;
use crate::source::Source;

pub use part::Part;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Generation goes on; what was done instead is said.
    Warning,
}

/// Where in the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// In what the user has chosen: an option of [`Config`](crate::config::Config), by its keys.
    Choice(Pointer),
    /// In another file that the document refers to.
    In(FileId, Box<Self>),
}

/// One of the files that a document refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

impl Place {
    /// The same place in a file, unless that is the document itself.
    #[must_use]
    pub fn of(self, file: Option<FileId>) -> Self {
        match file {
            Some(file) => Self::In(file, Box::new(self)),
            None => self,
        }
    }

    /// The file, unless it is the document itself, and the place in it.
    pub fn split(&self) -> (Option<FileId>, &Self) {
        match self {
            Self::In(file, place) => (Some(*file), place),
            place => (None, place),
        }
    }

    /// The pointer into its file, if it is not a place of the text alone.
    pub fn pointer(&self) -> Option<&Pointer> {
        match self.split().1 {
            Self::Key(at) | Self::Value(at) => Some(at),
            Self::Document | Self::Text { .. } | Self::Choice(_) | Self::In(..) => None,
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// What of the document is not in the output because of it.
    pub left_out: Option<Part>,
}

impl Diagnostic {
    /// A finding at a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place,
            label: None,
            related: Vec::new(),
            help: None,
            left_out: None,
        }
    }

    /// Says that a part of the document is not in the output.
    #[must_use]
    pub fn leaves_out(mut self, part: Part) -> Self {
        self.left_out = Some(part);
        self
    }

    /// Whether something is left out that a client could do, and this one cannot.
    pub fn is_missed(&self) -> bool {
        let is_of_clients = |part| !matches!(part, Part::Callback | Part::Server);
        self.code != Code::NotNeeded && self.left_out.is_some_and(is_of_clients)
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
    findings: IndexSet<Diagnostic>,
    /// What is left out and needs no warning.
    notes: Box<IndexSet<Diagnostic>>,
    moves: Box<Moves>,
    /// The other files, so that what was found in one can be shown.
    files: Vec<Source>,
}

impl Diagnostics {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a finding. The same finding at the same place is kept once. What has the code of a note is no finding: it is
    /// told to who asks what is left out.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.place = self.moves.undo(diagnostic.place);
        for (place, _) in &mut diagnostic.related {
            *place = self.moves.undo(std::mem::replace(place, Place::Document));
        }
        if diagnostic.code.is_note() {
            self.notes.insert(diagnostic);
        } else {
            self.findings.insert(diagnostic);
        }
    }

    /// All that is not in the output: what there is a warning of, then what there is none of.
    pub fn left_out(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().chain(self.notes.iter()).filter(|found| found.left_out.is_some())
    }

    /// What is not in the output, and could be used if it were.
    pub fn missed(&self) -> impl Iterator<Item = &Diagnostic> {
        self.left_out().filter(|found| found.is_missed())
    }

    /// Everything so far and the finding after which there is nothing to go on with.
    #[must_use]
    pub fn refuse(&mut self, diagnostic: Diagnostic) -> Self {
        self.push(diagnostic);
        std::mem::take(self)
    }

    /// Notes that what stands at `from` in the text is at `to` in memory from now on: findings there will name `from`.
    pub fn moved(&mut self, from: Pointer, to: Pointer) {
        self.moves.note(Origin { file: None, at: from }, to);
    }

    /// Notes that a part of another file is at `to` in memory from now on: findings there will name that file.
    pub fn brought(&mut self, file: FileId, from: Pointer, to: Pointer) {
        self.moves.note(Origin { file: Some(file), at: from }, to);
    }

    /// Where in the texts stands what is at a pointer in memory.
    pub fn origin(&self, at: &Pointer) -> (Option<FileId>, Pointer) {
        let Origin { file, at } = self.moves.origin(at.clone());
        (file, at)
    }

    /// Keeps the text of another file.
    pub fn add_file(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(self.files.len() - 1)
    }

    /// The text of another file.
    pub fn file(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.0)
    }

    /// The other files that were read.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (FileId(index), source))
    }

    /// The findings.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter()
    }

    /// Takes out what was found in the user's choices: whoever knows where these stand can show it there.
    pub fn take_choices(&mut self) -> Vec<Diagnostic> {
        let is_choice = |found: &Diagnostic| matches!(found.place, Place::Choice(_));
        let (choices, others): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.findings).into_iter().partition(is_choice);
        self.findings = others.into_iter().collect();
        choices
    }

    /// Forgets the warnings of parts that nobody wants, and what is left out there. Of two parts that a finding is in, it is
    /// of the inner one; of two that are one text, the one that is wanted counts.
    pub fn forget_warnings<'p>(
        &mut self,
        parts: impl Iterator<Item = &'p Pointer>,
        unwanted: &BTreeSet<&Pointer>,
    ) {
        let mut wanted: BTreeMap<(Option<FileId>, Pointer), bool> = BTreeMap::new();
        for part in parts {
            *wanted.entry(self.origin(part)).or_default() |= !unwanted.contains(part);
        }
        let is_wanted = |found: &Diagnostic| {
            let (file, _) = found.place.split();
            let mut at = found.place.pointer().cloned();
            while let Some(around) = at {
                let parent = around.parent();
                if let Some(wanted) = wanted.get(&(file, around)) {
                    return *wanted || found.severity() == Severity::Error;
                }
                at = parent;
            }
            true
        };
        self.findings.retain(is_wanted);
        self.notes.retain(is_wanted);
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

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        let mut diagnostics = Self::new();
        diagnostics.extend(found);
        diagnostics
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, found: I) {
        for diagnostic in found {
            self.push(diagnostic);
        }
    }
}

/// Where in the texts stands what a rewriting has put elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Moves {
    count: usize,
    /// By where it was put: when, and from where.
    by_target: BTreeMap<Pointer, Vec<(usize, Origin)>>,
}

/// Where something was before it was put elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Origin {
    file: Option<FileId>,
    at: Pointer,
}

impl Moves {
    fn note(&mut self, from: Origin, to: Pointer) {
        self.by_target.entry(to).or_default().push((self.count, from));
        self.count += 1;
    }

    /// The place in the text, found by taking the moves back, the last one first.
    fn undo(&self, place: Place) -> Place {
        let (at, kind): (_, fn(Pointer) -> Place) = match place {
            Place::Key(at) => (at, Place::Key),
            Place::Value(at) => (at, Place::Value),
            elsewhere => return elsewhere,
        };
        let Origin { file, at } = self.origin(at);
        kind(at).of(file)
    }

    fn origin(&self, mut at: Pointer) -> Origin {
        let mut before = self.count;
        while let Some((when, from, to)) = self.last(&at, before) {
            at = from.at.join(at.below(&to).unwrap_or_default());
            // Nothing is moved inside another file before it is brought here.
            if from.file.is_some() {
                return Origin { file: from.file, at };
            }
            before = when;
        }
        Origin { file: None, at }
    }

    /// The last of the moves until `before` that brought something to `at` or around it.
    fn last(&self, at: &Pointer, before: usize) -> Option<(usize, &Origin, Pointer)> {
        let mut last: Option<(usize, &Origin, Pointer)> = None;
        let mut around = (before > 0).then(|| at.clone());
        while let Some(to) = around {
            let moves = self.by_target.get(&to).into_iter().flatten();
            if let Some((when, from)) = moves.rev().find(|(when, _)| *when < before)
                && last.as_ref().is_none_or(|(latest, ..)| latest < when)
            {
                last = Some((*when, from, to.clone()));
            }
            around = to.parent();
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    #[test]
    fn findings_name_the_text_whatever_was_moved_since() {
        let mut diagnostics = Diagnostics::new();
        // An element was taken out of a list, and then the list's object became a part of another.
        diagnostics.moved(pointer("/a/anyOf/1"), pointer("/a/anyOf/0"));
        diagnostics.moved(pointer("/a/anyOf/2"), pointer("/a/anyOf/1"));
        diagnostics.moved(pointer("/a"), pointer("/a/allOf/0"));
        for (memory, text) in [
            ("/a/allOf/0/anyOf/0/type", "/a/anyOf/1/type"),
            ("/a/allOf/0/anyOf/1", "/a/anyOf/2"),
            ("/a/allOf/0", "/a"),
            ("/ab/anyOf/0", "/ab/anyOf/0"),
        ] {
            let place = diagnostics.moves.undo(Place::Value(pointer(memory)));
            assert_eq!(place, Place::Value(pointer(text)));
        }
    }
}
