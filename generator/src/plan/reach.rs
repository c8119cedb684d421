//! What is used where: in requests, in responses, by which groups of operations.

use std::collections::{BTreeMap, BTreeSet};

use super::foreign::Foreign;
use super::naming::TypeNames;
use crate::model::{Api, Kind, Operation, SchemaId};
use crate::rust::{Alias, Ident, Item};

/// More users than this are not told apart, and need not be: what so many use is always there. To tell them apart would
/// take the time of all types by all tags.
const TOLD_APART: usize = 64;

/// Who uses a schema or a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum User {
    /// Operations of which this is the first tag; `None` for those without tags.
    Tag(Option<String>),
    /// More than are told apart.
    Many,
}

/// All who use a schema or a type.
#[derive(Clone, Debug, Default)]
pub(super) struct Users(BTreeSet<User>);

impl Users {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &User> {
        self.0.iter()
    }

    /// Takes one in; whether it is new.
    fn add(&mut self, user: &User) -> bool {
        if self.0.contains(user) || self.0.contains(&User::Many) {
            return false;
        }
        self.0.insert(if self.0.len() < TOLD_APART { user.clone() } else { User::Many })
    }

    fn join(&mut self, others: &Self) {
        for user in others.iter() {
            self.add(user);
        }
    }
}

/// How one schema is used. A member can be of one direction only, so that who uses it in one says nothing of the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Usage {
    /// Who sends it.
    requests: Users,
    /// Who receives it.
    responses: Users,
}

impl Usage {
    /// Whether a caller builds it.
    pub(super) fn is_request(&self) -> bool {
        !self.requests.is_empty()
    }

    /// Whether a server sends it.
    pub(super) fn is_response(&self) -> bool {
        !self.responses.is_empty()
    }

    pub(super) fn is_used(&self) -> bool {
        self.is_request() || self.is_response()
    }

    /// Takes in another use.
    pub(super) fn join(&mut self, other: &Self) {
        self.requests.join(&other.requests);
        self.responses.join(&other.responses);
    }

    fn users(&mut self, direction: Direction) -> &mut Users {
        match direction {
            Direction::Request => &mut self.requests,
            Direction::Response => &mut self.responses,
        }
    }
}

#[derive(Clone, Copy)]
enum Direction {
    Request,
    Response,
}

/// The usage of every schema, by its id.
pub(super) fn reach(api: &Api, foreign: &Foreign, every_schema: bool) -> Vec<Usage> {
    let mut usages = vec![Usage::default(); api.schemas.0.len()];
    for operation in &api.operations {
        let user = User::Tag(operation.tags.first().cloned());
        for (root, direction) in roots(operation) {
            spread(api, foreign, root, direction, &user, &mut usages);
        }
    }
    // A document of types only: all of them may be asked for in either direction.
    if every_schema || api.operations.is_empty() {
        for (id, _) in api.schemas.iter().filter(|(_, schema)| schema.name.is_some()) {
            spread(api, foreign, id, Direction::Request, &User::Tag(None), &mut usages);
            spread(api, foreign, id, Direction::Response, &User::Tag(None), &mut usages);
        }
    }
    usages
}

/// Who uses a type, by each of its names. Who uses a type uses what it names, though their own operations do not reach
/// that: a struct that one group sends and another receives has the members of both directions.
pub(super) fn by_name(
    names: &TypeNames,
    usages: &[Usage],
    items: &[Item],
    aliases: &[Alias],
) -> BTreeMap<Ident, Users> {
    let mut users: BTreeMap<Ident, Users> = BTreeMap::new();
    for (id, name) in names.places() {
        let known = users.entry(name.clone()).or_default();
        known.join(&usages[id.0].requests);
        known.join(&usages[id.0].responses);
    }
    let of_items = items.iter().map(|item| (item.name(), item.names()));
    let of_aliases = aliases.iter().map(|alias| (&alias.name, vec![&alias.own]));
    let inside: BTreeMap<&Ident, Vec<&Ident>> = of_items.chain(of_aliases).collect();
    let mut waiting = Vec::new();
    for name in inside.keys() {
        waiting.extend(users.get(*name).into_iter().flat_map(Users::iter).map(|user| (*name, user.clone())));
    }
    while let Some((name, user)) = waiting.pop() {
        for named in inside.get(name).into_iter().flatten() {
            if users.get_mut(*named).is_some_and(|known| known.add(&user)) {
                waiting.push((named, user.clone()));
            }
        }
    }
    users
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
    user: &User,
    usages: &mut [Usage],
) {
    let mut waiting = vec![root];
    while let Some(id) = waiting.pop() {
        // What is inside of the user's types is not ours.
        if usages[id.0].users(direction).add(user) && foreign.get(api, id).is_none() {
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
