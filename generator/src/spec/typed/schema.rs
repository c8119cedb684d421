//! A schema of the tree as `openapiv3` has it.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType,
    ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type,
};
use serde_json::{Map, Number, Value};

use super::{or, read};

/// Makes a schema, or a reference, of a value.
pub(super) fn schema(value: Value) -> Result<ReferenceOr<Schema>, String> {
    or(value, |members| Members::read(members).map(Members::schema))
}

fn boxed(value: Value) -> Result<ReferenceOr<Box<Schema>>, String> {
    or(value, |members| Members::read(members).map(|members| Box::new(members.schema())))
}

fn list(value: Value) -> Result<Vec<ReferenceOr<Schema>>, String> {
    let Value::Array(elements) = value else { return Err(format!("{value} is no list of schemas")) };
    elements.into_iter().map(schema).collect()
}

fn map(value: Value) -> Result<IndexMap<String, ReferenceOr<Box<Schema>>>, String> {
    let Value::Object(members) = value else { return Err(format!("{value} is no map of schemas")) };
    members.into_iter().map(|(name, value)| Ok((name, boxed(value)?))).collect()
}

fn rest(value: Value) -> Result<AdditionalProperties, String> {
    match value {
        Value::Bool(any) => Ok(AdditionalProperties::Any(any)),
        value => schema(value).map(|schema| AdditionalProperties::Schema(Box::new(schema))),
    }
}

/// What the members of a schema can be about. Where all are about one thing, `openapiv3` has a type for it.
mod about {
    pub(super) const STRINGS: u16 = 1;
    pub(super) const NUMBERS: u16 = 1 << 1;
    pub(super) const OBJECTS: u16 = 1 << 2;
    pub(super) const ARRAYS: u16 = 1 << 3;
    pub(super) const VALUES: u16 = 1 << 4;
    pub(super) const FORMAT: u16 = 1 << 5;
    pub(super) const ONE_OF: u16 = 1 << 6;
    pub(super) const ALL_OF: u16 = 1 << 7;
    pub(super) const ANY_OF: u16 = 1 << 8;
    pub(super) const NOT: u16 = 1 << 9;

    /// What a member is about; nothing when it says the same of any value.
    pub(super) fn of(member: &str) -> u16 {
        match member {
            "pattern" | "minLength" | "maxLength" => STRINGS,
            "multipleOf" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => NUMBERS,
            "properties" | "required" | "additionalProperties" | "minProperties" | "maxProperties" => OBJECTS,
            "items" | "minItems" | "maxItems" | "uniqueItems" => ARRAYS,
            "enum" => VALUES,
            "format" => FORMAT,
            "oneOf" => ONE_OF,
            "allOf" => ALL_OF,
            "anyOf" => ANY_OF,
            "not" => NOT,
            _ => 0,
        }
    }
}

/// What a member about plain values may have beside it.
const PLAIN: u16 = about::VALUES | about::FORMAT;

/// The members of a schema.
#[derive(Default)]
struct Members {
    data: SchemaData,
    /// Those that say what values there are, but for numbers that may be integers.
    any: AnySchema,
    multiple_of: Option<Number>,
    minimum: Option<Number>,
    maximum: Option<Number>,
    /// All that they are about.
    about: u16,
}

impl Members {
    fn read(members: Map<String, Value>) -> Result<Self, String> {
        let mut read = Self::default();
        for (name, value) in members {
            if name.starts_with("x-") {
                read.data.extensions.insert(name, value);
            } else if !value.is_null() {
                read.about |= about::of(&name);
                read.member(&name, value)?;
            }
        }
        Ok(read)
    }

    fn member(&mut self, name: &str, value: Value) -> Result<(), String> {
        let Self { data, any, .. } = self;
        match name {
            "title" => data.title = read(value)?,
            "description" => data.description = read(value)?,
            "example" => data.example = Some(value),
            "default" => data.default = Some(value),
            "nullable" => data.nullable = read(value)?,
            "readOnly" => data.read_only = read(value)?,
            "writeOnly" => data.write_only = read(value)?,
            "deprecated" => data.deprecated = read(value)?,
            "externalDocs" => data.external_docs = read(value)?,
            "discriminator" => data.discriminator = read(value)?,
            "type" => any.typ = read(value)?,
            "format" => any.format = read(value)?,
            "enum" => any.enumeration = read(value)?,
            "pattern" => any.pattern = read(value)?,
            "minLength" => any.min_length = read(value)?,
            "maxLength" => any.max_length = read(value)?,
            "multipleOf" => self.multiple_of = read(value)?,
            "minimum" => self.minimum = read(value)?,
            "maximum" => self.maximum = read(value)?,
            "exclusiveMinimum" => any.exclusive_minimum = read(value)?,
            "exclusiveMaximum" => any.exclusive_maximum = read(value)?,
            "properties" => any.properties = map(value)?,
            "required" => any.required = read(value)?,
            "additionalProperties" => any.additional_properties = Some(rest(value)?),
            "minProperties" => any.min_properties = read(value)?,
            "maxProperties" => any.max_properties = read(value)?,
            "items" => any.items = Some(boxed(value)?),
            "minItems" => any.min_items = read(value)?,
            "maxItems" => any.max_items = read(value)?,
            "uniqueItems" => any.unique_items = read(value)?,
            "oneOf" => any.one_of = list(value)?,
            "allOf" => any.all_of = list(value)?,
            "anyOf" => any.any_of = list(value)?,
            "not" => any.not = Some(Box::new(schema(value)?)),
            _ => {}
        }
        Ok(())
    }

    /// The type that `openapiv3` has for them.
    fn schema(mut self) -> Schema {
        let schema_data = std::mem::take(&mut self.data);
        let only = |these: u16| self.about & !these == 0;
        let values =
            |is: fn(&Value) -> bool| self.any.enumeration.iter().all(|value| value.is_null() || is(value));
        let bounds = || [&self.multiple_of, &self.minimum, &self.maximum].into_iter().flatten();
        let schema_kind = match self.any.typ.as_deref() {
            Some("string") if only(about::STRINGS | PLAIN) && values(Value::is_string) => self.string(),
            Some("number") if only(about::NUMBERS | PLAIN) && values(Value::is_number) => self.number(),
            Some("integer")
                if only(about::NUMBERS | PLAIN) && values(Value::is_i64) && bounds().all(Number::is_i64) =>
            {
                self.integer()
            }
            Some("boolean") if only(about::VALUES) && values(Value::is_boolean) => {
                let enumeration = each(&self.any.enumeration, Value::as_bool);
                SchemaKind::Type(Type::Boolean(BooleanType { enumeration }))
            }
            Some("object") if only(about::OBJECTS) => self.object(),
            Some("array") if only(about::ARRAYS) => self.array(),
            Some(_) => self.mixed(),
            None => self.composed(),
        };
        Schema { schema_data, schema_kind }
    }

    fn string(self) -> SchemaKind {
        let Self { any, .. } = self;
        SchemaKind::Type(Type::String(StringType {
            format: any.format.into(),
            pattern: any.pattern,
            enumeration: each(&any.enumeration, |value| value.as_str().map(str::to_owned)),
            min_length: any.min_length,
            max_length: any.max_length,
        }))
    }

    fn number(self) -> SchemaKind {
        let Self { any, .. } = self;
        SchemaKind::Type(Type::Number(NumberType {
            format: any.format.into(),
            multiple_of: self.multiple_of.and_then(|bound| bound.as_f64()),
            exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
            minimum: self.minimum.and_then(|bound| bound.as_f64()),
            maximum: self.maximum.and_then(|bound| bound.as_f64()),
            enumeration: each(&any.enumeration, Value::as_f64),
        }))
    }

    fn integer(self) -> SchemaKind {
        let Self { any, .. } = self;
        SchemaKind::Type(Type::Integer(IntegerType {
            format: any.format.into(),
            multiple_of: self.multiple_of.and_then(|bound| bound.as_i64()),
            exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
            minimum: self.minimum.and_then(|bound| bound.as_i64()),
            maximum: self.maximum.and_then(|bound| bound.as_i64()),
            enumeration: each(&any.enumeration, Value::as_i64),
        }))
    }

    fn object(self) -> SchemaKind {
        let Self { any, .. } = self;
        SchemaKind::Type(Type::Object(ObjectType {
            properties: any.properties,
            required: any.required,
            additional_properties: any.additional_properties,
            min_properties: any.min_properties,
            max_properties: any.max_properties,
        }))
    }

    fn array(self) -> SchemaKind {
        let Self { any, .. } = self;
        SchemaKind::Type(Type::Array(ArrayType {
            items: any.items,
            min_items: any.min_items,
            max_items: any.max_items,
            unique_items: any.unique_items.unwrap_or_default(),
        }))
    }

    fn composed(mut self) -> SchemaKind {
        if self.about == about::NOT
            && let Some(not) = self.any.not.take()
        {
            return SchemaKind::Not { not };
        }
        match self.about {
            about::ONE_OF => SchemaKind::OneOf { one_of: self.any.one_of },
            about::ALL_OF => SchemaKind::AllOf { all_of: self.any.all_of },
            about::ANY_OF => SchemaKind::AnyOf { any_of: self.any.any_of },
            _ => self.mixed(),
        }
    }

    fn mixed(self) -> SchemaKind {
        SchemaKind::Any(AnySchema {
            multiple_of: self.multiple_of.and_then(|bound| bound.as_f64()),
            minimum: self.minimum.and_then(|bound| bound.as_f64()),
            maximum: self.maximum.and_then(|bound| bound.as_f64()),
            ..self.any
        })
    }
}

/// The values of an `enum`; `null` is none.
fn each<T>(values: &[Value], value: impl Fn(&Value) -> Option<T>) -> Vec<Option<T>> {
    values.iter().map(value).collect()
}
