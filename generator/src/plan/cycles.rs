//! Types that hold themselves: which of them must be boxed.

use std::collections::BTreeMap;

use petgraph::Graph;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::NodeIndex;

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

/// Finds the groups: types that reach each other are one.
pub(super) fn find(api: &Api, names: &TypeNames) -> Cycles {
    let mut graph = Graph::<SchemaId, ()>::new();
    let nodes: BTreeMap<SchemaId, NodeIndex> =
        names.order.iter().map(|id| (*id, graph.add_node(*id))).collect();
    for (id, node) in &nodes {
        for inner in held(api, names, *id).iter().filter_map(|inner| nodes.get(inner)) {
            graph.add_edge(*node, *inner, ());
        }
    }
    let mut group = BTreeMap::new();
    for (number, members) in kosaraju_scc(&graph).into_iter().enumerate() {
        let is_cycle = match members.as_slice() {
            [only] => graph.contains_edge(*only, *only),
            _ => true,
        };
        if is_cycle {
            group.extend(members.into_iter().map(|node| (graph[node], number)));
        }
    }
    Cycles { group }
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
