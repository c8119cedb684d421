//! Arrays: the first element decides, by what tells the elements apart.

use std::cmp::Reverse;

use super::leaf::{self, Leaf};
use super::{Decider, branches};
use crate::model::{Kind, SchemaId, UnionStyle};
use crate::rust::{Guard, JsonKind, Proof, Test};

/// How deep arrays of arrays are looked into.
const DEPTH: usize = 4;

impl<'a> Decider<'a> {
    pub(super) fn arrays(&mut self, leaves: &[&Leaf<'a>]) {
        if let [only] = branches(leaves).as_slice() {
            return self.push(JsonKind::Array, Test::Any, *only);
        }
        let items = leaves.iter().filter_map(|leaf| match leaf.kind {
            Kind::Array(array) => Some((leaf.branch, *array.elements().first()?)),
            _ => None,
        });
        let items: Vec<_> = items.collect();
        if self.depth >= DEPTH {
            return items.iter().for_each(|(branch, _)| self.push(JsonKind::Array, Test::Any, *branch));
        }
        let mut inner = Decider::new(self.api, UnionStyle::AnyOf, self.depth + 1);
        inner.decide(&leaf::of_schemas(self.api, &items));
        // An empty array has no element to decide by: it is of the first branch. Of tuples the longest is tried first: a
        // shorter one would leave the rest unread.
        let mut order = branches(leaves);
        order.sort_by_key(|branch| Reverse(lengths(leaves, *branch).into_iter().max()));
        for branch in order {
            let mut own = inner.guards_of(branch);
            let may_be_null =
                |(of, first): &(usize, SchemaId)| *of == branch && self.api.schemas.nullable(*first);
            if !own.is_empty() && items.iter().any(may_be_null) {
                own.push(Guard { kind: JsonKind::Null, test: Test::Any });
            }
            let test = if own.is_empty() { Test::Any } else { Test::Of(own) };
            self.push(JsonKind::Array, test, branch);
        }
        for group in inner.proofs.finish(usize::MAX) {
            let pairs = group.among.iter().enumerate();
            for (at, left) in pairs {
                for right in &group.among[at + 1..] {
                    let proof = match &group.proof {
                        Proof::Nothing if are_of_other_lengths(leaves, *left, *right) => Proof::Length,
                        Proof::Nothing => Proof::Nothing,
                        inner => Proof::Items(Box::new(inner.clone())),
                    };
                    self.proofs.note(*left, *right, proof);
                }
            }
        }
    }

    /// What an element of one branch meets.
    fn guards_of(&self, branch: usize) -> Vec<Guard> {
        let cases = self.switch.iter().flat_map(|switch| {
            switch.cases.iter().filter(|(_, own)| *own == branch).map(|(texts, _)| {
                let texts = texts.iter().map(|text| crate::rust::Literal::String(text.clone())).collect();
                let is = Guard { kind: JsonKind::String, test: Test::Is(texts) };
                Guard { kind: JsonKind::Object, test: Test::Where(switch.key.clone(), vec![is]) }
            })
        });
        let own = self.guards.iter().filter(|(_, own)| *own == branch).map(|(guard, _)| guard.clone());
        cases.chain(own).collect()
    }
}

/// How long the tuples of a branch are; 0 is a list of any length.
fn lengths(leaves: &[&Leaf<'_>], branch: usize) -> Vec<usize> {
    let own = leaves.iter().filter(|leaf| leaf.branch == branch);
    let length = |leaf: &&Leaf<'_>| {
        if let Kind::Array(array) = leaf.kind { Some(array.positions.len()) } else { None }
    };
    own.filter_map(length).collect()
}

/// Whether two branches are tuples, and the lengths of one are none of the other's.
fn are_of_other_lengths(leaves: &[&Leaf<'_>], left: usize, right: usize) -> bool {
    let (left, right) = (lengths(leaves, left), lengths(leaves, right));
    !left.contains(&0) && !right.contains(&0) && left.iter().all(|length| !right.contains(length))
}
