//! The schema object: OpenAPI 3.0's and, for 3.1, that of JSON Schema 2020-12.

use super::document::EXTERNAL_DOCS;
use super::table::Kind::{
    Any, Bool, Bound, Count, List, Map, Number, Object as Is, Schema, SchemaOrBool, Text, Type,
};
use super::table::{Object, decor, may, must};

/// What a schema's `type` can be; OpenAPI 3.0 has no `null`.
pub(in crate::spec) const TYPES: &[&str] =
    &["string", "number", "integer", "boolean", "array", "object", "null"];

pub(in crate::spec) static SCHEMA: Object = Object::new(
    "a schema",
    &[
        decor("title", Text),
        decor("description", Text),
        may("type", Type),
        may("format", Text),
        may("enum", List(&Any)),
        may("const", Any).since_31(),
        may("default", Any),
        may("nullable", Bool).until_31(),
        may("readOnly", Bool),
        may("writeOnly", Bool),
        may("deprecated", Bool),
        decor("example", Any),
        decor("examples", List(&Any)).since_31(),
        decor("externalDocs", Is(&EXTERNAL_DOCS)),
        decor("xml", Any),
        may("discriminator", Is(&DISCRIMINATOR)),
        // Composition.
        may("allOf", List(&Schema)),
        may("oneOf", List(&Schema)),
        may("anyOf", List(&Schema)),
        may("not", Schema),
        may("if", Schema).since_31(),
        may("then", Schema).since_31(),
        may("else", Schema).since_31(),
        // Objects.
        may("properties", Map(&Schema)),
        may("required", List(&Text)),
        may("additionalProperties", SchemaOrBool),
        may("minProperties", Count),
        may("maxProperties", Count),
        may("patternProperties", Map(&Schema)).since_31(),
        may("propertyNames", Schema).since_31(),
        may("unevaluatedProperties", SchemaOrBool).since_31(),
        may("dependentSchemas", Map(&Schema)).since_31(),
        may("dependentRequired", Map(&List(&Text))).since_31(),
        // Arrays.
        may("items", Schema),
        may("minItems", Count),
        may("maxItems", Count),
        may("uniqueItems", Bool),
        may("prefixItems", List(&Schema)).since_31(),
        may("unevaluatedItems", SchemaOrBool).since_31(),
        may("contains", Schema).since_31(),
        may("minContains", Count).since_31(),
        may("maxContains", Count).since_31(),
        // Numbers.
        may("minimum", Number),
        may("maximum", Number),
        may("exclusiveMinimum", Bound),
        may("exclusiveMaximum", Bound),
        may("multipleOf", Number),
        // Strings.
        may("minLength", Count),
        may("maxLength", Count),
        may("pattern", Text),
        may("contentEncoding", Text).since_31(),
        may("contentMediaType", Text).since_31(),
        may("contentSchema", Schema).since_31(),
        // Identity.
        may("$ref", Text),
        may("$dynamicRef", Text).since_31(),
        may("$defs", Map(&Schema)).since_31(),
        may("definitions", Map(&Schema)).since_31(),
        decor("$id", Text).since_31(),
        decor("$schema", Text).since_31(),
        decor("$anchor", Text).since_31(),
        decor("$comment", Text).since_31(),
        decor("$dynamicAnchor", Text).since_31(),
        decor("$vocabulary", Any).since_31(),
    ],
);

pub(in crate::spec) static DISCRIMINATOR: Object =
    Object::new("a discriminator", &[must("propertyName", Text), may("mapping", Map(&Text))]);
