//! A document as plain JSON, read without the generator: what it is judged by must not come from it.

use std::fmt::Write as _;

use generator::source::Source;
use generator::spec::{self, Style};
use serde_json::{Map, Number, Value};

/// Where the named schemas are.
pub(crate) const SCHEMAS: &str = "#/components/schemas/";

/// A longer chain of references is a circle.
const LONGEST_CHAIN: usize = 50;

/// A document.
pub(crate) struct Document {
    /// All of it.
    pub(crate) root: Value,
    /// Whether its schemas are those of OpenAPI 3.0, and not JSON Schema.
    pub(crate) is_30: bool,
}

impl Document {
    /// Reads YAML or JSON.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let root = match serde_json::from_str(text) {
            Ok(root) => root,
            Err(_) => plain(yaml(text)?),
        };
        let is_30 =
            root.get("openapi").and_then(Value::as_str).is_some_and(|version| version.starts_with("3.0"));
        Ok(Self { root, is_30 })
    }

    /// Brings in what other files hold, if there are others. Where it is put and how it is called is for the generator
    /// to say; what is in it is copied as it stands.
    pub(crate) fn bundle(&mut self, source: &Source) -> Result<(), String> {
        if refers_to_files(&self.root) {
            self.root =
                spec::bundled(source).map_err(|faults| spec::render(&faults, source, Style::default()))?;
        }
        Ok(())
    }

    /// The named schemas in document order.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = (&String, &Value)> {
        let schemas = self.root.pointer("/components/schemas").and_then(Value::as_object);
        schemas.into_iter().flatten()
    }
    /// The component that a component only refers to, at the end of the chain.
    pub(crate) fn alias(&self, name: &str) -> Option<&str> {
        let mut found = None;
        let mut schema = self.root.pointer("/components/schemas")?.get(name)?;
        for _ in 0..LONGEST_CHAIN {
            let Some(next) = schema.get("$ref").and_then(Value::as_str) else { return found };
            found = next.strip_prefix(SCHEMAS);
            schema = target(&self.root, next)?;
        }
        None
    }
}

fn refers_to_files(value: &Value) -> bool {
    match value {
        Value::Array(elements) => elements.iter().any(refers_to_files),
        Value::Object(members) => members.iter().any(|(name, value)| {
            let leaves = |text: &str| !text.starts_with('#');
            refers_to_files(value) || (name == "$ref" && value.as_str().is_some_and(leaves))
        }),
        _ => false,
    }
}

fn yaml(text: &str) -> Result<serde_yaml::Value, String> {
    let mut value: serde_yaml::Value = serde_yaml::from_str(text).map_err(|error| error.to_string())?;
    value.apply_merge().map_err(|error| error.to_string())?;
    Ok(value)
}

/// YAML has keys that are no strings, such as the statuses of responses.
fn plain(value: serde_yaml::Value) -> Value {
    match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(value) => Value::Bool(value),
        serde_yaml::Value::Number(number) => plain_number(&number),
        serde_yaml::Value::String(text) => Value::String(text),
        serde_yaml::Value::Sequence(list) => list.into_iter().map(plain).collect(),
        serde_yaml::Value::Mapping(members) => {
            let members = members.into_iter().map(|(key, value)| (key_text(key), plain(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        serde_yaml::Value::Tagged(tagged) => plain(tagged.value),
    }
}

fn plain_number(number: &serde_yaml::Number) -> Value {
    let integer = number.as_i64().map(Number::from).or_else(|| number.as_u64().map(Number::from));
    integer.or_else(|| number.as_f64().and_then(Number::from_f64)).map_or(Value::Null, Value::Number)
}

fn key_text(key: serde_yaml::Value) -> String {
    match plain(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// What a reference inside of the document points at.
pub(crate) fn target<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    let pointer = reference.strip_prefix('#')?;
    root.pointer(&percent_decoded(pointer))
}

/// A part of a URI as it is meant.
pub(crate) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if *byte == b'%' => {
                bytes.push(decoded);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The reference to a named schema, as a URI fragment.
pub(crate) fn reference(name: &str) -> String {
    let mut text = SCHEMAS.to_owned();
    for byte in name.replace('~', "~0").replace('/', "~1").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
