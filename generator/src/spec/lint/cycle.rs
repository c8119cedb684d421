//! Definitions that are nothing but themselves: references in a circle, or an `allOf` that contains its own schema.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use crate::spec::reference::value_at;
use crate::spec::words::quoted;

/// How far a definition has been followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is on the way to where the search stands.
    Open,
    Done,
}

/// A definition on the way, and which of its parts come next.
struct Step {
    at: Pointer,
    parts: Vec<Pointer>,
}

/// Searches from every component. With its own stack: chains may be longer than the thread's.
pub(super) fn check(lint: &mut Lint<'_>) {
    let mut states: BTreeMap<Pointer, State> = BTreeMap::new();
    for start in components(lint.root) {
        let mut way: Vec<Step> = Vec::new();
        enter(lint, start, &mut way, &mut states);
        while let Some(step) = way.last_mut() {
            let Some(part) = step.parts.pop() else {
                states.insert(step.at.clone(), State::Done);
                way.pop();
                continue;
            };
            match states.get(&part) {
                None => enter(lint, part, &mut way, &mut states),
                Some(State::Done) => {}
                Some(State::Open) => {
                    let from = way.iter().position(|step| step.at == part).unwrap_or_default();
                    let fault = explain(&way[from..]);
                    lint.push(fault);
                }
            }
        }
    }
}

fn enter(lint: &Lint<'_>, at: Pointer, way: &mut Vec<Step>, states: &mut BTreeMap<Pointer, State>) {
    if states.contains_key(&at) {
        return;
    }
    let mut parts = Vec::new();
    if let Some(value) = value_at(lint.root, &at) {
        collect(lint, value, &mut parts);
    }
    parts.reverse();
    states.insert(at.clone(), State::Open);
    way.push(Step { at, parts });
}

/// The definitions that a value consists of.
fn collect(lint: &Lint<'_>, value: &Value, parts: &mut Vec<Pointer>) {
    if let Some(reference) = value.get("$ref").and_then(Value::as_str)
        && let Ok(target) = lint.resolver.find(reference)
    {
        parts.push(target.at);
    }
    for part in value.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        collect(lint, part, parts);
    }
}

fn components(root: &Value) -> Vec<Pointer> {
    let at = Pointer::root().key("components");
    let sections = root.get("components").and_then(Value::as_object).into_iter().flatten();
    sections
        .filter(|(section, _)| !section.starts_with("x-"))
        .flat_map(|(section, entries)| {
            let at = at.key(section);
            entries.as_object().into_iter().flatten().map(move |(name, _)| at.key(name))
        })
        .collect()
}

fn explain(cycle: &[Step]) -> Diagnostic {
    let name = |step: &Step| step.at.last().unwrap_or_default().into_owned();
    let first = cycle.first().map(name).unwrap_or_default();
    let mut way: Vec<String> = cycle.iter().take(MAX_NAMED).map(name).collect();
    if cycle.len() > MAX_NAMED {
        way.push("…".to_owned());
    }
    way.push(first.clone());
    let place = cycle.first().map_or(Place::Document, |step| Place::Key(step.at.clone()));
    let message = format!("{} consists of itself: {}", quoted(&first), way.join(" → "));
    Diagnostic::new(Code::CyclicReference, place, message)
        .help("a schema may contain itself in a property or in `items`, but not be itself")
}

/// Names of a cycle that are listed.
const MAX_NAMED: usize = 8;
