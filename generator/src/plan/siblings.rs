//! Values that can be of several branches of an `anyOf` at once: the one that it is read as keeps the members of others.

use std::collections::BTreeSet;

use crate::model::{Api, Kind, SchemaId, Union, UnionStyle};
use crate::rust::Decision;

/// The objects that have to keep members that they do not describe.
pub(super) fn keeping(api: &Api, union: &Union, decision: &Decision) -> BTreeSet<SchemaId> {
    let mut found = BTreeSet::new();
    if union.style != UnionStyle::AnyOf {
        return found;
    }
    let shared = decision.separations.iter().filter(|own| !own.proof.is_exclusive());
    let shared: BTreeSet<usize> = shared.flat_map(|own| own.among.iter().copied()).collect();
    let mut waiting: Vec<SchemaId> =
        shared.iter().filter_map(|at| union.branches.get(*at)).map(|branch| branch.schema).collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let target = api.schemas.target(id);
        if !seen.insert(target) {
            continue;
        }
        match &api.schemas[target].kind {
            Kind::Object(_) => drop(found.insert(target)),
            // What is of a branch is of one of its own branches, and of an array what its elements are.
            Kind::Union(inner) => waiting.extend(inner.branches.iter().map(|branch| branch.schema)),
            Kind::Array(array) => waiting.extend(array.elements()),
            _ => {}
        }
    }
    found
}
