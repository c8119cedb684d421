//! Server variables: a default is one of the values, where there are values.

use serde_json::Value;

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::{Found, SERVER_VARIABLE};
use crate::spec::words::described;

pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    if !found.is(&SERVER_VARIABLE) {
        return;
    }
    let Some(values) = found.members.get("enum").and_then(Value::as_array) else { return };
    let Some(default) = found.members.get("default") else { return };
    if values.is_empty() {
        lint.dropped(Code::Repaired, &found.at.key("enum"), "is empty");
    } else if !values.contains(default) {
        let place = Place::Value(found.at.key("default").pointer());
        let message = format!("the default is not one of the values: {}", described(default));
        let known = values.iter().filter_map(Value::as_str);
        let mut fault = Diagnostic::new(Code::BadDefault, place, message);
        fault.help = default.as_str().and_then(|default| lint.spelling.did_you_mean(default, known));
        lint.push(fault);
    }
}
