//! What the user brings: types in place of generated ones.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, RustPath};
use crate::model::{Api, Kind, SchemaId};
use crate::rust::{Ident, Path, Type};

/// The user's types, by the schemas that they are for.
#[derive(Clone, Debug, Default)]
pub(super) struct Foreign(BTreeMap<SchemaId, Type>);

impl Foreign {
    pub(super) fn new(api: &Api, config: &Config) -> Self {
        let types = api.mapped.iter().filter_map(|(id, key)| Some((*id, ty(config.types.get(key)?))));
        Self(types.collect())
    }

    /// The user's type for a schema, or for what it is another word for.
    pub(super) fn get(&self, api: &Api, mut id: SchemaId) -> Option<&Type> {
        loop {
            match (self.0.get(&id), &api.schemas[id].kind) {
                (Some(ty), _) => return Some(ty),
                (None, Kind::Alias(target)) => id = *target,
                (None, _) => return None,
            }
        }
    }

    /// The types that are not ours, each once.
    pub(super) fn paths(&self) -> Vec<Path> {
        let paths =
            self.0.values().filter_map(|ty| if let Type::Foreign(path) = ty { Some(path) } else { None });
        paths.cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// The type of a path. What the run time reads anyway needs nothing more.
fn ty(path: &RustPath) -> Type {
    match path.to_string().as_str() {
        "bool" => Type::Bool,
        "i32" => Type::I32,
        "i64" => Type::I64,
        "u64" => Type::U64,
        "f64" => Type::F64,
        "String" | "std::string::String" => Type::String,
        "serde_json::Value" => Type::Json,
        _ => Type::Foreign(self::path(path)),
    }
}

/// A path of the user's.
pub(super) fn path(path: &RustPath) -> Path {
    Path {
        segments: path.segments.iter().map(|name| Ident::new(name)).collect(),
        arguments: path.arguments.iter().map(self::path).collect(),
    }
}
