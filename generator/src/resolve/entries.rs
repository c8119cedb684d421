//! What responses carry that the document names: by their entry of `components/responses`, or by the only schema that their
//! own extends.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{OpenAPI, Operation, ReferenceOr, Schema as Source, SchemaKind, StatusCode};
use serde_json::Value;

use super::Resolver;
use super::media::is_json;
use super::refs::{component_name, only_reference};
use crate::model::{Array, Kind, Object, Property, SchemaId, Schemas};

/// How deep two schemas are compared.
const DEEPEST: usize = 24;

/// How many pairs of schemas are looked at for one.
const MOST_STEPS: usize = 10_000;

impl Resolver<'_> {
    /// Remembers what a schema of a body extends, if that is one component.
    pub(super) fn note_extended(&mut self, id: SchemaId, source: Option<&ReferenceOr<Source>>) {
        let Some(ReferenceOr::Item(Source { schema_kind: SchemaKind::AllOf { all_of }, .. })) = source else {
            return;
        };
        let base = only_reference(all_of).and_then(|reference| self.component_id(reference));
        self.extended.extend(base.map(|base| (id, base)));
    }
}

/// Makes what extends a component without adding anything that a type shows another place of that component.
pub(super) fn unite(schemas: &mut Schemas, extended: BTreeMap<SchemaId, SchemaId>) {
    for (id, base) in extended {
        let comparison = Comparison { schemas, left: Cell::new(MOST_STEPS) };
        if comparison.are_same(id, base, DEEPEST) {
            schemas.0[id.0].kind = Kind::Alias(base);
        }
    }
}

/// Whether schemas have the same values, as far as their kinds say; given up after so many steps.
struct Comparison<'s> {
    schemas: &'s Schemas,
    left: Cell<usize>,
}

impl Comparison<'_> {
    fn are_same(&self, left: SchemaId, right: SchemaId, depth: usize) -> bool {
        let (one, other) = (self.schemas.target(left), self.schemas.target(right));
        let steps = self.left.get().checked_sub(1);
        let (Some(steps), Some(depth)) = (steps, depth.checked_sub(1)) else { return false };
        self.left.set(steps);
        let (one, other) = (&self.schemas[one].kind, &self.schemas[other].kind);
        let inside = || {
            let (one, other) = (one.inside(), other.inside());
            one.len() == other.len()
                && one.iter().zip(&other).all(|(one, other)| self.are_alike(*one, *other, depth))
        };
        self.schemas.nullable(left) == self.schemas.nullable(right)
            && match (one, other) {
                (Kind::Object(one), Kind::Object(other)) => is_object_as(one, other) && inside(),
                (Kind::Array(one), Kind::Array(other)) => is_array_as(one, other) && inside(),
                (one, other) => one == other,
            }
    }

    /// The same for what is inside: there a name tells types apart.
    fn are_alike(&self, left: SchemaId, right: SchemaId, depth: usize) -> bool {
        let (one, other) = (self.schemas.target(left), self.schemas.target(right));
        let is_named = |id: SchemaId| self.schemas[id].name.is_some();
        if one == other {
            return self.schemas.nullable(left) == self.schemas.nullable(right);
        }
        !is_named(one) && !is_named(other) && self.are_same(left, right, depth)
    }
}

/// Whether two objects are the same but for their members' values.
fn is_object_as(one: &Object, other: &Object) -> bool {
    let is_typed = |object: &Object| object.additional.typed().is_some();
    let rest = one.additional == other.additional || is_typed(one) && is_typed(other);
    let bounds = |object: &Object| (object.min_properties, object.max_properties);
    let as_other =
        |(one, other): (&Property, &Property)| *other == Property { schema: other.schema, ..one.clone() };
    rest && bounds(one) == bounds(other)
        && one.choices == other.choices
        && one.properties.len() == other.properties.len()
        && one.properties.iter().zip(&other.properties).all(as_other)
}

/// Whether two arrays are the same but for their elements.
fn is_array_as(one: &Array, other: &Array) -> bool {
    let said = |array: &Array| (array.min_items, array.max_items, array.unique_items);
    said(one) == said(other) && one.positions.len() == other.positions.len()
}

/// The entries of `components/responses` that carry the same error: the most of which that is so.
pub(super) fn of_one_error(document: &OpenAPI) -> BTreeSet<String> {
    let successes = of_successes(document);
    let mut alike: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let entries = document.components.iter().flat_map(|components| &components.responses);
    for (name, entry) in entries.filter(|(name, _)| !successes.contains(name.as_str())) {
        let ReferenceOr::Item(response) = entry else { continue };
        let json = response.content.iter().find(|(name, _)| is_json(name));
        let Some(schema @ ReferenceOr::Item(_)) = json.and_then(|(_, media)| media.schema.as_ref()) else {
            continue;
        };
        let Ok(mut schema) = serde_json::to_value(schema) else { continue };
        without_words(&mut schema);
        alike.entry(schema.to_string()).or_default().insert(name.clone());
    }
    let several = alike.into_values().filter(|names| names.len() > 1);
    several.min_by_key(|names| (usize::MAX - names.len(), names.first().cloned())).unwrap_or_default()
}

/// The entries that some operation has as a success.
fn of_successes(document: &OpenAPI) -> BTreeSet<String> {
    let items = document.paths.paths.values().filter_map(ReferenceOr::as_item);
    let responses = items.flat_map(openapiv3::PathItem::iter).flat_map(|(_, operation)| successes(operation));
    responses.collect()
}

fn successes(operation: &Operation) -> impl Iterator<Item = String> {
    let is_success = |status: &StatusCode| match status {
        StatusCode::Code(code) => (200..300).contains(code),
        StatusCode::Range(range) => *range == 2,
    };
    let found = operation.responses.responses.iter().filter(move |(status, _)| is_success(status));
    found.filter_map(|(_, response)| match response {
        ReferenceOr::Reference { reference } => {
            component_name(reference, "responses").map(std::borrow::Cow::into_owned)
        }
        ReferenceOr::Item(_) => None,
    })
}

/// Drops what is said for people.
fn without_words(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, value| {
                !(["description", "title"].contains(&key.as_str()) && value.is_string())
            });
            members.values_mut().for_each(without_words);
        }
        Value::Array(elements) => elements.iter_mut().for_each(without_words),
        _ => {}
    }
}
