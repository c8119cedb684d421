//! Names of the user's that something else has as well.

use std::collections::BTreeMap;

use super::names::camel;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Api, SchemaId};
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
