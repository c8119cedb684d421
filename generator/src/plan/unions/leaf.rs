//! The branches of a union with those of the unions among them: what one value can look like, each known by the
//! branch it belongs to.

use std::collections::BTreeSet;

use crate::model::{Api, Kind, SchemaId, Union};
use crate::plan::names::camel;
use crate::rust::{JsonKind, Literal};

use super::shape::{self, Shape};

/// One schema without branches of its own.
#[derive(Clone)]
pub(super) struct Leaf<'a> {
    /// The position of the branch it is part of.
    pub(super) branch: usize,
    /// What values look like.
    pub(super) kind: &'a Kind,
    /// Discriminators on the way to it, the nearest first.
    pub(super) tags: Vec<Tagged<'a>>,
}

/// A discriminator and the texts that stand for a leaf.
#[derive(Clone)]
pub(super) struct Tagged<'a> {
    pub(super) property: &'a str,
    pub(super) texts: &'a [String],
}

/// Every leaf of a union, in document order. A union that is a branch of itself is looked into once.
pub(super) fn of_union<'a>(api: &'a Api, union: &'a Union) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    for branch in 0..union.branches.len() {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![step(union, branch, &[])];
        while let Some((id, tags)) = waiting.pop() {
            let target = api.schemas.target(id);
            if !seen.insert(target) {
                continue;
            }
            match &api.schemas[target].kind {
                // The union itself adds nothing to its own branches.
                Kind::Union(inner) if std::ptr::eq(inner, union) => {}
                Kind::Union(inner) => {
                    waiting.extend((0..inner.branches.len()).rev().map(|index| step(inner, index, &tags)));
                }
                kind => leaves.push(Leaf { branch, kind, tags }),
            }
        }
    }
    leaves
}

/// The leaves of several schemas, each a branch. What is there twice is there once: unions that share what they are made
/// of would grow with each level of arrays.
pub(super) fn of_schemas<'a>(api: &'a Api, schemas: &[(usize, SchemaId)]) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    let mut seen = BTreeSet::new();
    let targets: BTreeSet<(usize, SchemaId)> =
        schemas.iter().map(|(branch, id)| (*branch, api.schemas.target(*id))).collect();
    let in_order = schemas.iter().map(|(branch, id)| (*branch, api.schemas.target(*id)));
    let mut waiting = targets;
    for (branch, target) in in_order {
        if !waiting.remove(&(branch, target)) {
            continue;
        }
        let own = match &api.schemas[target].kind {
            Kind::Union(inner) => of_union(api, inner),
            kind => vec![Leaf { branch, kind, tags: Vec::new() }],
        };
        for leaf in own {
            if seen.insert((branch, leaf.place())) {
                leaves.push(Leaf { branch, ..leaf });
            }
        }
    }
    leaves
}

fn step<'a>(union: &'a Union, index: usize, above: &[Tagged<'a>]) -> (SchemaId, Vec<Tagged<'a>>) {
    let branch = &union.branches[index];
    let own = union.tag.as_ref().filter(|_| !branch.tags.is_empty());
    let own = own.map(|tag| Tagged { property: &tag.property, texts: &branch.tags });
    let inherited =
        above.iter().filter(|outer| own.as_ref().is_none_or(|own| own.property != outer.property));
    (branch.schema, own.iter().chain(inherited).cloned().collect())
}

impl Leaf<'_> {
    /// Where it and its discriminators stand in memory: the same for the same.
    fn place(&self) -> (*const Kind, Vec<(*const u8, *const String)>) {
        let tags = self.tags.iter().map(|tagged| (tagged.property.as_ptr(), tagged.texts.as_ptr()));
        (std::ptr::from_ref(self.kind), tags.collect())
    }

    /// The kind of JSON value.
    pub(super) fn json_kind(&self) -> JsonKind {
        shape::json_kind(self.kind)
    }

    /// The values of a discriminator that stand for this leaf, if it has that discriminator. Where the document names no
    /// text that the member itself allows, what it allows is used: the same word in another spelling, or all of it.
    pub(super) fn tag_values(&self, property: &str, declared: Option<&Shape>) -> Option<Vec<Literal>> {
        let tagged = self.tags.iter().find(|tagged| tagged.property == property)?;
        let texts = || tagged.texts.iter().map(|text| Literal::String(text.clone())).collect::<Vec<_>>();
        let Some(declared) = declared.and_then(shape::values) else {
            let is_number = [JsonKind::Integer, JsonKind::Number]
                .iter()
                .any(|kind| declared.is_some_and(|shape| shape::has(shape, *kind)));
            // A text stands for the number that it is; one with a fraction is no constant, and decides nothing.
            let are_numbers = tagged.texts.iter().all(|text| text.parse::<f64>().is_ok());
            let boolean = |text: &String| match text.as_str() {
                "true" => Some(Literal::Boolean(true)),
                "false" => Some(Literal::Boolean(false)),
                _ => None,
            };
            let is_boolean = declared.is_some_and(|shape| shape::has(shape, JsonKind::Boolean));
            let booleans: Option<Vec<Literal>> = tagged.texts.iter().map(boolean).collect();
            if let (true, Some(booleans)) = (is_boolean, booleans) {
                return Some(booleans);
            }
            return if is_number && are_numbers {
                tagged.texts.iter().map(|text| integer(text)).collect()
            } else {
                Some(texts())
            };
        };
        let alike = |same: fn(&str, &str) -> bool| -> Vec<Literal> {
            let is_own = |value: &&Literal| tagged.texts.iter().any(|text| same(text, &value.to_string()));
            declared.iter().filter(is_own).cloned().collect()
        };
        let found = [alike(|text, value| text == value), alike(|text, value| camel(text) == camel(value))];
        let found = found.into_iter().find(|values| !values.is_empty());
        Some(found.unwrap_or_else(|| match declared.as_slice() {
            [only] => texts().into_iter().chain([only.clone()]).collect(),
            _ => texts(),
        }))
    }
}

/// A number without a fraction, in whatever way it is written.
#[expect(
    clippy::cast_possible_truncation,
    reason = "only what is an integer, and one that `f64` has exactly"
)]
fn integer(text: &str) -> Option<Literal> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let written = || text.parse().ok().filter(|number: &f64| number.fract() == 0.0 && number.abs() <= EXACT);
    text.parse().ok().or_else(|| written().map(|number| number as i64)).map(Literal::Integer)
}
