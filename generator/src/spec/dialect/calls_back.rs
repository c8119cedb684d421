//! What describes requests that the server makes, not the client.

use serde_json::Value;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::spec::shape::{DOCUMENT, Kind, OPERATION, visit_part};

/// Takes it out of a part of the document, and says so.
pub(in crate::spec) fn drop_calls_back(
    root: &mut Value,
    kind: Kind,
    part: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let mut places = Vec::new();
    if let Some(value) = root.pointer(part.as_str()) {
        visit_part(kind, value, &mut |found| {
            let name = if found.is(&DOCUMENT) { "webhooks" } else { "callbacks" };
            if (found.is(&DOCUMENT) || found.is(&OPERATION)) && found.members.contains_key(name) {
                places.push(part.join(found.at.key(name).pointer().as_str()));
            }
        });
    }
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
