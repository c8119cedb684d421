//! Parameters and headers: where they may stand, and how they say what is sent.

use serde_json::{Map, Value, json};

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::{ENCODING, Found, HEADER, PARAMETER};
use crate::spec::trail::Trail;
use crate::spec::words::quoted;

pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    let Found { members, at, .. } = found;
    if members.contains_key("$ref") {
        return;
    }
    if found.is(&PARAMETER) {
        let location = members.get("in").and_then(Value::as_str).unwrap_or_default();
        name(lint, members, location, at);
        style(lint, members, location, at);
        if location == "path" {
            required(lint, members, at);
        }
        format(lint, members, "parameter", at);
    } else if found.is(&HEADER) {
        style(lint, members, "header", at);
        format(lint, members, "header", at);
    } else if found.is(&ENCODING) {
        explode(lint, members, at);
    }
}

/// Values in the style `form` are taken apart unless the document says otherwise. The typed document cannot tell
/// what is not said from `false`, so it is said.
fn explode(lint: &mut Lint<'_>, members: &Map<String, Value>, at: &Trail<'_>) {
    let form = members.get("style").is_none_or(|style| style == "form");
    if form && !members.contains_key("explode") {
        lint.edits.set(at.key("explode").pointer(), true);
    }
}

fn name(lint: &mut Lint<'_>, members: &Map<String, Value>, location: &str, at: &Trail<'_>) {
    let Some(name) = members.get("name").and_then(Value::as_str) else { return };
    let place = Place::Value(at.key("name").pointer());
    if name.is_empty() {
        lint.push(Diagnostic::new(Code::BadName, place, "a parameter needs a name"));
    } else if matches!(location, "header" | "cookie") && !is_token(name) {
        let message = format!("no name of a {location}: {}", quoted(name));
        lint.push(
            Diagnostic::new(Code::BadName, place, message)
                .help("HTTP allows letters, digits and !#$%&'*+-.^_`|~ there"),
        );
    }
}

/// Whether HTTP can carry a name ([RFC 9110, 5.6.2](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2)).
pub(super) fn is_token(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed)
}

/// A path without one of its parts is another path, so its parameters are required whatever they say.
fn required(lint: &mut Lint<'_>, members: &Map<String, Value>, at: &Trail<'_>) {
    if members.get("required") == Some(&Value::Bool(true)) {
        return;
    }
    let name = members.get("name").and_then(Value::as_str).unwrap_or_default();
    let message = format!("the path parameter {} is not `required`; it is taken as if it were", quoted(name));
    lint.push(
        Diagnostic::new(Code::Repaired, Place::Value(at.key("name").pointer()), message)
            .help("add `required: true`"),
    );
    lint.edits.set(at.key("required").pointer(), true);
}

fn style(lint: &mut Lint<'_>, members: &Map<String, Value>, location: &str, at: &Trail<'_>) {
    let Some(style) = members.get("style").and_then(Value::as_str) else { return };
    let allowed: &[&str] = match location {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form"],
        _ => return,
    };
    if !allowed.contains(&style) {
        let message = format!("{} is no style of a {location} parameter", quoted(style));
        let place = Place::Value(at.key("style").pointer());
        lint.push(
            Diagnostic::new(Code::UnknownValue, place, message)
                .help(format!("use one of {}", allowed.join(", "))),
        );
    }
}

/// A parameter has either a schema or one media type.
fn format(lint: &mut Lint<'_>, members: &Map<String, Value>, what: &str, at: &Trail<'_>) {
    let content = members.get("content").and_then(Value::as_object);
    match (members.contains_key("schema"), content) {
        (true, Some(_)) => {
            let at = at.key("content");
            lint.report(
                Code::BadParameter,
                &at,
                format!("a {what} has either `schema` or `content`, not both"),
            );
        }
        (false, Some(content)) if content.len() != 1 => {
            let at = at.key("content");
            let message = format!("the `content` of a {what} must be one media type, not {}", content.len());
            lint.report(Code::BadParameter, &at, message);
        }
        (false, None) if !members.contains_key("content") => {
            let message = format!("a {what} has no `schema`; a string is assumed");
            lint.report(Code::Repaired, at, message);
            lint.edits.set(at.key("schema").pointer(), json!({ "type": "string" }));
        }
        _ => {}
    }
}
