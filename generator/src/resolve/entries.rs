//! What responses carry that the document names: by their entry of `components/responses`, or by the only schema that their
//! own extends.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{OpenAPI, Operation, ReferenceOr, Schema as Source, SchemaKind, StatusCode};
use serde_json::Value;

use super::Resolver;
use super::media::is_json;
use super::refs::component_name;
use crate::model::{Additional, Kind, SchemaId, Schemas};

/// How deep two schemas are compared.
const DEEPEST: usize = 24;

impl Resolver<'_> {
    /// Remembers what a schema of a body extends, if that is one component.
    pub(super) fn note_extended(&mut self, id: SchemaId, source: Option<&ReferenceOr<Source>>) {
        let Some(ReferenceOr::Item(Source { schema_kind: SchemaKind::AllOf { all_of }, .. })) = source else {
            return;
        };
        let mut named = all_of.iter().filter_map(|part| match part {
            ReferenceOr::Reference { reference } => self.component_id(reference),
            ReferenceOr::Item(_) => None,
        });
        if let (Some(base), None) = (named.next(), named.next()) {
            self.extended.insert(id, base);
        }
    }
}

/// Makes what extends a component without adding anything that a type shows another place of that component.
pub(super) fn unite(schemas: &mut Schemas, extended: BTreeMap<SchemaId, SchemaId>) {
    for (id, base) in extended {
        if schemas.nullable(base) == schemas[id].nullable && are_same(schemas, id, base, DEEPEST) {
            schemas.0[id.0].kind = Kind::Alias(base);
        }
    }
}

/// Whether two schemas have the same values, as far as their kinds say.
fn are_same(schemas: &Schemas, left: SchemaId, right: SchemaId, depth: usize) -> bool {
    let (left, right) = (schemas.target(left), schemas.target(right));
    let Some(depth) = depth.checked_sub(1) else { return left == right };
    let all = |left: &[SchemaId], right: &[SchemaId]| {
        left.len() == right.len()
            && left.iter().zip(right).all(|(left, right)| {
                let is_named = |id: &SchemaId| schemas[schemas.target(*id)].name.is_some();
                let one = schemas.target(*left) == schemas.target(*right);
                let plain = !is_named(left) && !is_named(right);
                schemas.nullable(*left) == schemas.nullable(*right)
                    && (one || plain && are_same(schemas, *left, *right, depth))
            })
    };
    let inside = || all(&schemas[left].kind.inside(), &schemas[right].kind.inside());
    left == right
        || match (&schemas[left].kind, &schemas[right].kind) {
            (Kind::Object(left), Kind::Object(right)) => {
                let members = left.properties.iter().zip(&right.properties);
                let rest = |of: Additional| matches!(of, Additional::Typed(_));
                left.properties.len() == right.properties.len()
                    && members.into_iter().all(|(left, right)| {
                        let said = right.schema;
                        *right == crate::model::Property { schema: said, ..left.clone() }
                    })
                    && (left.additional == right.additional
                        || rest(left.additional) && rest(right.additional))
                    && (left.min_properties, left.max_properties, &left.choices)
                        == (right.min_properties, right.max_properties, &right.choices)
                    && inside()
            }
            (Kind::Array(left), Kind::Array(right)) => {
                left.positions.len() == right.positions.len()
                    && (left.min_items, left.max_items, left.unique_items)
                        == (right.min_items, right.max_items, right.unique_items)
                    && inside()
            }
            (left, right) => left == right,
        }
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
