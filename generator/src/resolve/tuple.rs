//! Lists with a schema for each position: tuples.

use std::collections::BTreeSet;

use super::Resolver;
use super::facts::Facts;
use crate::model::{Array, Kind, SchemaId, Schemas};
use crate::pointer::Pointer;

/// Schemas that are looked at, for all tuples of a document. Tuples beyond are lists.
const MOST_STEPS: usize = 1_000_000;

impl<'a> Resolver<'a> {
    /// What stands at each position of a tuple; nothing for any other list.
    pub(super) fn positions(&mut self, facts: &Facts<'a>, at: &Pointer) -> Vec<SchemaId> {
        let count = Some(facts.positions.len());
        if facts.elements != (count, count) {
            return Vec::new();
        }
        let at = at.key("items").key("anyOf");
        let positions = facts.positions.iter().enumerate();
        positions.map(|(index, source)| self.schema_id(source, &at.index(index))).collect()
    }

    /// The positions of a tuple that is a list besides, when the list says nothing of the elements, or the same.
    pub(super) fn meet_positions(&mut self, left: &Array, right: &Array) -> Vec<SchemaId> {
        for (own, other) in [(left, right), (right, left)] {
            let is_silent =
                self.ensure_target(other.items).is_some_and(|(_, schema)| schema.kind == Kind::Any);
            if own.positions == other.positions || is_silent {
                return own.positions.clone();
            }
        }
        Vec::new()
    }
}

/// Makes lists of the tuples that are inside of themselves: their types would have no end.
pub(super) fn cut(schemas: &mut Schemas) {
    let mut steps = MOST_STEPS;
    let is_tuple = |kind: &Kind| matches!(kind, Kind::Array(array) if !array.positions.is_empty());
    let tuples = schemas.iter().filter(|(_, schema)| is_tuple(&schema.kind)).map(|(id, _)| id);
    let endless: Vec<SchemaId> = tuples.filter(|id| holds_itself(schemas, *id, &mut steps)).collect();
    for id in endless {
        if let Kind::Array(array) = &mut schemas.0[id.0].kind {
            array.positions.clear();
        }
    }
}

fn holds_itself(schemas: &Schemas, tuple: SchemaId, steps: &mut usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = schemas[tuple].kind.inside();
    while let Some(id) = waiting.pop() {
        if id == tuple || *steps == 0 {
            return true;
        }
        *steps -= 1;
        if seen.insert(id) {
            waiting.extend(schemas[id].kind.inside());
        }
    }
    false
}
