//! A document of several files as one: what references to other files point at becomes a component of the document.
//!
//! It runs first, on trees of which nothing is known, so every later stage sees a single document. Findings in what
//! came from another file are reported there, for each part that is brought is noted with where it is from.

mod files;
mod links;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use super::component::{Names, put, section};
use super::dialect;
use super::reference::{self, Reference};
use super::shape::{DOCUMENT, Kind, Object, PATH_ITEM, SCHEMA};
use super::version::Version;
use super::words::{did_you_mean, quoted};
use crate::codes::Code;
use crate::diagnostic::{Diagnostics, FileId, Place};
use crate::pointer::Pointer;
use crate::source::Source;
use files::{Fault, Files, Opened};
use links::{Link, Role};

/// Most values that are copied into a document; guards against files that refer to ever larger parts of each other.
const MAX_VALUES: usize = 4_000_000;

/// Brings what other files hold into the document.
pub(super) fn bundle(root: &mut Value, source: &Source, version: Version, diagnostics: &mut Diagnostics) {
    let Some(folder) = &source.folder else { return };
    let own: BTreeSet<String> = reference::identifiers(root, version).into_keys().collect();
    let is_file = |text: &str| matches!(Reference::of(text), Reference::File { .. }) && !own.contains(text);
    if !links::find(Kind::Object(&DOCUMENT), root).iter().any(|link| is_file(&link.text)) {
        return;
    }
    dialect::drop_callbacks(root, Kind::Object(&DOCUMENT), &Pointer::root(), diagnostics);
    let names = Names::new(root);
    let mut bundle = Bundle {
        root,
        files: Files::new(source, folder),
        diagnostics,
        names,
        own,
        components: BTreeMap::new(),
        parts: VecDeque::new(),
        left: MAX_VALUES,
    };
    bundle.run();
}

/// The state of bundling.
struct Bundle<'a> {
    root: &'a mut Value,
    files: Files<'a>,
    diagnostics: &'a mut Diagnostics,
    names: Names,
    /// What the document's schemas call themselves.
    own: BTreeSet<String>,
    /// Which component a place of a file became, by what was wanted there.
    components: BTreeMap<(FileId, Pointer, &'static str), Pointer>,
    /// What was brought, and is to be looked through.
    parts: VecDeque<Part>,
    /// Values that may still be copied.
    left: usize,
}

/// A part of the document in memory.
struct Part {
    /// Where it is from, unless from the document itself.
    file: Option<FileId>,
    at: Pointer,
    kind: Kind,
}

/// What a reference points at.
enum Target {
    /// A place of the document, as the text of a reference to it.
    Document(String),
    Other(FileId, Pointer),
}

impl Bundle<'_> {
    fn run(&mut self) {
        self.parts.push_back(Part { file: None, at: Pointer::root(), kind: Kind::Object(&DOCUMENT) });
        while let Some(Part { file, at, kind }) = self.parts.pop_front() {
            let links = self.root.pointer(at.as_str()).map(|part| links::find(kind, part));
            for Link { at: below, text, role } in links.into_iter().flatten() {
                if file.is_none() && self.own.contains(&text) {
                    continue;
                }
                let at = at.join(below.as_str());
                let followed = match role {
                    Role::Path => self.path(file, &at, text),
                    Role::Mapping => self.mapping(file, &at, &text),
                    Role::Alias(table) | Role::Reference(table) => {
                        let home = matches!(role, Role::Alias(_)).then(|| at.parent()).flatten();
                        self.refer(file, &at, &text, table, home)
                    }
                };
                match followed {
                    Err(fault) if role.decorates() => self.leave_out(&at, fault),
                    Err(fault) => self.diagnostics.push(fault.at(Place::Value(at))),
                    Ok(()) => {}
                }
            }
        }
    }

    /// Makes a reference one to a component, which is made unless it is there.
    fn refer(
        &mut self,
        file: Option<FileId>,
        at: &Pointer,
        text: &str,
        table: &'static Object,
        home: Option<Pointer>,
    ) -> Result<(), Fault> {
        let Some(section) = section(table) else { return Ok(()) };
        let text = match self.target(file, text)? {
            None => return Ok(()),
            Some(Target::Document(text)) => text,
            Some(Target::Other(file, from)) => {
                let key = (file, from, section);
                if let Some(component) = self.components.get(&key) {
                    reference::to(component)
                } else {
                    let is_home = home.is_some();
                    let component = home
                        .unwrap_or_else(|| self.names.free(section, Some(&self.files.stem(file)), &key.1));
                    self.components.insert(key.clone(), component.clone());
                    let kind = if table.is(&SCHEMA) { Kind::Schema } else { Kind::Or(table) };
                    self.bring(file, &key.1, &component, kind)?;
                    if is_home {
                        return Ok(());
                    }
                    reference::to(&component)
                }
            }
        };
        self.say(at, text);
        Ok(())
    }

    /// A discriminator maps to references, but also to names of schemas, and to files that were bundled long ago: what
    /// leads to no file is judged later.
    fn mapping(&mut self, file: Option<FileId>, at: &Pointer, text: &str) -> Result<(), Fault> {
        let schemas = match file {
            Some(file) => self.files.root(file),
            None => Some(&*self.root),
        };
        let named = Pointer::root().keys(["components", "schemas", text]);
        let is_name = schemas.is_some_and(|schemas| schemas.pointer(named.as_str()).is_some());
        if is_name && file.is_none() {
            return Ok(());
        }
        let text = if is_name { reference::to(&named) } else { text.to_owned() };
        match self.refer(file, at, &text, &SCHEMA, None) {
            Err(fault) if fault.code == Code::LimitExceeded => Err(fault),
            _ => Ok(()),
        }
    }

    /// Puts what a path refers to in its place, beside what it has itself.
    fn path(&mut self, file: Option<FileId>, at: &Pointer, text: String) -> Result<(), Fault> {
        let Some(item) = at.parent() else { return Ok(()) };
        let (mut file, mut text) = (file, text);
        let mut seen = BTreeSet::new();
        loop {
            let (other, from) = match self.target(file, &text)? {
                None => return Ok(()),
                Some(Target::Document(text)) => {
                    self.say(at, text);
                    return Ok(());
                }
                Some(Target::Other(other, from)) => (other, from),
            };
            if !seen.insert((other, from.clone())) {
                let message = format!("this path consists of itself: {}", quoted(&text));
                return Err(Fault::new(Code::CyclicReference, message));
            }
            let members = self.files.root(other).and_then(|root| root.pointer(from.as_str()));
            let Some(members) = members.and_then(Value::as_object).cloned() else {
                let message = format!("a path is wanted here, and {} is no object", quoted(&text));
                return Err(Fault::new(Code::WrongReference, message));
            };
            for (name, _) in members.iter().filter(|(name, _)| *name != "$ref") {
                let to = item.key(name);
                if self.root.pointer(to.as_str()).is_none() {
                    let kind = PATH_ITEM.kind_of(name).unwrap_or(Kind::Any);
                    self.bring(other, &from.key(name), &to, kind)?;
                }
            }
            match members.get("$ref").and_then(Value::as_str) {
                Some(next) => (file, text) = (Some(other), next.to_owned()),
                None => break,
            }
        }
        if let Some(Value::Object(members)) = self.root.pointer_mut(item.as_str()) {
            members.shift_remove("$ref");
        }
        Ok(())
    }

    /// What a reference in a file points at; nothing, when it is not for this stage to judge.
    fn target(&mut self, file: Option<FileId>, text: &str) -> Result<Option<Target>, Fault> {
        let (target, fragment) = match (Reference::of(text), file) {
            (Reference::Own(fragment), Some(file)) => (file, fragment),
            (Reference::File { path, fragment }, _) => {
                let opened = self.files.open(file, &reference::decoded(path), self.diagnostics)?;
                match opened {
                    Opened::Document => return Ok(Some(Target::Document(format!("#{fragment}")))),
                    Opened::Other(file) => (file, fragment),
                    Opened::Faulty => return Ok(None),
                }
            }
            (Reference::Remote, _) => return Err(remote(text)),
            _ => return Ok(None),
        };
        let at = match fragment {
            // It names a member without a name, and is meant for the file.
            "/" => Some(Pointer::root()),
            fragment => Pointer::parse(&reference::decoded(fragment)),
        };
        let Some(at) = at else {
            let message = format!("not a reference: {}", quoted(text));
            return Err(Fault::new(Code::UnknownReference, message)
                .help("what follows `#` is empty or the way to something in the file, from `/`"));
        };
        let root = self.files.root(target);
        if root.is_some_and(|root| root.pointer(at.as_str()).is_some()) {
            return Ok(Some(Target::Other(target, at)));
        }
        Err(self.missing(target, &at, Some(target) == file))
    }

    /// Explains that nothing is at a pointer into a file.
    fn missing(&self, file: FileId, at: &Pointer, is_own: bool) -> Fault {
        let message = format!("{} is not defined in {}", quoted(at.as_str()), quoted(self.files.name(file)));
        let fault = Fault::new(Code::UnknownReference, message);
        if is_own && self.root.pointer(at.as_str()).is_some() {
            let way = self.files.way_back(file);
            return fault.help(format!("`#` is the file itself: write `{way}{}`", reference::to(at)));
        }
        let name = at.last().unwrap_or_default();
        let holder = at.parent().and_then(|holder| self.files.root(file)?.pointer(holder.as_str()));
        let near = holder.and_then(Value::as_object).into_iter().flat_map(|holder| holder.keys());
        Fault { help: did_you_mean(&name, near.map(String::as_str)), ..fault }
    }

    /// Copies a part of a file into the document.
    fn bring(&mut self, file: FileId, from: &Pointer, at: &Pointer, kind: Kind) -> Result<(), Fault> {
        let Some(value) = self.files.root(file).and_then(|root| root.pointer(from.as_str())) else {
            return Ok(());
        };
        self.left = self.left.saturating_sub(count(value));
        if self.left == 0 {
            let message = format!("references copy more than the limit of {MAX_VALUES} values");
            return Err(Fault::new(Code::LimitExceeded, message));
        }
        put(self.root, at, value.clone());
        self.diagnostics.brought(file, from.clone(), at.clone());
        dialect::drop_callbacks(self.root, kind, at, self.diagnostics);
        self.parts.push_back(Part { file: Some(file), at: at.clone(), kind });
        Ok(())
    }

    /// Takes a reference away without which a client can be written.
    fn leave_out(&mut self, at: &Pointer, fault: Fault) {
        let Some(holder) = at.parent() else { return };
        let message =
            format!("{} is left out: {}", quoted(&holder.last().unwrap_or_default()), fault.message);
        if let Some(Value::Object(members)) =
            holder.parent().and_then(|map| self.root.pointer_mut(map.as_str()))
            && let Some(name) = holder.last()
        {
            members.shift_remove(name.as_ref());
        }
        let fault = Fault { code: Code::Repaired, message, ..fault };
        self.diagnostics.push(fault.at(Place::Value(at.clone())));
    }

    /// Lets a reference say something else.
    fn say(&mut self, at: &Pointer, text: String) {
        if let Some(reference) = self.root.pointer_mut(at.as_str()) {
            *reference = Value::String(text);
        }
    }
}

/// Explains that nothing is read from elsewhere.
fn remote(text: &str) -> Fault {
    let (message, help) = reference::refusal(text);
    Fault::new(Code::RemoteReference, message).help(help)
}

/// How many values there are in one, with itself.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(elements) => elements.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}
