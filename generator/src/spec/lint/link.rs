//! Links: documentation of what can be called next.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::{Found, LINK, METHODS};
use crate::spec::trail::Trail;
use crate::spec::words::quoted;

/// The operations that a link can name.
pub(super) struct Links<'d>(BTreeSet<&'d str>);

impl<'d> Links<'d> {
    pub(super) fn of(lint: &Lint<'d>) -> Self {
        let paths = lint.root.get("paths").and_then(Value::as_object);
        let items = paths.into_iter().flat_map(|paths| paths.values()).filter_map(|item| lint.resolved(item));
        let operations = items.flat_map(|item| METHODS.iter().filter_map(|method| item.get(method)));
        Self(operations.filter_map(|operation| operation.get("operationId")?.as_str()).collect())
    }

    pub(super) fn check(&self, lint: &mut Lint<'d>, found: Found<'_, '_>) {
        let Found { members, at, .. } = found;
        if !found.is(&LINK) || members.contains_key("$ref") {
            return;
        }
        let [id, place] = ["operationId", "operationRef"].map(|name| members.get(name));
        if let Some(id) = id.and_then(Value::as_str).filter(|id| !self.0.contains(id)) {
            let help = lint.spelling.did_you_mean(id, self.0.iter().copied());
            unknown(lint, &at.key("operationId"), id, help);
        }
        if let Some(place) = place
            .and_then(Value::as_str)
            .filter(|place| place.starts_with('#') && lint.resolver.find(place).is_err())
        {
            unknown(lint, &at.key("operationRef"), place, None);
        }
        if id.is_none() && place.is_none() {
            let message = "a link names no operation; it is left out";
            lint.push(
                Diagnostic::new(Code::Repaired, Place::Key(at.pointer()), message)
                    .help("add `operationId` or `operationRef`"),
            );
            lint.edits.remove(at.pointer());
        }
    }
}

fn unknown(lint: &mut Lint<'_>, at: &Trail<'_>, name: &str, help: Option<String>) {
    let message = format!("a link to an operation that is not there: {}", quoted(name));
    let fault = Diagnostic::new(Code::UnknownOperation, Place::Value(at.pointer()), message);
    lint.push(fault.help(help.unwrap_or_else(|| "name an operation of `paths`".to_owned())));
}
