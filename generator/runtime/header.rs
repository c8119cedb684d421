//! Headers of answers as the description types them: read when they are asked for, and not before.

use http::HeaderMap;
use serde_json::Value;

use super::decode::Decode;
use super::decode_error::DecodeError;

/// How the text of a header is a value (style `simple`, or `content` with JSON).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A string.
    Text,
    /// A number, or true or false.
    Scalar,
    /// Strings between commas.
    Texts,
    /// Numbers, or true or false, between commas.
    Scalars,
    /// JSON.
    Json,
}

/// The value of a header, if the answer has that header.
pub(crate) fn read<T: for<'de> Decode<'de>>(
    headers: &HeaderMap,
    name: &str,
    form: Form,
) -> Result<Option<T>, DecodeError> {
    let Some(text) = as_json(headers, name, form) else { return Ok(None) };
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let value = T::decode(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map(Some).map_err(|error| DecodeError::json(text.as_bytes(), &error).within(name))
}

/// The JSON that a header stands for.
fn as_json(headers: &HeaderMap, name: &str, form: Form) -> Option<String> {
    let values = headers.get_all(name).iter();
    let mut texts =
        values.map(|value| String::from_utf8_lossy(value.as_bytes()).trim().to_owned()).peekable();
    texts.peek()?;
    // A list may come as several headers of one name (RFC 9110, 5.3).
    let list = |text: &str| {
        let elements = text.split(',').map(str::trim).filter(|element| !element.is_empty());
        elements.map(str::to_owned).collect::<Vec<_>>()
    };
    let value = match form {
        Form::Json => return texts.next(),
        Form::Text => Value::from(texts.next()?),
        Form::Scalar => scalar(texts.next()?),
        Form::Texts => texts.flat_map(|text| list(&text)).map(Value::from).collect(),
        Form::Scalars => texts.flat_map(|text| list(&text)).map(scalar).collect(),
    };
    Some(value.to_string())
}

/// A number, true or false; the text itself if it is none of these, so that the error says so.
fn scalar(text: String) -> Value {
    match serde_json::from_str(&text) {
        Ok(value @ (Value::Number(_) | Value::Bool(_))) => value,
        _ => Value::from(text),
    }
}
