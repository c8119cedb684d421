//! Repairs of the tree, noted down while it is read and made when the reading is over.
//!
//! Pointers mean the same before and after, but for elements behind one that is removed: those moves are noted.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Source;
use super::locate;
use super::tree::{self, Notation};
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// One change.
#[derive(Clone, Debug)]
enum Edit {
    Set(Value),
    Append(Value),
    Remove,
    /// The scalar becomes a string with the text that it has in the document: `1.10` is not `1.1`.
    Quote,
}

/// Changes in the order in which they are to be made.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits(Vec<(Pointer, Edit)>);

impl Edits {
    /// Puts a value at a place, whether there is one or not.
    pub(super) fn set(&mut self, at: Pointer, value: impl Into<Value>) {
        self.0.push((at, Edit::Set(value.into())));
    }

    /// Puts a value at the end of a list, whether there is one or not.
    pub(super) fn append(&mut self, list: Pointer, value: Value) {
        self.0.push((list, Edit::Append(value)));
    }

    /// Takes a member or an element away.
    pub(super) fn remove(&mut self, at: Pointer) {
        self.0.push((at, Edit::Remove));
    }

    /// Turns a scalar into a string.
    pub(super) fn quote(&mut self, at: Pointer) {
        self.0.push((at, Edit::Quote));
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets what was noted after the first `len` changes.
    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// Makes the changes.
    pub(super) fn apply(
        self,
        tree: &mut Value,
        source: &Source,
        notation: Notation,
        diagnostics: &mut Diagnostics,
    ) {
        let texts = self.texts(tree, source, notation, diagnostics);
        // Elements of lists go last: until then every pointer means what it meant.
        let mut elements: BTreeMap<Pointer, BTreeSet<usize>> = BTreeMap::new();
        for (at, edit) in self.0 {
            match edit {
                Edit::Set(value) => put(tree, &at, value),
                Edit::Append(value) => match tree.pointer_mut(at.as_str()) {
                    Some(Value::Array(elements)) => elements.push(value),
                    _ => put(tree, &at, Value::Array(vec![value])),
                },
                Edit::Remove => {
                    if let Some((list, index)) = remove(tree, &at) {
                        elements.entry(list).or_default().insert(index);
                    }
                }
                Edit::Quote => {
                    if let Some(text) =
                        texts.get(&at).cloned().or_else(|| tree.pointer(at.as_str()).map(Value::to_string))
                    {
                        put(tree, &at, Value::String(text));
                    }
                }
            }
        }
        for (list, removed) in elements.into_iter().rev() {
            let Some(Value::Array(values)) = tree.pointer_mut(list.as_str()) else { continue };
            let kept: Vec<usize> = (0..values.len()).filter(|index| !removed.contains(index)).collect();
            for (new, &old) in kept.iter().enumerate().filter(|(new, old)| new != *old) {
                values.swap(new, old);
                diagnostics.moved(list.index(old), list.index(new));
            }
            values.truncate(kept.len());
        }
    }
}

impl Edits {
    /// The texts of the scalars that become strings, each from the file that it is in.
    fn texts(
        &self,
        tree: &Value,
        source: &Source,
        notation: Notation,
        diagnostics: &Diagnostics,
    ) -> BTreeMap<Pointer, String> {
        let quoted = self.0.iter().filter(|(_, edit)| matches!(edit, Edit::Quote)).map(|(at, _)| at);
        let mut by_file: BTreeMap<_, BTreeMap<Pointer, Vec<&Pointer>>> = BTreeMap::new();
        for at in quoted {
            let (file, from) = diagnostics.origin(at);
            by_file.entry(file).or_default().entry(from).or_default().push(at);
        }
        let mut texts = BTreeMap::new();
        for (file, places) in by_file {
            let found = match file.and_then(|file| diagnostics.file(file)) {
                None => locate::scalar_texts(source, notation, tree, places.keys()),
                Some(source) => tree::read(source).map_or_else(
                    |_| BTreeMap::new(),
                    |tree| locate::scalar_texts(source, tree.notation, &tree.root, places.keys()),
                ),
            };
            for (from, text) in found {
                let here = places.get(&from).into_iter().flatten();
                texts.extend(here.map(|at| ((*at).clone(), text.clone())));
            }
        }
        texts
    }
}

fn put(tree: &mut Value, at: &Pointer, value: Value) {
    let (Some(parent), Some(name)) = (at.parent(), at.last()) else { return };
    match tree.pointer_mut(parent.as_str()) {
        Some(Value::Object(members)) => drop(members.insert(name.into_owned(), value)),
        Some(Value::Array(elements)) => {
            if let Some(element) = name.parse::<usize>().ok().and_then(|index| elements.get_mut(index)) {
                *element = value;
            }
        }
        _ => {}
    }
}

/// Removes a member. Of an element, says which one of which list it is.
fn remove(tree: &mut Value, at: &Pointer) -> Option<(Pointer, usize)> {
    let (parent, name) = (at.parent()?, at.last()?);
    match tree.pointer_mut(parent.as_str())? {
        Value::Object(members) => {
            members.shift_remove(name.as_ref());
            None
        }
        Value::Array(elements) => {
            let index = name.parse().ok().filter(|index| *index < elements.len())?;
            Some((parent, index))
        }
        _ => None,
    }
}
