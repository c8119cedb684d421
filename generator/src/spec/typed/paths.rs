//! Paths of the tree as `openapiv3` has them: what is around parameters, bodies and responses.

use std::mem;

use openapiv3::{Operation, Parameter, PathItem, Paths, ReferenceOr, Responses, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{members, operations, or, read};
use crate::spec::shape::METHODS;

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
    let values = METHODS.map(|method| members.get_mut(method).map(Value::take));
    let mut item: PathItem = read(Value::Object(members))?;
    for (place, value) in operations(&mut item).into_iter().zip(values) {
        *place = value.filter(|value| !value.is_null()).map(operation).transpose()?;
    }
    Ok(item)
}

fn operation(value: Value) -> Result<Operation, String> {
    let mut members = members(value)?;
    // What is left of each is what `openapiv3` takes for nothing.
    let mut take =
        |name: &str, nothing: Value| members.get_mut(name).map(|value| mem::replace(value, nothing));
    let parameters = take("parameters", Value::Array(Vec::new()));
    let body = take("requestBody", Value::Null).filter(|body| !body.is_null());
    let responses = take("responses", Value::Object(Map::new()));
    let mut operation: Operation = read(Value::Object(members))?;
    operation.parameters = parameters.map_or(Ok(Vec::new()), self::parameters)?;
    operation.request_body = body.map(|body| or(body, part)).transpose()?;
    operation.responses = responses.map_or(Ok(Responses::default()), self::responses)?;
    Ok(operation)
}

fn parameters(value: Value) -> Result<Vec<ReferenceOr<Parameter>>, String> {
    let Value::Array(parameters) = value else { return Err(format!("{value} is no list of parameters")) };
    parameters.into_iter().map(|parameter| or(parameter, part)).collect()
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
