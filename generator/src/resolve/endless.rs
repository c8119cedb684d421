//! Schemas that come back to themselves before they say anything: those that are only another name of themselves, and
//! lists and maps that hold themselves with nothing but lists and maps in between. What Rust calls them has no end.

use super::{Resolver, Slot};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits;
use crate::model::{Additional, Doc, Kind, Schema, SchemaId, Schemas};
use crate::pointer::Pointer;

impl Resolver<'_> {
    /// A schema as it is, unless it comes back to itself: as the only branch of a union, as one of several, which then
    /// adds nothing, or through more schemas than anyone writes.
    pub(super) fn grounded(&mut self, id: SchemaId, mut schema: Schema) -> Schema {
        if let Kind::Union(union) = &mut schema.kind {
            let count = union.branches.len();
            union.branches.retain(|branch| self.end(branch.schema) != Some(id));
            if union.branches.len() == count {
                return schema;
            }
            let place = Place::Value(schema.pointer.clone());
            let found = Diagnostic::new(Code::Repaired, place, "a union is one of its own branches");
            self.report(found.help("the branch adds nothing, and is left out"));
            if let [only] = union.branches.as_slice() {
                let only = only.schema;
                schema.kind = self.only(only);
            }
        }
        let Kind::Alias(target) = schema.kind else { return schema };
        match self.end(target) {
            None => self.too_deep(id),
            Some(end) if end == id => {
                let message = "a union whose only branch is the union itself";
                let found =
                    Diagnostic::new(Code::CyclicReference, Place::Value(schema.pointer.clone()), message);
                self.report(found.help("say what its values are"));
                Schema { kind: Kind::Any, ..schema }
            }
            Some(_) => schema,
        }
    }

    /// What an alias stands for in the end, as far as that is known by now; nothing if the end is too far away.
    fn end(&self, id: SchemaId) -> Option<SchemaId> {
        let mut end = id;
        for _ in 0..limits::COMPOSITIONS {
            match &self.slots[end.0] {
                Slot::Done(schema) => match schema.kind {
                    Kind::Alias(target) => end = target,
                    _ => return Some(end),
                },
                Slot::Waiting(_) | Slot::Started => return Some(end),
            }
        }
        None
    }
}

/// Where a search stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    /// What it holds is looked at.
    Open,
    /// It holds lists and maps that many levels deep.
    Done(usize),
}

/// What a search finds.
#[derive(Default)]
struct Found {
    /// Each place where a circle closes: what holds, and what is held there.
    closing: Vec<(SchemaId, SchemaId)>,
    /// What holds more levels than the limit.
    too_deep: Vec<SchemaId>,
}

/// Has such lists and maps hold any JSON where they would come back to themselves, and says which these are, and which hold
/// each other too many levels deep.
pub(super) fn cut(schemas: &mut Schemas) -> Vec<Diagnostic> {
    let Found { closing, too_deep } = search(schemas);
    let mut said: Vec<Diagnostic> = too_deep
        .into_iter()
        .map(|id| {
            let message = format!("lists and maps hold each other more than {} levels deep", limits::HELD);
            Diagnostic::new(Code::LimitExceeded, Place::Value(schemas[id].pointer.clone()), message)
        })
        .collect();
    if closing.is_empty() {
        return said;
    }
    let any = SchemaId(schemas.0.len());
    let pointer = Pointer::root();
    schemas.0.push(Schema { pointer, name: None, doc: Doc::default(), nullable: false, kind: Kind::Any });
    for (holder, held) in closing {
        let holder = &mut schemas.0[holder.0];
        let message = "a list or map holds itself, and nothing else in the end";
        let found = Diagnostic::new(Code::Unsupported, Place::Value(holder.pointer.clone()), message);
        said.push(found.help("there it holds any JSON; give it another way to end, such as a `oneOf`"));
        match &mut holder.kind {
            Kind::Array(array) if array.positions.is_empty() => array.items = any,
            Kind::Array(array) => {
                array.positions.iter_mut().filter(|id| **id == held).for_each(|id| *id = any);
            }
            Kind::Object(object) => object.additional = Additional::Typed(any),
            _ => {}
        }
    }
    said
}

/// A search in depth, without calls.
fn search(schemas: &Schemas) -> Found {
    let mut states = vec![State::New; schemas.0.len()];
    let mut found = Found::default();
    for (start, _) in schemas.iter() {
        if states[start.0] != State::New {
            continue;
        }
        states[start.0] = State::Open;
        let mut open = vec![(start, held(schemas, start), 0)];
        while let Some((holder, waiting, levels)) = open.last_mut() {
            let (holder, inside) = (*holder, *levels);
            let Some(next) = waiting.pop() else {
                states[holder.0] = State::Done(inside);
                open.pop();
                if let Some((.., levels)) = open.last_mut() {
                    *levels = (*levels).max(inside + 1);
                }
                // What has still more levels is not told again.
                if inside == limits::HELD + 1 {
                    found.too_deep.push(holder);
                }
                continue;
            };
            let target = schemas.target(next);
            match states[target.0] {
                State::Open => found.closing.push((holder, next)),
                State::New => {
                    states[target.0] = State::Open;
                    open.push((target, held(schemas, target), 0));
                }
                State::Done(other) => *levels = inside.max(other + 1),
            }
        }
    }
    found
}

/// What a list or map holds. Whatever has a name of its own in Rust may come back to itself.
fn held(schemas: &Schemas, id: SchemaId) -> Vec<SchemaId> {
    match &schemas[id].kind {
        Kind::Array(array) => array.elements().to_vec(),
        Kind::Object(object) if object.properties.is_empty() => {
            object.additional.typed().into_iter().collect()
        }
        _ => Vec::new(),
    }
}
