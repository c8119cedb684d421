//! How much stands at one place.

use serde_json::Value;

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits;
use crate::spec::shape::{COMPONENTS, Found};
use crate::spec::words::quoted;

/// Members whose parts are compared with each other, each pair.
const COMPARED: &[&str] = &[
    "allOf",
    "callbacks",
    "content",
    "encoding",
    "examples",
    "headers",
    "links",
    "parameters",
    "responses",
    "security",
    "servers",
    "variables",
];

/// Components are not compared: there may be many of them.
pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    if found.is(&COMPONENTS) {
        return;
    }
    for (name, value) in found.members {
        let count = match value {
            Value::Array(elements) => elements.len(),
            Value::Object(members) => members.len(),
            _ => continue,
        };
        if count > limits::LISTED && COMPARED.contains(&name.as_str()) {
            let message =
                format!("{} has {count} parts, more than the limit of {}", quoted(name), limits::LISTED);
            let place = Place::Key(found.at.key(name).pointer());
            lint.push(Diagnostic::new(Code::LimitExceeded, place, message));
        }
    }
}
