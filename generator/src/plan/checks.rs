//! Constraints: what is checked before a request is sent.

use std::collections::BTreeSet;

use super::foreign::Foreign;
use super::naming::{TypeNames, is_item};
use crate::model::{Api, Array, Kind, Pattern, SchemaId, Text};
use crate::rust::Rule;

/// The constraint of a value itself.
pub(super) fn rule(kind: &Kind) -> Rule {
    match kind {
        Kind::String(text) => text_rule(text),
        Kind::Integer(integer) => Rule {
            at_least: integer.minimum.map(float),
            at_most: integer.maximum.map(float),
            multiple_of: integer.multiple_of.map(float),
            ..Rule::default()
        },
        Kind::Number(number) => Rule {
            at_least: number.minimum.filter(|(_, exclusive)| !exclusive).map(|(bound, _)| bound),
            above: number.minimum.filter(|(_, exclusive)| *exclusive).map(|(bound, _)| bound),
            at_most: number.maximum.filter(|(_, exclusive)| !exclusive).map(|(bound, _)| bound),
            below: number.maximum.filter(|(_, exclusive)| *exclusive).map(|(bound, _)| bound),
            multiple_of: number.multiple_of,
            ..Rule::default()
        },
        // The type of a tuple is its length.
        Kind::Array(array) if !array.positions.is_empty() => Rule::default(),
        Kind::Array(array) => Rule {
            min_length: array.min_items.filter(|least| *least > 0),
            max_length: array.max_items,
            unique: array.unique_items,
            ..Rule::default()
        },
        Kind::Object(object) => Rule {
            min_length: object.min_properties.filter(|least| *least > 0),
            max_length: object.max_properties,
            ..Rule::default()
        },
        // A type of its own has no other values.
        Kind::Enum(list) => Rule { only: list.boolean(), ..Rule::default() },
        Kind::Alias(_) | Kind::Any | Kind::Null | Kind::Boolean | Kind::Union(_) => Rule::default(),
    }
}

fn text_rule(text: &Text) -> Rule {
    let pattern = text.pattern.as_ref();
    let is_other = |pattern: &&Pattern| {
        pattern.regex.as_ref().is_some_and(|regex| !is_same_but_escapes(regex, &pattern.source))
    };
    Rule {
        min_length: text.min_length.filter(|least| *least > 0),
        max_length: text.max_length,
        pattern: pattern.and_then(|pattern| pattern.regex.clone()),
        said: pattern.filter(is_other).map(|pattern| pattern.source.clone()),
        ..Rule::default()
    }
}

/// Whether two patterns differ in nothing but what stands behind a backslash.
fn is_same_but_escapes(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.chars().filter(|c| *c != '\\').collect::<String>();
    plain(one) == plain(other)
}

/// Bounds are compared as floats; beyond 2^53 they are rounded.
#[expect(clippy::cast_precision_loss, reason = "said above")]
fn float(value: i64) -> f64 {
    value as f64
}

/// Constraints of a value, of its elements, and so on, down to the first type that has its own.
pub(super) fn rules(api: &Api, names: &TypeNames, id: SchemaId) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut next = Some(id);
    let is_ours = |id: &SchemaId| names.foreign.get(api, *id).is_none();
    let is_plain = |id: &SchemaId| names.get(*id).is_none() && !names.is_file(*id);
    while let Some(id) = next.filter(is_ours).map(|id| api.schemas.target(id)).filter(is_plain) {
        let kind = &api.schemas[id].kind;
        rules.push(rule(kind));
        next = match kind {
            // Only rules that all positions have can be said; types of their own have theirs.
            Kind::Array(Array { positions, .. }) if !positions.is_empty() => {
                let mut each = positions.iter().map(|id| self::rules(api, names, *id));
                let first = each.next().unwrap_or_default();
                if each.all(|rules| rules == first) {
                    rules.extend(first);
                }
                None
            }
            Kind::Array(array) => Some(array.items),
            Kind::Object(object) => object.additional.typed(),
            _ => None,
        };
    }
    while rules.last().is_some_and(Rule::is_empty) {
        rules.pop();
    }
    rules
}

/// The schemas in which something is to be checked. `tagged`: unions that have a tag to look at.
pub(super) fn checked(api: &Api, foreign: &Foreign, tagged: &BTreeSet<SchemaId>) -> BTreeSet<SchemaId> {
    let mut holders: Vec<Vec<SchemaId>> = vec![Vec::new(); api.schemas.0.len()];
    let mut waiting = Vec::new();
    for (id, schema) in api.schemas.iter().filter(|(id, _)| foreign.get(api, *id).is_none()) {
        for inner in schema.kind.inside() {
            holders[inner.0].push(id);
        }
        if has_own_rule(schema) || tagged.contains(&id) {
            waiting.push(id);
        }
    }
    // A schema that holds a checked one is checked.
    let mut checked = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if checked.insert(id) {
            waiting.extend(&holders[id.0]);
        }
    }
    checked
}

fn has_own_rule(schema: &crate::model::Schema) -> bool {
    match &schema.kind {
        Kind::Object(object) if is_item(schema) => {
            !object.choices.is_empty() || !rule(&schema.kind).is_empty()
        }
        // What is no number in JSON is refused.
        Kind::Number(_) => true,
        kind => !rule(kind).is_empty(),
    }
}
