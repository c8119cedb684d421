//! Values that are not objects: types that do not fit, and those that can only mean one thing.

use serde_json::{Map, Value};

use super::check::Check;
use super::schema::TYPES;
use super::table::{Kind, Need};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::trail::Trail;
use crate::spec::version::Version;
use crate::spec::words::{described, quoted};

impl Check {
    /// Checks a value whose kind is no object, or that ought to be an object and is none.
    pub(super) fn scalar(&mut self, kind: Kind, value: &Value, at: &Trail<'_>) {
        match (kind, value) {
            (Kind::Text | Kind::Url, Value::String(_))
            | (Kind::Bool, Value::Bool(_))
            | (Kind::Number, Value::Number(_)) => {}
            (Kind::Words(words), Value::String(word)) => self.word(words, word, Code::UnknownValue, at),
            (Kind::Text | Kind::Url, Value::Number(_) | Value::Bool(_)) => self.unquoted(value, at),
            (Kind::Bool | Kind::SchemaOrBool, Value::String(text))
                if matches!(text.as_str(), "true" | "false") =>
            {
                self.reread(value, Value::Bool(text == "true"), at);
            }
            (Kind::Count, Value::Number(_)) => self.count(value, at),
            (Kind::Number | Kind::Count | Kind::Bound, Value::String(text)) => match text.parse() {
                Ok(number) => self.reread(value, Value::Number(number), at),
                Err(_) => self.wrong_type(kind, value, at),
            },
            (Kind::Schema, Value::Bool(anything)) => self.boolean_schema(*anything, at),
            (Kind::Type, _) => self.schema_type(value, at),
            (Kind::Bound, Value::Bool(_) | Value::Number(_)) => self.bound(value, at),
            _ => self.wrong_type(kind, value, at),
        }
    }

    pub(super) fn wrong_type(&mut self, kind: Kind, value: &Value, at: &Trail<'_>) {
        let subject = subject(at);
        let message = format!("{subject} must be {}, not {}", kind.noun(), described(value));
        let mut fault = Diagnostic::new(Code::WrongType, Place::Value(at.pointer()), message);
        if let Some(help) = advice(kind, value, at) {
            fault = fault.help(help);
        }
        self.found.push(fault);
        self.draft_4(value, at);
    }

    /// `required: true` in a property was JSON Schema draft 3, and never meant anything in OpenAPI.
    fn draft_4(&mut self, value: &Value, at: &Trail<'_>) {
        if at.name() == Some("required") && value.is_boolean() && self.found.pop().is_some() {
            self.repaired(
                at,
                "`required` of a schema must be a list of names; this one has no effect",
                "list the property in `required` of the object that holds it",
            );
            self.edits.remove(at.pointer());
        }
    }

    /// A number or a boolean where a string is wanted: YAML needs quotes to tell.
    fn unquoted(&mut self, value: &Value, at: &Trail<'_>) {
        // Not the value itself: `1.10` has become 1.1 here.
        let is = if value.is_boolean() { "a boolean" } else { "a number" };
        let message = format!("{} must be a string, not {is}; it is read as one", subject(at));
        self.misread(at, message, "put it in quotes");
        self.edits.quote(at.pointer());
    }

    /// A string that can only mean the value which it spells.
    fn reread(&mut self, value: &Value, meant: Value, at: &Trail<'_>) {
        let message = format!("{} is {}; it is read as `{meant}`", subject(at), described(value));
        self.misread(at, message, "remove the quotes");
        self.edits.set(at.pointer(), meant);
    }

    fn count(&mut self, value: &Value, at: &Trail<'_>) {
        if value.is_u64() {
            return;
        }
        match value.as_f64() {
            // `1.0` is one. The cast cannot round: the float is whole, and smaller than 2^53.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "checked by the guard"
            )]
            Some(float) if float.fract() == 0.0 && (0.0..9e15).contains(&float) => {
                self.edits.set(at.pointer(), float as u64);
            }
            Some(float) if float >= 9e15 => {
                let message = format!("{} is larger than any count: `{float}`; it is dropped", subject(at));
                self.found.push(Diagnostic::new(Code::NumberOutOfRange, Place::Value(at.pointer()), message));
                self.edits.remove(at.pointer());
            }
            _ => self.wrong_type(Kind::Count, value, at),
        }
    }

    fn boolean_schema(&mut self, anything: bool, at: &Trail<'_>) {
        if self.version == Version::V30 {
            let message = format!("the schema `{anything}` is OpenAPI 3.1, and is read as such");
            self.misread(at, message, if anything { "write `{}`" } else { "write `not: {}`" });
        }
        let mut schema = Map::new();
        if !anything {
            schema.insert("not".to_owned(), Value::Object(Map::new()));
        }
        self.edits.set(at.pointer(), schema);
    }

    fn schema_type(&mut self, value: &Value, at: &Trail<'_>) {
        match value {
            Value::String(word) => {
                if word == "null" && self.version == Version::V30 {
                    self.repaired(
                        at,
                        "the type `null` is OpenAPI 3.1, and is read as such",
                        "write `nullable: true`",
                    );
                }
                self.type_word(word, at);
            }
            Value::Array(types) => {
                if self.version == Version::V30 {
                    let help = "write `nullable: true` or `anyOf`";
                    self.misread(at, "a list of types is OpenAPI 3.1, and is read as such", help);
                }
                for (index, value) in types.iter().enumerate() {
                    match value {
                        Value::String(word) => self.type_word(word, &at.index(index)),
                        // Unquoted, `null` is no string in YAML.
                        Value::Null => self.edits.set(at.index(index).pointer(), "null"),
                        _ => self.wrong_type(Kind::Type, value, &at.index(index)),
                    }
                }
            }
            _ => self.wrong_type(Kind::Type, value, at),
        }
    }

    fn type_word(&mut self, word: &str, at: &Trail<'_>) {
        let known = if self.version == Version::V31 { TYPES } else { &TYPES[..TYPES.len() - 1] };
        if word != "null" {
            self.word(known, word, Code::UnknownType, at);
        }
    }

    fn bound(&mut self, value: &Value, at: &Trail<'_>) {
        let (wanted, other) = match self.version {
            Version::V30 => ("a boolean", Version::V31),
            Version::V31 => ("a number", Version::V30),
        };
        if value.is_boolean() != (self.version == Version::V30) {
            let name = quoted(at.name().unwrap_or_default());
            let message = format!(
                "{name} is {}, which is OpenAPI {}, and is read as such",
                described(value),
                other.name()
            );
            self.misread(at, message, format!("OpenAPI {} has {wanted} here", self.version.name()));
        }
    }
}

/// What a message is about: a member, an element of a list or the whole document.
fn subject(at: &Trail<'_>) -> String {
    match at {
        Trail::Root => "an OpenAPI document".to_owned(),
        Trail::Key(_, name) => quoted(name),
        Trail::Index(up, _) => match up.name() {
            Some(name) => format!("an element of {}", quoted(name)),
            None => "an element".to_owned(),
        },
    }
}

/// What is usually meant by a value of the wrong type.
fn advice(kind: Kind, value: &Value, at: &Trail<'_>) -> Option<String> {
    let help = match (at.name()?, kind, value) {
        ("$ref", _, Value::Null) => {
            "put the reference in quotes: in YAML, `#` behind a blank begins a comment"
        }
        ("items", _, Value::Array(_)) => {
            "one schema for all elements; a list of schemas is `prefixItems` of OpenAPI 3.1"
        }
        ("properties", _, Value::Array(_)) => "write each property as `name: schema`, without a dash",
        ("parameters", _, Value::Object(_)) => "begin each parameter with a dash",
        ("security", _, Value::Object(_)) => "begin each requirement with a dash",
        ("paths", _, Value::Array(_)) => "write each path as `/path: {…}`, without a dash",
        ("responses", _, Value::Array(_)) => "write each response as `'200': {…}`, without a dash",
        (_, Kind::List(Kind::Text), Value::String(text)) => {
            return Some(format!("write a list of one: {}", quoted(&format!("[{text}]"))));
        }
        (_, Kind::Schema, Value::String(text)) if TYPES.contains(&text.as_str()) => {
            return Some(format!("write `type: {text}` below it"));
        }
        (_, Kind::Schema, Value::String(text)) => {
            let reference = quoted(&format!("$ref: '#/components/schemas/{text}'"));
            return Some(format!("to refer to a schema of that name, write {reference} below it"));
        }
        (_, Kind::Object(table), Value::String(_)) => {
            let mut required = table.members.iter().filter(|member| member.need == Need::Required);
            let (Some(only), None) = (required.next(), required.next()) else { return None };
            return Some(format!("write it as {} below that", quoted(only.name)));
        }
        _ => return None,
    };
    Some(help.to_owned())
}
