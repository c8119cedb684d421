//! Where schemas without a name stand: it is what can be said of a type of which the document says nothing.

use std::collections::BTreeMap;

use super::docs::{self, same_letters};
use super::markdown::code;
use super::naming::{TypeNames, is_item, is_map};
use crate::model::{Api, Kind, Operation, Response, SchemaId, Status};
use crate::rust::{Doc, Ident};

/// A place.
struct Place {
    /// The member's or parameter's name there.
    key: Option<String>,
    /// A sentence.
    words: String,
}

/// The places of all schemas that are types without a name in the document.
pub(super) struct Places(BTreeMap<SchemaId, Place>);

impl Places {
    pub(super) fn new(api: &Api, names: &TypeNames) -> Self {
        let mut places = Self(BTreeMap::new());
        for operation in &api.operations {
            places.operation(api, operation);
        }
        for (id, schema) in api.schemas.iter() {
            if let Some(name) = names.get(id) {
                places.inside(api, &schema.kind, &code(name.as_str()));
            }
        }
        places
    }

    /// Says the place of a type, if its documentation says no more than its name.
    pub(super) fn say(&self, id: SchemaId, name: &Ident, doc: &mut Doc) {
        let Some(Place { key, words }) = self.0.get(&id) else { return };
        let Some(first) = doc.0.first() else { return };
        let is_key = key.as_ref().is_some_and(|key| same_letters(key, first));
        if is_key && doc.0.get(1).is_some_and(String::is_empty) && doc.0.len() > 2 {
            doc.0.drain(..2);
        } else if is_key || same_letters(first, name.as_str()) {
            doc.0[0].clone_from(words);
        }
    }

    fn operation(&mut self, api: &Api, operation: &Operation) {
        let id = docs::method(operation);
        for parameter in &operation.parameters {
            let words = || format!("The parameter {} of {id}.", code(&parameter.name));
            self.note(api, parameter.schema, Some(&parameter.name), words);
        }
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        for schema in bodies.filter_map(|content| content.notation.schema()) {
            self.note(api, schema, None, || format!("The body of {id}."));
        }
        for response in &operation.responses {
            for schema in response.content.iter().filter_map(|carried| carried.media.schema()) {
                self.note(api, schema, None, || carried(response, &id));
            }
            for header in &response.headers {
                let words = || format!("The header {} of the answer to {id}.", code(&header.name));
                self.note(api, header.schema, Some(&header.name), words);
            }
        }
    }

    fn inside(&mut self, api: &Api, kind: &Kind, owner: &str) {
        match kind {
            Kind::Object(object) => {
                for (name, member) in object.members() {
                    let words = || match name {
                        Some(name) => format!("The member {} of {owner}.", code(name)),
                        None => format!("Another member of {owner}."),
                    };
                    self.note(api, member, name, words);
                }
            }
            Kind::Union(union) => {
                for branch in &union.branches {
                    self.note(api, branch.schema, None, || format!("One of {owner}."));
                }
            }
            _ => {}
        }
    }

    /// Notes where a type stands, alone or in lists and maps.
    fn note(&mut self, api: &Api, id: SchemaId, key: Option<&str>, words: impl Fn() -> String) {
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop() {
            let id = api.schemas.target(id);
            let schema = &api.schemas[id];
            if schema.name.is_some() || self.0.contains_key(&id) {
                continue;
            }
            match &schema.kind {
                Kind::Array(array) => waiting.extend(array.elements()),
                Kind::Object(object) if is_map(object) => waiting.extend(schema.kind.inside()),
                _ if is_item(schema) => {
                    self.0.insert(id, Place { key: key.map(str::to_owned), words: words() });
                }
                _ => {}
            }
        }
    }
}

/// What a response carries, as a sentence.
fn carried(response: &Response, operation: &str) -> String {
    match (&response.entry, response.status) {
        (Some(entry), _) => format!("What the response {} carries.", code(entry)),
        (None, status) if status.is_success() => format!("The answer to {operation}."),
        (None, Status::Code(status)) => format!("The answer to {operation} with status {status}."),
        (None, _) => format!("An error of {operation}."),
    }
}
