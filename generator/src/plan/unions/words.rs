//! What the branches of a union are called.

use std::collections::BTreeSet;

use crate::model::{Api, Array, Enum, Kind, Literal, Object, SchemaId, Union};
use crate::plan::names::{camel, without_words_of};

/// What each branch is called, in order; not yet distinct. `name` is the union's own name in the document.
///
/// What a branch is called depends on itself and on the union's name, so that a new branch renames no other.
pub(in crate::plan) fn variant_words(api: &Api, name: Option<&str>, union: &Union) -> Vec<String> {
    let words = union.branches.iter().enumerate().map(|(index, branch)| {
        let target = api.schemas.target(branch.schema);
        match (branch.hint.as_ref().or(api.schemas[target].name.as_ref()), name) {
            (Some(own), Some(name)) => without_words_of(&camel(own), &camel(name)),
            (Some(own), None) => camel(own),
            (None, _) => described(api, union, index),
        }
    });
    words.collect()
}

/// What a branch without a name is called: its title, its constant, its tag, the member that only it has, its kind.
fn described(api: &Api, union: &Union, index: usize) -> String {
    let branch = &union.branches[index];
    if let Some(title) = api.schemas.said(branch.schema, |doc| doc.title.as_ref()) {
        return camel(title);
    }
    if let Some(tag) = branch.tags.first() {
        return camel(tag);
    }
    let kind = &api.schemas[api.schemas.target(branch.schema)].kind;
    match kind {
        Kind::Enum(_) => constant(kind).unwrap_or_else(|| "Listed".to_owned()),
        Kind::Object(object) => {
            let own = own_keys(api, union, index);
            let required = own.iter().find(|(_, required)| *required);
            match required.or(own.first()) {
                Some((key, _)) => camel(key),
                None if object.properties.is_empty() => "Map".to_owned(),
                None => "Object".to_owned(),
            }
        }
        Kind::Array(Array { positions, .. }) if !positions.is_empty() => {
            let first = positions.first().map(|first| &api.schemas[api.schemas.target(*first)].kind);
            first.and_then(constant).unwrap_or_else(|| "Tuple".to_owned())
        }
        Kind::Array(array) => {
            let items = api.schemas.target(array.items);
            format!(
                "{}List",
                camel(
                    api.schemas[items].name.as_deref().unwrap_or_else(|| kind_word(&api.schemas[items].kind))
                )
            )
        }
        plain => kind_word(plain).to_owned(),
    }
}

fn kind_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::Null => "Null",
        Kind::Boolean => "Boolean",
        Kind::Integer(_) => "Integer",
        Kind::Number(_) => "Number",
        Kind::String(_) => "Text",
        Kind::Enum(_) => "Listed",
        Kind::Array(_) => "List",
        Kind::Object(_) => "Object",
        Kind::Union(_) => "Union",
        Kind::Any | Kind::Alias(_) => "Any",
    }
}

/// The word of the only value that there can be.
fn constant(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Enum(Enum { values, .. }) => match values.as_slice() {
            [only] => Some(camel(&text(&only.literal))),
            _ => None,
        },
        _ => None,
    }
}

fn text(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        Literal::Integer(value) => value.to_string(),
        Literal::Boolean(value) => value.to_string(),
    }
}

fn object(api: &Api, id: SchemaId) -> Option<&Object> {
    match &api.schemas[api.schemas.target(id)].kind {
        Kind::Object(object) => Some(object),
        _ => None,
    }
}

/// The members that only this branch declares, in document order, and whether it requires them.
fn own_keys(api: &Api, union: &Union, index: usize) -> Vec<(String, bool)> {
    let Some(own) = object(api, union.branches[index].schema) else { return Vec::new() };
    let others = union.branches.iter().enumerate().filter(|(other, _)| *other != index);
    let declared: BTreeSet<&str> = others
        .filter_map(|(_, branch)| object(api, branch.schema))
        .flat_map(|object| object.properties.iter().map(|property| property.name.as_str()))
        .collect();
    let own = own.properties.iter().filter(|property| !declared.contains(property.name.as_str()));
    own.map(|property| (property.name.clone(), property.required)).collect()
}
