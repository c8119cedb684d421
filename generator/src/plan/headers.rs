//! Typed headers of answers.

use super::docs;
use super::items::Items;
use super::markdown;
use super::names::{Scope, camel, snake};
use super::naming::TypeNames;
use super::status;
use super::types;
use crate::model::{Encoding, EnumValue, Header, Kind, Literal, Operation, SchemaId};
use crate::rust::{Doc, HeaderForm, HeaderStruct, Type, TypedHeader};

/// What reads the headers of an operation's answers. A header of several statuses is read by one method, unless it has
/// another type in each.
pub(super) fn plan(items: &Items<'_>, operation: &Operation, names: &mut TypeNames) -> Option<HeaderStruct> {
    let mut scope = Scope::with(&["of", "self"]);
    let mut found: Vec<TypedHeader> = Vec::new();
    for response in &operation.responses {
        for header in &response.headers {
            let (ty, form) = typed(items, header);
            let same = |other: &&TypedHeader| other.key.eq_ignore_ascii_case(&header.name);
            let is_known = found
                .iter()
                .filter(same)
                .any(|other| items.names.are_same(&other.ty, &ty) && other.form == form);
            if is_known {
                continue;
            }
            let own = snake(&header.name);
            let is_other = found.iter().any(|other| same(&other));
            let name =
                if is_other { format!("{own}_{}", snake(&status::name(response.status))) } else { own };
            let mut notes = vec![markdown::code(&header.name)];
            if header.doc.deprecated {
                notes.insert(0, "**Deprecated.**".to_owned());
            }
            let doc = docs::doc(header.doc.description.as_deref(), notes);
            found.push(TypedHeader { name: scope.claim(&name), doc, key: header.name.clone(), ty, form });
        }
    }
    (!found.is_empty()).then(|| HeaderStruct {
        name: names.claim(&format!("{}Headers", camel(&operation.name))),
        doc: Doc(vec![
            format!("Headers of the answers of {}.", docs::method(operation)),
            String::new(),
            "Each is read when it is asked for; one that is not what the description says is an error only then.".to_owned(),
        ]),
        headers: found,
        same: None,
    })
}

/// The type of a header. What the style does not write in a way that can be read back is the text as it came.
fn typed(items: &Items<'_>, header: &Header) -> (Type, HeaderForm) {
    let schema = header.schema;
    let ty = || types::element(items.api, items.names, schema);
    if header.encoding == Encoding::Json {
        return (ty(), HeaderForm::Json);
    }
    match &kind(items, schema) {
        Kind::Array(array) if array.positions.is_empty() => match single(items, array.items) {
            Some(HeaderForm::Scalar) => (ty(), HeaderForm::Scalars),
            Some(_) => (ty(), HeaderForm::Texts),
            None => (Type::String, HeaderForm::Text),
        },
        _ => match single(items, schema) {
            Some(form) => (ty(), form),
            None => (Type::String, HeaderForm::Text),
        },
    }
}

fn kind<'a>(items: &Items<'a>, schema: SchemaId) -> &'a Kind {
    &items.api.schemas[items.api.schemas.target(schema)].kind
}

/// How a single value is written.
fn single(items: &Items<'_>, schema: SchemaId) -> Option<HeaderForm> {
    let is_text = |value: &EnumValue| matches!(value.literal, Literal::String(_));
    match kind(items, schema) {
        Kind::String(_) => Some(HeaderForm::Text),
        Kind::Enum(list) if list.values.iter().all(is_text) => Some(HeaderForm::Text),
        Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::Enum(_) => Some(HeaderForm::Scalar),
        _ => None,
    }
}
