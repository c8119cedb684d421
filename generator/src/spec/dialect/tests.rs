use serde_json::{Value, json};

use super::rewrite;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::version::Version;

/// A document with these schemas, and what became of it.
fn rewritten(schemas: &Value) -> (Value, Diagnostics) {
    let mut root = json!({ "openapi": "3.1.0", "paths": {}, "components": { "schemas": schemas } });
    let mut diagnostics = Diagnostics::new();
    rewrite(&mut root, Version::V31, &mut diagnostics);
    (root, diagnostics)
}

#[track_caller]
fn becomes(schema: &Value, expected: &Value) {
    let (root, _) = rewritten(&json!({ "A": schema }));
    assert_eq!(&root["components"]["schemas"]["A"], expected);
}

/// Where a finding at a place of the rewritten document is reported.
fn reported(mut diagnostics: Diagnostics, at: &str) -> String {
    let place = Place::Value(Pointer::parse(at).unwrap());
    diagnostics.push(Diagnostic::new(Code::Unsupported, place, "test"));
    match &diagnostics.iter().last().unwrap().place {
        Place::Value(at) => at.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn names_with_percent_signs_are_still_escaped_in_references() {
    let (root, _) = rewritten(&json!({
        "a%20b": {}, "A": { "$ref": "#/components/schemas/a%2520b" }, "B": { "$ref": "#/components/schemas/a%2520b/items" },
    }));
    let schemas = &root["components"]["schemas"];
    assert_eq!(schemas["A"], json!({ "$ref": "#/components/schemas/a%2520b" }));
}

#[test]
fn null_is_nullable() {
    becomes(&json!({ "type": ["string", "null"] }), &json!({ "type": "string", "nullable": true }));
    becomes(&json!({ "type": "null" }), &json!({ "nullable": true, "enum": [null] }));
    becomes(&json!({ "const": null }), &json!({ "nullable": true, "enum": [null] }));
    becomes(
        &json!({ "anyOf": [{ "$ref": "#/components/schemas/A" }, { "type": "null" }] }),
        &json!({ "anyOf": [{ "$ref": "#/components/schemas/A" }], "nullable": true }),
    );
    becomes(&json!({ "oneOf": [{ "type": "null" }] }), &json!({ "nullable": true, "enum": [null] }));
}

#[test]
fn several_types_are_branches() {
    becomes(
        &json!({ "title": "Id", "type": ["integer", "string", "null"], "minLength": 1, "minimum": 0, "format": "int64" }),
        &json!({ "title": "Id", "anyOf": [
            { "type": "integer", "minimum": 0, "format": "int64" },
            { "type": "string", "minLength": 1 },
        ], "nullable": true }),
    );
    becomes(
        &json!({ "type": ["string", "boolean"], "enum": ["auto", true, false], "anyOf": [{}] }),
        &json!({ "anyOf": [{}], "allOf": [{ "anyOf": [
            { "type": "string", "enum": ["auto"] },
            { "type": "boolean", "enum": [true, false] },
        ] }] }),
    );
    becomes(&json!({ "type": ["number", "integer"] }), &json!({ "type": "number" }));
    becomes(&json!({ "type": ["string"] }), &json!({ "type": "string" }));
    becomes(
        &json!({ "type": ["string", "number", "boolean", "array", "object", "null"] }),
        &json!({ "nullable": true }),
    );
}

#[test]
fn keywords_that_3_0_has_under_another_name() {
    becomes(&json!({ "const": "a" }), &json!({ "enum": ["a"] }));
    becomes(&json!({ "examples": [1, 2] }), &json!({ "example": 1 }));
    becomes(&json!({ "exclusiveMinimum": 1 }), &json!({ "exclusiveMinimum": true, "minimum": 1 }));
    becomes(&json!({ "minimum": 5, "exclusiveMinimum": 1 }), &json!({ "minimum": 5 }));
    becomes(
        &json!({ "maximum": 5, "exclusiveMaximum": 5 }),
        &json!({ "maximum": 5, "exclusiveMaximum": true }),
    );
    becomes(&json!({ "contentEncoding": "base64" }), &json!({ "format": "byte" }));
    becomes(
        &json!({ "contentMediaType": "image/png" }),
        &json!({ "x-contentMediaType": "image/png", "format": "binary" }),
    );
    becomes(&json!({ "contentMediaType": "text/html" }), &json!({ "x-contentMediaType": "text/html" }));
    becomes(
        &json!({ "contentMediaType": "application/octet-stream" }),
        &json!({ "x-contentMediaType": "application/octet-stream", "format": "binary" }),
    );
}

#[test]
fn what_3_0_cannot_say_is_kept() {
    becomes(
        &json!({ "type": "array", "prefixItems": [{ "const": 1 }], "items": { "$comment": "none" } }),
        &json!({ "type": "array", "x-prefixItems": [{ "enum": [1] }], "items": {} }),
    );
}

#[test]
fn what_differs_by_position_or_name_is_any_of_it() {
    let (text, number) = (json!({ "type": "string" }), json!({ "type": "number" }));
    let tuple = |rest: &Value| {
        let mut schema = json!({ "type": "array", "prefixItems": [text, number, text] });
        schema.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        schema
    };
    let any_of = json!({ "anyOf": [text, number] });
    becomes(&tuple(&json!({ "maxItems": 3 })), &json!({ "type": "array", "maxItems": 3, "items": any_of }));
    becomes(
        &tuple(&json!({ "items": { "not": {} } })),
        &json!({ "type": "array", "items": any_of, "maxItems": 3 }),
    );
    becomes(&tuple(&json!({ "items": number })), &json!({ "type": "array", "items": any_of }));
    // What comes after the first ones can be anything.
    becomes(
        &tuple(&json!({ "maxItems": 4 })),
        &json!({ "type": "array", "x-prefixItems": [text, number, text], "maxItems": 4 }),
    );

    becomes(
        &tuple(&json!({ "unevaluatedItems": false })),
        &json!({ "type": "array", "items": any_of, "maxItems": 3 }),
    );
    becomes(&json!({ "unevaluatedProperties": text }), &json!({ "additionalProperties": text }));

    let map = |patterns: &Value, rest: &Value| json!({ "patternProperties": patterns, "additionalProperties": rest });
    becomes(&map(&json!({ "^a": text }), &json!(false)), &json!({ "additionalProperties": text }));
    becomes(
        &map(&json!({ "^a": text, "^b": number }), &json!(false)),
        &json!({ "additionalProperties": any_of }),
    );
    becomes(&map(&json!({ "^a": text }), &number), &json!({ "additionalProperties": any_of }));
    becomes(&json!({ "patternProperties": { ".*": text } }), &json!({ "additionalProperties": text }));
    becomes(
        &json!({ "patternProperties": { "^a": text } }),
        &json!({ "x-patternProperties": { "^a": text } }),
    );
    becomes(
        &map(&json!({ "^a": { "title": "Anything" } }), &json!(false)),
        &json!({ "x-patternProperties": { "^a": { "title": "Anything" } }, "additionalProperties": false }),
    );
}

#[test]
fn a_reference_with_company_is_a_part() {
    let reference = json!({ "$ref": "#/components/schemas/A" });
    becomes(
        &json!({ "$ref": "#/components/schemas/A", "description": "x" }),
        &json!({ "description": "x", "allOf": [reference] }),
    );
    becomes(
        &json!({ "$ref": "#/components/schemas/A", "$comment": "x", "x-a": 1 }),
        &json!({ "$ref": "#/components/schemas/A", "x-a": 1 }),
    );
}

#[test]
fn findings_name_the_text_after_a_rewriting() {
    let (_, diagnostics) = rewritten(&json!({ "A": {
        "anyOf": [{ "type": "null" }, { "type": ["array", "string"], "items": { "$ref": "#/components/schemas/A", "title": "x" } }],
    } }));
    let at = "/components/schemas/A/anyOf/0/anyOf/0/items/allOf/0/$ref";
    assert_eq!(reported(diagnostics, at), "/components/schemas/A/anyOf/1/items/$ref");
}

#[test]
fn what_is_referred_to_becomes_a_component() {
    let (root, diagnostics) = rewritten(&json!({
        "A": { "$defs": { "B": { "type": "object", "properties": { "c": { "type": "integer" } } } }, "$ref": "#/components/schemas/A/$defs/B" },
        "C": { "$ref": "#/components/schemas/A/$defs/B/properties/c" },
        "D": { "properties": { "e": { "items": { "$ref": "#/components/schemas/D/properties/e" } } } },
        "F": { "$anchor": "here" },
        "G": { "$ref": "#here" },
    }));
    let schemas = &root["components"]["schemas"];
    assert_eq!(schemas["A"], json!({ "$ref": "#/components/schemas/B" }));
    assert_eq!(schemas["B"]["properties"]["c"], json!({ "$ref": "#/components/schemas/B_c" }));
    assert_eq!(schemas["B_c"], json!({ "type": "integer" }));
    assert_eq!(schemas["C"], json!({ "$ref": "#/components/schemas/B_c" }));
    assert_eq!(schemas["D"]["properties"]["e"], json!({ "$ref": "#/components/schemas/D_e" }));
    assert_eq!(schemas["D_e"], json!({ "items": { "$ref": "#/components/schemas/D_e" } }));
    assert_eq!(schemas["G"], json!({ "$ref": "#/components/schemas/F" }));
    assert_eq!(
        reported(diagnostics, "/components/schemas/B_c/type"),
        "/components/schemas/A/$defs/B/properties/c/type"
    );
}

#[test]
fn a_path_that_refers_to_another_is_written_out() {
    let mut root = json!({
        "paths": {
            "/a": { "get": { "responses": {} } },
            "/b": { "$ref": "#/paths/~1a", "summary": "B" },
            "/c": { "$ref": "#/components/pathItems/C" },
        },
        "components": { "pathItems": { "C": { "$ref": "#/paths/~1b" } } },
    });
    let mut diagnostics = Diagnostics::new();
    rewrite(&mut root, Version::V31, &mut diagnostics);
    assert_eq!(root["paths"]["/b"], json!({ "summary": "B", "get": { "responses": {} } }));
    assert_eq!(root["paths"]["/c"], json!({ "get": { "responses": {} }, "summary": "B" }));
    assert_eq!(reported(diagnostics, "/paths/~1b/get"), "/paths/~1a/get");
}
