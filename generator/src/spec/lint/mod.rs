//! Rules of the whole document, which no table of members can say: names that must exist, or exist once, and values
//! that must agree.
//!
//! Every rule expects a well-shaped tree but copes with another, so that one run reports faults of both kinds.

mod cycle;
mod link;
mod listed;
mod media;
mod name;
mod number;
mod parameter;
mod path;
mod reference;
mod schema;
mod security;
mod server;
mod template;
mod url;

use serde_json::Value;

use super::edit::Edits;
use super::reference::Resolver;
use super::shape::visit;
use super::trail::Trail;
use super::version::Version;
use super::words::quoted;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spelling::Spelling;

/// What the rules share.
struct Lint<'d> {
    root: &'d Value,
    version: Version,
    resolver: Resolver<'d>,
    found: Vec<Diagnostic>,
    edits: Edits,
    spelling: Spelling,
}

/// Applies every rule.
pub(super) fn check(root: &Value, version: Version) -> (Vec<Diagnostic>, Edits) {
    let resolver = Resolver::new(root, version);
    let mut lint = Lint {
        root,
        version,
        resolver,
        found: Vec::new(),
        edits: Edits::default(),
        spelling: Spelling::default(),
    };
    let mut references = reference::References::default();
    let links = link::Links::of(&lint);
    visit(root, &mut |found| {
        references.check(&mut lint, found);
        schema::check(&mut lint, found);
        parameter::check(&mut lint, found);
        security::check(&mut lint, found);
        name::check(&mut lint, found);
        server::check(&mut lint, found);
        url::check(&mut lint, found);
        links.check(&mut lint, found);
        media::check(&mut lint, found);
        listed::check(&mut lint, found);
    });
    cycle::check(&mut lint);
    path::check(&mut lint);
    (lint.found, lint.edits)
}

impl<'d> Lint<'d> {
    /// The value at a place, through the references that stand in its way.
    fn resolved(&self, value: &'d Value) -> Option<&'d Value> {
        let mut value = value;
        // A chain longer than this is a cycle or a joke; `cycle` reports the former.
        for _ in 0..MAX_CHAIN {
            match value.get("$ref").and_then(Value::as_str) {
                Some(reference) => value = self.resolver.find(reference).ok()?.value,
                None => return Some(value),
            }
        }
        None
    }

    fn push(&mut self, found: Diagnostic) {
        self.found.push(found);
    }

    /// Reports that one value contradicts another beside it.
    fn report(&mut self, code: Code, at: &Trail<'_>, message: impl Into<String>) {
        self.push(Diagnostic::new(code, Place::Value(at.pointer()), message));
    }

    /// Reports a member that does not fit, and that it is dropped.
    fn dropped(&mut self, code: Code, at: &Trail<'_>, message: &str) {
        let name = quoted(at.name().unwrap_or_default());
        self.report(code, at, format!("{name} {message}; it is dropped"));
        self.edits.remove(at.pointer());
    }
}

/// Longest chain of references to references that is followed.
const MAX_CHAIN: usize = 5_000;
