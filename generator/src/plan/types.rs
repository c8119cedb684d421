//! How the type of a value is spelt.

use super::naming::{TypeNames, is_map};
use crate::model::{Api, Format, IntegerWidth, Kind, SchemaId};
use crate::rust::Type;

/// The type of a value that is there and not null.
pub(super) fn ty(api: &Api, names: &TypeNames, id: SchemaId) -> Type {
    if let Some(ty) = names.foreign.get(api, id) {
        return ty.clone();
    }
    let id = api.schemas.target(id);
    if names.is_file(id) {
        return Type::File;
    }
    if let Some(name) = names.get(id) {
        return Type::Named(name.clone());
    }
    match &api.schemas[id].kind {
        Kind::Boolean | Kind::Enum(_) => Type::Bool,
        Kind::Integer(integer) => match integer.width {
            IntegerWidth::Int32 => Type::I32,
            IntegerWidth::Int64 | IntegerWidth::Unstated => Type::I64,
            IntegerWidth::Unsigned64 => Type::U64,
        },
        Kind::Number(_) => Type::F64,
        Kind::String(text) if text.format == Some(Format::Password) => Type::Secret,
        Kind::String(_) => Type::String,
        Kind::Array(array) if !array.positions.is_empty() => {
            Type::Tuple(array.positions.iter().map(|id| element(api, names, *id)).collect())
        }
        Kind::Array(array) => Type::List(Box::new(element(api, names, array.items))),
        Kind::Object(object) if is_map(object) => {
            let values = object.additional.typed();
            Type::Map(Box::new(values.map_or(Type::Json, |values| element(api, names, values))))
        }
        Kind::Null => Type::Null,
        // Without a name an object and a union are of no use; what is in them could lead back to them.
        Kind::Any | Kind::Alias(_) | Kind::Object(_) | Kind::Union(_) => Type::Json,
    }
}

/// The type of an element of a list or map, which may be null.
pub(super) fn element(api: &Api, names: &TypeNames, id: SchemaId) -> Type {
    let own = ty(api, names, id);
    if api.schemas.nullable(id) && !own.has_null() { Type::Option(Box::new(own)) } else { own }
}
