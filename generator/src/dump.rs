//! One stage of the pipeline as text, to see what was decided and why.

use std::fmt::Write as _;

use crate::model::Api;
use crate::rust::{Crate, Guard, Item, JsonKind, Literal, Proof, Test, Union};

/// The resolved document.
pub(crate) fn model(api: &Api) -> String {
    format!("{api:#?}\n")
}

/// The planned crate.
pub(crate) fn rust(krate: &Crate) -> String {
    format!("{krate:#?}\n")
}

/// Each union: how a value's branch is decided, and what separates each pair of branches.
pub(crate) fn unions(krate: &Crate) -> String {
    let items = krate.types.iter().flat_map(|module| &module.items);
    let unions = items.filter_map(|item| match item {
        Item::Union(union) => Some(self::union(union)),
        _ => None,
    });
    unions.collect::<Vec<_>>().join("\n")
}

fn union(union: &Union) -> String {
    let mut text = format!("{}\n", union.name);
    let name = |index: usize| union.variants.get(index).map_or("", |variant| variant.name.as_str());
    for (guard, index) in &union.decision.guards {
        let _ = writeln!(text, "  {} => {}", self::guard(guard), name(*index));
    }
    if let Some(unknown) = &union.unknown {
        let _ = writeln!(text, "  else => {unknown}");
    }
    for pair in &union.decision.pairs {
        let _ = writeln!(text, "  {} | {}: {}", name(pair.left), name(pair.right), proof(&pair.proof));
    }
    text
}

fn guard(guard: &Guard) -> String {
    let kind = match guard.kind {
        JsonKind::Null => "null",
        JsonKind::Boolean => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String => "string",
        JsonKind::Array => "array",
        JsonKind::Object => "object",
        JsonKind::Any => "anything",
    };
    match &guard.test {
        Test::Any => kind.to_owned(),
        Test::Is(value) => format!("{kind} {}", literal(value)),
        Test::Has(key) => format!("{kind} with `{key}`"),
        Test::Tag(key, value) => format!("{kind} whose `{key}` is {}", literal(value)),
    }
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(value) => value.to_string(),
        Literal::Boolean(value) => value.to_string(),
    }
}

fn proof(proof: &Proof) -> String {
    match proof {
        Proof::Kind => "different kinds of value".to_owned(),
        Proof::Value => "different constants".to_owned(),
        Proof::Tag(key) => format!("different constants in `{key}`"),
        Proof::RequiredKey(key) => format!("only one has `{key}`, and requires it"),
        Proof::DeclaredKey(key) => format!("only one declares `{key}` (evidence, no proof)"),
        Proof::Nothing => "nothing: the first that is tried is used".to_owned(),
    }
}
