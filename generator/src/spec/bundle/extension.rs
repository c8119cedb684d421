//! Parts of the document that stand in its extensions (`x-…`). OpenAPI does not say what such a part is; a reference
//! to it does, so it becomes a component, or the path that refers to it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::discover::count;
use super::links::{self, Link, Role};
use super::say;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::limits;
use crate::pointer::Pointer;
use crate::spec::component::{Names, put, section};
use crate::spec::reference::{self, Reference};
use crate::spec::shape::{DOCUMENT, Kind, Object, PATH_ITEM, SCHEMA, table_at};

/// Puts what references find in extensions where OpenAPI has it.
pub(super) fn adopt(root: &mut Value, diagnostics: &mut Diagnostics) {
    let names = Names::new(root);
    let mut adoption = Adoption {
        root,
        diagnostics,
        names,
        components: BTreeMap::new(),
        paths: BTreeSet::new(),
        parts: vec![(Pointer::root(), Kind::Object(&DOCUMENT))],
        left: limits::VALUES,
    };
    adoption.run();
}

struct Adoption<'a> {
    root: &'a mut Value,
    diagnostics: &'a mut Diagnostics,
    names: Names,
    /// What each place became, by the section it is wanted for.
    components: BTreeMap<(Pointer, &'static str), Pointer>,
    /// Paths, with what they were given: a circle ends where it began.
    paths: BTreeSet<(Pointer, Pointer)>,
    /// What is still to be looked through.
    parts: Vec<(Pointer, Kind)>,
    /// Values that may still be copied.
    left: usize,
}

impl Adoption<'_> {
    fn run(&mut self) {
        while let Some((part, kind)) = self.parts.pop() {
            let links = self.root.pointer(part.as_str()).map(|value| links::find(kind, value));
            for Link { at, text, role } in links.into_iter().flatten() {
                let at = part.join(at.as_str());
                let Some(from) = place(&text).filter(|from| self.is_object(from)) else { continue };
                if self.left == 0 {
                    return self.too_many(at);
                }
                match role {
                    Role::Path => self.path(&at, &from),
                    Role::Mapping => self.component(&at, from, &SCHEMA, None),
                    Role::Alias(table) => self.component(&at, from, table, at.parent()),
                    Role::Reference(table) => self.component(&at, from, table, None),
                }
            }
        }
    }

    fn is_object(&self, at: &Pointer) -> bool {
        self.root.pointer(at.as_str()).is_some_and(Value::is_object)
    }

    /// Makes a component of a part, or of `home`, which is nothing but the reference to it.
    fn component(&mut self, at: &Pointer, from: Pointer, table: &'static Object, home: Option<Pointer>) {
        let Some(section) = section(table) else { return };
        let key = (from, section);
        if let Some(to) = self.components.get(&key) {
            return say(self.root, at, Some(reference::to(to)));
        }
        let value = self.copy(&key.0);
        let is_home = home.is_some();
        let to = home.unwrap_or_else(|| self.names.free(section, None, &key.0));
        put(self.root, &to, value);
        self.diagnostics.moved(key.0.clone(), to.clone());
        self.parts.push((to.clone(), if table.is(&SCHEMA) { Kind::Schema } else { Kind::Or(table) }));
        if !is_home {
            say(self.root, at, Some(reference::to(&to)));
        }
        self.components.insert(key, to);
    }

    /// Gives a path what it refers to, beside what it has itself.
    fn path(&mut self, at: &Pointer, from: &Pointer) {
        let Some(item) = at.parent() else { return };
        if !self.paths.insert((item.clone(), from.clone())) {
            return;
        }
        let Value::Object(given) = self.copy(from) else { return };
        let Some(Value::Object(members)) = self.root.pointer_mut(item.as_str()) else { return };
        members.shift_remove("$ref");
        for (name, value) in given {
            if !members.contains_key(&name) {
                self.diagnostics.moved(from.key(&name), item.key(&name));
                members.insert(name, value);
            }
        }
        self.parts.push((item, Kind::Or(&PATH_ITEM)));
    }

    fn copy(&mut self, from: &Pointer) -> Value {
        let value = self.root.pointer(from.as_str()).cloned().unwrap_or_else(|| Map::new().into());
        self.left = self.left.saturating_sub(count(&value));
        value
    }

    fn too_many(&mut self, at: Pointer) {
        let message = format!("references copy more than the limit of {} values", limits::VALUES);
        self.diagnostics.push(Diagnostic::new(Code::LimitExceeded, Place::Value(at), message));
    }
}

/// The place that a reference points at, if it stands in an extension.
pub(super) fn place(text: &str) -> Option<Pointer> {
    let Reference::Own(fragment) = Reference::of(text) else { return None };
    let at = Pointer::parse(&reference::decoded(fragment))?;
    (at.tokens().any(|token| token.starts_with("x-")) && table_at(at.tokens()).is_none()).then_some(at)
}
