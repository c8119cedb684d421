//! What the branches of a union are called.

use std::collections::BTreeSet;

use super::scalars::text_format;
use crate::model::{
    Additional, Api, Array, Enum, Format, Kind, Literal, Object, Property, SchemaId, Text, Union,
};
use crate::plan::names::{camel, value, without_words_of};

/// What each branch is called, in order; distinct as far as words are known for it. `name` is the union's own name in
/// the document.
///
/// What a branch is called depends on itself and on the union's name, so that a new branch renames no other.
pub(in crate::plan) fn variant_words(api: &Api, name: Option<&str>, union: &Union) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (index, branch) in union.branches.iter().enumerate() {
        let target = api.schemas.target(branch.schema);
        let own = branch.hint.as_ref().or(api.schemas[target].name.as_ref());
        let mut called: Vec<String> = own.map(|own| short(own, name)).into_iter().collect();
        if api.schemas[target].name.is_none() {
            called.extend(described(api, union, index));
        }
        let free = called.iter().find(|word| !words.contains(word));
        words.extend(free.or(called.first()).cloned());
    }
    words
}

/// A branch's own name without what the union's says.
fn short(own: &str, union: Option<&str>) -> String {
    let own = camel(own);
    union.map_or_else(|| own.clone(), |union| without_words_of(&own, &camel(union)))
}

/// What a branch without a name can be called, the best first: its title, its tag, its constant, the member that only it
/// has or requires, its format, its kind.
fn described(api: &Api, union: &Union, index: usize) -> Vec<String> {
    let branch = &union.branches[index];
    let title = api.schemas.said(branch.schema, |doc| doc.title.as_ref());
    let mut words: Vec<String> =
        title.into_iter().chain(branch.tags.first()).map(|text| camel(text)).collect();
    let kind = &api.schemas[api.schemas.target(branch.schema)].kind;
    match kind {
        Kind::Enum(_) => words.push(constant(kind).unwrap_or_else(|| "Listed".to_owned())),
        Kind::Object(object) => {
            words.extend(fixed_member(api, object));
            words.extend(own_keys(api, union, index).iter().map(|key| camel(key)));
            words.extend(optional_constant(api, object));
            words.extend(required_keys(api, union, index).iter().map(|key| camel(key)));
            words.push(object_word(object).to_owned());
        }
        Kind::Array(Array { positions, .. }) if !positions.is_empty() => {
            let first = positions.first().map(|first| &api.schemas[api.schemas.target(*first)].kind);
            words.push(first.and_then(constant).unwrap_or_else(|| "Tuple".to_owned()));
        }
        Kind::Array(array) => words.push(list_of(api, array.items)),
        plain => words.extend(plain_words(plain)),
    }
    words
}

/// What an object is called by the first of its required members that has only one value: by a text, else by the member
/// that is a certain number, true or false.
fn fixed_member(api: &Api, object: &Object) -> Option<String> {
    let required = object.properties.iter().filter(|property| property.required);
    let fixed: Vec<(&str, &Literal)> = required
        .filter_map(|property| {
            let target = api.schemas.target(property.schema);
            Some((property.name.as_str(), only_value(&api.schemas[target].kind)?))
        })
        .collect();
    let text = fixed.iter().find_map(|(_, value)| match value {
        Literal::String(text) => Some(self::value(text)),
        _ => None,
    });
    text.or_else(|| {
        let (key, value) = fixed.first()?;
        Some(match value {
            Literal::Boolean(true) => camel(key),
            Literal::Boolean(false) => camel(&format!("not {key}")),
            value => camel(&format!("{key} {}", text_of(value))),
        })
    })
}

/// The first text that a member always has, if it is there.
fn optional_constant(api: &Api, object: &Object) -> Option<String> {
    object.properties.iter().find_map(|property| {
        match only_value(&api.schemas[api.schemas.target(property.schema)].kind)? {
            Literal::String(text) => Some(value(text)),
            _ => None,
        }
    })
}

/// What a list of such elements is called. What has no word for one of them is a list and no more.
fn list_of(api: &Api, element: SchemaId) -> String {
    let schema = &api.schemas[api.schemas.target(element)];
    let title = || api.schemas.said(element, |doc| doc.title.as_ref());
    if let Some(name) = schema.name.as_ref().or_else(title) {
        return format!("{}List", camel(name));
    }
    match &schema.kind {
        Kind::Array(array) if array.positions.is_empty() => format!("ListOf{}", list_of(api, array.items)),
        Kind::Enum(Enum { values, .. }) => {
            let word = values.first().map_or("", |value| match value.literal {
                Literal::String(_) => "Text",
                Literal::Integer(_) => "Integer",
                Literal::Boolean(_) => "Boolean",
            });
            format!("{word}List")
        }
        Kind::Array(_) => "TupleList".to_owned(),
        Kind::Object(object) => format!("{}List", object_word(object)),
        Kind::Union(_) | Kind::Any | Kind::Alias(_) => "List".to_owned(),
        plain => format!("{}List", kind_word(plain)),
    }
}

/// The words for a value that holds no others: its kind, and a text's format, which comes first if texts are known by it.
fn plain_words(kind: &Kind) -> Vec<String> {
    let mut words = vec![kind_word(kind).to_owned()];
    if let Kind::String(Text { format: Some(Format::Other(format)), .. }) = kind {
        words.insert(usize::from(text_format(format).is_none()), camel(format));
    }
    words
}

fn object_word(object: &Object) -> &'static str {
    match (object.properties.as_slice(), &object.additional) {
        ([], Additional::Forbidden) => "Empty",
        ([], _) => "Map",
        _ => "Object",
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
        Kind::Object(object) => object_word(object),
        Kind::Union(_) => "Union",
        Kind::Any | Kind::Alias(_) => "Any",
    }
}

/// The word of the only value that there can be.
fn constant(kind: &Kind) -> Option<String> {
    only_value(kind).map(|only| value(&text_of(only)))
}

/// The only value that there can be.
fn only_value(kind: &Kind) -> Option<&Literal> {
    match kind {
        Kind::Enum(Enum { values, open: false }) => match values.as_slice() {
            [only] => Some(&only.literal),
            _ => None,
        },
        _ => None,
    }
}

fn text_of(literal: &Literal) -> String {
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

/// The members that only this branch declares, those that it requires first, else in document order.
fn own_keys<'a>(api: &'a Api, union: &Union, index: usize) -> Vec<&'a str> {
    let declared: BTreeSet<&str> =
        other_members(api, union, index).map(|other| other.name.as_str()).collect();
    let own = object(api, union.branches[index].schema).into_iter().flat_map(|own| &own.properties);
    let mut own: Vec<_> = own.filter(|property| !declared.contains(property.name.as_str())).collect();
    own.sort_by_key(|property| !property.required);
    own.into_iter().map(|property| property.name.as_str()).collect()
}

/// The members that only this branch requires, in document order.
fn required_keys<'a>(api: &'a Api, union: &Union, index: usize) -> Vec<&'a str> {
    let others = other_members(api, union, index).filter(|other| other.required);
    let required: BTreeSet<&str> = others.map(|other| other.name.as_str()).collect();
    let own = object(api, union.branches[index].schema).into_iter().flat_map(|own| &own.properties);
    let own = own.filter(|property| property.required).map(|property| property.name.as_str());
    own.filter(|name| !required.contains(name)).collect()
}

/// The members of all other branches.
fn other_members<'a>(api: &'a Api, union: &'a Union, index: usize) -> impl Iterator<Item = &'a Property> {
    let others = union.branches.iter().enumerate().filter(move |(other, _)| *other != index);
    others.filter_map(|(_, branch)| object(api, branch.schema)).flat_map(|object| &object.properties)
}
