//! What a value looks like at a glance: its kind, and its values if they are listed.

use std::collections::BTreeSet;

use super::{leaf, scalars};
use crate::model::{self, Api, Kind, SchemaId};
use crate::rust::{Guard, JsonKind, Literal, Test};

/// Every kind that a value can be of. Nothing in it: it can be anything.
pub(super) type Shape = Vec<Atom>;

/// Values of one kind.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Atom {
    kind: JsonKind,
    /// The values, if they are listed.
    values: Option<BTreeSet<Literal>>,
    /// What a string or an integer can be recognised by, if there is something.
    recognised: Test,
    /// What the elements of an array look like, not looking into those.
    items: Shape,
    /// The first member that an object requires and lists the values of.
    tag: Option<(String, Vec<Literal>)>,
}

impl Atom {
    fn plain(kind: JsonKind) -> Self {
        Self { kind, values: None, recognised: Test::Any, items: Vec::new(), tag: None }
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
        let mut atom = atom(api, leaf.kind);
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

fn atom(api: &Api, kind: &Kind) -> Atom {
    let values = listed(kind).map(|values| values.into_iter().collect());
    let tag = match kind {
        Kind::Object(object) => {
            object.properties.iter().filter(|property| property.required).find_map(|property| {
                let target = api.schemas.target(property.schema);
                Some((property.name.clone(), listed(&api.schemas[target].kind)?))
            })
        }
        _ => None,
    };
    Atom { values, recognised: scalars::recognised(kind), tag, ..Atom::plain(json_kind(kind)) }
}

/// The values of a closed list.
pub(super) fn listed(kind: &Kind) -> Option<Vec<Literal>> {
    match kind {
        Kind::Enum(list) if !list.open => {
            Some(list.values.iter().map(|value| literal(&value.literal)).collect())
        }
        _ => None,
    }
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

/// The shape without what a server may not keep to: what texts and integers are recognised by, and what stands deeper.
pub(super) fn plain(shape: &Shape) -> Shape {
    let plain = |atom: &Atom| Atom { values: atom.values.clone(), ..Atom::plain(atom.kind) };
    shape.iter().map(plain).collect()
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
            apart = match ((&one.values, &other.values), (&one.tag, &other.tag)) {
                // What is null, or an empty array, can be both.
                _ if one.kind == JsonKind::Null || self::apart(&one.items, &other.items).is_some() => {
                    Apart::Mostly
                }
                ((Some(one), Some(other)), _) if one.is_disjoint(other) => apart.max(Apart::Values),
                (_, (Some((key, own)), Some((other_key, others))))
                    if key == other_key && !own.iter().any(|value| others.contains(value)) =>
                {
                    apart.max(Apart::Values)
                }
                // So can be what is not as a server's description would have it.
                _ if scalars::are_told(&one.recognised, &other.recognised) => Apart::Mostly,
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
            let items = (!atom.items.is_empty()).then(|| Test::Of(guards(&atom.items)));
            let tag = atom.tag.as_ref();
            let tag = tag.map(|(key, values)| Test::Where(key.clone(), guards(&of_values(values))));
            let test = values.or(items).or(tag).unwrap_or_else(|| atom.recognised.clone());
            Guard { kind: atom.kind, test }
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
