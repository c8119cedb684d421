//! Which operations of the document are wanted.

use std::collections::BTreeSet;

use crate::codes::Code;
use crate::config::{Config, Selector};
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use crate::spelling::Spelling;

/// So many names are shown when none is like the one that is not known.
const FEW: usize = 12;

/// The selectors, and what they were tried on.
pub(super) struct Selection<'a> {
    include: Vec<Tried<'a>>,
    exclude: Vec<Tried<'a>>,
    ids: BTreeSet<String>,
    tags: BTreeSet<String>,
    paths: BTreeSet<String>,
    /// Whether something is left.
    is_some: bool,
    /// Where the operations are that are wanted.
    pub(super) selected: BTreeSet<Pointer>,
}

/// A selector, and whether it selected something.
struct Tried<'a> {
    selector: &'a Selector,
    has_matched: bool,
}

impl<'a> Selection<'a> {
    pub(super) fn new(config: &'a Config) -> Self {
        let tried = |selectors: &'a [Selector]| -> Vec<Tried<'a>> {
            selectors.iter().map(|selector| Tried { selector, has_matched: false }).collect()
        };
        Self {
            include: tried(&config.include),
            exclude: tried(&config.exclude),
            ids: BTreeSet::new(),
            tags: BTreeSet::new(),
            paths: BTreeSet::new(),
            is_some: false,
            selected: BTreeSet::new(),
        }
    }

    /// Whether an operation is wanted.
    pub(super) fn selects(&mut self, id: &str, tags: &[String], path: &str) -> bool {
        if self.include.is_empty() && self.exclude.is_empty() {
            return true;
        }
        self.ids.insert(id.to_owned());
        self.tags.extend(tags.iter().cloned());
        self.paths.insert(path.to_owned());
        let any = |tried: &mut [Tried<'_>]| {
            // Each is tried, so that it is known of each whether it ever selects something.
            tried.iter_mut().fold(false, |any, own| {
                let matches = own.selector.selects(id, tags, path);
                own.has_matched |= matches;
                any || matches
            })
        };
        let is_included = any(&mut self.include) || self.include.is_empty();
        let is_excluded = any(&mut self.exclude);
        self.is_some |= is_included && !is_excluded;
        is_included && !is_excluded
    }

    /// The selectors that selected nothing; or, if each did, that nothing is left.
    pub(super) fn faults(&self) -> Vec<Diagnostic> {
        let mut faults = self.unmatched("include", &self.include);
        faults.extend(self.unmatched("exclude", &self.exclude));
        if faults.is_empty() && !self.exclude.is_empty() && !self.is_some {
            let place = Place::Choice(Pointer::root().key("exclude"));
            let message = "no operation is left: all that are included are excluded";
            faults.push(Diagnostic::new(Code::UnmatchedChoice, place, message));
        }
        faults
    }

    fn unmatched(&self, key: &str, tried: &[Tried<'_>]) -> Vec<Diagnostic> {
        let at = Pointer::root().key(key);
        let spelling = Spelling::default();
        let unmatched = tried.iter().enumerate().filter(|(_, own)| !own.has_matched);
        let faults = unmatched.map(|(index, own)| {
            let selector = own.selector;
            let known = match selector {
                Selector::Tag(_) => &self.tags,
                Selector::Operation(_) => &self.ids,
                Selector::Path(_) => &self.paths,
            };
            let place = Place::Choice(at.index(index));
            let message = match selector {
                Selector::Tag(name) => format!("no operation has the tag `{name}`"),
                Selector::Operation(name) => format!("no operation is called `{name}`"),
                Selector::Path(pattern) => format!("no path fits `{pattern}`"),
            };
            let mut fault = Diagnostic::new(Code::UnmatchedChoice, place, message);
            fault.help = spelling
                .did_you_mean(selector.text(), known.iter().map(String::as_str))
                .or_else(|| listed(known));
            fault
        });
        faults.collect()
    }
}

/// All names, if they are few.
fn listed(known: &BTreeSet<String>) -> Option<String> {
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    (1..=FEW).contains(&names.len()).then(|| format!("there are {}", names.join(", ")))
}
