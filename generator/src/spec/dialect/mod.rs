//! OpenAPI 3.1 in the terms of 3.0, which is what the typed document knows.
//!
//! Runs on trees that are sound. Documents of 3.0 pass through it as well: what they borrow from 3.1 has been
//! reported, and has a meaning. What 3.0 cannot say is kept under an `x-` name.

mod calls_back;
mod hoist;
mod path_item;
mod schema;
#[cfg(test)]
mod tests;
mod types;
mod uniform;

use serde_json::Value;

use super::shape::{SCHEMA, visit};
use super::version::Version;
use crate::diagnostic::Diagnostics;

pub(super) use calls_back::drop_callbacks;

/// Rewrites a whole document.
pub(super) fn rewrite(root: &mut Value, version: Version, diagnostics: &mut Diagnostics) {
    calls_back::keep_payloads(root, version, diagnostics);
    calls_back::drop_all(root, diagnostics);
    path_item::inline(root, version, diagnostics);
    hoist::hoist(root, version, diagnostics);
    let mut schemas = Vec::new();
    visit(root, &mut |found| {
        if found.is(&SCHEMA) && schema::is_new(found.members, version) {
            schemas.push(found.at.pointer());
        }
    });
    // The last ones first: a schema's parts are found before it is rewritten, since they come after it.
    for at in schemas.iter().rev() {
        if let Some(Value::Object(members)) = root.pointer_mut(at.as_str()) {
            for (from, to) in schema::lower(members) {
                diagnostics.moved(at.join(&from), at.join(&to));
            }
        }
    }
}
