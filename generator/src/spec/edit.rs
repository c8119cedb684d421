//! Repairs of the tree, noted down while it is read and made when the reading is over.
//!
//! No edit moves a value, so a pointer means the same before and after them.

use serde_json::Value;

use super::Source;
use super::locate;
use super::tree::Notation;
use crate::pointer::Pointer;

/// One change.
#[derive(Clone, Debug)]
enum Edit {
    Set(Value),
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

    /// Takes a member away.
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
    pub(super) fn apply(self, tree: &mut Value, source: &Source, notation: Notation) {
        let quoted = self.0.iter().filter(|(_, edit)| matches!(edit, Edit::Quote)).map(|(at, _)| at);
        let texts = locate::scalar_texts(source, notation, tree, quoted);
        for (at, edit) in self.0 {
            match edit {
                Edit::Set(value) => put(tree, &at, Some(value)),
                Edit::Remove => put(tree, &at, None),
                Edit::Quote => {
                    let text =
                        texts.get(&at).cloned().or_else(|| tree.pointer(at.as_str()).map(Value::to_string));
                    put(tree, &at, text.map(Value::String));
                }
            }
        }
    }
}

fn put(tree: &mut Value, at: &Pointer, value: Option<Value>) {
    let (Some(parent), Some(name)) = (at.parent(), at.last()) else { return };
    match tree.pointer_mut(parent.as_str()) {
        Some(Value::Object(members)) => match value {
            Some(value) => drop(members.insert(name.into_owned(), value)),
            None => drop(members.shift_remove(name.as_ref())),
        },
        Some(Value::Array(elements)) => {
            if let (Some(value), Ok(index)) = (value, name.parse::<usize>())
                && let Some(element) = elements.get_mut(index)
            {
                *element = value;
            }
        }
        _ => {}
    }
}
