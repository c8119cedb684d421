//! Schemas that contradict themselves, so that nothing can be right about them.

use std::cell::Cell;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use toml_edit::{ArrayOfTables, DocumentMut, Item};

use crate::report::Tally;

/// The list in `exceptions.toml`.
pub(crate) struct Exceptions {
    entries: Vec<Entry>,
}

struct Entry {
    document: String,
    schema: String,
    used: Cell<Use>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Its document was not among those that were tried.
    NotTried,
    /// Its document was tried, and its schema did not fail.
    Unused,
    Used,
}

impl Exceptions {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(format!("cannot read `{}`: {error}", path.display())),
        };
        let document: DocumentMut = text.parse().map_err(|error| format!("`{}`: {error}", path.display()))?;
        let none = ArrayOfTables::new();
        let tables = document.get("exception").and_then(Item::as_array_of_tables).unwrap_or(&none);
        let entries = tables.iter().map(|table| {
            let text = |key: &str| {
                let found = table.get(key).and_then(Item::as_str).filter(|text| !text.is_empty());
                found
                    .map(str::to_owned)
                    .ok_or_else(|| format!("`{}`: an exception without `{key}`", path.display()))
            };
            text("reason")?;
            Ok(Entry { document: text("document")?, schema: text("schema")?, used: Cell::new(Use::NotTried) })
        });
        Ok(Self { entries: entries.collect::<Result<_, String>>()? })
    }

    /// Takes away the failures that are explained.
    pub(crate) fn apply(&self, document: &str, tally: &mut Tally) {
        for entry in self.entries.iter().filter(|entry| entry.document == document) {
            let before = tally.failures.len();
            tally.failures.retain(|failure| failure.schema != entry.schema);
            let excepted = before - tally.failures.len();
            tally.excepted += excepted;
            entry.used.set(if excepted > 0 { Use::Used } else { Use::Unused });
        }
    }

    /// Entries that nothing needs any more.
    pub(crate) fn unused(&self) -> Vec<String> {
        let unused = self.entries.iter().filter(|entry| entry.used.get() == Use::Unused);
        unused.map(|entry| format!("{}: {}", entry.document, entry.schema)).collect()
    }
}
