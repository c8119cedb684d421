//! What the YAML parser's errors mean for the person who wrote the text.
//!
//! The parser says where it could not go on, and where that began which it could not end. Either may be the fault.

use super::scan;
use super::text::{line_column, offset_at};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};

/// An error in the parser's words: `PROBLEM, while CONTEXT at line L column C`.
struct Said<'e> {
    problem: &'e str,
    /// What was being read, and where that began.
    context: Option<(&'e str, Place)>,
}

/// The finding for an error of the parser.
pub(super) fn fault(error: &serde_yaml::Error, text: &str) -> Diagnostic {
    let place = error
        .location()
        .map_or(Place::Document, |location| Place::Text { line: location.line(), column: location.column() });
    let message = message(error);
    let said = Said::of(&message);
    let found = |place, message: &str| Diagnostic::new(Code::Syntax, place, format!("not YAML: {message}"));
    let begins = |fault: Diagnostic, words: &str| match &said.context {
        Some((_, start)) => fault.related(start.clone(), words),
        None => fault,
    };
    let context = said.context.as_ref().map_or("", |(words, _)| *words);
    if let Some((start, end)) = open_quote(text, &place) {
        let words = format!("this quote is closed only on line {end}");
        return found(place, "what follows a quoted text is not part of it")
            .related(start, words)
            .help("close the quote where its text ends; inside of single quotes, write a quote twice");
    }
    match said.problem {
        "mapping values are not allowed in this context" => misplaced_key(text, place),
        "could not find expected ':'" => {
            let start = said.context.map_or(place, |(_, start)| start);
            found(start, ALONE).help(COLON)
        }
        "did not find expected '-' indicator" => {
            begins(found(place, "the line does not go on with the list around it"), "the list begins here")
                .help("begin it with `- `, or indent it less if it is not of the list")
        }
        "did not find expected key" if context.contains("mapping") => begins(
            found(place, "the line does not go on with the mapping around it"),
            "the mapping begins here",
        )
        .help("write `key: value`, in the column of the other keys"),
        "found unexpected end of stream" if context.contains("quoted") => {
            let start = said.context.map_or(place, |(_, start)| start);
            let last = text.lines().count();
            found(start, &format!("the quote is still open at the end of the file, line {last}"))
                .help("close it where its text ends")
        }
        "found unknown escape character" => found(place, "no such escape in double quotes")
            .help("write a backslash twice, or use single quotes, in which it stands for itself"),
        "found character that cannot start any token" => {
            found(place, "no value begins with this character").help("put the text in quotes")
        }
        problem if context.is_empty() => found(place, problem),
        problem => begins(found(place, problem), &format!("{context} that begins here")),
    }
}

/// The message without its place, which is shown elsewhere.
fn message(error: &serde_yaml::Error) -> String {
    let mut message = error.to_string();
    if let Some(location) = error.location() {
        let place = format!(" at line {} column {}", location.line(), location.column());
        message = message.replacen(&place, "", 1);
    }
    if message.contains("more than one document") {
        return "the file holds more than one document".to_owned();
    }
    message
}

impl<'e> Said<'e> {
    fn of(message: &'e str) -> Self {
        let context = message.split_once(", while ").and_then(|(problem, context)| {
            let (words, place) = context.split_once(" at line ")?;
            let (line, column) = place.split_once(" column ")?;
            let place = Place::Text { line: line.parse().ok()?, column: column.parse().ok()? };
            Some((problem, (words, place)))
        });
        match context {
            Some((problem, context)) => Self { problem, context: Some(context) },
            None => Self { problem: message, context: None },
        }
    }
}

/// A key where none can be: the text holds a colon, the line before lacks one, or the line is indented wrongly.
fn misplaced_key(text: &str, place: Place) -> Diagnostic {
    let found = |place, message: &str| Diagnostic::new(Code::Syntax, place, format!("not YAML: {message}"));
    let Place::Text { line, column } = place else { return found(place, MISPLACED) };
    let above: Vec<&str> = text.split('\n').take(line).collect();
    let own = above.last().copied().unwrap_or_default();
    let before: String = own.chars().take(column.saturating_sub(1)).collect();
    if before.contains(": ") {
        return found(place, MISPLACED).help("put the text in quotes: it holds `: `");
    }
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let lines = above.iter().enumerate().rev().skip(1);
    let last = lines.map(|(index, line)| (index, line.trim_end())).find(|(_, line)| !line.is_empty());
    let is_text = |line: &str| !line.contains(':') && !line.trim_start().starts_with(['-', '#']);
    match last {
        Some((index, last)) if indent(last) == indent(own) && is_text(last) => {
            found(Place::Text { line: index + 1, column: indent(last) + 1 }, ALONE).help(COLON)
        }
        _ => found(place, MISPLACED).help(
            "indent the line as the keys that it belongs to; if it goes on with a text, put that in quotes",
        ),
    }
}

const MISPLACED: &str = "no key can stand here, and `: ` makes one";
const ALONE: &str = "a key without a value";
const COLON: &str = "write `key: value`, with a blank behind the colon";

/// Where a quote begins that is closed lines later, just before the place, and on which line that is.
fn open_quote(text: &str, place: &Place) -> Option<(Place, usize)> {
    let Place::Text { line, column } = place else { return None };
    let (start, end) = scan::last_long_quote(text, offset_at(text, *line, *column))?;
    let (end, _) = line_column(text, end);
    let (line, column) = line_column(text, start);
    Some((Place::Text { line, column }, end))
}
