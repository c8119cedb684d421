use std::fs;
use std::path::{Path, PathBuf};

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::parse;
use crate::diagnostic::Diagnostics;
use crate::spec::{Source, in_terms_of_30};

fn documents() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let cases = fs::read_dir(cases).unwrap().map(|case| case.unwrap().path().join("openapi.yaml"));
    cases.filter(|path| path.is_file()).collect()
}

/// Whether the document is what `openapiv3` makes of the tree.
fn agrees(tree: &Value) -> bool {
    parse(tree.clone()).unwrap() == OpenAPI::deserialize(tree).unwrap()
}

#[test]
fn documents_are_what_openapiv3_makes_of_them() {
    for path in documents() {
        let source = Source::open(&path).unwrap();
        let tree = in_terms_of_30(&source, &mut Diagnostics::new()).unwrap();
        assert!(agrees(&tree), "{}", path.display());
    }
}

#[test]
fn schemas_are_what_openapiv3_makes_of_them() {
    let members = json!({
        "title": "A", "description": "A.", "example": 1, "default": 1, "nullable": true, "readOnly": true,
        "writeOnly": true, "deprecated": true, "externalDocs": {"url": "https://a"}, "x-a": null, "xml": {},
        "discriminator": {"propertyName": "a", "mapping": {"a": "A"}}, "format": "int32", "pattern": "a",
        "minLength": 1, "maxLength": 1, "multipleOf": 2, "minimum": 1.5, "maximum": 2, "exclusiveMinimum": true,
        "exclusiveMaximum": false, "properties": {"a": {"type": "string"}, "b": {"$ref": "#/a"}}, "required": ["a"],
        "additionalProperties": {}, "minProperties": 1, "maxProperties": 1, "items": {"items": {}}, "minItems": 1,
        "maxItems": 1, "uniqueItems": true, "oneOf": [{}, {"$ref": "#/a"}], "allOf": [{"not": {}}], "anyOf": [],
        "not": {"type": "integer"}, "$ref": "#/a", "enum": ["a", null], "unknown": 1,
    });
    let more = [
        ("enum", json!([1, 2])),
        ("enum", json!([1.5])),
        ("enum", json!([true])),
        ("enum", json!([])),
        ("format", json!("own")),
        ("maximum", json!(u64::MAX)),
        ("additionalProperties", json!(false)),
        ("properties", json!({})),
        ("items", Value::Null),
        ("example", Value::Null),
    ];
    let own = members.as_object().unwrap().iter().map(|(name, value)| (name.as_str(), value.clone()));
    let members: Vec<(&str, Value)> = own.chain(more).collect();
    let types = ["string", "number", "integer", "boolean", "array", "object", "unknown"];
    for ty in types.map(Some).into_iter().chain([None]) {
        for (index, one) in members.iter().enumerate() {
            for other in &members[index..] {
                let ty = ty.map(|ty| ("type", Value::from(ty)));
                let schema: Map<String, Value> = ty
                    .into_iter()
                    .chain([one.clone(), other.clone()])
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect();
                let tree = json!({
                    "openapi": "3.0.3",
                    "info": {"title": "", "version": ""},
                    "paths": {},
                    "components": {"schemas": {"A": schema}},
                });
                assert!(agrees(&tree), "{tree}");
            }
        }
    }
}
