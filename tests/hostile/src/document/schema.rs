//! Schemas with every keyword.

use serde_json::{Value, json};

use super::Author;

const FORMATS: &[&str] = &[
    "date-time",
    "date",
    "uuid",
    "password",
    "binary",
    "byte",
    "int32",
    "int64",
    "uint64",
    "float",
    "double",
    "email",
    "uri",
    "ipv4",
    "decimal",
];
const PATTERNS: &[&str] = &[
    "^[a-z]+$",
    "^\\d{3}$",
    "a|b",
    "(?=a)",
    "\\p{L}+",
    "[",
    "^/\"[\\]-]#*$",
    "\\u0041",
    "[^]",
    "$^",
    "\\cA",
    "(a)\\1",
    "",
];

impl Author<'_> {
    /// A schema; `depth` is how many may be inside of each other.
    pub(super) fn schema(&mut self, depth: usize) -> Value {
        let names = self.schemas.clone();
        if (depth == 0 || self.one_in(3))
            && let Some(reference) = self.reference("schemas", &names)
        {
            return reference;
        }
        let mut schema = match self.below(if depth == 0 { 6 } else { 13 }) {
            0 | 5 => self.string(),
            1 => self.number(),
            2 => json!({ "type": "boolean" }),
            3 => self.enumeration(),
            4 => json!({}),
            6 | 7 => self.object(depth - 1),
            8 => self.array(depth - 1),
            9 | 10 => self.union(depth - 1),
            11 => self.all_of(depth - 1),
            _ => self.map_schema(depth - 1),
        };
        self.decorate(&mut schema, depth);
        schema
    }

    /// What may stand in any schema.
    fn decorate(&mut self, schema: &mut Value, depth: usize) {
        self.texts(schema, &["title", "description"]);
        if self.is_31 {
            self.maybe(schema, "examples", 16, |author| vec![author.json(2)].into());
            self.maybe(schema, "$comment", 32, |author| author.text().into());
            if self.one_in(8) && schema["type"].is_string() {
                schema["type"] = json!([schema["type"], "null"]);
            }
            self.maybe(schema, "const", 32, |author| author.json(1));
        } else {
            self.maybe(schema, "nullable", 8, |_| true.into());
        }
        self.maybe(schema, "example", 8, |author| author.json(2));
        self.maybe(schema, "default", 8, |author| author.json(2));
        self.maybe(schema, "deprecated", 16, |_| true.into());
        self.maybe(schema, "readOnly", 16, |_| true.into());
        self.maybe(schema, "writeOnly", 16, |_| true.into());
        self.maybe(schema, "externalDocs", 32, Self::external_docs);
        self.maybe(schema, "format", 32, |author| author.text().into());
        if self.errs(24) && depth > 0 {
            let key = self.of(&[
                "oneOf",
                "anyOf",
                "allOf",
                "not",
                "items",
                "properties",
                "type",
                "enum",
                "required",
                "$ref",
            ]);
            let value = if self.one_in(2) { self.json(2) } else { self.schema(depth - 1) };
            schema[key] = value;
        }
    }

    fn string(&mut self) -> Value {
        let mut schema = json!({ "type": "string" });
        self.maybe(&mut schema, "format", 4, |author| author.of(FORMATS).into());
        self.maybe(&mut schema, "pattern", 6, |author| {
            if author.harmful && author.one_in(2) { author.text().into() } else { author.of(PATTERNS).into() }
        });
        self.bounds(&mut schema, "minLength", "maxLength");
        if self.is_31 {
            self.maybe(&mut schema, "contentMediaType", 16, |author| author.text().into());
            self.maybe(&mut schema, "contentEncoding", 16, |author| author.text().into());
        }
        schema
    }

    fn bounds(&mut self, schema: &mut Value, least: &str, most: &str) {
        let bound = self.below(4);
        self.maybe(schema, least, 8, |_| bound.into());
        let beyond = if self.errs(8) { 0 } else { bound + self.below(300) };
        self.maybe(schema, most, 8, |_| beyond.into());
    }

    fn number(&mut self) -> Value {
        let mut schema = json!({ "type": self.of(&["integer", "number"]) });
        self.maybe(&mut schema, "format", 3, |author| author.of(&FORMATS[6..11]).into());
        let minimum = self.of(&[0_i64, -1, 1, i64::MIN, 255]);
        self.maybe(&mut schema, "minimum", 6, |_| minimum.into());
        self.maybe(&mut schema, "maximum", 6, |author| {
            if author.one_in(2) { json!(1e30) } else { json!(minimum.saturating_add(300)) }
        });
        if self.one_in(8) {
            schema["exclusiveMinimum"] = if self.is_31 { json!(-0.5) } else { json!(true) };
        }
        self.maybe(&mut schema, "multipleOf", 12, |author| author.of(&[json!(1), json!(0.01), json!(7)]));
        schema
    }

    fn enumeration(&mut self) -> Value {
        if self.one_in(4) {
            let count = 1 + self.below(4);
            let values: Vec<i32> = (0..count).map(|_| self.bytes.arbitrary().unwrap_or(0)).collect();
            return json!({ "type": "integer", "enum": values });
        }
        let mut values = self.names(5);
        if values.is_empty() {
            values.push("one".to_owned());
        }
        let mut schema = json!({ "type": "string", "enum": values });
        self.maybe(&mut schema, "x-enum-varnames", 8, |author| author.names(5).into());
        if self.errs(16) {
            schema["enum"] = (0..self.below(3)).map(|_| self.json(1)).collect();
        }
        schema
    }

    fn object(&mut self, depth: usize) -> Value {
        let names = self.names(5);
        let mut schema = json!({ "type": "object" });
        schema["properties"] = self.map_of(&names, |author, _| author.schema(depth));
        let required: Vec<String> = names.into_iter().filter(|_| self.one_in(2)).collect();
        if !required.is_empty() {
            schema["required"] = required.into();
        }
        self.maybe(&mut schema, "additionalProperties", 8, |author| {
            if author.one_in(2) { author.schema(depth.min(1)) } else { author.one_in(2).into() }
        });
        self.bounds(&mut schema, "minProperties", "maxProperties");
        schema
    }

    fn map_schema(&mut self, depth: usize) -> Value {
        let values = self.schema(depth);
        json!({ "type": "object", "additionalProperties": values })
    }

    fn array(&mut self, depth: usize) -> Value {
        let mut schema = json!({ "type": "array" });
        if self.is_31 && self.one_in(4) {
            let count = 1 + self.below(3);
            let positions: Vec<Value> = (0..count).map(|_| self.schema(depth)).collect();
            schema["prefixItems"] = positions.into();
            schema["minItems"] = count.into();
            schema["maxItems"] = count.into();
            return schema;
        }
        schema["items"] = self.schema(depth);
        self.bounds(&mut schema, "minItems", "maxItems");
        self.maybe(&mut schema, "uniqueItems", 8, |_| true.into());
        schema
    }

    fn union(&mut self, depth: usize) -> Value {
        let key = self.of(&["oneOf", "anyOf"]);
        let names = self.schemas.clone();
        let count = 1 + self.below(4);
        if !names.is_empty() && self.one_in(2) {
            let branches: Vec<Value> = (0..count).filter_map(|_| self.reference("schemas", &names)).collect();
            let mut schema = json!({});
            schema[key] = branches.into();
            if self.one_in(2) {
                schema["discriminator"] = self.discriminator();
            }
            return schema;
        }
        let kind = self.name();
        let mut branches: Vec<Value> = (0..count).map(|_| self.schema(depth)).collect();
        if self.one_in(2) {
            // Branches that a member tells apart.
            for branch in &mut branches {
                if branch["properties"].is_object() {
                    let value = self.name();
                    branch["properties"][kind.clone()] = json!({ "type": "string", "enum": [value] });
                    branch["required"] = json!([kind.clone()]);
                }
            }
        }
        let mut schema = json!({});
        schema[key] = branches.into();
        schema
    }

    fn discriminator(&mut self) -> Value {
        let mut discriminator = json!({ "propertyName": self.name() });
        let names = self.schemas.clone();
        if self.one_in(2) {
            discriminator["mapping"] = self.map(3, |author, _| {
                let target = author.reference("schemas", &names);
                target.map_or_else(|| "Pet".into(), |reference| reference["$ref"].clone())
            });
        }
        discriminator
    }

    fn all_of(&mut self, depth: usize) -> Value {
        let names = self.schemas.clone();
        let mut parts: Vec<Value> = Vec::new();
        if self.one_in(2) {
            parts.extend(self.reference("schemas", &names));
        }
        let count = 1 + self.below(2);
        parts
            .extend((0..count).map(|_| if self.one_in(3) { self.schema(depth) } else { self.object(depth) }));
        json!({ "allOf": parts })
    }
}
