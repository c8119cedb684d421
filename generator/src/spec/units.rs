//! What a document consists of, as far as a user can leave it out: operations, and components that they refer to.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::reference::local;
use super::shape::METHODS;
use crate::pointer::Pointer;

/// Sections of components that are there for who refers to them.
const SECTIONS: [&str; 7] =
    ["schemas", "parameters", "responses", "requestBodies", "headers", "examples", "links"];

/// Operations, paths and components, each with those that it needs.
#[derive(Clone, Debug, Default)]
pub(crate) struct Units(BTreeMap<Pointer, BTreeSet<Pointer>>);

impl Units {
    /// The units of a document in OpenAPI 3.0 terms.
    pub(super) fn of(root: &Value) -> Self {
        let mut units = Self::default();
        for (path, item) in members(root.get("paths")) {
            let at = Pointer::root().key("paths").key(path);
            for (key, value) in members(Some(item)) {
                let is_operation = METHODS.contains(&key.as_str());
                let unit = if is_operation { at.key(key) } else { at.clone() };
                units.collect(&unit, value);
                // What stands beside the operations is part of each.
                units.needs(&unit).extend(is_operation.then(|| at.clone()));
            }
        }
        for section in SECTIONS {
            let at = Pointer::root().key("components").key(section);
            for (name, value) in members(root.get("components").and_then(|all| all.get(section))) {
                units.needs(&at.key(name));
                units.collect(&at.key(name), value);
            }
        }
        units.add_heirs(root);
        units
    }

    /// Those that none of these operations needs, directly or not. With `schemas`, every schema is needed.
    pub(crate) fn unneeded(&self, operations: &BTreeSet<Pointer>, schemas: bool) -> BTreeSet<&Pointer> {
        let is_schema = |unit: &&Pointer| unit.below(&schemas_at()).is_some();
        let of_schemas = self.0.keys().filter(is_schema).filter(|_| schemas);
        let mut waiting: Vec<&Pointer> = operations.iter().chain(of_schemas).collect();
        let mut needed: BTreeSet<&Pointer> = BTreeSet::new();
        while let Some(unit) = waiting.pop() {
            if needed.insert(unit) {
                waiting.extend(self.0.get(unit).into_iter().flatten());
            }
        }
        self.0.keys().filter(|unit| !needed.contains(unit)).collect()
    }

    /// All units.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Pointer> {
        self.0.keys()
    }

    fn needs(&mut self, unit: &Pointer) -> &mut BTreeSet<Pointer> {
        self.0.entry(unit.clone()).or_default()
    }

    /// Notes what a part of a unit refers to.
    fn collect(&mut self, unit: &Pointer, value: &Value) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    match value {
                        Value::String(text) if name == "$ref" => self.needs(unit).extend(component(text)),
                        value => self.collect(unit, value),
                    }
                }
            }
            Value::Array(elements) => {
                for value in elements {
                    self.collect(unit, value);
                }
            }
            _ => {}
        }
    }

    /// A schema with a discriminator stands for those that extend it.
    fn add_heirs(&mut self, root: &Value) {
        let schemas = root.get("components").and_then(|all| all.get("schemas"));
        for (name, schema) in members(schemas) {
            let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
            for parent in parts.filter_map(referred) {
                let has_tag =
                    root.pointer(parent.as_str()).is_some_and(|it| it.get("discriminator").is_some());
                if has_tag {
                    self.needs(&parent).insert(schemas_at().key(name));
                }
            }
        }
    }
}

fn schemas_at() -> Pointer {
    Pointer::root().key("components").key("schemas")
}

fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

/// The component that a value refers to, or into.
fn referred(value: &Value) -> Option<Pointer> {
    component(value.get("$ref")?.as_str()?)
}

/// The component that a reference leads to, or into.
fn component(reference: &str) -> Option<Pointer> {
    let mut at = local(reference).ok()?;
    while at.tokens().count() > 3 {
        at = at.parent()?;
    }
    Some(at)
}
