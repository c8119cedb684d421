//! What is wrong with a body that does not decode: the place and the words, never the value.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use serde_json::error::Category;

use super::json_path;

/// A body that is not what the description says.
///
/// The texts name kinds (`a string`), not values: a value that is in the wrong place may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: Box<str>,
    message: Box<str>,
    /// The name of the event that it is in.
    event: Option<Box<str>>,
    /// Whether the text is none of the description's, such as a page in place of JSON: it is shown, as an error's is.
    is_foreign: bool,
}

impl DecodeError {
    /// An error of the body as a whole.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { path: "".into(), message: message.into().into(), event: None, is_foreign: false }
    }

    /// An error of a body that is another text than was expected.
    pub(super) fn of_another(text: &[u8], message: impl Into<String>) -> Self {
        Self { is_foreign: is_foreign(text), ..Self::new(message) }
    }

    /// An error in this JSON text, with the path of the place where it was found.
    pub(super) fn json(text: &[u8], error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let words = error.to_string();
        let words = words.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&words);
        let (steps, words) = split(words);
        let held: Vec<&str> = steps.iter().filter_map(Step::name).collect();
        let mut message = match error.classify() {
            Category::Data if words.starts_with("EOF while parsing") => "the text ends too early".to_owned(),
            Category::Data => without_value(words).into_owned(),
            Category::Eof => "the text ends too early".to_owned(),
            Category::Syntax | Category::Io => format!("not JSON: {words}, line {line}, column {column}"),
        };
        if let Some(Step::Branch(branch, reason)) = steps.iter().rfind(|step| step.name().is_none()) {
            message = format!("{message} (read as {branch}: {reason})");
        }
        let path = json_path::at(text, line, column, &held);
        Self { path: path.into(), ..Self::new(message) }
    }

    /// The same error, in an event of this name. One that is called an error is shown as one, and so is prose.
    pub(super) fn in_event(self, name: &str, data: &[u8]) -> Self {
        let is_foreign = name.eq_ignore_ascii_case("error") || is_foreign(data);
        Self { event: Some(name.into()), is_foreign, ..self }
    }

    /// The same error, in what is called so.
    pub(super) fn within(self, name: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{name}{dot}{}", self.path).into(), ..self }
    }

    /// The name of the event whose data it is, in a stream of events: `message` where the server does not say.
    pub fn event(&self) -> Option<&str> {
        self.event.as_deref()
    }

    /// Whether the beginning of the text may be shown.
    pub(super) fn is_foreign(&self) -> bool {
        self.is_foreign
    }

    /// Where in the body, such as `data.registry.uri` or `items[2].id`; empty for the body as a whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected and what was found.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

impl Error for DecodeError {}

/// Whether a text is none of the description's: prose, or a page. What is in data may be a secret; these are for reading.
fn is_foreign(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    text.first().is_some_and(|first| !b"{[\"<".contains(first)) || is_page(text)
}

/// Whether a text is a page of HTML.
pub(super) fn is_page(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let begins = |with: &[u8]| text.get(..with.len()).is_some_and(|own| own.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

/// What a union says in front of an error in one of its branches.
enum Step<'a> {
    /// Inside this member or element, which had to be held back until it was decided: the reader is past it by then, so
    /// that its position does not tell it.
    Held(&'a str),
    /// Inside this branch, taken for this reason.
    Branch(&'a str, &'a str),
}

impl<'a> Step<'a> {
    fn name(&self) -> Option<&'a str> {
        match self {
            Self::Held(name) => Some(name),
            Self::Branch(..) => None,
        }
    }
}

/// The steps in "in `a`: as `B` (reason): …", and the rest.
fn split(mut words: &str) -> (Vec<Step<'_>>, &str) {
    let mut steps = Vec::new();
    loop {
        if let Some((name, rest)) = words.strip_prefix("in `").and_then(|rest| rest.split_once("`: ")) {
            steps.push(Step::Held(name));
            words = rest;
        } else if let Some((branch, reason, rest)) = split_branch(words) {
            steps.push(Step::Branch(branch, reason));
            words = rest;
        } else {
            return (steps, words);
        }
    }
}

fn split_branch(words: &str) -> Option<(&str, &str, &str)> {
    let (branch, rest) = words.strip_prefix("as `")?.split_once("` (")?;
    let (reason, rest) = rest.split_once("): ")?;
    Some((branch, reason, rest))
}

/// Turns serde's `invalid type: string "x", expected a number` into `expected a number, found a string`.
fn without_value(words: &str) -> Cow<'_, str> {
    let (found, another) = match (words.strip_prefix("invalid type: "), words.strip_prefix("invalid value: "))
    {
        (Some(found), _) => (found, false),
        (_, Some(found)) => (found, true),
        _ => return Cow::Borrowed(words),
    };
    // From the right: what was found may itself hold these words.
    let Some((found, expected)) = found.rsplit_once(", expected ") else {
        return Cow::Borrowed("expected something else");
    };
    let found = match kind(found) {
        "null" => "null".to_owned(),
        kind if another => format!("another {kind}"),
        kind if kind.starts_with(['a', 'o']) => format!("an {kind}"),
        kind => format!("a {kind}"),
    };
    Cow::Owned(format!("expected {expected}, found {found}"))
}

/// The JSON kind of what serde says it found.
fn kind(found: &str) -> &'static str {
    const KINDS: [(&str, &str); 10] = [
        ("string", "string"),
        ("character", "string"),
        ("integer", "number"),
        ("floating point", "number"),
        ("number", "number"),
        ("boolean", "boolean"),
        ("map", "object"),
        ("sequence", "array"),
        ("null", "null"),
        ("unit", "null"),
    ];
    KINDS.iter().find(|(word, _)| found.starts_with(word)).map_or("value", |(_, kind)| kind)
}
