//! The references in a part of a document.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::pointer::Pointer;
use crate::spec::component::is_component;
use crate::spec::shape::{DISCRIMINATOR, EXAMPLE, Found, Kind, LINK, Object, PATH_ITEM, visit, visit_part};

/// One reference.
pub(super) struct Link {
    /// Where its text stands, from the part on.
    pub(super) at: Pointer,
    pub(super) text: String,
    pub(super) role: Role,
}

/// What a reference does where it stands.
#[derive(Clone, Copy)]
pub(super) enum Role {
    /// It is all that there is of a component.
    Alias(&'static Object),
    /// It stands for something of a kind.
    Reference(&'static Object),
    /// It says what a path has beside its own members.
    Path,
    /// It says which schema a discriminator's value means.
    Mapping,
}

impl Role {
    /// Whether a client can be written without it.
    pub(super) fn decorates(self) -> bool {
        matches!(self, Self::Alias(table) | Self::Reference(table) if table.is(&EXAMPLE) || table.is(&LINK))
    }
}

/// The texts of all references in a document.
pub(super) fn texts(root: &Value) -> BTreeSet<&str> {
    let mut texts = BTreeSet::new();
    visit(root, &mut |found| {
        texts.extend(found.reference());
        texts.extend(mapping(&found).map(|(_, text)| text));
    });
    texts
}

/// What the values of a discriminator mean.
fn mapping<'d>(found: &Found<'d, '_>) -> impl Iterator<Item = (&'d String, &'d str)> {
    let mapping =
        found.members.get("mapping").filter(|_| found.is(&DISCRIMINATOR)).and_then(Value::as_object);
    mapping.into_iter().flatten().filter_map(|(value, text)| Some((value, text.as_str()?)))
}

/// Every reference in a part, those that are a component first: they have names to give.
pub(super) fn find(kind: Kind, part: &Value) -> Vec<Link> {
    let mut links = Vec::new();
    visit_part(kind, part, &mut |found| {
        for (value, text) in mapping(&found) {
            let at = found.at.key("mapping").key(value).pointer();
            links.push(Link { at, text: text.to_owned(), role: Role::Mapping });
        }
        let Some(text) = found.reference() else { return };
        let at = found.at.pointer();
        let role = if found.is(&PATH_ITEM) {
            Role::Path
        } else if found.members.len() == 1 && is_component(&at) {
            Role::Alias(found.table)
        } else {
            Role::Reference(found.table)
        };
        links.push(Link { at: at.key("$ref"), text: text.to_owned(), role });
    });
    links.sort_by_key(|link| !matches!(link.role, Role::Alias(_)));
    links
}
