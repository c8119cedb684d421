//! Members that are only read, or only written.

use serde_json::{Value, json};

use crate::parts::{certain, of_member};

/// Whether a member's schemas say one of these of it; also as a text, which the generator mends.
pub(crate) fn is(root: &Value, schemas: &[&Value], flags: &[&str]) -> bool {
    let is_true = |flag: &Value| *flag == json!(true) || flag == "true";
    let (parts, _) = certain(root, schemas);
    parts.iter().any(|part| flags.iter().any(|flag| part.get(*flag).is_some_and(is_true)))
}

/// Takes away members that are null, inside of what is only read: types that only come back do not tell null from
/// nothing.
pub(crate) fn drop_nulls<'a>(root: &'a Value, schemas: &[&'a Value], value: &mut Value) {
    let (parts, _) = certain(root, schemas);
    match value {
        Value::Object(members) => {
            for (name, inner) in members.iter_mut() {
                let schemas = of_member(&parts, name);
                if is(root, &schemas, &["readOnly"]) {
                    drop_all_nulls(inner);
                } else {
                    drop_nulls(root, &schemas, inner);
                }
            }
        }
        Value::Array(elements) => {
            let schemas: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
            for inner in elements {
                drop_nulls(root, &schemas, inner);
            }
        }
        _ => {}
    }
}

fn drop_all_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, inner| !inner.is_null());
            members.values_mut().for_each(drop_all_nulls);
        }
        Value::Array(elements) => elements.iter_mut().for_each(drop_all_nulls),
        _ => {}
    }
}
