//! Schemas: values that must agree with each other.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{Lint, number};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::{Found, SCHEMA};
use crate::spec::trail::Trail;
use crate::spec::version::Version;
use crate::spec::words::{described, quoted};

pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    let Found { members, at, .. } = found;
    let ignored = lint.version == Version::V30 && members.contains_key("$ref");
    if !found.is(&SCHEMA) || ignored {
        return;
    }
    // Schemas are many, and have few members each: to ask for those that there can be would take longer.
    for (name, value) in members {
        match name.as_str() {
            "allOf" if is_empty(value) => lint.dropped(Code::Repaired, &at.key(name), "is empty"),
            "oneOf" | "anyOf" if is_empty(value) => {
                lint.report(Code::EmptyUnion, &at.key(name), format!("`{name}` is empty: no value fits"));
            }
            "enum" => enumeration(lint, members, value, &at.key(name)),
            "default" => default(lint, members, value, &at.key(name)),
            "required" => required(lint, members, value, at),
            "type" if lint.version == Version::V30 => array(lint, members, at),
            _ => {}
        }
    }
    number::check(lint, members, at);
}

/// The types that a schema allows, `null` aside; none when it does not say.
pub(super) fn types(members: &Map<String, Value>) -> Vec<&str> {
    let types = match members.get("type") {
        Some(Value::String(one)) => vec![one.as_str()],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    types.into_iter().filter(|name| *name != "null").collect()
}

/// Whether a value is of one of the types; `null` always is, and so is everything when there are none.
fn fits(value: &Value, types: &[&str]) -> bool {
    let fits = |name: &&str| match *name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => {
            value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|float| float.fract() == 0.0)
        }
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => true,
    };
    value.is_null() || types.is_empty() || types.iter().any(fits)
}

fn is_empty(branches: &Value) -> bool {
    branches.as_array().is_some_and(Vec::is_empty)
}

fn array(lint: &mut Lint<'_>, members: &Map<String, Value>, at: &Trail<'_>) {
    if types(members) == ["array"] && !members.contains_key("items") {
        let place = Place::Value(at.key("type").pointer());
        let message = "an array has no `items`; any elements are assumed";
        lint.push(Diagnostic::new(Code::Repaired, place, message).help("add `items`"));
    }
}

fn enumeration(lint: &mut Lint<'_>, members: &Map<String, Value>, values: &Value, at: &Trail<'_>) {
    let Some(values) = values.as_array() else { return };
    if values.is_empty() {
        let message = "`enum` is empty: no value fits";
        return lint.push(Diagnostic::new(Code::BadEnum, Place::Key(at.pointer()), message));
    }
    let types = types(members);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (index, value) in values.iter().enumerate() {
        if let Some(first) = seen.insert(value.to_string(), index) {
            let message = format!("`enum` lists {} twice", described(value));
            lint.push(
                Diagnostic::new(Code::DuplicateEnumValue, Place::Value(at.index(index).pointer()), message)
                    .related(Place::Value(at.index(first).pointer()), "first given here"),
            );
        }
        if !fits(value, &types) {
            misfit(lint, value, &types, &at.index(index));
        }
    }
    if seen.len() < values.len() && values.iter().all(|value| fits(value, &types)) {
        let mut unique = values.clone();
        unique.retain(|value| seen.remove(&value.to_string()).is_some());
        lint.edits.set(at.pointer(), unique);
    }
}

/// A value of another type than the schema's: text that lacks its quotes, or a contradiction.
fn misfit(lint: &mut Lint<'_>, value: &Value, types: &[&str], at: &Trail<'_>) {
    let is = described(value);
    let place = Place::Value(at.pointer());
    if types == ["string"] && !value.is_array() && !value.is_object() {
        let message = format!("{is} among the values of a string; it is read as text");
        lint.push(Diagnostic::new(Code::Repaired, place, message).help("put it in quotes"));
        return lint.edits.quote(at.pointer());
    }
    if let Some(meant) = unquoted(value, types) {
        let message =
            format!("{is} does not fit the type {}; it is read as `{meant}`", quoted(&types.join(", ")));
        lint.push(Diagnostic::new(Code::Repaired, place, message).help("remove the quotes"));
        return lint.edits.set(at.pointer(), meant);
    }
    let message = format!("{is} does not fit the type {}", quoted(&types.join(", ")));
    lint.push(
        Diagnostic::new(Code::BadEnum, place, message).help("write it as that type, or correct `type`"),
    );
}

/// What a string spells, when that is of one of the types.
fn unquoted(value: &Value, types: &[&str]) -> Option<Value> {
    value.as_str()?.parse().ok().filter(|meant| fits(meant, types))
}

fn default(lint: &mut Lint<'_>, members: &Map<String, Value>, value: &Value, at: &Trail<'_>) {
    if value.is_null() {
        return;
    }
    let types = types(members);
    if !fits(value, &types) {
        return misfit_default(lint, value, &types, at);
    }
    let values = members.get("enum").and_then(Value::as_array);
    if let Some(values) = values.filter(|values| !values.is_empty() && !values.contains(value)) {
        let message = format!("the default is not one of the values: {}; it is dropped", described(value));
        let known = values.iter().filter_map(Value::as_str);
        let mut fault = Diagnostic::new(Code::BadDefault, Place::Value(at.pointer()), message);
        fault.help = value.as_str().and_then(|value| lint.spelling.did_you_mean(value, known));
        lint.push(fault);
        lint.edits.remove(at.pointer());
    }
}

fn misfit_default(lint: &mut Lint<'_>, value: &Value, types: &[&str], at: &Trail<'_>) {
    let is = described(value);
    let place = Place::Value(at.pointer());
    if types == ["string"] && !value.is_array() && !value.is_object() {
        let message = format!("the default of a string is {is}; it is read as text");
        lint.push(Diagnostic::new(Code::Repaired, place, message).help("put it in quotes"));
        lint.edits.quote(at.pointer());
    } else if let Some(meant) = unquoted(value, types) {
        let message = format!("the default is {is}; it is read as `{meant}`");
        lint.push(Diagnostic::new(Code::Repaired, place, message).help("remove the quotes"));
        lint.edits.set(at.pointer(), meant);
    } else {
        let message =
            format!("the default, {is}, does not fit the type {}; it is dropped", quoted(&types.join(", ")));
        lint.push(Diagnostic::new(Code::BadDefault, place, message));
        lint.edits.remove(at.pointer());
    }
}

/// Required names are properties, where the schema says what its properties are.
fn required(lint: &mut Lint<'_>, members: &Map<String, Value>, names: &Value, at: &Trail<'_>) {
    let Some(names) = names.as_array() else { return };
    let mut seen = BTreeSet::new();
    for (index, name) in names.iter().enumerate().filter_map(|(index, name)| Some((index, name.as_str()?))) {
        if !seen.insert(name) {
            let at = at.key("required");
            let at = at.index(index);
            lint.report(Code::Repaired, &at, format!("{} is required twice", quoted(name)));
            lint.edits.remove(at.pointer());
        }
    }
    let Some(properties) = members.get("properties").and_then(Value::as_object) else { return };
    // What a part of a composition requires may be a property of another part.
    let composed = ["allOf", "oneOf", "anyOf", "$ref"].iter().any(|name| members.contains_key(*name));
    if properties.is_empty() || composed || matches!(at, Trail::Index(..)) {
        return;
    }
    let at = at.key("required");
    for (index, name) in names.iter().enumerate() {
        let Some(name) = name.as_str().filter(|name| !properties.contains_key(*name)) else { continue };
        let message = format!("{} is required, but is no property", quoted(name));
        let help = lint.spelling.did_you_mean(name, properties.keys().map(String::as_str));
        let mut fault =
            Diagnostic::new(Code::UndeclaredProperty, Place::Value(at.index(index).pointer()), message);
        fault.help = help.or_else(|| {
            let said =
                "it is generated as an optional member of any kind; add it to `properties` to say what it is";
            Some(said.to_owned())
        });
        lint.push(fault);
    }
}
