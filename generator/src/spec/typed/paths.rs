//! Paths of the tree as `openapiv3` has them: what is around parameters, bodies and responses.

use openapiv3::{Operation, PathItem, Paths, Responses, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{members, or, read};

pub(super) fn paths(value: Value) -> Result<Paths, String> {
    let mut paths = Paths::default();
    for (name, value) in members(value)? {
        if name.starts_with('/') {
            paths.paths.insert(name, or(value, item)?);
        } else if name.starts_with("x-") {
            paths.extensions.insert(name, value);
        }
    }
    Ok(paths)
}

fn item(mut members: Map<String, Value>) -> Result<PathItem, String> {
    let mut operations = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]
        .map(|method| members.get_mut(method).map(Value::take));
    let mut item: PathItem = read(Value::Object(members))?;
    let places = [
        &mut item.get,
        &mut item.put,
        &mut item.post,
        &mut item.delete,
        &mut item.options,
        &mut item.head,
        &mut item.patch,
        &mut item.trace,
    ];
    for (place, value) in places.into_iter().zip(&mut operations) {
        *place = value.take().filter(|value| !value.is_null()).map(operation).transpose()?;
    }
    Ok(item)
}

fn operation(value: Value) -> Result<Operation, String> {
    let mut members = members(value)?;
    let mut take = |name: &str, empty: Value| {
        members.get_mut(name).map_or(Value::Null, |value| std::mem::replace(value, empty))
    };
    let parameters = take("parameters", Value::Array(Vec::new()));
    let body = take("requestBody", Value::Null);
    let responses = take("responses", Value::Object(Map::new()));
    let mut operation: Operation = read(Value::Object(members))?;
    if let Value::Array(parameters) = parameters {
        let parameters = parameters.into_iter().map(|parameter| or(parameter, part));
        operation.parameters = parameters.collect::<Result<_, _>>()?;
    }
    if !body.is_null() {
        operation.request_body = Some(or(body, part)?);
    }
    operation.responses = self::responses(responses)?;
    Ok(operation)
}

fn responses(value: Value) -> Result<Responses, String> {
    let mut responses = Responses::default();
    for (name, value) in members(value)? {
        if name == "default" {
            responses.default = Some(or(value, part)?);
        } else if name.starts_with("x-") {
            responses.extensions.insert(name, value);
        } else if let Ok(status) = read::<StatusCode>(Value::String(name)) {
            responses.responses.insert(status, or(value, part)?);
        }
    }
    Ok(responses)
}

fn part<T: DeserializeOwned>(members: Map<String, Value>) -> Result<T, String> {
    read(Value::Object(members))
}
