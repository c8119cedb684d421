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
        Value::Number(number) => number.as_i64().map(Literal::Integer),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
