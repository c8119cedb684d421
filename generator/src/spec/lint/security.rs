//! Security: schemes say what their type needs, requirements name schemes.

use serde_json::{Map, Value};

use super::{Lint, parameter};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::pointer::Pointer;
use crate::spec::shape::{DOCUMENT, Found, OAUTH_FLOW, OPERATION, SECURITY_SCHEME};
use crate::spec::trail::Trail;
use crate::spec::words::quoted;

pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    let Found { members, at, .. } = found;
    if found.is(&SECURITY_SCHEME) && !members.contains_key("$ref") {
        scheme(lint, members, at);
    } else if found.is(&OAUTH_FLOW) {
        flow(lint, members, at);
    } else if found.is(&DOCUMENT) || found.is(&OPERATION) {
        requirements(lint, members, at);
    }
}

fn scheme(lint: &mut Lint<'_>, members: &Map<String, Value>, at: &Trail<'_>) {
    let kind = members.get("type").and_then(Value::as_str).unwrap_or_default();
    if kind == "mutualTLS" {
        let message = "mutual TLS is not generated; give the client a transport that has the certificate";
        let left_out = Diagnostic::new(Code::Unsupported, Place::Key(at.pointer()), message);
        lint.push(left_out.leaves_out(Part::SecurityScheme));
        return lint.edits.remove(at.pointer());
    }
    let needs: &[&str] = match kind {
        "apiKey" => &["name", "in"],
        "http" => &["scheme"],
        "oauth2" => &["flows"],
        "openIdConnect" => &["openIdConnectUrl"],
        _ => &[],
    };
    for name in needs.iter().filter(|name| !members.contains_key(**name)) {
        let message = format!("a security scheme of type `{kind}` has no `{name}`");
        lint.push(
            Diagnostic::new(Code::MissingMember, Place::Value(at.pointer()), message)
                .help(format!("add `{name}`")),
        );
    }
    if kind == "apiKey"
        && let Some(name) = members.get("name").and_then(Value::as_str)
        && members.get("in").is_some_and(|location| location != "query")
        && !parameter::is_token(name)
    {
        let message = format!("no name of a header or cookie: {}", quoted(name));
        lint.report(Code::BadName, &at.key("name"), message);
    }
}

/// Clients are handed tokens and do not fetch them, so an address that is missing is only missing in the text.
fn flow(lint: &mut Lint<'_>, members: &Map<String, Value>, at: &Trail<'_>) {
    let needs: &[&str] = match at.name() {
        Some("implicit") => &["authorizationUrl"],
        Some("authorizationCode") => &["authorizationUrl", "tokenUrl"],
        _ => &["tokenUrl"],
    };
    for name in needs.iter().filter(|name| !members.contains_key(**name)) {
        let message = format!("an OAuth flow has no `{name}`; an empty one is assumed");
        lint.push(Diagnostic::new(Code::Repaired, Place::Key(at.pointer()), message).help("add it"));
        lint.edits.set(at.key(name).pointer(), "");
    }
}

fn requirements(lint: &mut Lint<'_>, members: &Map<String, Value>, at: &Trail<'_>) {
    let schemes = lint.root.pointer("/components/securitySchemes").and_then(Value::as_object);
    let at = at.key("security");
    for (index, requirement) in
        members.get("security").and_then(Value::as_array).into_iter().flatten().enumerate()
    {
        let at = at.index(index);
        for name in requirement.as_object().map(Map::keys).into_iter().flatten() {
            let at = at.key(name).pointer();
            match schemes.map(|schemes| schemes.get(name)) {
                Some(Some(scheme)) if is_mutual_tls(scheme) => lint.edits.remove(at),
                Some(Some(_)) => {}
                Some(None) => undefined(lint, name, at),
                None => {
                    lint.edits.remove(at.clone());
                    let message =
                        format!("security scheme {} is not defined; nothing is sent for it", quoted(name));
                    lint.found.push(
                        Diagnostic::new(Code::Repaired, Place::Key(at), message)
                            .help("define it in `components`, `securitySchemes`"),
                    );
                }
            }
        }
    }
}

fn undefined(lint: &mut Lint<'_>, name: &str, at: Pointer) {
    let schemes = lint.root.pointer("/components/securitySchemes").and_then(Value::as_object);
    let help = lint
        .spelling
        .did_you_mean(name, schemes.into_iter().flat_map(Map::keys).map(String::as_str))
        .unwrap_or_else(|| "define it in `components`, `securitySchemes`".to_owned());
    let message = format!("security scheme {} is not defined", quoted(name));
    lint.push(Diagnostic::new(Code::UnknownScheme, Place::Key(at), message).help(help));
}

fn is_mutual_tls(scheme: &Value) -> bool {
    scheme.get("type").is_some_and(|kind| kind == "mutualTLS")
}
