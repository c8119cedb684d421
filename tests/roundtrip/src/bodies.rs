//! Bodies without a name: each gets one, so that it is tried as the named schemas are.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::document::{Document, SCHEMAS};

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// Makes a component of the schema of every JSON body that is no reference. Returns whether there was any.
pub(crate) fn name(document: &mut Document) -> bool {
    let taken = document.schemas().map(|(name, _)| name.clone()).collect();
    let mut naming = Naming { taken, found: Vec::new() };
    if let Some(Value::Object(paths)) = document.root.get_mut("paths") {
        for (path, item) in paths {
            for method in METHODS {
                if let Some(operation) = item.get_mut(*method) {
                    naming.operation(operation, &format!("{method} {path}"));
                }
            }
        }
    }
    for section in ["requestBodies", "responses"] {
        let bodies = document.root.get_mut("components").and_then(|all| all.get_mut(section));
        for (name, body) in bodies.and_then(Value::as_object_mut).into_iter().flatten() {
            naming.content(body, &format!("{section} {name}"));
        }
    }
    let any = !naming.found.is_empty();
    naming.store(&mut document.root);
    any
}

struct Naming {
    taken: BTreeSet<String>,
    /// Names that were given, and what they were given to.
    found: Vec<(String, Value)>,
}

impl Naming {
    fn operation(&mut self, operation: &mut Value, place: &str) {
        if let Some(body) = operation.get_mut("requestBody") {
            self.content(body, place);
        }
        let responses = operation.get_mut("responses").and_then(Value::as_object_mut);
        for (status, response) in responses.into_iter().flatten() {
            self.content(response, &format!("{place} {status}"));
        }
    }

    fn content(&mut self, body: &mut Value, place: &str) {
        let content = body.get_mut("content").and_then(Value::as_object_mut);
        for (media, described) in content.into_iter().flatten() {
            let schema = described.get_mut("schema").filter(|_| is_json(media));
            if let Some(schema) = schema.filter(|schema| schema.is_object() && schema.get("$ref").is_none()) {
                let name = self.free(format!("xBody_{}", words(place)));
                let reference = json!({ "$ref": format!("{SCHEMAS}{name}") });
                self.found.push((name, std::mem::replace(schema, reference)));
            }
        }
    }

    /// The name, or with a number the next that is not taken.
    fn free(&mut self, name: String) -> String {
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        names.find(|name| self.taken.insert(name.clone())).unwrap_or(name)
    }

    fn store(self, root: &mut Value) {
        let Value::Object(document) = root else { return };
        let components = document.entry("components").or_insert_with(|| Map::new().into());
        let Value::Object(components) = components else { return };
        let schemas = components.entry("schemas").or_insert_with(|| Map::new().into());
        let Value::Object(schemas) = schemas else { return };
        schemas.extend(self.found);
    }
}

/// Whether a body of this type is one JSON value.
fn is_json(media: &str) -> bool {
    let essence = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// A text with only the characters that a component's name may have.
fn words(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_without_a_name_gets_one() {
        let named = json!({ "$ref": "#/components/schemas/A" });
        let content = json!({
            "application/json": { "schema": { "type": "string" } },
            "application/problem+json; v=1": { "schema": named },
            "text/plain": { "schema": { "type": "string" } }
        });
        let root =
            json!({ "paths": { "/a": { "get": { "responses": { "200": { "content": content } } } } } });
        let mut document = Document { root, is_30: true };
        assert!(name(&mut document));
        assert_eq!(
            document.root["components"],
            json!({ "schemas": { "xBody_get__a_200": { "type": "string" } } })
        );
        let content = &document.root["paths"]["/a"]["get"]["responses"]["200"]["content"];
        assert_eq!(content["application/json"]["schema"]["$ref"], "#/components/schemas/xBody_get__a_200");
        assert_eq!(content["text/plain"]["schema"], json!({ "type": "string" }));
        assert!(!name(&mut document));
    }
}
