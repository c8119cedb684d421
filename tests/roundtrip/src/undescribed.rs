//! Members that a schema requires and none describes: nobody knows what they are, so a type need not have them.

use serde_json::Value;

use crate::parts::{Parts, list, of_member, ways_of_all};

/// Takes such members away, in whatever branch they are required.
pub(crate) fn drop_all<'a>(root: &'a Value, schemas: &[&'a Value], value: &mut Value) {
    let parts: Parts = ways_of_all(root, schemas).concat();
    match value {
        Value::Object(members) => {
            let carries = parts.iter().any(|part| {
                part.get("additionalProperties").is_some_and(|other| *other != Value::Bool(false))
            });
            let is_required =
                |name: &String| parts.iter().any(|part| list(part, "required").iter().any(|one| one == name));
            members.retain(|name, _| carries || !is_required(name) || !of_member(&parts, name).is_empty());
            for (name, inner) in members.iter_mut() {
                drop_all(root, &of_member(&parts, name), inner);
            }
        }
        Value::Array(elements) => {
            let schemas: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
            elements.iter_mut().for_each(|inner| drop_all(root, &schemas, inner));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn left(schema: &Value) -> Value {
        let mut value = json!({ "a": 1, "b": 2, "c": 3 });
        drop_all(&Value::Null, &[schema], &mut value);
        value
    }

    #[test]
    fn what_is_required_and_described_nowhere_may_go() {
        let branches = json!([{ "required": ["a"] }, { "required": ["b"] }]);
        let described = json!({ "a": {} });
        assert_eq!(left(&json!({ "anyOf": branches, "properties": described })), json!({ "a": 1, "c": 3 }));
        assert_eq!(
            left(&json!({ "anyOf": branches, "additionalProperties": true })),
            json!({ "a": 1, "b": 2, "c": 3 })
        );
    }
}
