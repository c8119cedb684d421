//! References: each points at something of the kind that is wanted.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use crate::spec::reference::{Broken, Target, file_stem, refusal};
use crate::spec::shape::{DISCRIMINATOR, EXAMPLE, Found, LINK, Object, SCHEMA};
use crate::spec::words::{described, quoted};

/// Faults of references, each judged once however often it stands in the document.
#[derive(Default)]
pub(super) struct References {
    judged: BTreeMap<(String, &'static str), Option<Verdict>>,
}

/// What is wrong with a reference.
#[derive(Clone)]
struct Verdict {
    code: Code,
    message: String,
    help: Option<String>,
}

impl References {
    pub(super) fn check(&mut self, lint: &mut Lint<'_>, found: Found<'_, '_>) {
        if found.is(&DISCRIMINATOR) {
            return mapping(lint, found);
        }
        let Some(reference) = found.reference() else { return };
        // Most references stand in the document many times; only the first costs.
        let key = (reference.to_owned(), found.table.name);
        let verdict = self.judged.entry(key).or_insert_with(|| judge(lint, reference, found.table));
        let Some(Verdict { mut code, mut message, help }) = verdict.clone() else { return };
        // A client can be written without it.
        if found.is(&EXAMPLE) || found.is(&LINK) {
            code = Code::Repaired;
            message = format!("{} is left out: {message}", quoted(found.at.name().unwrap_or_default()));
            lint.edits.remove(found.at.pointer());
        }
        let place = Place::Value(found.at.key("$ref").pointer());
        lint.push(Diagnostic { help, ..Diagnostic::new(code, place, message) });
    }
}

fn judge(lint: &mut Lint<'_>, reference: &str, wanted: &'static Object) -> Option<Verdict> {
    match lint.resolver.find(reference) {
        Ok(target) => wrong_kind(&target, reference, wanted),
        Err(broken) => Some(explain(lint, reference, &broken)),
    }
}

fn wrong_kind(target: &Target<'_>, reference: &str, wanted: &'static Object) -> Option<Verdict> {
    let is = match target.table {
        // What else is no object is at fault there, not here.
        Some(table) if table.is(wanted) && !target.value.is_boolean() => return None,
        Some(table) if target.value.is_object() => table.name.to_owned(),
        _ => described(target.value),
    };
    let message = format!("{} is wanted here, and {} is {is}", wanted.name, quoted(reference));
    Some(Verdict { code: Code::WrongReference, message, help: None })
}

fn explain(lint: &mut Lint<'_>, reference: &str, broken: &Broken) -> Verdict {
    match broken {
        Broken::File => Verdict {
            code: Code::RemoteReference,
            message: format!("the document is given without its folder, and refers to {}", quoted(reference)),
            help: Some("name the document by its path".to_owned()),
        },
        Broken::Remote => {
            let (message, help) = refusal(reference);
            Verdict { code: Code::RemoteReference, message, help: Some(help.to_owned()) }
        }
        Broken::Malformed => Verdict {
            code: Code::UnknownReference,
            message: format!("not a reference: {}", quoted(reference)),
            help: Some(if schema_named(lint.root, reference) {
                format!("did you mean `#/components/schemas/{reference}`?")
            } else {
                "write `#/components/schemas/Name`".to_owned()
            }),
        },
        Broken::Missing(at) => missing(lint, at),
    }
}

fn schema_named(root: &Value, name: &str) -> bool {
    root.pointer("/components/schemas").and_then(|schemas| schemas.get(name)).is_some()
}

/// Explains that nothing is at a pointer, going by what is on the way to it.
fn missing(lint: &mut Lint<'_>, at: &Pointer) -> Verdict {
    let root = lint.root;
    let mut missing = at.clone();
    let mut holder = None;
    while let Some(parent) = missing.parent() {
        holder = root.pointer(parent.as_str());
        if holder.is_some() {
            break;
        }
        missing = parent;
    }
    let name = missing.last().unwrap_or_default().into_owned();
    let message = if missing == *at {
        format!("{} is not defined", quoted(&name))
    } else {
        format!("{} is not defined: there is no {}", quoted(at.as_str()), quoted(missing.as_str()))
    };
    let near =
        holder.and_then(Value::as_object).into_iter().flat_map(|holder| holder.keys().map(String::as_str));
    let help = lint.spelling.did_you_mean(&name, near).or_else(|| elsewhere(root, &name));
    Verdict { code: Code::UnknownReference, message, help }
}

/// A component of that name in another section.
fn elsewhere(root: &Value, name: &str) -> Option<String> {
    let sections = root.get("components")?.as_object()?;
    let (section, _) = sections.iter().find(|(_, section)| section.get(name).is_some())?;
    Some(format!("did you mean `#/components/{section}/{name}`?"))
}

/// A discriminator maps to names of schemas or to references.
fn mapping(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    for (value, target) in found.members.get("mapping").and_then(Value::as_object).into_iter().flatten() {
        let Some(target) = target.as_str() else { continue };
        if schema_named(lint.root, target) {
            continue;
        }
        if let Some(name) = file_stem(target).filter(|name| schema_named(lint.root, name)) {
            let at = found.at.key("mapping").key(value).pointer();
            let message =
                format!("{} is another file; the schema {} is assumed", quoted(target), quoted(name));
            lint.push(Diagnostic::new(Code::Repaired, Place::Value(at.clone()), message));
            lint.edits.set(at, format!("#/components/schemas/{name}"));
            continue;
        }
        let reference = if target.contains(['#', '/']) {
            target.to_owned()
        } else {
            format!("#/components/schemas/{target}")
        };
        if let Some(Verdict { code, message, help }) = judge(lint, &reference, &SCHEMA) {
            let place = Place::Value(found.at.key("mapping").key(value).pointer());
            let mut fault = Diagnostic::new(code, place, message);
            fault.help = help;
            lint.push(fault);
        }
    }
}
