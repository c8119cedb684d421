//! What a value looks like at a glance: its kind, and its values if they are listed.

use std::collections::BTreeSet;

use super::{leaf, scalars};
use crate::model::{self, Api, Kind, SchemaId};
use crate::rust::{Guard, JsonKind, Literal, Test, TextFormat};

/// Every kind that a value can be of. Nothing in it: it can be anything.
pub(super) type Shape = Vec<Atom>;

/// Values of one kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Atom {
    kind: JsonKind,
    /// The values, if they are listed.
    values: Option<BTreeSet<Literal>>,
    /// The format, if strings can be recognised by it.
    format: Option<TextFormat>,
    /// What the elements of an array look like, not looking into those.
    items: Shape,
}

impl Atom {
    fn plain(kind: JsonKind) -> Self {
        Self { kind, values: None, format: None, items: Vec::new() }
    }
}

/// How two shapes are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Apart {
    /// By kind.
    Kinds,
    /// By what is listed.
    Values,
    /// Some values have both shapes.
    Mostly,
}

/// The shape of a schema.
pub(super) fn of(api: &Api, id: SchemaId) -> Shape {
    look(api, id, 1)
}

fn look(api: &Api, id: SchemaId, depth: usize) -> Shape {
    let leaves = leaf::of_schemas(api, &[(0, id)]);
    let mut atoms: Vec<Atom> = Vec::new();
    for leaf in &leaves {
        let mut atom = atom(leaf.kind);
        // The first element is what is looked at.
        if let (Kind::Array(array), 1..) = (leaf.kind, depth)
            && let Some(first) = array.elements().first()
        {
            atom.items = look(api, *first, depth - 1);
        }
        if atom.kind == JsonKind::Any {
            return Vec::new();
        }
        if !atoms.contains(&atom) {
            atoms.push(atom);
        }
    }
    if api.schemas.nullable(id) && !atoms.is_empty() && !atoms.contains(&Atom::plain(JsonKind::Null)) {
        atoms.push(Atom::plain(JsonKind::Null));
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
    Atom { values, format: scalars::format(kind), ..Atom::plain(json_kind(kind)) }
}

/// The shape of these scalars, those of each kind by themselves.
pub(super) fn of_values(values: &[Literal]) -> Shape {
    let of_kind = |kind: JsonKind| -> Option<Atom> {
        let own: BTreeSet<Literal> =
            values.iter().filter(|value| scalar_kind(value) == kind).cloned().collect();
        (!own.is_empty()).then(|| Atom { values: Some(own), ..Atom::plain(kind) })
    };
    [JsonKind::Boolean, JsonKind::Integer, JsonKind::String].into_iter().filter_map(of_kind).collect()
}

fn scalar_kind(value: &Literal) -> JsonKind {
    match value {
        Literal::Boolean(_) => JsonKind::Boolean,
        Literal::Integer(_) => JsonKind::Integer,
        Literal::String(_) => JsonKind::String,
    }
}

/// All values of a shape, if they are listed and none is null.
pub(super) fn values(shape: &Shape) -> Option<Vec<Literal>> {
    let lists: Option<Vec<&BTreeSet<Literal>>> = shape.iter().map(|atom| atom.values.as_ref()).collect();
    let values: Vec<Literal> = lists?.into_iter().flatten().cloned().collect();
    (!values.is_empty()).then_some(values)
}

/// Whether the values of one shape are listed, and those of the other one are not.
pub(super) fn is_listed_of(own: &Shape, other: &Shape) -> bool {
    values(own).is_some() && values(other).is_none()
}

/// Whether a value can be of a kind.
pub(super) fn has(shape: &Shape, kind: JsonKind) -> bool {
    shape.iter().any(|atom| atom.kind == kind)
}

/// Whether no value, or hardly any, has both shapes, and why.
pub(super) fn apart(left: &Shape, right: &Shape) -> Option<Apart> {
    if left.is_empty() || right.is_empty() {
        return None;
    }
    let mut apart = Apart::Kinds;
    for one in left {
        for other in right {
            if !overlap(one.kind, other.kind) {
                continue;
            }
            apart = match ((&one.values, &other.values), (one.format, other.format)) {
                // What is null, an empty array, or a text of neither format, can be both.
                _ if one.kind == JsonKind::Null || self::apart(&one.items, &other.items).is_some() => {
                    Apart::Mostly
                }
                ((Some(one), Some(other)), _) if one.is_disjoint(other) => apart.max(Apart::Values),
                (_, (Some(one), Some(other))) if one != other => Apart::Mostly,
                _ => return None,
            };
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
            let format = atom.format.map(Test::Format);
            let items = (!atom.items.is_empty()).then(|| Test::Of(guards(&atom.items)));
            Guard { kind: atom.kind, test: values.or(format).or(items).unwrap_or(Test::Any) }
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
        Kind::Enum(list) => {
            list.values.first().map_or(JsonKind::String, |value| scalar_kind(&literal(&value.literal)))
        }
        Kind::Null => JsonKind::Null,
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
