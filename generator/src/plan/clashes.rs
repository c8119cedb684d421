//! Names of the user's that something else has as well.

use std::collections::BTreeMap;

use super::names::{camel, snake};
use super::operations::OWN_METHODS;
use crate::codes::Code;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Api, Operation, SchemaId};
use crate::pointer::Pointer;
use crate::rust::Ident;

/// What is said where a name that the user has chosen is taken, or takes another type's: nothing is renamed in silence.
pub(super) fn clash(
    api: &Api,
    id: SchemaId,
    wanted: &str,
    given: &Ident,
    names: &BTreeMap<SchemaId, Ident>,
) -> Option<Diagnostic> {
    if given.as_str() == wanted || api.renamed.is_empty() {
        return None;
    }
    let mut holders = names.iter().filter(|(other, name)| **other != id && name.as_str() == wanted);
    let holder = holders.next().map(|(holder, _)| *holder);
    let by_user = |id: SchemaId| api.renamed.get(&id).filter(|said| camel(&said.name) == wanted);
    let (said, other) = match (by_user(id), holder) {
        (Some(said), other) => (said, other),
        (None, Some(holder)) => (by_user(holder)?, Some(id)),
        (None, None) => return None,
    };
    let message = match other {
        Some(other) => {
            let at = api.schemas[other].pointer.clone();
            let called = api.schemas[other].name.clone();
            let other = called
                .map_or_else(|| format!("what stands at `{}`", at.as_str()), |name| format!("`{name}`"));
            format!("`{}` and {other} would both be called `{wanted}`", said.key)
        }
        None => {
            format!("`{}` cannot be called `{wanted}`: the crate has another use for that name", said.key)
        }
    };
    let place = Place::Choice(Pointer::root().key("names").key(&said.key));
    Some(Diagnostic::new(Code::BadChoice, place, message).help("choose another name, or name both"))
}

/// The same for methods: operations that the user has a name for, and what has that name as well.
pub(super) fn of_operations(api: &Api, config: &Config) -> Vec<Diagnostic> {
    if config.names.is_empty() {
        return Vec::new();
    }
    let mut called: BTreeMap<String, Vec<&Operation>> = BTreeMap::new();
    for operation in &api.operations {
        called.entry(snake(&operation.name)).or_default().push(operation);
    }
    let key = |operation: &Operation| {
        let keys = [format!("operation:{}", operation.id), operation.pointer.as_str().to_owned()];
        keys.into_iter().find(|key| config.names.contains_key(key))
    };
    let faults = called.into_iter().filter_map(|(name, operations)| {
        let (operation, key) = operations.iter().find_map(|operation| Some((*operation, key(operation)?)))?;
        let message = match operations.iter().find(|other| other.pointer != operation.pointer) {
            Some(other) => format!("`{}` and `{}` would both be called `{name}`", operation.id, other.id),
            None if OWN_METHODS.contains(&name.as_str()) => {
                format!(
                    "`{}` cannot be called `{name}`: the client has another use for that name",
                    operation.id
                )
            }
            None => return None,
        };
        let place = Place::Choice(Pointer::root().key("names").key(&key));
        Some(Diagnostic::new(Code::BadChoice, place, message).help("choose another name, or name both"))
    });
    faults.collect()
}
