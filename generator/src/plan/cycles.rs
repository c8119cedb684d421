//! Types that hold themselves: which of them must be boxed.

use std::collections::{BTreeMap, BTreeSet};

use super::naming::TypeNames;
use crate::model::{Api, Kind, SchemaId};

/// Groups of types that hold each other directly, without a list or map in between.
pub(super) struct Cycles {
    group: BTreeMap<SchemaId, usize>,
}

impl Cycles {
    /// Whether a value of `inner` inside `outer` would make the type infinite.
    pub(super) fn are_cyclic(&self, outer: SchemaId, inner: SchemaId) -> bool {
        self.group.get(&outer).is_some_and(|group| self.group.get(&inner) == Some(group))
    }
}

/// Finds the groups.
pub(super) fn find(api: &Api, names: &TypeNames) -> Cycles {
    let edges: BTreeMap<SchemaId, Vec<SchemaId>> =
        names.order.iter().map(|id| (*id, held(api, names, *id))).collect();
    // Types that reach each other are one group. Those that reach nothing, or are reached by nothing, are on no cycle
    // and go first, which leaves few.
    let mut left: BTreeSet<SchemaId> = edges.keys().copied().collect();
    loop {
        let reached: BTreeSet<SchemaId> =
            left.iter().flat_map(|id| &edges[id]).copied().filter(|id| left.contains(id)).collect();
        let kept: BTreeSet<SchemaId> =
            reached.iter().copied().filter(|id| edges[id].iter().any(|to| left.contains(to))).collect();
        if kept.len() == left.len() {
            break;
        }
        left = kept;
    }
    let reach: BTreeMap<SchemaId, BTreeSet<SchemaId>> =
        left.iter().map(|id| (*id, reachable(*id, &edges, &left))).collect();
    let mut group = BTreeMap::new();
    for id in &left {
        if reach[id].contains(id) && !group.contains_key(id) {
            let number = group.len();
            for other in reach[id].iter().filter(|other| reach[other].contains(id)) {
                group.insert(*other, number);
            }
        }
    }
    Cycles { group }
}

fn reachable(
    from: SchemaId,
    edges: &BTreeMap<SchemaId, Vec<SchemaId>>,
    within: &BTreeSet<SchemaId>,
) -> BTreeSet<SchemaId> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(id) = waiting.pop() {
        for to in edges[&id].iter().filter(|to| within.contains(to)) {
            if seen.insert(*to) {
                waiting.push(*to);
            }
        }
    }
    seen
}

/// The types that a type holds directly.
fn held(api: &Api, names: &TypeNames, id: SchemaId) -> Vec<SchemaId> {
    let inner: Vec<SchemaId> = match &api.schemas[id].kind {
        Kind::Object(object) => object.properties.iter().map(|property| property.schema).collect(),
        Kind::Union(union) => union.branches.iter().map(|branch| branch.schema).collect(),
        _ => Vec::new(),
    };
    inner.into_iter().filter_map(|id| names.canonical(api.schemas.target(id))).collect()
}
