//! Paths and operations: templates, the parameters they name, ids that must be unique.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::map::Entry;
use indexmap::{IndexMap, IndexSet};
use serde_json::{Value, json};

use super::{Lint, template};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::pointer::Pointer;
use crate::spec::shape::METHODS;
use crate::spec::words::quoted;

const LOCATIONS: [&str; 4] = ["query", "header", "path", "cookie"];

/// Where parameters are declared, by location and name.
type Declared<'d> = IndexMap<(&'d str, &'d str), Pointer>;

/// What the operations of a path share.
struct Path<'a, 'd> {
    /// The names in its template.
    names: &'a IndexSet<&'a str>,
    /// The names in all templates of the document.
    everywhere: &'a BTreeSet<&'a str>,
    shared: &'a Declared<'d>,
    /// Whether one of the shared parameters cannot be read.
    faulty: bool,
    /// Whether its operations are written here, not where it refers to.
    written_here: bool,
    /// Parameters that are probably those which the template names otherwise.
    meant: &'a mut BTreeSet<&'d str>,
}

pub(super) fn check(lint: &mut Lint<'_>) {
    let mut seen = Seen::default();
    let at = Pointer::root().key("paths");
    let everywhere = names_anywhere(lint.root);
    for (path, item) in lint.root.get("paths").and_then(Value::as_object).into_iter().flatten() {
        if !path.starts_with('/') {
            continue;
        }
        let at = at.key(path);
        let names = match template::names(path) {
            Ok(names) => names.into_iter().collect::<IndexSet<_>>(),
            Err(what) => {
                let message = format!("{what}: {}", quoted(path));
                lint.push(Diagnostic::new(Code::BadPath, Place::Key(at.clone()), message));
                continue;
            }
        };
        let Some(resolved) = lint.resolved(item) else { continue };
        let shared = declared(lint, resolved, &at);
        let mut meant = BTreeSet::new();
        let written_here = item.get("$ref").is_none();
        let mut path_item = Path {
            names: &names,
            everywhere: &everywhere,
            shared: &shared,
            faulty: has_faulty(lint, resolved),
            written_here,
            meant: &mut meant,
        };
        for method in METHODS {
            let Some(operation) = resolved.get(method) else { continue };
            let at = at.key(method);
            seen.operation(lint, path, method, &at);
            // The operations of a path that refers to another have their ids there.
            if written_here {
                seen.id(lint, operation, &at);
            }
            undeclared(lint, &mut path_item, operation, &at);
        }
        unused(lint, (&names, &everywhere), shared, &meant);
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
        let shape = template::shape(path);
        let message = format!(
            "`{method}` of {} is given by another path as well: both are {}",
            quoted(path),
            quoted(&shape)
        );
        let Some(first) = self.operations.insert((shape, method), at.clone()) else { return };
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
fn declared<'d>(lint: &mut Lint<'d>, holder: &'d Value, at: &Pointer) -> Declared<'d> {
    let at = at.key("parameters");
    let mut known = Declared::new();
    for (index, parameter) in
        holder.get("parameters").and_then(Value::as_array).into_iter().flatten().enumerate()
    {
        let at = at.index(index);
        let text = |name| lint.resolved(parameter)?.get(name)?.as_str();
        let (Some(name), Some(location)) = (text("name"), text("in")) else { continue };
        match known.entry((location, name)) {
            Entry::Vacant(entry) => drop(entry.insert(at)),
            Entry::Occupied(first) => lint.found.push(
                Diagnostic::new(
                    Code::DuplicateParameter,
                    Place::Value(at),
                    format!("the {location} parameter {} is given twice", quoted(name)),
                )
                .related(Place::Value(first.get().clone()), "first given here"),
            ),
        }
    }
    known
}

/// Whether a parameter cannot be read. That is an error, and which names are declared is not known.
fn has_faulty(lint: &Lint<'_>, holder: &Value) -> bool {
    let mut listed = holder.get("parameters").and_then(Value::as_array).into_iter().flatten();
    listed.any(|parameter| {
        let Some(parameter) = lint.resolved(parameter) else { return true };
        let location = parameter.get("in").and_then(Value::as_str);
        parameter.get("name").is_none() || !location.is_some_and(|location| LOCATIONS.contains(&location))
    })
}

/// Compares the names of a path with the path parameters of one operation.
fn undeclared<'d>(lint: &mut Lint<'d>, path: &mut Path<'_, 'd>, operation: &'d Value, at: &Pointer) {
    let own = declared(lint, operation, at);
    if path.faulty || has_faulty(lint, operation) {
        return;
    }
    let in_path = |(location, name): &(&'d str, &'d str)| (*location == "path").then_some(*name);
    let spare = own.keys().chain(path.shared.keys()).filter_map(in_path);
    let spare: Vec<&str> = spare.filter(|name| !path.names.contains(name)).collect();
    for name in path.names {
        if own.contains_key(&("path", *name)) || path.shared.contains_key(&("path", *name)) {
            continue;
        }
        let braced = quoted(&format!("{{{name}}}"));
        let fault = match lint.spelling.closest(name, spare.iter().copied()) {
            // Nothing else can be meant: it is required, and text.
            None if path.written_here => {
                let parameter =
                    json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
                lint.edits.append(at.key("parameters"), parameter);
                let message = format!("the path's parameter {braced} is not declared; a string is assumed");
                Diagnostic::new(Code::Repaired, Place::Key(at.clone()), message)
            }
            spare => {
                path.meant.extend(spare);
                let message = format!("the path's parameter {braced} is not declared");
                let fault = Diagnostic::new(Code::UndeclaredParameter, Place::Key(at.clone()), message);
                match spare {
                    Some(spare) => fault.help(format!("did you mean {}?", quoted(&format!("{{{spare}}}")))),
                    None => fault,
                }
            }
        };
        let add = format!("add a parameter with `name: {name}`, `in: path` and `required: true`");
        lint.push(if fault.help.is_none() { fault.help(add) } else { fault });
    }
    unused(lint, (path.names, path.everywhere), own, path.meant);
}

/// The names in the templates of all paths.
fn names_anywhere(root: &Value) -> BTreeSet<&str> {
    let paths = root.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths.filter_map(|(path, _)| template::names(path).ok()).flatten().collect()
}

/// Drops parameters that have no place in the path. Those that other paths have are left over from a list that was
/// copied; where the value of one that no path has is to go, nobody knows.
fn unused(
    lint: &mut Lint<'_>,
    (names, everywhere): (&IndexSet<&str>, &BTreeSet<&str>),
    declared: Declared<'_>,
    meant: &BTreeSet<&str>,
) {
    for ((location, name), at) in declared {
        if location != "path" || names.contains(name) || meant.contains(name) {
            continue;
        }
        let braced = quoted(&format!("{{{name}}}"));
        if !everywhere.contains(name) {
            let message = format!("no path has a place for this parameter: {braced}");
            lint.push(
                Diagnostic::new(Code::BadParameter, Place::Value(at), message)
                    .help("put it into the path, or send it elsewhere with `in: query`"),
            );
            continue;
        }
        let message = format!("the path has no {braced} for this parameter; it is left out");
        lint.push(
            Diagnostic::new(Code::UnusedParameter, Place::Value(at.clone()), message)
                .help("put it into the path, or send it elsewhere with `in: query`")
                .leaves_out(Part::Parameter),
        );
        lint.edits.remove(at);
    }
}
