//! Whether two JSON values mean the same, and where they do not.

use serde_json::{Number, Value};

use crate::path;
use crate::synth::UNLISTED;

/// Said of a member that was null.
pub(crate) const NULL_LOST: &str = "null is lost";

/// The first difference: where, and what it is. A member that no schema names may be gone.
pub(crate) fn difference(sent: &Value, got: &Value) -> Option<(String, String)> {
    differ(sent, got, "")
}

fn differ(sent: &Value, got: &Value, at: &str) -> Option<(String, String)> {
    let words = |text: String| Some((at.to_owned(), text));
    match (sent, got) {
        (Value::Object(sent), Value::Object(got)) => {
            for (name, value) in sent {
                let inner = path::member(at, name);
                match got.get(name) {
                    Some(other) => {
                        if let Some(found) = differ(value, other, &inner) {
                            return Some(found);
                        }
                    }
                    None if name.starts_with(UNLISTED) => {}
                    None if value.is_null() => return Some((inner, NULL_LOST.to_owned())),
                    None => return Some((inner, "is lost".to_owned())),
                }
            }
            let made_up = got.keys().find(|name| !sent.contains_key(*name))?;
            Some((path::member(at, made_up), "is made up".to_owned()))
        }
        (Value::Array(sent), Value::Array(got)) if sent.len() == got.len() => {
            let mut pairs = sent.iter().zip(got).enumerate();
            pairs.find_map(|(index, (sent, got))| differ(sent, got, &path::element(at, index)))
        }
        (Value::Number(left), Value::Number(right)) if same_number(left, right) => None,
        _ if sent == got => None,
        _ if kind(sent) == kind(got) => words(format!("is another {}", kind(got))),
        _ => words(format!("was {}, is {}", kind(sent), kind(got))),
    }
}

/// 3 is 3.0.
fn same_number(left: &Number, right: &Number) -> bool {
    let integer = |number: &Number| number.as_i128().or_else(|| whole(number.as_f64()?));
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left.as_f64() == right.as_f64(),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "only what has an integer of its own")]
fn whole(number: f64) -> Option<i128> {
    (number.fract() == 0.0 && number.abs() < 1e30).then_some(number as i128)
}

/// What a value is, for people.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_compared_by_value_and_extras_may_go() {
        assert_eq!(difference(&json!({"a": 3.0, UNLISTED: 1}), &json!({"a": 3})), None);
        let found =
            |sent: &Value, got: &Value| difference(sent, got).map(|(at, what)| format!("{at}: {what}"));
        assert_eq!(
            found(&json!({"a": [1, {"b": 2}]}), &json!({"a": [1, {}]})),
            Some("a[1].b: is lost".to_owned())
        );
        assert_eq!(found(&json!({}), &json!({"c": 1})), Some("c: is made up".to_owned()));
        assert_eq!(found(&json!([1]), &json!(["1"])), Some("[0]: was number, is string".to_owned()));
    }
}
