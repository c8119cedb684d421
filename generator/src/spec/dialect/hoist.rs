//! References into the middle of the document: what they point at becomes a component, so that every later stage
//! finds each reference's target by section and name.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use crate::spec::component::{Names, is_component, put, section};
use crate::spec::reference::{self, Resolver};
use crate::spec::shape::visit;
use crate::spec::version::Version;

pub(super) fn hoist(root: &mut Value, version: Version, diagnostics: &mut Diagnostics) {
    let resolver = Resolver::new(root, version);
    let mut names = Names::new(root);
    // Where a `$ref` is to say something else, and what.
    let mut texts: Vec<(Pointer, String)> = Vec::new();
    let mut targets: BTreeMap<Pointer, Pointer> = BTreeMap::new();
    visit(root, &mut |found| {
        let Some(reference) = found.reference() else { return };
        // Most references are to components, and say so plainly.
        let is_plain = |at: Pointer| is_component(&at) && reference::to(&at) == reference;
        if !resolver.is_name(reference) && reference::local(reference).is_ok_and(is_plain) {
            return;
        }
        let Ok(target) = resolver.find(reference) else { return };
        let Some(section) = section(found.table) else { return };
        let at = if is_component(&target.at) {
            target.at
        } else {
            targets.entry(target.at).or_insert_with_key(|at| names.free(section, None, at)).clone()
        };
        let text = reference::to(&at);
        if text != reference {
            texts.push((found.at.key("$ref").pointer(), text));
        }
    });
    for (at, text) in texts {
        if let Some(reference) = root.pointer_mut(at.as_str()) {
            *reference = Value::String(text);
        }
    }
    // Inner ones first: what is around them is still where their pointers say.
    let mut targets: Vec<_> = targets.into_iter().collect();
    targets.sort_by_key(|(at, _)| std::cmp::Reverse(at.tokens().count()));
    for (from, to) in targets {
        let Some(value) = root.pointer_mut(from.as_str()) else { continue };
        let value = std::mem::replace(value, json!({ "$ref": reference::to(&to) }));
        put(root, &to, value);
        diagnostics.moved(from, to);
    }
}
