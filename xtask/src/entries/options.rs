//! What an entry chooses beside document and output.

use std::ops::Range;

use generator::config::{SELECTORS, Selector};
use generator::pointer::Pointer;
use toml_edit::{Item, TableLike};

use super::Reader;
use crate::failure::Failure;

/// The keys of choices.
pub(super) const KEYS: [&str; 2] = ["include", "exclude"];

/// What is chosen, and where that stands.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The operations that are generated.
    pub(crate) include: Vec<Selector>,
    /// The operations that are not.
    pub(crate) exclude: Vec<Selector>,
    /// Where each choice stands, by its keys.
    pub(crate) places: Vec<(Pointer, Range<usize>)>,
}

impl Reader<'_> {
    pub(super) fn options(&mut self, table: &dyn TableLike) -> Options {
        let mut options = Options::default();
        options.include = self.selectors("include", table, &mut options);
        options.exclude = self.selectors("exclude", table, &mut options);
        options
    }

    fn selectors(&mut self, key: &str, table: &dyn TableLike, options: &mut Options) -> Vec<Selector> {
        let at = Pointer::root().key(key);
        let mut selectors = Vec::new();
        for (index, (text, span)) in self.texts(key, table).into_iter().enumerate() {
            match text.parse() {
                Ok(selector) => selectors.push(selector),
                Err(_) => {
                    let failure = Failure::new(format!("`{text}` selects nothing"));
                    self.refuse(span.clone(), failure.help(format!("write {SELECTORS}")));
                }
            }
            options.places.extend(span.map(|span| (at.index(index), span)));
        }
        options.places.extend(table.get(key).and_then(Item::span).map(|span| (at, span)));
        selectors
    }

    /// The strings of a list.
    pub(super) fn texts(&mut self, key: &str, table: &dyn TableLike) -> Vec<(String, Option<Range<usize>>)> {
        let Some(item) = table.get(key) else { return Vec::new() };
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
