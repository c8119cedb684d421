//! Unions: what the branches are called, how a value's branch is decided, and why that cannot go wrong.

mod arrays;
mod candidates;
mod leaf;
mod marks;
mod members;
mod objects;
mod scalars;
mod shape;
mod words;

use std::collections::BTreeMap;

use crate::model::{Api, Union, UnionStyle};
use crate::rust::{Decision, Guard, JsonKind, Proof, Separation, Switch, Test};

pub(super) use candidates::{candidates, is};
pub(super) use shape::literal;
pub(super) use words::variant_words;

use leaf::Leaf;

/// Decides a union.
pub(super) fn decide(api: &Api, union: &Union) -> Decision {
    let mut decider = Decider::new(api, union.style, 0);
    decider.decide(&leaf::of_union(api, union));
    // A branch that only leads back to the union can be anything.
    for branch in 0..union.branches.len() {
        if !decider.has_line(branch) {
            decider.push(JsonKind::Any, Test::Any, branch);
        }
    }
    let Decider { switch, guards, proofs, .. } = decider;
    Decision { switch, guards, separations: proofs.finish(union.branches.len()) }
}

/// A decision in the making.
struct Decider<'a> {
    api: &'a Api,
    style: UnionStyle,
    /// How many arrays deep.
    depth: usize,
    switch: Option<Switch>,
    guards: Vec<(Guard, usize)>,
    proofs: Proofs,
}

impl<'a> Decider<'a> {
    fn new(api: &'a Api, style: UnionStyle, depth: usize) -> Self {
        Self { api, style, depth, switch: None, guards: Vec::new(), proofs: Proofs::default() }
    }

    /// Kind by kind, and what takes anything last.
    fn decide(&mut self, leaves: &[Leaf<'a>]) {
        use JsonKind::{Array, Boolean, Integer, Number, Object, String};
        let mut first_of_kind = Vec::new();
        let any: Vec<&Leaf<'a>> = leaves.iter().filter(|leaf| leaf.json_kind() == JsonKind::Any).collect();
        for kind in [Boolean, Integer, Number, String, Array, Object] {
            let own: Vec<&Leaf<'a>> = leaves.iter().filter(|leaf| leaf.json_kind() == kind).collect();
            let Some(first) = own.first() else { continue };
            first_of_kind.push(first.branch);
            match kind {
                Array => self.arrays(&own),
                Object => self.objects(&own),
                _ => {
                    let takes_all = |leaf: &Leaf<'a>| match leaf.json_kind() {
                        JsonKind::Any => true,
                        Number => kind == Integer && leaf.branch != first.branch,
                        _ => false,
                    };
                    self.scalars(kind, &own, leaves.iter().any(takes_all));
                }
            }
        }
        self.integers_and_numbers(leaves);
        self.proofs.kinds(first_of_kind);
        if let Some(first) = any.first() {
            self.push(JsonKind::Any, Test::Any, first.branch);
            for leaf in leaves {
                self.proofs.note(leaf.branch, first.branch, Proof::AnythingLast);
            }
        }
    }

    fn push(&mut self, kind: JsonKind, test: Test, branch: usize) {
        let guard = Guard { kind, test };
        let line = (guard, branch);
        if !self.guards.contains(&line) {
            self.guards.push(line);
        }
    }

    fn has_line(&self, branch: usize) -> bool {
        let cases = self.switch.iter().flat_map(|switch| &switch.cases).map(|(_, own)| *own);
        self.guards.iter().map(|(_, own)| *own).chain(cases).any(|own| own == branch)
    }

    fn integers_and_numbers(&mut self, leaves: &[Leaf<'a>]) {
        let of = |kind| leaves.iter().filter(move |leaf| leaf.json_kind() == kind);
        for integer in of(JsonKind::Integer) {
            for number in of(JsonKind::Number) {
                self.proofs.note(integer.branch, number.branch, Proof::IntegerFirst);
            }
        }
    }
}

/// What separates the branches, as far as it is known.
#[derive(Default)]
struct Proofs {
    /// The weakest reason for a pair.
    pairs: BTreeMap<(usize, usize), Proof>,
    /// Reasons that hold for each pair of some branches.
    groups: Vec<Separation>,
}

impl Proofs {
    /// Notes what separates two leaves; of several leaves of the same branches the weakest counts.
    fn note(&mut self, left: usize, right: usize, proof: Proof) {
        if left == right {
            return;
        }
        let pair = (left.min(right), left.max(right));
        if self.pairs.get(&pair).is_none_or(|known| known.rank() < proof.rank()) {
            self.pairs.insert(pair, proof);
        }
    }

    fn group(&mut self, among: Vec<usize>, proof: Proof) {
        if among.len() > 1 {
            self.groups.push(Separation { among, proof });
        }
    }

    fn kinds(&mut self, mut firsts: Vec<usize>) {
        firsts.sort_unstable();
        firsts.dedup();
        self.group(firsts, Proof::Kind);
    }

    /// All that is known; a pair that a group has is not repeated.
    fn finish(self, branches: usize) -> Vec<Separation> {
        let pairs = self.pairs.into_iter().filter(|((left, right), _)| left < right && *right < branches);
        let pairs = pairs.map(|((left, right), proof)| Separation { among: vec![left, right], proof });
        self.groups.into_iter().chain(pairs).collect()
    }
}

/// The branches of some leaves, each once, in order.
fn branches(leaves: &[&Leaf<'_>]) -> Vec<usize> {
    let mut branches: Vec<usize> = leaves.iter().map(|leaf| leaf.branch).collect();
    branches.sort_unstable();
    branches.dedup();
    branches
}
