//! What a document consists of: every reference from file to file, followed to its end, before anything is changed.
//!
//! Names are given only when all is known, so that they do not depend on the order in which things are found.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use indexmap::IndexMap;
use serde_json::Value;

use super::files::{Fault, Files, Opened};
use super::links::{self, Link, Role};
use crate::codes::Code;
use crate::diagnostic::{Diagnostics, FileId, Place};
use crate::limits;
use crate::pointer::Pointer;
use crate::source::{Folder, Source};
use crate::spec::component::section;
use crate::spec::reference::{self, Reference};
use crate::spec::shape::{DOCUMENT, Kind, PATH_ITEM, SCHEMA};
use crate::spec::words::quoted;
use crate::spelling::Spelling;

/// A place of another file, and the section of the components that it is wanted for.
pub(super) type Key = (FileId, Pointer, &'static str);

/// What a reference is to say.
pub(super) enum Said {
    /// The text of a reference to a place of the document.
    Text(String),
    /// The component that a place becomes.
    Component(Key),
}

/// A part of another file that is wanted at a place of the document.
pub(super) struct Member {
    pub(super) file: FileId,
    pub(super) from: Pointer,
    pub(super) to: Pointer,
    pub(super) kind: Kind,
}

/// All that was found.
pub(super) struct Discovery<'a, 's> {
    root: &'a Value,
    pub(super) files: Files<'s>,
    diagnostics: &'a mut Diagnostics,
    /// What the document's schemas call themselves.
    own: &'a BTreeSet<String>,
    /// What becomes a component, in the order of the document, and the components that are nothing but a reference
    /// to it.
    pub(super) components: IndexMap<Key, (Kind, Vec<Pointer>)>,
    /// What is put in place, and the paths whose references are followed by that.
    pub(super) members: Vec<Member>,
    pub(super) paths: Vec<Pointer>,
    /// By the file and the place of its text, what a reference is to say.
    pub(super) said: BTreeMap<Option<FileId>, BTreeMap<Pointer, Said>>,
    /// References without which a client can be written, and which lead nowhere.
    pub(super) dropped: BTreeSet<(Option<FileId>, Pointer)>,
    /// What is still to be looked through.
    parts: VecDeque<(Option<FileId>, Pointer, Kind)>,
    seen: BTreeSet<(FileId, Pointer, &'static str)>,
    /// Values that may still be copied.
    left: usize,
    spelling: Spelling,
}

/// What a reference points at.
enum Target {
    /// A place of the document, as the text of a reference to it.
    Document(String),
    Other(FileId, Pointer),
}

impl<'a, 's> Discovery<'a, 's> {
    pub(super) fn new(
        root: &'a Value,
        source: &'s Source,
        folder: &'s Folder,
        own: &'a BTreeSet<String>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            root,
            files: Files::new(source, folder),
            diagnostics,
            own,
            components: IndexMap::new(),
            members: Vec::new(),
            paths: Vec::new(),
            said: BTreeMap::new(),
            dropped: BTreeSet::new(),
            parts: VecDeque::from([(None, Pointer::root(), Kind::Object(&DOCUMENT))]),
            seen: BTreeSet::new(),
            left: limits::VALUES,
            spelling: Spelling::default(),
        }
    }

    /// Follows every reference.
    pub(super) fn run(mut self) -> Self {
        while let Some((file, part, kind)) = self.parts.pop_front() {
            let links = self.tree(file).and_then(|tree| tree.pointer(part.as_str()));
            let links = links.map(|part| links::find(kind, part));
            for Link { at, text, role } in links.into_iter().flatten() {
                if file.is_some() || !self.own.contains(&text) {
                    let at = part.join(at.as_str());
                    if let Err(fault) = self.follow(file, &at, text, role) {
                        self.report(file, &at, role, fault);
                    }
                }
            }
        }
        self
    }

    fn tree(&self, file: Option<FileId>) -> Option<&Value> {
        file.map_or(Some(self.root), |file| self.files.root(file))
    }

    fn report(&mut self, file: Option<FileId>, at: &Pointer, role: Role, fault: Fault) {
        let place = Place::Value(at.clone()).of(file);
        if !role.decorates() {
            return self.diagnostics.push(fault.at(place));
        }
        let Some(holder) = at.parent() else { return };
        let message =
            format!("{} is left out: {}", quoted(&holder.last().unwrap_or_default()), fault.message);
        let fault = Fault { code: Code::Repaired, message, ..fault };
        self.diagnostics.push(fault.at(place));
        self.dropped.insert((file, holder));
    }

    fn follow(&mut self, file: Option<FileId>, at: &Pointer, text: String, role: Role) -> Result<(), Fault> {
        let (table, text) = match role {
            Role::Path => return self.path(file, at, text),
            Role::Mapping => match self.mapping(file, text) {
                Some(text) => (&SCHEMA, text),
                None => return Ok(()),
            },
            Role::Alias(table) | Role::Reference(table) => (table, text),
        };
        let Some(section) = section(table) else { return Ok(()) };
        let said = match self.target(file, &text) {
            Ok(None) => return Ok(()),
            Ok(Some(Target::Document(text))) => Said::Text(text),
            Ok(Some(Target::Other(other, from))) => {
                let kind = if table.is(&SCHEMA) { Kind::Schema } else { Kind::Or(table) };
                let key = (other, from, section);
                if !self.components.contains_key(&key) {
                    self.look_through(other, &key.1, section, kind)?;
                }
                let (_, aliases) = self.components.entry(key.clone()).or_insert((kind, Vec::new()));
                if let Role::Alias(_) = role {
                    aliases.extend(at.parent());
                }
                Said::Component(key)
            }
            // Files that were bundled leave such names behind: the schema is meant, as `lint` will say.
            Err(fault) if matches!(role, Role::Mapping) && fault.code == Code::UnknownReference => {
                let name = reference::file_stem(&text).filter(|name| self.has_schema(name));
                return name.map(|_| ()).ok_or(fault);
            }
            Err(fault) => return Err(fault),
        };
        self.said.entry(file).or_default().insert(at.clone(), said);
        Ok(())
    }

    /// The reference that a discriminator has for a value; nothing where the document's schemas have names for it.
    fn mapping(&self, file: Option<FileId>, text: String) -> Option<String> {
        let named = Pointer::root().keys(["components", "schemas", &text]);
        let is_name = self.tree(file).is_some_and(|tree| tree.pointer(named.as_str()).is_some());
        match (is_name, file) {
            (true, None) => None,
            (true, Some(_)) => Some(reference::to(&named)),
            (false, _) => Some(text),
        }
    }

    fn has_schema(&self, name: &str) -> bool {
        let named = Pointer::root().keys(["components", "schemas", name]);
        self.root.pointer(named.as_str()).is_some()
    }

    /// What a path refers to stands in its place, beside what it has itself. Only the document has paths: what is
    /// brought from other files has none inside.
    fn path(&mut self, file: Option<FileId>, at: &Pointer, text: String) -> Result<(), Fault> {
        let Some(item) = at.parent() else { return Ok(()) };
        let (mut file, mut text) = (file, text);
        let mut circle = BTreeSet::new();
        let mut names: BTreeSet<String> = BTreeSet::new();
        loop {
            let (other, from) = match self.target(file, &text)? {
                None => return Ok(()),
                Some(Target::Document(text)) => {
                    self.said.entry(None).or_default().insert(at.clone(), Said::Text(text));
                    return Ok(());
                }
                Some(Target::Other(other, from)) => (other, from),
            };
            if !circle.insert((other, from.clone())) {
                let message = format!("this path consists of itself: {}", quoted(&text));
                return Err(Fault::new(Code::CyclicReference, message));
            }
            let members = self.files.root(other).and_then(|root| root.pointer(from.as_str()));
            let Some(members) = members.and_then(Value::as_object) else {
                let message = format!("a path is wanted here, and {} is no object", quoted(&text));
                return Err(Fault::new(Code::WrongReference, message));
            };
            let next = members.get("$ref").and_then(Value::as_str).map(str::to_owned);
            let found: Vec<String> = members.keys().filter(|name| *name != "$ref").cloned().collect();
            for name in found {
                let to = item.key(&name);
                if self.root.pointer(to.as_str()).is_none() && names.insert(name.clone()) {
                    let kind = PATH_ITEM.kind_of(&name).unwrap_or(Kind::Any);
                    let from = from.key(&name);
                    self.look_through(other, &from, "paths", kind)?;
                    self.members.push(Member { file: other, from, to, kind });
                }
            }
            match next {
                Some(next) => (file, text) = (Some(other), next),
                None => break,
            }
        }
        self.paths.push(item);
        Ok(())
    }

    /// Notes that a part of a file is copied, and has to be looked through.
    fn look_through(
        &mut self,
        file: FileId,
        from: &Pointer,
        section: &'static str,
        kind: Kind,
    ) -> Result<(), Fault> {
        let value = self.files.root(file).and_then(|root| root.pointer(from.as_str()));
        self.left = self.left.saturating_sub(value.map_or(0, count));
        if self.left == 0 {
            let message = format!("references copy more than the limit of {} values", limits::VALUES);
            return Err(Fault::new(Code::LimitExceeded, message));
        }
        if self.seen.insert((file, from.clone(), section)) {
            self.parts.push_back((Some(file), from.clone(), kind));
        }
        Ok(())
    }

    /// What a reference in a file points at; nothing, when it is not for this stage to judge.
    fn target(&mut self, file: Option<FileId>, text: &str) -> Result<Option<Target>, Fault> {
        let (target, fragment) = match (Reference::of(text), file) {
            (Reference::Own(fragment), Some(file)) => (file, fragment),
            (Reference::File { path, fragment }, _) => {
                let opened = self.files.open(file, &reference::decoded(path), self.diagnostics);
                let opened = opened.map_err(|fault| self.without_hash(file, text, fault))?;
                match opened {
                    Opened::Document => return Ok(Some(Target::Document(format!("#{fragment}")))),
                    Opened::Other(file) => (file, fragment),
                    Opened::Faulty => return Ok(None),
                }
            }
            (Reference::Remote, _) => {
                let (message, help) = reference::refusal(text);
                return Err(Fault::new(Code::RemoteReference, message).help(help));
            }
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

    /// A path that is not there may be a pointer that lacks its beginning.
    fn without_hash(&self, file: Option<FileId>, text: &str, fault: Fault) -> Fault {
        let root = file.map_or(Some(self.root), |file| self.files.root(file));
        let pointer = format!("/{}", reference::decoded(text.trim_start_matches('/')));
        if fault.code != Code::UnknownReference || root.is_none_or(|root| root.pointer(&pointer).is_none()) {
            return fault;
        }
        fault.help(format!("did you mean {}?", quoted(&format!("#{pointer}"))))
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
        Fault { help: self.spelling.did_you_mean(&name, near.map(String::as_str)), ..fault }
    }
}

/// How many values there are in one, with itself.
pub(super) fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(elements) => elements.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}
