//! Paths and operations: templates, the parameters they name, ids that must be unique.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Lint, template};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use crate::spec::words::{closest, quoted};

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// A parameter where it is declared.
struct Declared<'d> {
    name: &'d str,
    location: &'d str,
    at: Pointer,
}

/// What the operations of a path share.
struct Path<'a, 'd> {
    /// The names in its template.
    names: &'a [&'a str],
    shared: &'a [Declared<'d>],
}

pub(super) fn check(lint: &mut Lint<'_>) {
    let mut seen = Seen::default();
    let at = Pointer::root().key("paths");
    for (path, item) in lint.root.get("paths").and_then(Value::as_object).into_iter().flatten() {
        if !path.starts_with('/') {
            continue;
        }
        let at = at.key(path);
        let names = match template::names(path) {
            Ok(names) => names,
            Err(what) => {
                let message = format!("{what}: {}", quoted(path));
                lint.push(Diagnostic::new(Code::BadPath, Place::Key(at.clone()), message));
                continue;
            }
        };
        // A path that refers to another shares its operations: they are checked where they are written.
        let Some(resolved) = lint.resolved(item) else { continue };
        let shared = declared(lint, resolved, &at);
        for method in METHODS {
            let Some(operation) = resolved.get(method) else { continue };
            let at = at.key(method);
            seen.operation(lint, path, method, &at);
            if resolved.get("$ref").is_none() {
                seen.id(lint, operation, &at);
            }
            undeclared(lint, &Path { names: &names, shared: &shared }, operation, &at);
        }
        let spare = shared.iter().filter(|it| it.location == "path" && !names.contains(&it.name));
        lint.found.extend(spare.map(not_in_path));
    }
}

/// What may be in a document once.
#[derive(Default)]
struct Seen {
    operations: BTreeMap<(String, &'static str), Pointer>,
    ids: BTreeMap<String, Pointer>,
}

impl Seen {
    fn operation(&mut self, lint: &mut Lint<'_>, path: &str, method: &'static str, at: &Pointer) {
        let Some(first) = self.operations.insert((template::shape(path), method), at.clone()) else { return };
        let message = format!("`{method}` of {} is the same operation as that of another path", quoted(path));
        lint.push(
            Diagnostic::new(Code::DuplicateOperation, Place::Key(at.clone()), message)
                .related(Place::Key(first), "first given here")
                .help("paths that differ only in the names of parameters match the same requests"),
        );
    }

    fn id(&mut self, lint: &mut Lint<'_>, operation: &Value, at: &Pointer) {
        let Some(id) = operation.get("operationId").and_then(Value::as_str) else { return };
        let at = at.key("operationId");
        if id.trim().is_empty() {
            let message = "`operationId` is empty; it is taken as absent";
            lint.push(Diagnostic::new(Code::Repaired, Place::Value(at.clone()), message));
            lint.edits.remove(at);
        } else if let Some(first) = self.ids.get(id) {
            let message = format!("two operations have the id {}; this one is named by its path", quoted(id));
            lint.push(
                Diagnostic::new(Code::Repaired, Place::Value(at.clone()), message)
                    .related(Place::Value(first.clone()), "first given here")
                    .help("an id must be unique: it names the operation"),
            );
            lint.edits.remove(at);
        } else {
            self.ids.insert(id.to_owned(), at);
        }
    }
}

/// The parameters that a path or an operation lists.
fn declared<'d>(lint: &mut Lint<'d>, holder: &'d Value, at: &Pointer) -> Vec<Declared<'d>> {
    let at = at.key("parameters");
    let mut known: Vec<Declared<'d>> = Vec::new();
    for (index, parameter) in
        holder.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate()
    {
        let at = at.index(index);
        let text = |name| lint.resolved(parameter)?.get(name)?.as_str();
        let (Some(name), Some(location)) = (text("name"), text("in")) else { continue };
        if let Some(first) = known.iter().find(|first| first.name == name && first.location == location) {
            let message = format!("the {location} parameter {} is given twice", quoted(name));
            lint.found.push(
                Diagnostic::new(Code::DuplicateParameter, Place::Value(at), message)
                    .related(Place::Value(first.at.clone()), "first given here"),
            );
            continue;
        }
        known.push(Declared { name, location, at });
    }
    known
}

/// Compares the names of a path with the path parameters of one operation.
fn undeclared<'d>(lint: &mut Lint<'d>, path: &Path<'_, 'd>, operation: &'d Value, at: &Pointer) {
    let own = declared(lint, operation, at);
    let all = || own.iter().chain(path.shared).filter(|it| it.location == "path");
    let spare: Vec<&str> = all().map(|it| it.name).filter(|name| !path.names.contains(name)).collect();
    let mut assumed = Vec::new();
    for name in path.names.iter().filter(|name| !all().any(|it| it.name == **name)) {
        let braced = quoted(&format!("{{{name}}}"));
        let fault = if let Some(spare) = closest(name, spare.iter().copied()) {
            let message = format!("the path's parameter {braced} is not declared");
            Diagnostic::new(Code::UndeclaredParameter, Place::Key(at.clone()), message)
                .help(format!("did you mean {}?", quoted(&format!("{{{spare}}}"))))
        } else {
            // Nothing else can be meant: it is required, and text.
            assumed.push(
                json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }),
            );
            let message = format!("the path's parameter {braced} is not declared; a string is assumed");
            Diagnostic::new(Code::Repaired, Place::Key(at.clone()), message)
                .help(format!("add a parameter with `name: {name}`, `in: path` and `required: true`"))
        };
        lint.push(fault);
    }
    if !assumed.is_empty() {
        let given = operation.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
        lint.edits.set(at.key("parameters"), given.into_iter().chain(assumed).collect::<Vec<_>>());
    }
    for parameter in own.iter().filter(|it| it.location == "path" && !path.names.contains(&it.name)) {
        lint.found.push(not_in_path(parameter));
    }
}

fn not_in_path(parameter: &Declared<'_>) -> Diagnostic {
    let name = quoted(&format!("{{{}}}", parameter.name));
    Diagnostic::new(
        Code::UnusedParameter,
        Place::Value(parameter.at.clone()),
        format!("the path has no {name} for this parameter"),
    )
    .help("put it into the path, or send it elsewhere with `in: query`")
}
