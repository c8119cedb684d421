//! Paths that refer to others: written out, because the typed document has no place for what they refer to.

use serde_json::{Map, Value};

use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;
use crate::spec::reference::Resolver;
use crate::spec::version::Version;

/// Longest chain of paths that refer to paths; `lint` has refused circles.
const MAX_CHAIN: usize = 100;

pub(super) fn inline(root: &mut Value, version: Version, diagnostics: &mut Diagnostics) {
    let mut written: Vec<(String, Pointer, Map<String, Value>)> = Vec::new();
    let resolver = Resolver::new(root, version);
    for (path, item) in root.get("paths").and_then(Value::as_object).into_iter().flatten() {
        let Some(own) = item.as_object().filter(|item| item.contains_key("$ref")) else { continue };
        let mut members = own.clone();
        let mut from = None;
        for _ in 0..MAX_CHAIN {
            let Some(reference) = members.shift_remove("$ref") else { break };
            let Some(target) = reference.as_str().and_then(|reference| resolver.find(reference).ok()) else {
                break;
            };
            for (name, value) in target.value.as_object().into_iter().flatten() {
                members.entry(name).or_insert_with(|| value.clone());
            }
            from.get_or_insert(target.at);
        }
        if let Some(from) = from {
            written.push((path.clone(), from, members));
        }
    }
    let Some(Value::Object(paths)) = root.get_mut("paths") else { return };
    for (path, from, members) in written {
        diagnostics.moved(from, Pointer::root().key("paths").key(&path));
        paths.insert(path, Value::Object(members));
    }
}
