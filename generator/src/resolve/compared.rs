//! What it costs to tell the branches of all unions apart: each two of them are compared, member by member.

use std::collections::BTreeSet;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits;
use crate::model::{Kind, Schemas, Union};

/// Refuses the union with which the unions up to it have more to compare than can be worked with.
pub(super) fn check(schemas: &Schemas) -> Option<Diagnostic> {
    let mut left = limits::COMPARED;
    for (_, schema) in schemas.iter() {
        let Kind::Union(union) = &schema.kind else { continue };
        let Some(rest) = left.checked_sub(cost(schemas, union, left)) else {
            let message = format!("unions have more than {} members to compare", limits::COMPARED);
            let place = Place::Value(schema.pointer.clone());
            return Some(Diagnostic::new(Code::LimitExceeded, place, message));
        };
        left = rest;
    }
    None
}

/// The members of all branches, branches of branches and elements of lists included, once for each branch; or more than
/// `most`.
fn cost(schemas: &Schemas, union: &Union, most: usize) -> usize {
    let (mut count, mut members) = (0_usize, 0_usize);
    for branch in &union.branches {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![branch.schema];
        while let Some(id) = waiting.pop() {
            let target = schemas.target(id);
            if !seen.insert(target) {
                continue;
            }
            count += 1;
            members += 1 + match &schemas[target].kind {
                Kind::Union(inner) if std::ptr::eq(inner, union) => 0,
                Kind::Union(inner) => {
                    waiting.extend(inner.branches.iter().map(|branch| branch.schema));
                    0
                }
                // Lists are told apart by what is in them.
                Kind::Array(array) => {
                    waiting.extend(array.elements().first());
                    0
                }
                Kind::Object(object) => object.properties.len(),
                Kind::Enum(list) => list.values.len(),
                _ => 0,
            };
            if count.saturating_mul(members) > most {
                return usize::MAX;
            }
        }
    }
    count.saturating_mul(members)
}
