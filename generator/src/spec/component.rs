//! Components of a document: their sections, and names for those that are added.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::shape::{
    EXAMPLE, HEADER, LINK, Object, PARAMETER, REQUEST_BODY, RESPONSE, SCHEMA, SECURITY_SCHEME,
};
use crate::pointer::Pointer;

/// Parts of a pointer that say how a document is built, not what it is about.
const STRUCTURE: &[&str] = &[
    "components",
    "schemas",
    "parameters",
    "responses",
    "requestBodies",
    "headers",
    "properties",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "content",
    "schema",
    "paths",
    "requestBody",
    "additionalProperties",
    "$defs",
    "definitions",
    "prefixItems",
];

/// Whether a pointer is that of a component.
pub(super) fn is_component(at: &Pointer) -> bool {
    let mut tokens = at.tokens();
    tokens.next().is_some_and(|token| token == "components") && tokens.count() == 2
}

/// The section for components of a kind; nothing for what can be none.
pub(super) fn section(table: &'static Object) -> Option<&'static str> {
    let sections: [(&'static Object, &str); 8] = [
        (&SCHEMA, "schemas"),
        (&RESPONSE, "responses"),
        (&PARAMETER, "parameters"),
        (&EXAMPLE, "examples"),
        (&REQUEST_BODY, "requestBodies"),
        (&HEADER, "headers"),
        (&SECURITY_SCHEME, "securitySchemes"),
        (&LINK, "links"),
    ];
    sections.into_iter().find(|(known, _)| table.is(known)).map(|(_, section)| section)
}

/// Puts a value at a place, and objects around it where there are none.
pub(super) fn put(root: &mut Value, at: &Pointer, value: Value) {
    let mut holder = root;
    let tokens: Vec<_> = at.tokens().collect();
    for token in &tokens {
        let Value::Object(members) = holder else { return };
        holder = members.entry(token.as_ref()).or_insert_with(|| Value::Object(Map::new()));
    }
    *holder = value;
}

/// Names of components, those that are taken and those that are given.
pub(super) struct Names(BTreeSet<Pointer>);

impl Names {
    pub(super) fn new(root: &Value) -> Self {
        let at = Pointer::root().key("components");
        let sections = root.get("components").and_then(Value::as_object).into_iter().flatten();
        let names = sections.flat_map(|(section, entries)| {
            let at = at.key(section);
            entries.as_object().into_iter().flatten().map(move |(name, _)| at.key(name))
        });
        Self(names.collect())
    }

    /// A free name for what stands at a place of the document, or of a file with this stem; as short as it can be
    /// understood.
    pub(super) fn free(&mut self, section: &str, stem: Option<&str>, at: &Pointer) -> Pointer {
        let tokens: Vec<String> = at.tokens().map(Cow::into_owned).collect();
        let words = tokens.iter().filter(|token| !STRUCTURE.contains(&token.as_str()));
        let words: Vec<String> = stem
            .into_iter()
            .chain(words.map(String::as_str))
            .map(word)
            .filter(|word| !word.is_empty())
            .collect();
        let section = Pointer::root().key("components").key(section);
        // What is defined has a name of its own; a property or an element needs the one of what it belongs to.
        let least = if is_definition(&tokens, stem.is_some()) { 1 } else { 2 };
        for count in least.min(words.len())..=words.len() {
            let name = words[words.len() - count..].join("_");
            if !name.is_empty() && self.0.insert(section.key(&name)) {
                return section.key(&name);
            }
        }
        let name = if words.is_empty() { "Unnamed".to_owned() } else { words.join("_") };
        let mut number = 2;
        while !self.0.insert(section.key(&format!("{name}_{number}"))) {
            number += 1;
        }
        section.key(&format!("{name}_{number}"))
    }
}

/// Whether the name of a place is one that was given to what is there, not one of a part of something.
fn is_definition(tokens: &[String], in_file: bool) -> bool {
    match tokens {
        [.., holder, _] if holder == "$defs" || holder == "definitions" => true,
        // A file of its own, a member of a file that is a list of definitions, and a component of another document.
        [] | [_] => in_file,
        // A member of an extension, or of a section of one.
        [extension, _] | [extension, _, _] if extension.starts_with("x-") => true,
        [components, _, _] => in_file && components == "components",
        _ => false,
    }
}

/// A token with only the characters that a component's name may have.
fn word(token: &str) -> String {
    let allowed = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '-');
    token
        .split(|character| !allowed(character))
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}
