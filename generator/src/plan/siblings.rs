//! Values that can be of several branches of an `anyOf` at once: the one that it is read as keeps the members of others.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Kind, SchemaId, Union, UnionStyle};
use crate::rust::Decision;

/// So many places at which branches describe one member differently are looked into for one union.
const MOST_PLACES: usize = 1_000;

/// Schemas of which one value can be.
type Group = BTreeSet<SchemaId>;

/// The objects that have to keep members that they do not describe: those of branches, and those that branches describe
/// differently for one of their members.
pub(super) fn keeping(api: &Api, union: &Union, decision: &Decision) -> BTreeSet<SchemaId> {
    let mut found = BTreeSet::new();
    if union.style != UnionStyle::AnyOf {
        return found;
    }
    let shared = decision.separations.iter().filter(|own| !own.proof.is_exclusive());
    let shared: BTreeSet<usize> = shared.flat_map(|own| own.among.iter().copied()).collect();
    let branches = shared.iter().filter_map(|at| union.branches.get(*at)).map(|branch| branch.schema);
    let mut waiting: Vec<Group> = vec![branches.collect()];
    let mut seen: BTreeSet<Group> = BTreeSet::new();
    while let Some(group) = waiting.pop() {
        let objects = objects(api, &group);
        if seen.len() < MOST_PLACES && !seen.contains(&objects) {
            waiting.extend(members(api, &objects));
            found.extend(objects.iter().copied());
            seen.insert(objects);
        }
    }
    found
}

/// The objects among some schemas: what is of a union is of one of its branches, and of an array what its elements are.
fn objects(api: &Api, group: &Group) -> Group {
    let (mut objects, mut seen) = (Group::new(), Group::new());
    let mut waiting: Vec<SchemaId> = group.iter().copied().collect();
    while let Some(id) = waiting.pop() {
        let target = api.schemas.target(id);
        if !seen.insert(target) {
            continue;
        }
        match &api.schemas[target].kind {
            Kind::Object(_) => drop(objects.insert(target)),
            Kind::Union(inner) => waiting.extend(inner.branches.iter().map(|branch| branch.schema)),
            Kind::Array(array) => waiting.extend(array.elements()),
            _ => {}
        }
    }
    objects
}

/// What several objects describe differently for one member.
fn members(api: &Api, objects: &Group) -> impl Iterator<Item = Group> {
    let mut by_name: BTreeMap<&str, Group> = BTreeMap::new();
    for id in objects {
        if let Kind::Object(object) = &api.schemas[*id].kind {
            for property in &object.properties {
                by_name.entry(&property.name).or_default().insert(api.schemas.target(property.schema));
            }
        }
    }
    by_name.into_values().filter(|schemas| schemas.len() > 1)
}
