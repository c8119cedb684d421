//! Schemas as a tolerant reader takes them: faulty is only what those refuse.
//!
//! A reader does not police a server. It ignores members that it does not know, so a closed object is as good as an open
//! one. A list and a map have one type of values, whatever their place or name. What one branch of a `oneOf` accepts is
//! right, whether or not another one does too. A type of both directions insists on no member that is only read or only
//! written. An instance that the document refuses for nothing but that has no fault
//! that a type could find.

use serde_json::{Map, Value, json};

use crate::dialect::EXCLUSIVE;
use crate::one_way;

/// Where a schema holds others: itself, in a list, or by name.
const ONE: &[&str] = &["items", "additionalProperties", "unevaluatedProperties", "unevaluatedItems"];
const LISTS: &[&str] = &["allOf", "anyOf", "oneOf", "prefixItems"];
const MAPS: &[&str] = &["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];

/// What no type states: conditions, and what holds for one value among others.
const CONDITIONS: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "contains",
    "minContains",
    "maxContains",
];

/// The named schemas without exclusive unions and closed objects.
pub(crate) fn relaxed(root: &Value) -> Value {
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    let schemas = schemas.into_iter().flatten().map(|(name, one)| (name.clone(), schema(root, one)));
    json!({ "components": { "schemas": schemas.collect::<Map<_, _>>() } })
}

/// What is negated stays as it is: to allow more inside of `not` would be to forbid more.
fn schema(root: &Value, whole: &Value) -> Value {
    let Value::Object(members) = whole else { return whole.clone() };
    let mut made = Map::new();
    let mut exclusive = None;
    for (key, value) in members {
        let key = key.as_str();
        let value = match value {
            _ if CONDITIONS.contains(&key) => continue,
            Value::Bool(false) if is_closing(key) => continue,
            Value::Array(list) if LISTS.contains(&key) => list.iter().map(|one| schema(root, one)).collect(),
            Value::Object(map) if MAPS.contains(&key) => {
                map.iter().map(|(name, one)| (name.clone(), schema(root, one))).collect()
            }
            Value::Object(_) if ONE.contains(&key) => schema(root, value),
            Value::Array(names) if key == "required" => insisted(root, members, names),
            _ => value.clone(),
        };
        if key == "oneOf" {
            exclusive = Some(value);
        } else {
            made.insert(key.to_owned(), value);
        }
    }
    if let Some(branches) = exclusive {
        add_any_of(&mut made, branches);
    }
    any_position(members, &mut made);
    any_name(members, &mut made);
    Value::Object(made)
}

/// The required members that a type of both directions can insist on: those that are neither only read nor only written.
fn insisted(root: &Value, members: &Map<String, Value>, names: &[Value]) -> Value {
    let property = |name: &Value| members.get("properties")?.get(name.as_str()?);
    let is_one_way = |name: &&Value| {
        property(name).is_some_and(|own| one_way::is(root, &[own], &["readOnly", "writeOnly"]))
    };
    names.iter().filter(|name| !is_one_way(name)).cloned().collect()
}

/// A list has one type of elements: what stands where is not looked at.
fn any_position(source: &Map<String, Value>, made: &mut Map<String, Value>) {
    let Some(Value::Array(mut schemas)) = made.remove("prefixItems") else { return };
    let most = source.get("maxItems").and_then(Value::as_u64).and_then(|most| usize::try_from(most).ok());
    let ends = most.is_some_and(|most| most <= schemas.len());
    match source.get("items") {
        _ if ends => {}
        Some(Value::Bool(false)) => drop(made.insert("maxItems".to_owned(), json!(schemas.len()))),
        Some(_) => schemas.extend(made.remove("items")),
        None => return,
    }
    made.insert("items".to_owned(), json!({ "anyOf": schemas }));
}

/// A map has one type of values: which pattern a name matches is not looked at.
fn any_name(source: &Map<String, Value>, made: &mut Map<String, Value>) {
    let Some(Value::Object(patterns)) = made.remove("patternProperties") else { return };
    let mut schemas: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    let other = source.get("additionalProperties").or(source.get("unevaluatedProperties"));
    match other {
        Some(Value::Bool(false)) => {}
        Some(Value::Object(_)) => schemas.extend(made.remove("additionalProperties")),
        _ => return,
    }
    made.insert("additionalProperties".to_owned(), json!({ "anyOf": schemas }));
}

fn is_closing(key: &str) -> bool {
    matches!(key, "additionalProperties" | "unevaluatedProperties")
}

/// Both keywords may stand in one schema, and both hold. No instance is to be made of two of the branches.
fn add_any_of(made: &mut Map<String, Value>, branches: Value) {
    if !made.contains_key("anyOf") {
        made.insert("anyOf".to_owned(), branches);
        made.insert(EXCLUSIVE.to_owned(), Value::Bool(true));
        return;
    }
    let union = json!({ "anyOf": branches, EXCLUSIVE: true });
    match made.get_mut("allOf") {
        Some(Value::Array(parts)) => parts.push(union),
        _ => drop(made.insert("allOf".to_owned(), json!([union]))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(whole: &Value) -> Value {
        schema(&Value::Null, whole)
    }

    #[test]
    fn nothing_is_exclusive_or_closed() {
        let closed = json!({ "properties": { "a": { "type": "string" } }, "additionalProperties": false });
        let open = json!({ "properties": { "a": { "type": "string" } } });
        assert_eq!(taken(&closed), open);
        assert_eq!(
            taken(&json!({ "oneOf": [closed, { "type": "null" }] })),
            json!({ "anyOf": [open, { "type": "null" }], EXCLUSIVE: true })
        );
        assert_eq!(
            taken(&json!({ "anyOf": [true], "oneOf": [closed] })),
            json!({ "anyOf": [true], "allOf": [{ "anyOf": [open], EXCLUSIVE: true }] })
        );
    }

    #[test]
    fn what_goes_one_way_is_not_insisted_on() {
        let properties = json!({ "a": { "readOnly": true }, "b": { "type": "string" } });
        assert_eq!(
            taken(&json!({ "properties": properties, "required": ["a", "b", "c"] })),
            json!({ "properties": properties, "required": ["b", "c"] })
        );
    }

    #[test]
    fn a_member_may_be_called_like_a_keyword() {
        let named = json!({ "properties": { "oneOf": { "type": "string" }, "additionalProperties": false } });
        assert_eq!(taken(&named), named);
    }

    #[test]
    fn positions_and_patterns_of_names_are_not_looked_at() {
        let any_of = json!({ "anyOf": [{ "type": "string" }, { "type": "number" }] });
        let parts = json!([{ "type": "string" }, { "type": "number" }]);
        assert_eq!(
            taken(&json!({ "prefixItems": parts, "maxItems": 2 })),
            json!({ "maxItems": 2, "items": any_of })
        );
        assert_eq!(
            taken(&json!({ "prefixItems": parts, "items": false })),
            json!({ "maxItems": 2, "items": any_of })
        );
        assert_eq!(taken(&json!({ "prefixItems": parts })), json!({}));
        let patterns = json!({ "^a": { "type": "string" }, "^b": { "type": "number" } });
        assert_eq!(
            taken(&json!({ "patternProperties": patterns, "additionalProperties": false })),
            json!({ "additionalProperties": any_of })
        );
        assert_eq!(taken(&json!({ "patternProperties": patterns })), json!({}));
        assert_eq!(taken(&json!({ "if": true, "then": false, "contains": {} })), json!({}));
    }

    #[test]
    fn what_is_negated_stays() {
        let negated = json!({ "not": { "oneOf": [{ "additionalProperties": false }] } });
        assert_eq!(taken(&negated), negated);
    }
}
