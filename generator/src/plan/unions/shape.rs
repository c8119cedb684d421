//! What a value looks like at a glance: its kind, and its values if they are listed.

use std::collections::BTreeSet;

use super::leaf;
use crate::model::{self, Api, Kind, SchemaId};
use crate::rust::{Guard, JsonKind, Literal, Test};

/// Every kind that a value can be of. Nothing in it: it can be anything.
pub(super) type Shape = Vec<Atom>;

/// Values of one kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Atom {
    kind: JsonKind,
    /// The values, if they are listed.
    values: Option<BTreeSet<Literal>>,
}

/// How two shapes are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    Values,
    Kinds,
}

/// The shape of a schema.
pub(super) fn of(api: &Api, id: SchemaId) -> Shape {
    let leaves = leaf::of_schemas(api, &[(0, id)]);
    let mut atoms: Vec<Atom> = Vec::new();
    for leaf in &leaves {
        let atom = atom(leaf.kind);
        if atom.kind == JsonKind::Any {
            return Vec::new();
        }
        if !atoms.contains(&atom) {
            atoms.push(atom);
        }
    }
    if api.schemas.nullable(id) && !atoms.is_empty() {
        atoms.push(Atom { kind: JsonKind::Null, values: None });
    }
    atoms
}

fn atom(kind: &Kind) -> Atom {
    let values = match kind {
        Kind::Enum(list) if !list.open => {
            Some(list.values.iter().map(|value| literal(&value.literal)).collect())
        }
        _ => None,
    };
    Atom { kind: json_kind(kind), values }
}

/// The shape of these scalars, which are of one kind.
pub(super) fn of_values(values: &[Literal]) -> Shape {
    let kind = match values.first() {
        Some(Literal::Integer(_)) => JsonKind::Integer,
        Some(Literal::Boolean(_)) => JsonKind::Boolean,
        Some(Literal::String(_)) | None => JsonKind::String,
    };
    vec![Atom { kind, values: Some(values.iter().cloned().collect()) }]
}

/// All values of a shape, if they are listed and none is null.
pub(super) fn values(shape: &Shape) -> Option<Vec<Literal>> {
    let lists: Option<Vec<&BTreeSet<Literal>>> = shape.iter().map(|atom| atom.values.as_ref()).collect();
    let values: Vec<Literal> = lists?.into_iter().flatten().cloned().collect();
    (!values.is_empty()).then_some(values)
}

/// Whether every value is of one kind.
pub(super) fn is_of(shape: &Shape, kind: JsonKind) -> bool {
    !shape.is_empty() && shape.iter().all(|atom| atom.kind == kind)
}

/// Whether no value has both shapes, and why.
pub(super) fn apart(left: &Shape, right: &Shape) -> Option<Apart> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let mut apart = Apart::Kinds;
    for left in left {
        for right in right {
            if !overlap(left.kind, right.kind) {
                continue;
            }
            match (&left.values, &right.values) {
                (Some(left), Some(right)) if left.is_disjoint(right) => apart = Apart::Values,
                _ => return None,
            }
        }
    }
    Some(apart)
}

/// An integer is a number as well.
fn overlap(left: JsonKind, right: JsonKind) -> bool {
    let number = |kind| matches!(kind, JsonKind::Integer | JsonKind::Number);
    left == right || (number(left) && number(right))
}

/// What a value of a shape meets, one guard at least.
pub(super) fn guards(shape: &Shape) -> Vec<Guard> {
    shape
        .iter()
        .map(|atom| {
            let values = atom.values.as_ref().map(|values| Test::Is(values.iter().cloned().collect()));
            Guard { kind: atom.kind, test: values.unwrap_or(Test::Any) }
        })
        .collect()
}

/// The kind of JSON value of a schema that is no union.
pub(super) fn json_kind(kind: &Kind) -> JsonKind {
    match kind {
        Kind::Boolean => JsonKind::Boolean,
        Kind::Integer(_) => JsonKind::Integer,
        Kind::Number(_) => JsonKind::Number,
        Kind::String(_) => JsonKind::String,
        Kind::Array(_) => JsonKind::Array,
        Kind::Object(_) => JsonKind::Object,
        Kind::Enum(list) => match list.values.first().map(|value| &value.literal) {
            Some(model::Literal::Integer(_)) => JsonKind::Integer,
            Some(model::Literal::Boolean(_)) => JsonKind::Boolean,
            Some(model::Literal::String(_)) | None => JsonKind::String,
        },
        Kind::Any | Kind::Alias(_) | Kind::Union(_) => JsonKind::Any,
    }
}

/// A scalar of the model as one of Rust.
pub(in crate::plan) fn literal(literal: &model::Literal) -> Literal {
    match literal {
        model::Literal::String(text) => Literal::String(text.clone()),
        model::Literal::Integer(value) => Literal::Integer(*value),
        model::Literal::Boolean(value) => Literal::Boolean(*value),
    }
}
