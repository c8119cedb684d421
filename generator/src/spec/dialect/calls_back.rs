//! What describes requests that the server makes, not the client.

use serde_json::{Map, Value};

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Part, Place};
use crate::pointer::Pointer;
use crate::spec::component::{Names, put};
use crate::spec::reference::Resolver;
use crate::spec::shape::{DOCUMENT, Kind, OPERATION, visit_around_schemas};
use crate::spec::version::Version;

/// Makes a component of each body of a webhook that is none yet, so that it is a schema like any other for who asks for
/// all of them.
pub(super) fn keep_payloads(root: &mut Value, version: Version, diagnostics: &mut Diagnostics) {
    if root.get("webhooks").is_none() {
        return;
    }
    let mut names = Names::new(root);
    let mut payloads = Vec::new();
    let resolver = Resolver::new(root, version);
    for (name, item) in root.get("webhooks").and_then(Value::as_object).into_iter().flatten() {
        let at = Pointer::root().key("webhooks").key(name);
        let Some((at, item)) = followed(&resolver, at, item) else { continue };
        for (method, operation) in item {
            let Some(body) = operation.get("requestBody") else { continue };
            let at = at.key(method).key("requestBody");
            let Some((at, body)) = followed(&resolver, at, body) else { continue };
            let content = body.get("content").and_then(Value::as_object).into_iter().flatten();
            let json = content.filter(|(kind, _)| kind.contains("json")).find_map(|(kind, media)| {
                let schema = media.get("schema").filter(|schema| schema.get("$ref").is_none())?;
                Some((at.keys(["content", kind, "schema"]), schema))
            });
            if let Some((from, schema)) = json {
                payloads.push((from, names.free("schemas", Some(name), &Pointer::root()), schema.clone()));
            }
        }
    }
    for (from, to, schema) in payloads {
        put(root, &to, schema);
        diagnostics.moved(from, to);
    }
}

/// What stands at a place, or what the reference there points at.
fn followed<'d>(
    resolver: &Resolver<'d>,
    at: Pointer,
    value: &'d Value,
) -> Option<(Pointer, &'d Map<String, Value>)> {
    match value.get("$ref").and_then(Value::as_str) {
        None => Some((at, value.as_object()?)),
        Some(reference) => {
            let target = resolver.find(reference).ok()?;
            Some((target.at, target.value.as_object()?))
        }
    }
}

/// Takes out what operations and the document have of them, and says so.
pub(super) fn drop_all(root: &mut Value, diagnostics: &mut Diagnostics) {
    if root.get("webhooks").is_some() {
        drop(root, Pointer::root().key("webhooks"), diagnostics);
    }
    drop_callbacks(root, Kind::Object(&DOCUMENT), &Pointer::root(), diagnostics);
}

/// Takes out the callbacks of operations in a part of the document, and says so.
pub(in crate::spec) fn drop_callbacks(
    root: &mut Value,
    kind: Kind,
    part: &Pointer,
    diagnostics: &mut Diagnostics,
) {
    let mut places = Vec::new();
    if let Some(value) = root.pointer(part.as_str()) {
        visit_around_schemas(kind, value, &mut |found| {
            if found.is(&OPERATION) && found.members.contains_key("callbacks") {
                places.push(part.join(found.at.key("callbacks").pointer().as_str()));
            }
        });
    }
    for at in places {
        drop(root, at, diagnostics);
    }
    if let Some(Value::Object(components)) = root.get_mut("components") {
        components.shift_remove("callbacks");
    }
}

fn drop(root: &mut Value, at: Pointer, diagnostics: &mut Diagnostics) {
    let name = at.last().unwrap_or_default().into_owned();
    if let Some(Value::Object(members)) = at.parent().and_then(|parent| root.pointer_mut(parent.as_str())) {
        members.shift_remove(&name);
    }
    let message =
        format!("`{name}` are requests that the server makes: no operations are generated for them");
    let fault = Diagnostic::new(Code::Unsupported, Place::Key(at), message).leaves_out(Part::Callback);
    diagnostics.push(if name == "webhooks" {
        fault.help("what they carry has types with `every-schema = true` in the entry, or `--every-schema`")
    } else {
        fault
    });
}
