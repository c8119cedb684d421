//! Schemas of several types: `null` becomes `nullable`, others become branches of an `anyOf`.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::schema::Move;

/// Members that constrain values of one type only; they go to the branch of that type.
const OF_STRING: &[&str] =
    &["minLength", "maxLength", "pattern", "contentEncoding", "contentMediaType", "contentSchema"];
const OF_NUMBER: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];
const OF_ARRAY: &[&str] = &[
    "items",
    "prefixItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
];
const OF_OBJECT: &[&str] = &[
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "patternProperties",
    "propertyNames",
    "dependentSchemas",
    "dependentRequired",
    "unevaluatedProperties",
];

fn members_of(name: &str) -> &'static [&'static str] {
    match name {
        "string" => OF_STRING,
        "number" | "integer" => OF_NUMBER,
        "array" => OF_ARRAY,
        "object" => OF_OBJECT,
        _ => &[],
    }
}

/// Whether a rewritten schema allows `null` and nothing else.
pub(super) fn is_null(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    let only_null = members
        .get("enum")
        .and_then(Value::as_array)
        .is_some_and(|values| !values.is_empty() && values.iter().all(Value::is_null));
    only_null && !["$ref", "allOf", "anyOf", "oneOf"].iter().any(|name| members.contains_key(*name))
}

/// Makes a schema one that allows `null` and nothing else.
pub(super) fn only_null(members: &mut Map<String, Value>) {
    members.shift_remove("type");
    members.insert("nullable".to_owned(), Value::Bool(true));
    members.insert("enum".to_owned(), Value::Array(vec![Value::Null]));
}

/// Adds a part to a schema's `allOf` and says which one it is.
pub(super) fn add_part(members: &mut Map<String, Value>, part: Value) -> Option<usize> {
    let parts = members.entry("allOf").or_insert_with(|| Value::Array(Vec::new())).as_array_mut()?;
    parts.push(part);
    Some(parts.len() - 1)
}

/// Rewrites a `type` that is a list or `null`.
pub(super) fn lower(members: &mut Map<String, Value>, moves: &mut Vec<Move>) {
    let mut types: Vec<String> = match members.get("type") {
        Some(Value::String(one)) if one == "null" => vec![one.clone()],
        Some(Value::Array(several)) => {
            several.iter().filter_map(Value::as_str).map(ToOwned::to_owned).collect()
        }
        _ => return,
    };
    let nullable = types.iter().any(|name| name == "null");
    let has_number = types.iter().any(|name| name == "number");
    let mut seen = BTreeSet::new();
    types.retain(|name| name != "null" && !(has_number && name == "integer") && seen.insert(name.clone()));
    let constrained = types.iter().flat_map(|name| members_of(name)).any(|name| members.contains_key(*name));
    match types.as_slice() {
        [] if nullable => return only_null(members),
        [] => drop(members.shift_remove("type")),
        // All there are: nothing is said.
        [_, _, _, _, _] if has_number && !constrained => drop(members.shift_remove("type")),
        [one] => drop(members.insert("type".to_owned(), Value::String(one.clone()))),
        several => split(members, several, moves),
    }
    if nullable {
        members.insert("nullable".to_owned(), Value::Bool(true));
    }
}

/// Makes a branch of each type.
fn split(members: &mut Map<String, Value>, types: &[String], moves: &mut Vec<Move>) {
    members.shift_remove("type");
    let values = match members.shift_remove("enum") {
        Some(Value::Array(values)) => Some(values),
        _ => None,
    };
    let format = members.shift_remove("format");
    let mut branches = Vec::new();
    for name in types {
        let mut branch = Map::from_iter([("type".to_owned(), Value::String(name.clone()))]);
        for member in members_of(name) {
            if let Some(value) = members.shift_remove(*member) {
                branch.insert((*member).to_owned(), value);
            }
        }
        if let Some(format) = format.as_ref().filter(|format| is_format_of(format, name)) {
            branch.insert("format".to_owned(), format.clone());
        }
        if let Some(values) = &values {
            let values: Vec<Value> = values.iter().filter(|value| is_of(value, name)).cloned().collect();
            if values.is_empty() {
                continue;
            }
            branch.insert("enum".to_owned(), Value::Array(values));
        }
        branches.push(Value::Object(branch));
    }
    let mut prefix = String::new();
    let count = branches.len();
    if members.contains_key("anyOf") {
        let union = Map::from_iter([("anyOf".to_owned(), Value::Array(branches))]);
        if let Some(index) = add_part(members, Value::Object(union)) {
            prefix = format!("/allOf/{index}");
        }
    } else {
        members.insert("anyOf".to_owned(), Value::Array(branches));
    }
    moves.extend((0..count).map(|index| (String::new(), format!("{prefix}/anyOf/{index}"))));
}

fn is_of(value: &Value, name: &str) -> bool {
    match name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

fn is_format_of(format: &Value, name: &str) -> bool {
    let of_numbers = format.as_str().is_some_and(|format| {
        format.starts_with("int")
            || format.starts_with("uint")
            || matches!(format, "float" | "double" | "decimal")
    });
    match name {
        "string" => !of_numbers,
        "number" | "integer" => of_numbers,
        _ => false,
    }
}
