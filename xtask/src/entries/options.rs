//! What an entry chooses beside document and output.

use std::collections::BTreeMap;
use std::ops::Range;

use generator::config::{NotAPath, RustPath, SELECTORS, Selector};
use generator::pointer::Pointer;
use toml_edit::{Item, Key, TableLike};

use super::Reader;
use crate::failure::{Failure, Place};
use crate::workspace::Workspace;

/// The keys of choices.
pub(super) const KEYS: [&str; 6] = ["include", "exclude", "types", "names", "derives", "dependencies"];

/// What is chosen, and where that stands.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The operations that are generated.
    pub(crate) include: Vec<Selector>,
    /// The operations that are not.
    pub(crate) exclude: Vec<Selector>,
    /// Types in place of generated ones.
    pub(crate) types: BTreeMap<String, RustPath>,
    /// What names are made from.
    pub(crate) names: BTreeMap<String, String>,
    /// What types derive as well.
    pub(crate) derives: BTreeMap<String, Vec<RustPath>>,
    /// Dependencies of the generated crate, as they are written.
    pub(crate) dependencies: BTreeMap<String, String>,
    /// Where each choice stands, by its keys.
    places: Vec<(Pointer, Range<usize>)>,
}

impl Options {
    /// Notes where the crate's name stands.
    pub(super) fn place_of_name(&mut self, span: Option<Range<usize>>) {
        self.places.extend(span.map(|span| (Pointer::root().key("crate"), span)));
    }

    /// Where the manifest has which choice.
    pub(crate) fn places(&self, workspace: &Workspace) -> BTreeMap<Pointer, Place> {
        let place =
            |(at, span): &(Pointer, Range<usize>)| Some((at.clone(), workspace.place(Some(span.clone()))?));
        self.places.iter().filter_map(place).collect()
    }
}

impl Reader<'_> {
    pub(super) fn options(&mut self, table: &dyn TableLike) -> Options {
        let mut options = Options::default();
        options.include = self.selectors("include", table, &mut options);
        options.exclude = self.selectors("exclude", table, &mut options);
        for (key, item) in self.table("types", table, &mut options) {
            let path = self.string_of(&key, &item).and_then(|text| self.path(&text, item.span()));
            options.types.extend(path.map(|path| (key, path)));
        }
        for (key, item) in self.table("names", table, &mut options) {
            options.names.extend(self.string_of(&key, &item).map(|text| (key, text)));
        }
        for (key, item) in self.table("derives", table, &mut options) {
            let texts = self.strings(&key, &item);
            let paths = texts.into_iter().filter_map(|(text, span)| self.path(&text, span)).collect();
            options.derives.insert(key, paths);
        }
        for (key, item) in self.table("dependencies", table, &mut options) {
            let span = item.span();
            match item.into_value() {
                Ok(value) if value.is_str() || value.is_inline_table() => {
                    options.dependencies.insert(key, value.to_string().trim().to_owned());
                }
                _ => {
                    let failure = Failure::new(format!("`{key}` is neither a version nor a table"));
                    self.refuse(span, failure.help(format!("write `{key} = \"1\"`")));
                }
            }
        }
        options
    }

    /// The members of a table.
    fn table(&mut self, key: &str, table: &dyn TableLike, options: &mut Options) -> Vec<(String, Item)> {
        let Some(item) = table.get(key) else { return Vec::new() };
        let Some(members) = item.as_table_like() else {
            let failure = Failure::new(format!("`{key}` is not a table: {}", item.type_name()));
            self.refuse(item.span(), failure.help(format!("write `{key} = {{ … }}`")));
            return Vec::new();
        };
        let at = Pointer::root().key(key);
        for (name, value) in members.iter() {
            let span = members.key(name).and_then(Key::span).or_else(|| value.span());
            options.places.extend(span.map(|span| (at.key(name), span)));
        }
        members.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect()
    }

    fn string_of(&mut self, key: &str, item: &Item) -> Option<String> {
        self.text(key, item).map(|text| text.value)
    }

    fn path(&mut self, text: &str, span: Option<Range<usize>>) -> Option<RustPath> {
        let path = text.parse();
        if let Err(fault) = &path {
            let failure = Failure::new(format!("`{text}` is no path of Rust"));
            let fault: &NotAPath = fault;
            self.refuse(span, failure.help(fault.to_string()));
        }
        path.ok()
    }

    fn selectors(&mut self, key: &str, table: &dyn TableLike, options: &mut Options) -> Vec<Selector> {
        let at = Pointer::root().key(key);
        let mut selectors = Vec::new();
        for (index, (text, span)) in self.texts(key, table).into_iter().enumerate() {
            if let Ok(selector) = text.parse() {
                selectors.push(selector);
            } else {
                let failure = Failure::new(format!("`{text}` selects nothing"));
                self.refuse(span.clone(), failure.help(format!("write {SELECTORS}")));
            }
            options.places.extend(span.map(|span| (at.index(index), span)));
        }
        options.places.extend(table.get(key).and_then(Item::span).map(|span| (at, span)));
        selectors
    }

    /// The strings of a list.
    pub(super) fn texts(&mut self, key: &str, table: &dyn TableLike) -> Vec<(String, Option<Range<usize>>)> {
        table.get(key).map(|item| self.strings(key, item)).unwrap_or_default()
    }

    fn strings(&mut self, key: &str, item: &Item) -> Vec<(String, Option<Range<usize>>)> {
        let texts = item.as_array().and_then(|list| {
            list.iter().map(|value| Some((value.as_str()?.to_owned(), value.span()))).collect()
        });
        texts.unwrap_or_else(|| {
            let failure = Failure::new(format!("`{key}` is not a list of strings"));
            self.refuse(item.span(), failure.help(format!("write `{key} = [\"…\"]`")));
            Vec::new()
        })
    }
}
