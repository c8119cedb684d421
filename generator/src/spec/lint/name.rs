//! Names of components.

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::{COMPONENTS, Found};
use crate::spec::words::quoted;

pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    if !found.is(&COMPONENTS) {
        return;
    }
    for (section, entries) in found.members {
        if section.starts_with("x-") {
            continue;
        }
        let at = found.at.key(section);
        for name in entries.as_object().map(serde_json::Map::keys).into_iter().flatten() {
            if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
                && !name.is_empty()
            {
                continue;
            }
            let place = Place::Key(at.key(name).pointer());
            let (code, message) = if name.is_empty() {
                (Code::BadName, format!("a component of `{section}` has no name"))
            } else {
                (Code::OddName, format!("odd name of a component: {}", quoted(name)))
            };
            let fault = Diagnostic::new(code, place, message);
            lint.push(fault.help("OpenAPI allows letters, digits, `.`, `_` and `-` there"));
        }
    }
}
