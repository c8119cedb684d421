//! The branches of a union with those of the unions among them: what one value can look like, each known by the
//! branch it belongs to.

use std::collections::{BTreeMap, BTreeSet};

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
#[derive(Clone, PartialEq)]
pub(super) struct Tagged<'a> {
    pub(super) property: &'a str,
    pub(super) texts: &'a [String],
}

/// Every leaf of a union, in document order. A union that is a branch of itself is looked into once, and what a discriminator
/// makes a branch is not looked for in another one: an heir of an heir, mostly.
pub(super) fn of_union<'a>(api: &'a Api, union: &'a Union) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    let told = (0..union.branches.len()).map(|branch| step(union, branch, &[]));
    let told: BTreeMap<SchemaId, Vec<Tagged<'a>>> =
        told.filter(|(_, tags)| !tags.is_empty()).map(|(id, tags)| (api.schemas.target(id), tags)).collect();
    for branch in 0..union.branches.len() {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![step(union, branch, &[])];
        while let Some((id, tags)) = waiting.pop() {
            let target = api.schemas.target(id);
            let own = api.schemas.target(union.branches[branch].schema);
            let is_another =
                target != own && told.get(&target).is_some_and(|own| tags.first() == own.first());
            if is_another || !seen.insert(target) {
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
    let (mut leaves, mut visited, mut seen) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for (branch, id) in schemas {
        let (branch, target) = (*branch, api.schemas.target(*id));
        if !visited.insert((branch, target)) {
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
    /// text that the member itself allows, what it allows is used: the same word in another spelling, or its only value.
    pub(super) fn tag_values(&self, property: &str, declared: Option<&Shape>) -> Option<Vec<Literal>> {
        let tagged = self.tags.iter().find(|tagged| tagged.property == property)?;
        let texts = || strings(tagged.texts);
        let Some(declared) = declared.and_then(shape::values) else {
            return spelt(tagged.texts, declared);
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

/// What texts stand for in a member whose values are not listed: the numbers or booleans that they spell, if it has such.
/// A number with a fraction is no constant, and decides nothing.
fn spelt(texts: &[String], declared: Option<&Shape>) -> Option<Vec<Literal>> {
    let has = |kind| declared.is_some_and(|shape| shape::has(shape, kind));
    let are_numbers = || texts.iter().all(|text| text.parse::<f64>().is_ok());
    if (has(JsonKind::Integer) || has(JsonKind::Number)) && are_numbers() {
        return texts.iter().map(|text| integer(text)).collect();
    }
    let boolean = |text: &String| text.parse().ok().map(Literal::Boolean);
    let booleans = has(JsonKind::Boolean).then(|| texts.iter().map(boolean).collect::<Option<_>>()).flatten();
    Some(booleans.unwrap_or_else(|| strings(texts)))
}

fn strings(texts: &[String]) -> Vec<Literal> {
    texts.iter().map(|text| Literal::String(text.clone())).collect()
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
