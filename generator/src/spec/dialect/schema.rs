//! One schema of OpenAPI 3.1 in the terms of 3.0.

use serde_json::{Map, Value};

use super::{types, uniform};
use crate::spec::version::Version;

/// What 3.0 cannot say, and what no client is checked against. It is kept under an `x-` name.
const KEPT: &[&str] = &[
    "prefixItems",
    "patternProperties",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "dependentSchemas",
    "dependentRequired",
    "contains",
    "minContains",
    "maxContains",
    "if",
    "then",
    "else",
    "contentSchema",
    "contentEncoding",
    "contentMediaType",
];

/// Members that only identify a schema.
const IDENTITY: &[&str] = &[
    "$id",
    "$schema",
    "$anchor",
    "$dynamicAnchor",
    "$dynamicRef",
    "$vocabulary",
    "$comment",
    "$defs",
    "definitions",
];

/// A place in a schema before and after, as texts of pointers from the schema.
pub(super) type Move = (String, String);

/// Whether there is something to rewrite.
pub(super) fn is_new(members: &Map<String, Value>, version: Version) -> bool {
    // In OpenAPI 3.0, what stands beside a `$ref` has no effect.
    if version == Version::V30 && members.contains_key("$ref") {
        return false;
    }
    let is_new = |(name, value): (&String, &Value)| match name.as_str() {
        "type" => !value.is_string() || value == "null",
        "exclusiveMinimum" | "exclusiveMaximum" => value.is_number(),
        "const" | "examples" | "anyOf" | "oneOf" => true,
        "$ref" => members.len() > 1,
        name => KEPT.contains(&name) || IDENTITY.contains(&name),
    };
    members.iter().any(is_new)
}

/// Rewrites a schema whose parts have been rewritten.
pub(super) fn lower(members: &mut Map<String, Value>) -> Vec<Move> {
    let mut moves = Vec::new();
    for name in IDENTITY {
        members.shift_remove(*name);
    }
    constant(members);
    example(members);
    content(members);
    exclusive(members, "minimum", "exclusiveMinimum", |bound, exclusive| bound > exclusive);
    exclusive(members, "maximum", "exclusiveMaximum", |bound, exclusive| bound < exclusive);
    for name in ["oneOf", "anyOf"] {
        null_branch(members, name, &mut moves);
    }
    uniform::evaluate(members, &mut moves);
    uniform::elements(members, &mut moves);
    uniform::members(members, &mut moves);
    types::lower(members, &mut moves);
    reference(members, &mut moves);
    for name in KEPT {
        rename(members, name, &format!("x-{name}"));
    }
    moves
}

/// `const` is an `enum` of one.
fn constant(members: &mut Map<String, Value>) {
    match members.shift_remove("const") {
        None => {}
        Some(Value::Null) => types::only_null(members),
        Some(value) => drop(members.insert("enum".to_owned(), Value::Array(vec![value]))),
    }
}

/// The first of the `examples` is the `example`.
fn example(members: &mut Map<String, Value>) {
    if let Some(Value::Array(examples)) = members.shift_remove("examples")
        && let Some(first) = examples.into_iter().next()
    {
        members.entry("example").or_insert(first);
    }
}

/// Bytes in a string, or instead of one, are formats, and so is what else a string may hold: it stays a string, and its
/// documentation says what is in it.
fn content(members: &mut Map<String, Value>) {
    if members.contains_key("format") {
        return;
    }
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    let format = match (text("contentEncoding"), text("contentMediaType")) {
        (Some("base64"), _) => "byte",
        (Some("binary"), None) => "binary",
        // Text of another notation is text all the same.
        (None | Some("binary"), Some(media)) if !media.starts_with("text/") && !media.ends_with("json") => {
            "binary"
        }
        (Some(held), _) | (None, Some(held)) if is_text(members) => held,
        _ => return,
    };
    let format = Value::from(format);
    members.insert("format".to_owned(), format);
    members.shift_remove("contentEncoding");
}

fn is_text(members: &Map<String, Value>) -> bool {
    match members.get("type") {
        Some(Value::Array(types)) => types.iter().any(|ty| ty == "string"),
        ty => ty.is_some_and(|ty| ty == "string"),
    }
}

/// A bound that is exclusive by its name becomes one that is so by a flag.
fn exclusive(members: &mut Map<String, Value>, bound: &str, flag: &str, tighter: fn(f64, f64) -> bool) {
    let Some(exclusive) = members.get(flag).filter(|flag| flag.is_number()).cloned() else { return };
    let both = members.get(bound).and_then(Value::as_f64).zip(exclusive.as_f64());
    if both.is_some_and(|(bound, exclusive)| tighter(bound, exclusive)) {
        members.shift_remove(flag);
    } else {
        members.insert(bound.to_owned(), exclusive);
        members.insert(flag.to_owned(), Value::Bool(true));
    }
}

/// A branch that is only `null` makes the whole nullable.
fn null_branch(members: &mut Map<String, Value>, name: &str, moves: &mut Vec<Move>) {
    let Some(Value::Array(branches)) = members.get_mut(name) else { return };
    let before = branches.len();
    let mut index = 0;
    let mut kept = 0;
    branches.retain(|branch| {
        let is_null = types::is_null(branch);
        if !is_null {
            if kept != index {
                moves.push((format!("/{name}/{index}"), format!("/{name}/{kept}")));
            }
            kept += 1;
        }
        index += 1;
        !is_null
    });
    let none_left = branches.is_empty();
    if kept == before {
        return;
    }
    if none_left {
        members.shift_remove(name);
        types::only_null(members);
    } else {
        members.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// A `$ref` with company becomes a part of an `allOf`.
fn reference(members: &mut Map<String, Value>, moves: &mut Vec<Move>) {
    if members.keys().all(|name| name == "$ref" || name.starts_with("x-")) {
        return;
    }
    let Some(reference) = members.shift_remove("$ref") else { return };
    let part = Value::Object(Map::from_iter([("$ref".to_owned(), reference)]));
    if let Some(index) = types::add_part(members, part) {
        moves.push((String::new(), format!("/allOf/{index}")));
    }
}

/// Gives a member another name, in its place.
fn rename(members: &mut Map<String, Value>, name: &str, new: &str) {
    if members.contains_key(name) {
        *members = std::mem::take(members)
            .into_iter()
            .map(|(key, value)| if key == name { (new.to_owned(), value) } else { (key, value) })
            .collect();
    }
}
