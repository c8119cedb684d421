//! What a response carries: in Rust, and what its media types are called.

use super::items::Items;
use super::names::camel;
use super::types;
use crate::model::{Api, Carried, Kind, Media, Object, SchemaId};
use crate::rust::{Decoder, Type};

/// The fields of an event (WHATWG HTML, 9.2.6).
const EVENT_FIELDS: [&str; 4] = ["data", "event", "id", "retry"];

/// What a media type is called.
pub(super) fn name(media_type: &str, is_json: bool) -> String {
    let name = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match name.as_str() {
        "application/json" | "text/json" | "*/*" if is_json => "Json".to_owned(),
        "multipart/form-data" => "Multipart".to_owned(),
        "text/plain" | "text/*" => "Text".to_owned(),
        "application/octet-stream" | "*/*" | "application/*" => "Binary".to_owned(),
        _ => {
            let (kind, subtype) = name.split_once('/').unwrap_or(("", &name));
            camel(if subtype == "*" { kind } else { subtype })
        }
    }
}

/// What one of several notations is called.
pub(super) fn word(carried: &Carried) -> String {
    match carried.media {
        Media::Events(_) => "Events".to_owned(),
        Media::Lines(_) => "Lines".to_owned(),
        Media::Text if carried.media_type.starts_with('*') => "Text".to_owned(),
        media => name(&carried.media_type, matches!(media, Media::Json(_))),
    }
}

/// The type of what a success carries, and what reads it. Bytes and sequences are read while they arrive.
pub(super) fn of_success(items: &Items<'_>, media: Media) -> (Type, Decoder) {
    let element = |schema| Box::new(types::element(items.api, items.names, schema));
    match media {
        Media::Binary => (Type::Download, Decoder::Download),
        Media::Lines(schema) => (Type::Lines(element(item(items.api, schema))), Decoder::Lines),
        Media::Events(schema) => {
            let schema = schema.map(|schema| item(items.api, schema));
            match schema.filter(|schema| !is_text(items.api, *schema)) {
                None => (Type::Events(Box::new(Type::String)), Decoder::EventsOfText),
                Some(schema) if is_whole(items.api, schema) => {
                    (Type::Events(element(schema)), Decoder::WholeEvents)
                }
                Some(schema) => (Type::Events(element(schema)), Decoder::Events),
            }
        }
        Media::Json(_) | Media::Text => of_error(items, media),
    }
}

/// The type of what an error carries, and what reads it. An error is there as a whole.
pub(super) fn of_error(items: &Items<'_>, media: Media) -> (Type, Decoder) {
    match media {
        Media::Json(schema) => (types::element(items.api, items.names, schema), Decoder::Json),
        Media::Text | Media::Events(_) | Media::Lines(_) => (Type::String, Decoder::Text),
        Media::Binary => (Type::Bytes, Decoder::Bytes),
    }
}

/// The schema of one element of a sequence. The schema of a sequence may show all of it: OpenAPI 3.2 says so, and before
/// it an array was the only way to say that there are many.
fn item(api: &Api, schema: SchemaId) -> SchemaId {
    match &api.schemas[api.schemas.target(schema)].kind {
        Kind::Array(array) if array.positions.is_empty() => array.items,
        _ => schema,
    }
}

/// Whether data is text rather than JSON.
fn is_text(api: &Api, schema: SchemaId) -> bool {
    matches!(api.schemas[api.schemas.target(schema)].kind, Kind::String(_) | Kind::Enum(_) | Kind::Any)
}

/// Whether a schema shows an event with its fields, and not only what stands behind `data:`: each object that it allows has
/// a member `data`, and no members but those of an event.
fn is_whole(api: &Api, schema: SchemaId) -> bool {
    let mut seen = Vec::new();
    let mut waiting = vec![schema];
    while let Some(id) = waiting.pop() {
        let id = api.schemas.target(id);
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        match &api.schemas[id].kind {
            Kind::Object(object) if is_event(object) => {}
            Kind::Union(union) => waiting.extend(union.branches.iter().map(|branch| branch.schema)),
            _ => return false,
        }
    }
    true
}

fn is_event(object: &Object) -> bool {
    let has_data = object.properties.iter().any(|member| member.name == "data");
    let all_known = object.properties.iter().all(|member| EVENT_FIELDS.contains(&member.name.as_str()));
    has_data && all_known && object.additional.typed().is_none()
}
