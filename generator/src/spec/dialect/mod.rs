//! OpenAPI 3.1 in the terms of 3.0, which is what the typed document knows.
//!
//! Runs on trees that are sound. Documents of 3.0 pass through it as well: what they borrow from 3.1 has been
//! reported, and has a meaning. What 3.0 cannot say is kept under an `x-` name.

mod hoist;
mod path_item;
mod schema;
#[cfg(test)]
mod tests;
mod types;
mod uniform;

use serde_json::Value;

use super::shape::{OPERATION, SCHEMA, visit};
use super::version::Version;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// Rewrites a whole document.
pub(super) fn rewrite(root: &mut Value, version: Version, diagnostics: &mut Diagnostics) {
    drop_calls_back(root, diagnostics);
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

/// Takes out what describes requests that the server makes.
fn drop_calls_back(root: &mut Value, diagnostics: &mut Diagnostics) {
    let mut places = Vec::new();
    if root.get("webhooks").is_some() {
        places.push(Pointer::root().key("webhooks"));
    }
    visit(root, &mut |found| {
        if found.is(&OPERATION) && found.members.contains_key("callbacks") {
            places.push(found.at.key("callbacks").pointer());
        }
    });
    for at in places {
        let name = at.last().unwrap_or_default().into_owned();
        let message = format!("`{name}` are requests that the server makes: nothing is generated for them");
        if let Some(Value::Object(members)) = at.parent().and_then(|parent| root.pointer_mut(parent.as_str()))
        {
            members.shift_remove(&name);
        }
        diagnostics.push(Diagnostic::new(Code::Unsupported, Place::Key(at), message));
    }
    if let Some(Value::Object(components)) = root.get_mut("components") {
        components.shift_remove("callbacks");
    }
}
