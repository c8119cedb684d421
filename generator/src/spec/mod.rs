//! Text to a document that can be trusted: everything that can be wrong with it has been said.
//!
//! The order is what makes it safe and its messages good: `scan` looks at the text before a parser does, `tree` makes
//! plain values of it, `version` says which rules hold, `bundle` brings in what other files hold, `shape` compares the tree with OpenAPI's object model, `lint`
//! applies the rules that no shape can say, `dialect` puts OpenAPI 3.1 into 3.0 terms, and only then does `typed` hand
//! the tree to `openapiv3`. `locate` and `render` come after everything, and only when there is something to show.

mod bundle;
mod component;
mod dialect;
mod edit;
mod lint;
mod listing;
mod locate;
mod reference;
mod render;
mod scan;
mod shape;
mod text;
mod trail;
mod tree;
mod typed;
mod units;
mod version;
mod words;
mod yaml;

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::stack;
use tree::Tree;
use units::Units;
use version::Version;

/// Marks a list whose elements are the branches of its `items`, one of each and in their order. OpenAPI 3.0 has no word
/// for it.
pub(crate) const TUPLE: &str = "x-tuple";

pub use crate::source::Source;
pub(crate) use listing::left_out;
pub use locate::locate;
pub use render::{Style, annotations, json_lines, render};

/// A document in which every reference points at something and every member has the type that OpenAPI wants.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The document in OpenAPI 3.0 terms.
    pub document: OpenAPI,
    /// What of it needs what.
    pub(crate) units: Units,
}

/// Reads a document.
///
/// # Errors
/// Every fault that stops generation, with the warnings so far.
pub fn load(source: &Source, diagnostics: &mut Diagnostics) -> Result<Spec, Diagnostics> {
    stack::with_room(|| loaded(source, diagnostics))
}

/// Reads a document where there is [room](stack::with_room) for it.
pub(crate) fn loaded(source: &Source, diagnostics: &mut Diagnostics) -> Result<Spec, Diagnostics> {
    let root = in_terms_of_30(source, diagnostics)?;
    let units = Units::of(&root);
    let document = typed::parse(root).map_err(|fault| diagnostics.refuse(*fault))?;
    diagnostics.gate(Spec { document, units })
}

/// The tree of a document without what is wrong with it, in OpenAPI 3.0 terms.
fn in_terms_of_30(source: &Source, diagnostics: &mut Diagnostics) -> Result<Value, Diagnostics> {
    let (Tree { mut root, notation, .. }, version) = read(source, diagnostics)?;
    for check in [shape::check, lint::check] {
        let (found, edits) = check(&root, version);
        diagnostics.extend(found);
        edits.apply(&mut root, source, notation, diagnostics);
    }
    diagnostics.gate(())?;
    dialect::rewrite(&mut root, version, diagnostics);
    Ok(root)
}

/// A document as it is written, but as one, whatever files it consists of.
///
/// # Errors
/// Every fault for which it cannot be read.
pub fn bundled(source: &Source) -> Result<Value, Diagnostics> {
    read(source, &mut Diagnostics::new()).map(|(tree, _)| tree.root)
}

/// The tree of a whole document.
fn read(source: &Source, diagnostics: &mut Diagnostics) -> Result<(Tree, Version), Diagnostics> {
    scan::check(source, diagnostics);
    diagnostics.gate(())?;
    let mut tree = tree::read(source).map_err(|fault| diagnostics.refuse(*fault))?;
    diagnostics.extend(std::mem::take(&mut tree.faults));
    diagnostics.gate(())?;
    let version = version::read(&tree.root).map_err(|fault| diagnostics.refuse(*fault))?;
    bundle::bundle(&mut tree.root, source, version, diagnostics);
    diagnostics.gate((tree, version))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loaded(text: String) -> Result<OpenAPI, Diagnostics> {
        let source = Source::new("openapi.json", text);
        load(&source, &mut Diagnostics::new()).map(|spec| spec.document)
    }

    /// A document with one schema, in which `depth` others are nested.
    fn nested(depth: usize, open: &str, close: &str) -> String {
        let (open, close) = (open.repeat(depth), close.repeat(depth));
        format!(
            r#"{{"openapi":"3.1.0","info":{{"title":"","version":""}},"components":{{"schemas":{{"A":{open}{{}}{close}}}}}}}"#
        )
    }

    #[test]
    fn the_deepest_document_needs_no_more_stack_than_a_thread_has() {
        for (open, close, levels) in [
            (r#"{"properties":{"a":"#, "}}", 2),
            (r#"{"items":"#, "}", 1),
            (r#"{"additionalProperties":"#, "}", 1),
            (r#"{"type":["object","array"],"allOf":["#, "]}", 2),
        ] {
            // Root, `components`, `schemas` and the innermost schema are levels too.
            let most = (crate::limits::DEPTH - 5) / levels;
            assert!(loaded(nested(most, open, close)).is_ok(), "{open}");
            assert!(loaded(nested(most + 1, open, close)).is_err(), "{open}");
        }
    }
}
