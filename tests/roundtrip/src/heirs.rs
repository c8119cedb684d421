//! Inheritance: a schema with a `discriminator` and no union of its own stands for itself and for all that extend it by
//! `allOf`, and so does each of these that others extend. Which of them a value is, the discriminator says.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::dialect::{EXCLUSIVE, tag_values};
use crate::document::{Document, SCHEMAS, percent_decoded, reference};
use crate::parts::list;

/// Where a schema is that stands for itself alone, inside of the one that stands for its heirs too.
const OWN: &str = "/$defs/own";

/// The discriminator of a schema that others extend.
#[derive(Clone)]
struct Root<'a> {
    property: &'a str,
    mapping: Option<&'a Map<String, Value>>,
    /// The names of those that extend it, in document order.
    heirs: Vec<&'a str>,
}

/// Puts a choice of its heirs in place of each schema that has any.
pub(crate) fn spell_out(document: &Document, schemas: &mut Map<String, Value>) {
    let roots = roots(document);
    for (name, schema) in schemas.iter_mut() {
        extend_own(name, schema, &roots);
    }
    for (name, root) in &roots {
        if let Some(schema) = schemas.get_mut(*name) {
            let own = schema.take();
            *schema = root.choice(name, &own);
        }
    }
}

/// Every schema with heirs.
fn roots(document: &Document) -> BTreeMap<&str, Root<'_>> {
    let mut roots = BTreeMap::new();
    for (name, schema) in document.schemas() {
        let Some(discriminator) = schema.get("discriminator") else { continue };
        let Some(property) = discriminator.get("propertyName").and_then(Value::as_str) else { continue };
        if schema.get("oneOf").or(schema.get("anyOf")).is_some() {
            continue;
        }
        let heirs = heirs(document, name);
        if !heirs.is_empty() {
            let mapping = discriminator.get("mapping").and_then(Value::as_object);
            roots.insert(name.as_str(), Root { property, mapping, heirs });
        }
    }
    for root in roots.clone().into_values() {
        for heir in &root.heirs {
            let heirs = heirs(document, heir);
            if !heirs.is_empty() {
                roots.entry(heir).or_insert(Root { heirs, ..root });
            }
        }
    }
    roots
}

/// Everything that extends a schema, directly or not.
fn heirs<'a>(document: &'a Document, root: &str) -> Vec<&'a str> {
    let mut known: Vec<&str> = Vec::new();
    loop {
        let before = known.len();
        for (name, schema) in document.schemas() {
            let extends = |part: &Value| parent(part).is_some_and(|to| to == root || known.contains(&&*to));
            let is_new = name != root && !known.contains(&name.as_str());
            if is_new && schema.as_object().is_some_and(|own| list(own, "allOf").iter().any(extends)) {
                known.push(name);
            }
        }
        if known.len() == before {
            return document
                .schemas()
                .map(|(name, _)| name.as_str())
                .filter(|name| known.contains(name))
                .collect();
        }
    }
}

/// The component that a part of an `allOf` is.
fn parent(part: &Value) -> Option<String> {
    let to = percent_decoded(part.get("$ref")?.as_str()?);
    to.strip_prefix(SCHEMAS).map(str::to_owned)
}

/// Makes a schema extend what its parents are themselves.
fn extend_own(name: &str, schema: &mut Value, roots: &BTreeMap<&str, Root<'_>>) {
    let Some(Value::Array(parts)) = schema.get_mut("allOf") else { return };
    for part in parts {
        let Some(parent) = parent(part) else { continue };
        if roots.get(parent.as_str()).is_some_and(|root| root.heirs.contains(&name)) {
            *part = json!({ "$ref": own(&parent) });
        }
    }
}

/// The reference to what a schema is itself.
fn own(name: &str) -> String {
    format!("{}{OWN}", reference(name))
}

impl Root<'_> {
    /// One of the heirs by its value of the discriminator, or the schema itself by any other value.
    fn choice(&self, name: &str, schema: &Value) -> Value {
        let mut branches = Vec::new();
        let mut taken = Vec::new();
        for heir in &self.heirs {
            let values = self.values(heir);
            let tag =
                json!({ "required": [self.property], "properties": { self.property: { "enum": values } } });
            branches.push(json!({ "allOf": [{ "$ref": reference(heir) }, tag] }));
            taken.extend(values);
        }
        let other =
            json!({ "required": [self.property], "properties": { self.property: { "enum": taken } } });
        branches.push(json!({ "allOf": [{ "$ref": own(name) }], "not": other }));
        json!({ "$defs": { "own": schema }, "allOf": [{ "anyOf": branches, EXCLUSIVE: true }] })
    }

    /// The values that lead to an heir: those of the mapping, or its name.
    fn values(&self, heir: &str) -> Vec<Value> {
        let leads = |to: &Value| {
            to.as_str()
                .map(percent_decoded)
                .is_some_and(|to| to == heir || to.strip_prefix(SCHEMAS) == Some(heir))
        };
        let mapped = self.mapping.into_iter().flatten().filter(|(_, to)| leads(to));
        let values: Vec<&str> = mapped.map(|(value, _)| value.as_str()).collect();
        tag_values(if values.is_empty() { vec![heir] } else { values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parent_is_one_of_its_heirs_or_itself() {
        let schemas = json!({
            "Pet": { "discriminator": { "propertyName": "kind", "mapping": { "1": "Cat" } } },
            "Cat": { "allOf": [{ "$ref": "#/components/schemas/Pet" }] },
        });
        let mut made = schemas.as_object().unwrap().clone();
        let root = json!({ "openapi": "3.0.3", "components": { "schemas": schemas } });
        spell_out(&Document { root, is_30: true }, &mut made);
        let tag = json!({ "required": ["kind"], "properties": { "kind": { "enum": ["1", 1] } } });
        let own = json!({ "$ref": "#/components/schemas/Pet/$defs/own" });
        assert_eq!(made["Cat"], json!({ "allOf": [own] }));
        assert_eq!(
            made["Pet"]["allOf"][0]["anyOf"],
            json!([{ "allOf": [{ "$ref": "#/components/schemas/Cat" }, tag] }, { "allOf": [own], "not": tag }])
        );
    }
}
