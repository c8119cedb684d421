//! References into the middle of the document: what they point at becomes a component, so that every later stage
//! finds each reference's target by section and name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use crate::spec::reference::Resolver;
use crate::spec::shape::{
    EXAMPLE, HEADER, LINK, Object, PARAMETER, REQUEST_BODY, RESPONSE, SCHEMA, SECURITY_SCHEME, visit,
};
use crate::spec::version::Version;

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

pub(super) fn hoist(root: &mut Value, version: Version, diagnostics: &mut Diagnostics) {
    let resolver = Resolver::new(root, version);
    let mut names = Names::new(root);
    // Where a `$ref` is to say something else, and what.
    let mut texts: Vec<(Pointer, String)> = Vec::new();
    let mut targets: BTreeMap<Pointer, Pointer> = BTreeMap::new();
    visit(root, &mut |found| {
        let Some(reference) = found.reference() else { return };
        let Ok(target) = resolver.find(reference) else { return };
        let Some(section) = section(found.table) else { return };
        let at = if component(&target.at) {
            target.at
        } else {
            targets.entry(target.at).or_insert_with_key(|at| names.component(section, at)).clone()
        };
        let text = format!("#{at}");
        if text != reference {
            texts.push((found.at.key("$ref").pointer(), text));
        }
    });
    for (at, text) in texts {
        if let Some(reference) = root.pointer_mut(at.as_str()) {
            *reference = Value::String(text);
        }
    }
    // Inner ones first: what is around them is still where their pointers say.
    let mut targets: Vec<_> = targets.into_iter().collect();
    targets.sort_by_key(|(at, _)| std::cmp::Reverse(at.tokens().count()));
    for (from, to) in targets {
        let Some(value) = root.pointer_mut(from.as_str()) else { continue };
        let value = std::mem::replace(value, json!({ "$ref": format!("#{to}") }));
        put(root, &to, value);
        diagnostics.moved(from, to);
    }
}

/// Whether a pointer is that of a component.
fn component(at: &Pointer) -> bool {
    let mut tokens = at.tokens();
    tokens.next().is_some_and(|token| token == "components") && tokens.count() == 2
}

fn section(table: &'static Object) -> Option<&'static str> {
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

fn put(root: &mut Value, at: &Pointer, value: Value) {
    let mut holder = root;
    let tokens: Vec<_> = at.tokens().collect();
    for token in &tokens {
        let Value::Object(members) = holder else { return };
        holder = members.entry(token.as_ref()).or_insert_with(|| Value::Object(Map::new()));
    }
    *holder = value;
}

/// Names of components, those that are taken and those that are given.
struct Names(BTreeSet<Pointer>);

impl Names {
    fn new(root: &Value) -> Self {
        let at = Pointer::root().key("components");
        let sections = root.get("components").and_then(Value::as_object).into_iter().flatten();
        let names = sections.flat_map(|(section, entries)| {
            let at = at.key(section);
            entries.as_object().into_iter().flatten().map(move |(name, _)| at.key(name))
        });
        Self(names.collect())
    }

    /// A free name for what stands at a place, as short as it can be understood.
    fn component(&mut self, section: &str, at: &Pointer) -> Pointer {
        let tokens: Vec<String> = at.tokens().map(Cow::into_owned).collect();
        let defined =
            tokens.iter().rev().nth(1).is_some_and(|token| token == "$defs" || token == "definitions");
        let words: Vec<String> = tokens
            .iter()
            .filter(|token| !STRUCTURE.contains(&token.as_str()))
            .map(|token| word(token))
            .collect();
        let section = Pointer::root().key("components").key(section);
        // A definition has a name of its own; a property or an element needs the one of what it belongs to.
        let least = if defined { 1 } else { 2 };
        for count in least.min(words.len())..=words.len() {
            let name = words[words.len() - count..].join("_");
            if !name.is_empty() && self.0.insert(section.key(&name)) {
                return section.key(&name);
            }
        }
        let name = words.join("_");
        let mut number = 2;
        while !self.0.insert(section.key(&format!("{name}_{number}"))) {
            number += 1;
        }
        section.key(&format!("{name}_{number}"))
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
