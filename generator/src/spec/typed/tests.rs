use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::parse;
use crate::diagnostic::Diagnostics;
use crate::spec::{Source, in_terms_of_30};
use crate::tests::cases;

/// Whether the document is what `openapiv3` makes of the tree.
fn agrees(tree: &Value) -> bool {
    parse(tree.clone()).unwrap() == OpenAPI::deserialize(tree).unwrap()
}

#[test]
fn documents_are_what_openapiv3_makes_of_them() {
    for path in cases() {
        let source = Source::open(&path).unwrap();
        let tree = in_terms_of_30(&source, &mut Diagnostics::new()).unwrap();
        assert!(agrees(&tree), "{}", path.display());
    }
}

/// A schema and examples wherever there can be some, each of its own.
#[test]
fn parts_stand_where_they_stood() {
    let mut number = 0;
    let mut own = || {
        number += 1;
        number
    };
    let mut described = |mut members: Value| {
        members["example"] = json!(own());
        members["examples"] = json!({"a": {"value": own()}, "b": {"value": [own()]}, "c": {"$ref": "#/c"}});
        members["schema"] =
            json!({"title": own().to_string(), "example": own(), "default": {"example": own()}});
        members
    };
    let content = |described: &mut dyn FnMut(Value) -> Value| {
        let header = described(json!({"x-value": 1}));
        let media = described(json!({"encoding": {"a": {"headers": {"A": header}}}}));
        json!({"application/json": media, "text/plain": {"example": null}})
    };
    let carried = |described: &mut dyn FnMut(Value) -> Value| {
        let header = described(json!({}));
        json!({"description": "", "headers": {"H": header}, "content": content(described)})
    };
    let places = ["path", "query", "header", "cookie"];
    let parameters = |described: &mut dyn FnMut(Value) -> Value| {
        places.map(|place| described(json!({"name": place, "in": place, "required": true})))
    };
    let operation = |described: &mut dyn FnMut(Value) -> Value| {
        let (one, other) = (carried(described), carried(described));
        json!({
            "parameters": parameters(described),
            "requestBody": carried(described),
            "responses": {"200": one, "4XX": {"$ref": "#/r"}, "default": other, "x-a": 1},
            "x-b": {"example": 2},
        })
    };
    let tree = json!({
        "openapi": "3.0.3",
        "info": {"title": "", "version": ""},
        "paths": {
            "/a": {
                "get": operation(&mut described),
                "trace": operation(&mut described),
                "parameters": [described(json!({"name": "a", "in": "path"}))],
            },
            "/b": {"put": null, "x-c": 1},
            "x-d": {"get": {}},
            "ignored": 1,
        },
        "components": {
            "schemas": {"A": {"title": "A"}, "B": {"$ref": "#/a"}},
            "parameters": {"A": described(json!({"name": "a", "in": "query"}))},
            "requestBodies": {"A": carried(&mut described)},
            "responses": {"A": carried(&mut described)},
            "headers": {"A": described(json!({}))},
            "examples": {"A": {"value": {"a": 1}}, "B": {"value": 0}, "C": {"value": null}},
        },
    });
    assert!(agrees(&tree), "{:#?}", parse(tree));
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
