//! The typed document. After everything before it, this cannot fail.
//!
//! To tell a reference from what may stand in its place, `openapiv3` reads all that is there into a buffer, and inside it
//! again at each level. So schemas and examples, which are most of a document, are taken out of the tree, and `parts` puts
//! a number in the place of each; of what is left, `openapiv3` reads what is small, and `paths` what is around it. Then
//! `schema` makes each schema of its members. A test compares the whole with what `openapiv3` makes of it alone.

mod parts;
mod paths;
mod schema;
#[cfg(test)]
mod tests;

use std::mem;

use openapiv3::{OpenAPI, Operation, PathItem, ReferenceOr};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::METHODS;
use parts::Parts;

/// Makes `openapiv3`'s document of the tree.
pub(super) fn parse(tree: Value) -> Result<OpenAPI, Box<Diagnostic>> {
    parsed(tree).map_err(|error| {
        let message = format!("not an OpenAPI document: {error}");
        let help =
            "this ought to have been reported with its place: please report it as a fault of the generator";
        Box::new(Diagnostic::new(Code::Syntax, Place::Document, message).help(help))
    })
}

fn parsed(mut tree: Value) -> Result<OpenAPI, String> {
    let mut parts = Parts::take(&mut tree);
    let paths = tree.get_mut("paths").map(|paths| mem::replace(paths, Value::Object(Map::new())));
    let mut document: OpenAPI = read(tree)?;
    if let Some(paths) = paths {
        document.paths = paths::paths(paths)?;
    }
    parts.give(&mut document)?;
    Ok(document)
}

/// The operations of a path, in the order of [`METHODS`].
fn operations(path: &mut PathItem) -> [&mut Option<Operation>; METHODS.len()] {
    [
        &mut path.get,
        &mut path.put,
        &mut path.post,
        &mut path.delete,
        &mut path.options,
        &mut path.head,
        &mut path.patch,
        &mut path.trace,
    ]
}

/// Has a part read by its own type.
fn read<T: DeserializeOwned>(value: Value) -> Result<T, String> {
    T::deserialize(value).map_err(|error| error.to_string())
}

/// A reference, or what may stand in its place.
fn or<T>(value: Value, make: fn(Map<String, Value>) -> Result<T, String>) -> Result<ReferenceOr<T>, String> {
    let mut members = members(value)?;
    match members.get_mut("$ref") {
        Some(Value::String(reference)) => Ok(ReferenceOr::Reference { reference: mem::take(reference) }),
        _ => make(members).map(ReferenceOr::Item),
    }
}

fn members(value: Value) -> Result<Map<String, Value>, String> {
    if let Value::Object(members) = value { Ok(members) } else { Err(format!("{value} is no object")) }
}
