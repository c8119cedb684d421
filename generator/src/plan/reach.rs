//! What is used where: in requests, in responses, by which tags.

use std::collections::{BTreeMap, BTreeSet};

use super::foreign::Foreign;
use super::naming::TypeNames;
use crate::model::{Api, Kind, Operation, SchemaId};
use crate::rust::{Alias, Ident, Item};

/// How one schema is used.
#[derive(Clone, Debug, Default)]
pub(super) struct Usage {
    /// In which direction it travels, and the first tags of the operations that use it so; `None` for those without tags.
    /// A member can be of one direction only, so that a tag of one says nothing of the other.
    by: BTreeSet<(Direction, Option<String>)>,
}

impl Usage {
    /// Whether a caller builds it.
    pub(super) fn is_request(&self) -> bool {
        self.by.iter().any(|(direction, _)| *direction == Direction::Request)
    }

    /// Whether a server sends it.
    pub(super) fn is_response(&self) -> bool {
        self.by.iter().any(|(direction, _)| *direction == Direction::Response)
    }

    pub(super) fn is_used(&self) -> bool {
        !self.by.is_empty()
    }

    /// First tags of the operations that use it; `None` for those without tags.
    pub(super) fn tags(&self) -> BTreeSet<&Option<String>> {
        self.by.iter().map(|(_, tag)| tag).collect()
    }

    /// Takes in another use; whether that says something new.
    pub(super) fn join(&mut self, other: &Self) -> bool {
        let new: Vec<_> = other.by.difference(&self.by).cloned().collect();
        let grows = !new.is_empty();
        self.by.extend(new);
        grows
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Direction {
    Request,
    Response,
}

/// The usage of every schema, by its id.
pub(super) fn reach(api: &Api, foreign: &Foreign, every_schema: bool) -> Vec<Usage> {
    let mut usages = vec![Usage::default(); api.schemas.0.len()];
    for operation in &api.operations {
        let tag = operation.tags.first().cloned();
        for (root, direction) in roots(operation) {
            spread(api, foreign, root, direction, tag.as_ref(), &mut usages);
        }
    }
    // A document of types only: all of them may be asked for in either direction.
    if every_schema || api.operations.is_empty() {
        for (id, _) in api.schemas.iter().filter(|(_, schema)| schema.name.is_some()) {
            spread(api, foreign, id, Direction::Request, None, &mut usages);
            spread(api, foreign, id, Direction::Response, None, &mut usages);
        }
    }
    usages
}

/// The usages with those of schemas that are the same as others: who uses one of these uses what is inside the other.
pub(super) fn through_names(api: &Api, names: &TypeNames, usages: &[Usage]) -> Vec<Usage> {
    let mut all = usages.to_vec();
    for (same, known) in names.same() {
        for (direction, tag) in &usages[same.0].by {
            spread(api, &names.foreign, known, *direction, tag.as_ref(), &mut all);
        }
    }
    all
}

/// Who uses a type uses what it names, though their own operations do not reach that: a struct that one group sends and
/// another receives has the members of both directions.
pub(super) fn through_types(items: &[Item], aliases: &[Alias], usages: &mut BTreeMap<Ident, Usage>) {
    let of_items = items.iter().map(|item| (item.name(), item.names()));
    let of_aliases = aliases.iter().map(|alias| (&alias.name, vec![&alias.own]));
    let names: BTreeMap<&Ident, Vec<&Ident>> = of_items.chain(of_aliases).collect();
    let mut waiting: Vec<&Ident> = names.keys().copied().collect();
    while let Some(user) = waiting.pop() {
        let Some(usage) = usages.get(user).cloned() else { continue };
        for name in names.get(user).into_iter().flatten() {
            if usages.get_mut(*name).is_some_and(|named| named.join(&usage)) {
                waiting.push(name);
            }
        }
    }
}

fn roots(operation: &Operation) -> impl Iterator<Item = (SchemaId, Direction)> {
    let sent = operation.parameters.iter().map(|parameter| parameter.schema);
    let content = operation.body.iter().flat_map(|body| &body.content);
    let sent = sent.chain(content.filter_map(|content| content.notation.schema()));
    let responses = || operation.responses.iter();
    let headers = responses().flat_map(|response| &response.headers).map(|header| header.schema);
    let carried = responses().flat_map(|response| &response.content);
    let received = carried.filter_map(|carried| carried.media.schema()).chain(headers);
    sent.map(|id| (id, Direction::Request)).chain(received.map(|id| (id, Direction::Response)))
}

fn spread(
    api: &Api,
    foreign: &Foreign,
    root: SchemaId,
    direction: Direction,
    tag: Option<&String>,
    usages: &mut [Usage],
) {
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        // What is inside of the user's types is not ours.
        if usages[id.0].by.insert((direction, tag.cloned())) && foreign.get(api, id).is_none() {
            waiting.extend(children(api, id, direction));
        }
    }
}

/// The schemas inside a schema. Members that are only read are not part of a request, and the other way round.
fn children(api: &Api, id: SchemaId, direction: Direction) -> Vec<SchemaId> {
    match &api.schemas[id].kind {
        Kind::Alias(target) => vec![*target],
        Kind::Array(array) => array.elements().to_vec(),
        Kind::Union(union) => union.branches.iter().map(|branch| branch.schema).collect(),
        Kind::Object(object) => {
            let named = object.properties.iter().filter(|property| match direction {
                Direction::Request => !property.read_only,
                Direction::Response => !property.write_only,
            });
            let named = named.map(|property| property.schema);
            named.chain(object.additional.typed()).collect()
        }
        Kind::Any
        | Kind::Null
        | Kind::Boolean
        | Kind::Integer(_)
        | Kind::Number(_)
        | Kind::String(_)
        | Kind::Enum(_) => Vec::new(),
    }
}
