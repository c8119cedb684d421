//! Elements that differ by position, and members that differ by a pattern of their names: a list and a map of OpenAPI
//! 3.0 have one schema for all values, so it becomes what any of them may be.
//!
//! Only where all values are described: beside others that can be anything, nothing is gained.

use serde_json::{Map, Value, json};

use super::schema::Move;
use crate::pointer::Pointer;
use crate::spec::TUPLE;

/// What is not evaluated is what is not named, where no other schema evaluates anything.
pub(super) fn evaluate(members: &mut Map<String, Value>, moves: &mut Vec<Move>) {
    const OTHERS: &[&str] = &[
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "then",
        "else",
        "$ref",
        "contains",
        "dependentSchemas",
        "patternProperties",
    ];
    if OTHERS.iter().any(|key| members.contains_key(*key)) {
        return;
    }
    for (key, other) in [("unevaluatedProperties", "additionalProperties"), ("unevaluatedItems", "items")] {
        if !members.contains_key(other)
            && let Some(schema) = members.shift_remove(key)
        {
            moves.push((format!("/{key}"), format!("/{other}")));
            let schema = match schema {
                Value::Bool(true) if key == "unevaluatedItems" => json!({}),
                Value::Bool(false) if key == "unevaluatedItems" => json!({ "not": {} }),
                schema => schema,
            };
            members.insert(other.to_owned(), schema);
        }
    }
}

/// Most values of a tuple: Rust compares and shows no longer ones.
const LONGEST_TUPLE: usize = 12;

/// `prefixItems` of a list that ends with them, or goes on with a schema for the rest. One that has all of them, and
/// nothing else, is a tuple.
pub(super) fn elements(members: &mut Map<String, Value>, moves: &mut Vec<Move>) {
    let Some(Value::Array(first)) = members.get("prefixItems") else { return };
    let first: Vec<(String, Value)> =
        first.iter().enumerate().map(|(index, one)| (format!("/prefixItems/{index}"), one.clone())).collect();
    let count = u64::try_from(first.len()).unwrap_or(u64::MAX);
    let ends = members.get("maxItems").and_then(Value::as_u64).is_some_and(|most| most <= count);
    let rest = match members.get("items") {
        _ if ends => None,
        Some(items) if is_never(items) => {
            members.insert("maxItems".to_owned(), Value::from(count));
            None
        }
        Some(items) => Some(("/items".to_owned(), items.clone())),
        None => return,
    };
    let all = members.get("minItems").and_then(Value::as_u64).is_some_and(|least| least >= count);
    if all && rest.is_none() && tuple(members, &first, moves) {
        return;
    }
    if replace(members, "items", first.into_iter().chain(rest).collect(), moves) {
        members.shift_remove("prefixItems");
    }
}

/// Writes what stands at each position, and that it does.
fn tuple(members: &mut Map<String, Value>, first: &[(String, Value)], moves: &mut Vec<Move>) -> bool {
    if !(2..=LONGEST_TUPLE).contains(&first.len()) || first.iter().any(|(_, schema)| is_never(schema)) {
        return false;
    }
    let places = first.iter().enumerate();
    moves.extend(places.map(|(index, (at, _))| (at.clone(), format!("/items/anyOf/{index}"))));
    let schemas: Vec<&Value> = first.iter().map(|(_, schema)| schema).collect();
    members.insert("items".to_owned(), json!({ "anyOf": schemas }));
    members.insert(TUPLE.to_owned(), Value::Bool(true));
    members.shift_remove("prefixItems");
    true
}

/// `patternProperties` of an object that is closed, or has a schema for the rest.
pub(super) fn members(members: &mut Map<String, Value>, moves: &mut Vec<Move>) {
    let Some(Value::Object(patterns)) = members.get("patternProperties") else { return };
    let at = |name: &str| Pointer::root().key("patternProperties").key(name).to_string();
    let named: Vec<(String, Value)> = patterns.iter().map(|(name, one)| (at(name), one.clone())).collect();
    let takes_all = patterns.len() == 1 && patterns.keys().all(|name| EVERY_NAME.contains(&name.as_str()));
    let other = ["additionalProperties", "unevaluatedProperties"].iter().find_map(|key| members.get(*key));
    let rest = match other {
        Some(Value::Bool(false)) => None,
        Some(other) if is_never(other) => None,
        _ if takes_all => None,
        Some(other @ Value::Object(_)) => Some(("/additionalProperties".to_owned(), other.clone())),
        _ => return,
    };
    if replace(members, "additionalProperties", named.into_iter().chain(rest).collect(), moves) {
        members.shift_remove("patternProperties");
    }
}

/// Patterns that every name matches; those of at least one character are close enough.
const EVERY_NAME: &[&str] =
    &["", ".*", "^.*$", "^.*", ".*$", ".+", "^.+$", "^.+", ".", "^.", "^(.*)$", "^(.+)$"];

/// Writes what any of some schemas allows, unless that is anything.
fn replace(
    members: &mut Map<String, Value>,
    key: &str,
    schemas: Vec<(String, Value)>,
    moves: &mut Vec<Move>,
) -> bool {
    let mut kept: Vec<(String, Value)> = Vec::new();
    for (at, schema) in schemas {
        if !schema.as_object().is_some_and(|schema| schema.keys().any(|key| !is_word(key))) {
            return false;
        }
        if !is_never(&schema) && !kept.iter().any(|(_, known)| without_words(known) == without_words(&schema))
        {
            kept.push((at, schema));
        }
    }
    // Beside any text, one of a format or a list is nothing special.
    if let Some(plain) = kept.iter().find(|(_, schema)| is_plain_text(schema)).cloned() {
        let is_text = |schema: &Value| schema.get("type") == Some(&json!("string")) && !is_nullable(schema);
        kept.retain(|(at, schema)| *at == plain.0 || !is_text(schema));
    }
    let schema = match kept.as_slice() {
        [] => return false,
        [(at, only)] => {
            moves.push((at.clone(), format!("/{key}")));
            only.clone()
        }
        several => {
            let places = several.iter().enumerate();
            moves.extend(places.map(|(index, (at, _))| (at.clone(), format!("/{key}/anyOf/{index}"))));
            json!({ "anyOf": several.iter().map(|(_, schema)| schema).collect::<Vec<_>>() })
        }
    };
    members.insert(key.to_owned(), schema);
    true
}

/// Members for people.
fn is_word(key: &str) -> bool {
    matches!(key, "title" | "description" | "example" | "default" | "deprecated") || key.starts_with("x-")
}

fn without_words(schema: &Value) -> Value {
    let members = schema.as_object().into_iter().flatten();
    Value::Object(
        members.filter(|(key, _)| !is_word(key)).map(|(key, value)| (key.clone(), value.clone())).collect(),
    )
}

fn is_plain_text(schema: &Value) -> bool {
    without_words(schema) == json!({ "type": "string" })
}

fn is_nullable(schema: &Value) -> bool {
    schema.get("nullable") == Some(&Value::Bool(true))
}

/// Whether a schema allows nothing: `false`, in the words of 3.0.
fn is_never(schema: &Value) -> bool {
    *schema == json!({ "not": {} })
}
