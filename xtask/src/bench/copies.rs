//! A document some times in one: its paths, components and operations with a number behind their names.

use serde_json::{Map, Value, json};

/// The document so often; as it is, where that is once.
pub(super) fn copies(document: &Value, times: usize) -> Value {
    if times == 1 {
        return document.clone();
    }
    let mut whole = document.clone();
    let members = |name: &str| document.get(name).and_then(Value::as_object).into_iter().flatten();
    let mut paths = Map::new();
    let mut components = Map::new();
    for number in 0..times {
        for (path, item) in members("paths") {
            paths.insert(format!("/copy-{number}{path}"), numbered(item, number));
        }
        for (kind, named) in members("components") {
            let kept = components.entry(kind).or_insert_with(|| json!({}));
            for (name, component) in named.as_object().into_iter().flatten() {
                // Operations name security schemes without a reference.
                let name = if kind == "securitySchemes" { name.clone() } else { behind(name, number) };
                kept[name] = numbered(component, number);
            }
        }
    }
    whole["paths"] = Value::Object(paths);
    whole["components"] = Value::Object(components);
    whole
}

fn behind(name: &str, number: usize) -> String {
    format!("{name}_copy_{number}")
}

/// A part of the document that names the parts with the same number.
fn numbered(value: &Value, number: usize) -> Value {
    match value {
        Value::Array(elements) => elements.iter().map(|element| numbered(element, number)).collect(),
        Value::Object(members) => {
            let member = |(key, value): (&String, &Value)| {
                let value = match (key.as_str(), value) {
                    ("$ref", Value::String(text)) => reference(text, number).into(),
                    ("operationId", Value::String(text)) => behind(text, number).into(),
                    ("discriminator", value) if value["propertyName"].is_string() => told_by(value, number),
                    (_, value) => numbered(value, number),
                };
                (key.clone(), value)
            };
            members.iter().map(member).collect()
        }
        scalar => scalar.clone(),
    }
}

/// A discriminator that leads to the parts with the same number.
fn told_by(discriminator: &Value, number: usize) -> Value {
    let mut copy = discriminator.clone();
    let mapping = copy.get_mut("mapping").and_then(Value::as_object_mut);
    for target in mapping.into_iter().flat_map(|targets| targets.values_mut()) {
        if let Some(text) = target.as_str() {
            *target = reference(text, number).into();
        }
    }
    copy
}

/// A reference to a component, or a mapping to the bare name of one.
fn reference(text: &str, number: usize) -> String {
    let Some(inside) = text.strip_prefix("#/components/") else {
        return if text.contains('/') { text.to_owned() } else { behind(text, number) };
    };
    // What is behind the name is a place in the component.
    let mut steps: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if let [kind, name, ..] = steps.as_mut_slice()
        && kind != "securitySchemes"
    {
        *name = behind(name, number);
    }
    format!("#/components/{}", steps.join("/"))
}
