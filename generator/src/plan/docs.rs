//! Documentation: the document's words, and in words of our own what it says in keywords.

use std::borrow::Cow;

use super::markdown;
use super::names::{snake, snake_words};
use super::naming::ORDINALS;
use crate::model::{Api, Array, Format, Json, Kind, Operation, Parameter, SchemaId};
use crate::rust::{Doc, Ident};

/// Text of the document, then paragraphs of our own.
pub(super) fn doc(text: Option<&str>, notes: Vec<String>) -> Doc {
    let mut lines = text.map(|text| markdown::lines(&closed(text))).unwrap_or_default();
    for note in notes {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(note);
    }
    Doc(lines)
}

/// What is said of a type. One that could not be called as the document calls it says so.
pub(super) fn of_type(api: &Api, id: SchemaId, name: &Ident) -> Doc {
    let said = &api.schemas[id].doc;
    // A title that is the name again says nothing.
    let title =
        said.title.as_deref().filter(|title| !title.trim().is_empty() && !same_letters(title, name.as_str()));
    let description = said.description.as_deref().filter(|text| !text.trim().is_empty());
    let mut lines = Vec::new();
    if let Some(title) = title
        && description.is_none_or(|text| !text.starts_with(title))
    {
        lines.push(sentence(&markdown::inline(title)));
    }
    if let Some(text) = description {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(markdown::lines(&closed(text)));
    }
    if lines.is_empty() {
        lines.push(spoken(name));
    }
    let mut doc = Doc(lines);
    append(&mut doc, &constraints(&api.schemas[id].kind));
    if let Some(component) = api.schemas[id].name.as_ref().filter(|own| !same_letters(own, name.as_str())) {
        append(&mut doc, &[format!("The description calls it {}.", markdown::code(component))]);
    }
    doc
}

/// A type's name as a sentence, for one that the description says nothing of.
pub(super) fn spoken(name: &Ident) -> String {
    let words = snake_words(name.as_str()).replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}

/// What an operation is called where something else speaks of it: by its method, unless two have one name.
pub(super) fn method(operation: &Operation) -> String {
    markdown::code(&snake(&operation.name))
}

/// What is said of a member: by the place that holds it, else by its type.
pub(super) fn of_member(api: &Api, id: SchemaId, key: &str) -> Doc {
    let schemas = &api.schemas;
    let target = &schemas[schemas.target(id)];
    // A title that is the member's name again says nothing, nor one that is the type's.
    let is_name = |title: &str| {
        same_letters(title, key) || target.name.as_ref().is_some_and(|name| same_letters(title, name))
    };
    let description = schemas.said(id, |doc| doc.description.as_ref().filter(|text| !text.trim().is_empty()));
    let title = schemas.said(id, |doc| doc.title.as_ref().filter(|title| !is_name(title)));
    let text = description.cloned().or_else(|| title.map(|title| sentence(&markdown::inline(title))));
    let mut doc = doc(text.as_deref(), Vec::new());
    if doc.0.is_empty() {
        doc.0.push(markdown::code(key));
    }
    append(&mut doc, &notes(api, id));
    doc
}

/// What is said of a parameter: by itself, else by its type.
pub(super) fn of_parameter(api: &Api, parameter: &Parameter) -> Doc {
    let mut said = doc(parameter.doc.description.as_deref(), Vec::new());
    if said.0.is_empty() {
        return of_member(api, parameter.schema, &parameter.name);
    }
    append(&mut said, &notes(api, parameter.schema));
    said
}

/// What is said of an argument, for an entry of a list. An example of it stands with the method.
pub(super) fn of_argument(api: &Api, parameter: &Parameter) -> Option<String> {
    let text = parameter.doc.description.as_ref();
    let text = text.or_else(|| api.schemas.said(parameter.schema, |doc| doc.description.as_ref()));
    let demands = demands(api, parameter.schema).into_iter();
    match text.map(|text| text.trim()).filter(|text| has_lines(text)) {
        Some(text) => Some(entry(text, joined(demands))),
        None => joined(text.map(|text| line(text)).into_iter().chain(demands)),
    }
}

/// Whether a text is more than one line, and so perhaps more than a paragraph.
pub(super) fn has_lines(text: &str) -> bool {
    text.trim().contains('\n')
}

/// A text as an entry of a list, and a paragraph below it.
fn entry(text: &str, below: Option<String>) -> String {
    let text = [closed(text).into_owned()].into_iter().chain(below).collect::<Vec<_>>().join("\n\n");
    text.lines().collect::<Vec<_>>().join("\n  ")
}

/// A text in one line, as a sentence.
pub(super) fn line(text: &str) -> String {
    sentence(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Sentences as one paragraph, if there are any.
pub(super) fn joined(sentences: impl Iterator<Item = String>) -> Option<String> {
    let said: Vec<String> = sentences.filter(|sentence| !sentence.is_empty()).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What a value obeys, what stands for it when it is absent, and an example.
fn notes(api: &Api, id: SchemaId) -> Vec<String> {
    let schemas = &api.schemas;
    let target = &schemas[schemas.target(id)];
    let mut notes = demands(api, id);
    // What is secret has no example, and a structure is better shown where it is built.
    let secret = matches!(&target.kind, Kind::String(text) if text.format == Some(Format::Password));
    let plain = |value: &&Json| !secret && !matches!(value, Json::Object(_) | Json::Array(_) | Json::Null);
    notes.extend(note("Example", schemas.said(id, |doc| doc.example.as_ref()).filter(plain)));
    notes
}

/// What a value obeys, and what stands for it when it is absent.
fn demands(api: &Api, id: SchemaId) -> Vec<String> {
    let schemas = &api.schemas;
    let target = &schemas[schemas.target(id)];
    // The constraints of a type with a name stand there.
    let mut own = if target.name.is_none() { constraints(&target.kind) } else { Vec::new() };
    own.extend(positions(api, &target.kind));
    own.extend(note("Default", schemas.said(id, |doc| doc.default.as_ref())));
    own
}

fn note(words: &str, value: Option<&Json>) -> Option<String> {
    value.map(|value| format!("{words}: {}.", markdown::code(&short(value))))
}

/// Whether two texts are the same but for case, blanks and marks.
pub(super) fn same_letters<'t>(left: &'t str, right: &'t str) -> bool {
    let letters = |text: &'t str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters(left).eq(letters(right))
}

/// What is said of each element of a tuple.
fn positions(api: &Api, kind: &Kind) -> Vec<String> {
    let Kind::Array(Array { positions, .. }) = kind else { return Vec::new() };
    let said = positions.iter().zip(ORDINALS).filter_map(|(id, ordinal)| {
        let text = api.schemas.said(*id, |doc| doc.description.as_ref().or(doc.title.as_ref()));
        let text = text.and_then(|text| text.lines().next()).filter(|line| !line.trim().is_empty());
        let target = &api.schemas[api.schemas.target(*id)];
        let own = if target.name.is_none() { constraints(&target.kind) } else { Vec::new() };
        let words: Vec<String> =
            text.map(|text| sentence(&markdown::inline(text))).into_iter().chain(own).collect();
        (!words.is_empty()).then(|| format!("{ordinal}: {}", words.join(" ")))
    });
    said.collect()
}

/// Adds one paragraph of notes.
pub(super) fn append(doc: &mut Doc, notes: &[String]) {
    if notes.is_empty() {
        return;
    }
    if !doc.0.is_empty() {
        doc.0.push(String::new());
    }
    doc.0.push(notes.join(" "));
}

/// Ends a title like a sentence. What says nothing is none.
pub(super) fn sentence(text: &str) -> String {
    let text = closed(text);
    let is_sentence = text.is_empty() || text.ends_with(['.', '!', '?', ':', '…']);
    if is_sentence { text.into_owned() } else { format!("{text}.") }
}

/// A text without blanks at its end, nor before the full stop there. What is only a full stop is none.
fn closed(text: &str) -> Cow<'_, str> {
    let text = text.trim_end();
    match text.strip_suffix('.') {
        Some(rest) if rest.trim().is_empty() => Cow::Borrowed(""),
        Some(rest) if rest.ends_with(char::is_whitespace) => Cow::Owned(format!("{}.", rest.trim_end())),
        _ => Cow::Borrowed(text),
    }
}

/// Constraints in words.
pub(super) fn constraints(kind: &Kind) -> Vec<String> {
    let mut notes = Vec::new();
    match kind {
        Kind::String(text) => {
            notes.extend(between("character", text.min_length, text.max_length));
            if let Some(pattern) = &text.pattern {
                let words = if pattern.regex.is_some() { "Pattern" } else { "Pattern, which is not checked" };
                notes.push(format!("{words}: {}.", markdown::code(&pattern.source)));
            }
            if let Some(Format::Other(format)) = &text.format {
                notes.push(format!("Format: {}.", markdown::code(format)));
            }
        }
        Kind::Integer(integer) => {
            notes.extend(integer.minimum.map(|bound| format!("At least {bound}.")));
            notes.extend(integer.maximum.map(|bound| format!("At most {bound}.")));
            notes.extend(integer.multiple_of.map(|divisor| format!("A multiple of {divisor}.")));
        }
        Kind::Number(number) => {
            let bound = |(bound, exclusive): (f64, bool), inclusive: &str, strict: &str| {
                format!("{} {bound}.", if exclusive { strict } else { inclusive })
            };
            notes.extend(number.minimum.map(|minimum| bound(minimum, "At least", "Greater than")));
            notes.extend(number.maximum.map(|maximum| bound(maximum, "At most", "Less than")));
            notes.extend(number.multiple_of.map(|divisor| format!("A multiple of {divisor}.")));
        }
        Kind::Array(array) => {
            // How many a tuple has is seen.
            if array.positions.is_empty() {
                notes.extend(between("element", array.min_items, array.max_items));
            }
            if array.unique_items {
                notes.push("No element comes twice.".to_owned());
            }
        }
        Kind::Object(object) => notes.extend(between("member", object.min_properties, object.max_properties)),
        Kind::Enum(list) => notes.extend(list.boolean().map(|only| format!("Only `{only}`."))),
        Kind::Alias(_) | Kind::Any | Kind::Null | Kind::Boolean | Kind::Union(_) => {}
    }
    notes
}

fn between(what: &str, least: Option<usize>, most: Option<usize>) -> Option<String> {
    let s = |count: usize| if count == 1 { "" } else { "s" };
    match (least.filter(|least| *least > 0), most) {
        (None, None) => None,
        (Some(least), Some(most)) if least == most => Some(format!("Exactly {least} {what}{}.", s(least))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {what}s.")),
        (Some(least), None) => Some(format!("At least {least} {what}{}.", s(least))),
        (None, Some(most)) => Some(format!("At most {most} {what}{}.", s(most))),
    }
}

/// JSON in one line, cut when it is long.
fn short(value: &Json) -> String {
    const LONGEST: usize = 60;
    let text = json_text(value);
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

fn json_text(value: &Json) -> String {
    match value {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Integer(value) => value.to_string(),
        Json::Float(value) => value.to_string(),
        Json::String(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        Json::Array(elements) => {
            format!("[{}]", elements.iter().map(json_text).collect::<Vec<_>>().join(", "))
        }
        Json::Object(members) => {
            let members = members.iter().map(|(key, value)| format!("\"{key}\": {}", json_text(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_one_full_stop_and_no_blank_before_it() {
        for (text, whole) in [
            ("Read an item ", "Read an item."),
            ("Item .", "Item."),
            ("Why?", "Why?"),
            ("And so on...", "And so on..."),
            (" .", ""),
            (" ", ""),
        ] {
            assert_eq!(sentence(text), whole, "{text:?}");
        }
    }
}
