//! The named schemas as JSON Schema 2020-12: what the judge knows, and the only dialect that instances are made from.
//!
//! A `discriminator` becomes what it means: a branch holds where its value leads to it, and nowhere else.

use serde_json::{Map, Value, json};

use crate::document::{self, Document, SCHEMAS, target};
use crate::heirs;
use crate::parts::is_null;

/// A union that is exclusive by its discriminator, whatever keyword it is written with.
pub(crate) const EXCLUSIVE: &str = "x-exclusive";

/// What means the same in OpenAPI 3.0 and in JSON Schema, or is only looked at here.
const SAME: &[&str] = &[
    "title",
    "type",
    "enum",
    "format",
    "minimum",
    "maximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "required",
    "readOnly",
    "writeOnly",
    "default",
    "example",
    "examples",
    "const",
];
const ONE: &[&str] = &[
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
];
const LISTS: &[&str] = &["allOf", "prefixItems"];
const MAPS: &[&str] = &["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
const TYPES: &[&str] = &["array", "boolean", "integer", "null", "number", "object", "string"];

/// A document that holds nothing but its named schemas.
pub(crate) fn converted(document: &Document) -> Value {
    let writer = Writer { document };
    let schemas = document.schemas().map(|(name, schema)| (name.clone(), writer.schema(schema)));
    let mut schemas: Map<String, Value> = schemas.collect();
    heirs::spell_out(document, &mut schemas);
    json!({ "components": { "schemas": schemas } })
}

struct Writer<'a> {
    document: &'a Document,
}

impl Writer<'_> {
    fn schema(&self, schema: &Value) -> Value {
        let Value::Object(members) = schema else {
            return if schema.is_boolean() { schema.clone() } else { Value::Bool(true) };
        };
        if self.document.is_30
            && let Some(reference) = members.get("$ref")
        {
            return json!({ "$ref": uri(reference) });
        }
        let mut made = Map::new();
        for (key, value) in members {
            if let Some(value) = self.member(key, value) {
                made.insert(key.clone(), value);
            }
        }
        self.discriminate(members, &mut made);
        if self.document.is_30 {
            exclude(members, &mut made);
            if members.get("nullable") == Some(&Value::Bool(true)) {
                return nullable(made);
            }
            // Said beside other parts, it is meant to take null away from them.
            if members.get("nullable") == Some(&Value::Bool(false)) && !made.contains_key("type") {
                made.entry("not").or_insert_with(|| json!({ "type": "null" }));
            }
        }
        Value::Object(made)
    }

    /// A branch of a union. One that says nothing but `nullable` means null, and not anything.
    fn branch(&self, schema: &Value) -> Value {
        let is_word = |key: &String| matches!(key.as_str(), "nullable" | "title" | "description");
        let only_null = schema.as_object().is_some_and(|members| members.keys().all(is_word));
        if self.document.is_30 && only_null && schema.get("nullable") == Some(&Value::Bool(true)) {
            return json!({ "type": "null" });
        }
        self.schema(schema)
    }

    fn member(&self, key: &str, value: &Value) -> Option<Value> {
        Some(match value {
            _ if key == "$ref" => uri(value),
            _ if key == "pattern" => value.as_str().filter(|pattern| is_pattern(pattern)).map(Value::from)?,
            Value::Array(list) if matches!(key, "anyOf" | "oneOf") => {
                list.iter().map(|one| self.branch(one)).collect()
            }
            Value::Array(list) if LISTS.contains(&key) => list.iter().map(|one| self.schema(one)).collect(),
            Value::Object(map) if MAPS.contains(&key) => {
                map.iter().map(|(name, one)| (name.clone(), self.schema(one))).collect()
            }
            Value::Object(_) | Value::Bool(_) if ONE.contains(&key) => self.schema(value),
            // What is no type at all says nothing.
            Value::String(name) if key == "type" && !TYPES.contains(&name.as_str()) => return None,
            Value::Null if key == "type" => return None,
            _ if !self.document.is_30 => value.clone(),
            _ if !SAME.contains(&key) => return None,
            Value::Array(list) if key == "enum" && list.is_empty() => return None,
            _ if key == "required" && !value.is_array() => return None,
            _ => value.clone(),
        })
    }

    /// Puts the value of the discriminator into each branch.
    fn discriminate(&self, source: &Map<String, Value>, made: &mut Map<String, Value>) {
        let Some(Value::Object(discriminator)) = source.get("discriminator") else { return };
        let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { return };
        let mapping = discriminator.get("mapping").and_then(Value::as_object);
        for key in ["oneOf", "anyOf"] {
            let Some(Value::Array(branches)) = made.remove(key) else { continue };
            // A discriminator of one branch has nothing to decide.
            let is_choice = branches.iter().filter(|branch| !is_null(branch)).count() > 1;
            let tagged: Vec<Value> = branches
                .into_iter()
                .map(|branch| if is_choice { self.tagged(branch, property, mapping) } else { branch })
                .collect();
            let union = json!({ "anyOf": tagged, EXCLUSIVE: true });
            match made.get_mut("allOf") {
                Some(Value::Array(parts)) => parts.push(union),
                _ => drop(made.insert("allOf".to_owned(), json!([union]))),
            }
        }
    }

    fn tagged(&self, branch: Value, property: &str, mapping: Option<&Map<String, Value>>) -> Value {
        let Some(reference) = branch.get("$ref").and_then(Value::as_str) else { return branch };
        let reference = &document::percent_decoded(reference);
        let name = reference.strip_prefix(SCHEMAS).unwrap_or(reference);
        let leads = |to: &Value| to.as_str().is_some_and(|to| to == name || to == reference);
        let mapped =
            mapping.into_iter().flatten().filter(|(_, to)| leads(to)).map(|(value, _)| value.as_str());
        let mut values: Vec<&str> = mapped.collect();
        if values.is_empty() {
            values.push(name);
            // Without a mapping the schema's name is the value, unless the schema itself says another.
            if fixes(&self.document.root, &branch, property, 8) {
                return json!({ "allOf": [branch, { "required": [property] }] });
            }
        }
        let tag =
            json!({ "required": [property], "properties": { property: { "enum": tag_values(values) } } });
        json!({ "allOf": [branch, tag] })
    }
}

/// The values of a discriminator as a mapping names them: as texts, though they may be numbers or booleans.
pub(crate) fn tag_values(names: Vec<&str>) -> Vec<Value> {
    let scalar = |name: &str| serde_json::from_str::<Value>(&name.to_ascii_lowercase()).ok();
    let both = |name: &str| {
        let scalar = scalar(name).filter(|value| value.is_number() || value.is_boolean());
        std::iter::once(Value::from(name)).chain(scalar)
    };
    names.into_iter().flat_map(both).collect()
}

/// Whether a schema lists the values of a property.
fn fixes(root: &Value, schema: &Value, property: &str, depth: usize) -> bool {
    if depth == 0 {
        return false;
    }
    let own = schema.get("properties").and_then(|members| members.get(property));
    let own =
        own.map(|own| own.get("$ref").and_then(Value::as_str).and_then(|to| target(root, to)).unwrap_or(own));
    let listed = own.is_some_and(|own| own.get("enum").is_some() || own.get("const").is_some());
    let referred = schema.get("$ref").and_then(Value::as_str).and_then(|to| target(root, to));
    let parts = schema.get("allOf").and_then(Value::as_array);
    listed
        || referred
            .into_iter()
            .chain(parts.into_iter().flatten())
            .any(|part| fixes(root, part, property, depth - 1))
}

/// `exclusiveMinimum` and `exclusiveMaximum` are flags in OpenAPI 3.0.
fn exclude(source: &Map<String, Value>, made: &mut Map<String, Value>) {
    for (flag, limit) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        match source.get(flag) {
            Some(Value::Bool(true)) => {
                if let Some(value) = made.remove(limit) {
                    made.insert(flag.to_owned(), value);
                }
            }
            Some(value @ Value::Number(_)) => drop(made.insert(flag.to_owned(), value.clone())),
            _ => {}
        }
    }
}

/// Null, or what was said: also where the specification's letter wants a `type` or null in the `enum`.
fn nullable(mut made: Map<String, Value>) -> Value {
    let composed = ["enum", "allOf", "anyOf", "oneOf", "not"].iter().any(|key| made.contains_key(*key));
    match made.get("type") {
        Some(Value::String(name)) if !composed => {
            let types = json!([name, "null"]);
            made.insert("type".to_owned(), types);
            Value::Object(made)
        }
        None if !composed => Value::Object(made),
        _ => json!({ "anyOf": [made, { "type": "null" }] }),
    }
}

/// A reference as URIs are written: names can have letters that those cannot.
fn uri(reference: &Value) -> Value {
    let Some(text) = reference.as_str() else { return reference.clone() };
    let named = text.strip_prefix(SCHEMAS).filter(|name| !name.is_ascii() && !name.contains('/'));
    Value::String(named.map_or_else(|| text.to_owned(), document::reference))
}

/// Whether the judge can read a pattern. One that it cannot read says nothing.
fn is_pattern(pattern: &str) -> bool {
    jsonschema::options().build(&json!({ "pattern": pattern })).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn becomes(schema: &Value, wanted: &Value) {
        let root = json!({ "openapi": "3.0.3", "components": { "schemas": { "A": schema } } });
        let made = converted(&Document { root, is_30: true });
        assert_eq!(&made["components"]["schemas"]["A"], wanted);
    }

    #[test]
    fn what_only_openapi_says_is_said_in_json_schema() {
        becomes(&json!({ "type": "string", "nullable": true }), &json!({ "type": ["string", "null"] }));
        becomes(&json!({ "minimum": 1, "exclusiveMinimum": true }), &json!({ "exclusiveMinimum": 1 }));
        let nullable = json!({ "nullable": true });
        becomes(&json!({ "anyOf": [nullable] }), &json!({ "anyOf": [{ "type": "null" }] }));
        becomes(&json!({ "allOf": [nullable] }), &json!({ "allOf": [{}] }));
        becomes(&json!({ "$ref": "#/x", "nullable": true }), &json!({ "$ref": "#/x" }));
    }

    #[test]
    fn a_discriminator_is_a_value_in_each_branch() {
        let branch = json!({ "$ref": "#/components/schemas/B" });
        let other = json!({ "$ref": "#/components/schemas/C" });
        becomes(
            &json!({ "oneOf": [branch, other], "discriminator": { "propertyName": "t", "mapping": { "b": "B" } } }),
            &json!({ "allOf": [{ "anyOf": [{ "allOf": [
                branch, { "required": ["t"], "properties": { "t": { "enum": ["b"] } } }
            ] }, { "allOf": [
                other, { "required": ["t"], "properties": { "t": { "enum": ["C"] } } }
            ] }], EXCLUSIVE: true }] }),
        );
    }
}
