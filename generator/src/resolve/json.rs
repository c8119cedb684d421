//! JSON of the document to JSON of the model.

use serde_json::Value;

use crate::model::{Json, Literal};

/// A value with its members in document order.
pub(super) fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => match number.as_i64() {
            Some(integer) => Json::Integer(integer),
            None => Json::Float(number.as_f64().unwrap_or(f64::MAX)),
        },
        Value::String(text) => Json::String(text.clone()),
        Value::Array(elements) => Json::Array(elements.iter().map(json).collect()),
        Value::Object(members) => {
            Json::Object(members.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
    }
}

/// A scalar that can be listed in an enumeration.
pub(super) fn literal(value: &Value) -> Option<Literal> {
    match value {
        Value::String(text) => Some(Literal::String(text.clone())),
        Value::Bool(value) => Some(Literal::Boolean(*value)),
        // `1.0` is the same value as `1`.
        Value::Number(number) => number.as_i64().or_else(|| integral(number.as_f64()?)).map(Literal::Integer),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The integer that a float stands for, as far as every integer has a float of its own: up to 2^53.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
fn integral(value: f64) -> Option<i64> {
    (value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0).then_some(value as i64)
}
