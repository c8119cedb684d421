//! What the user brings: types in place of generated ones, and more derives.

use std::collections::{BTreeMap, BTreeSet};

use crate::codes::Code;
use crate::config::{Config, RustPath};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::{Api, Kind, SchemaId};
use crate::pointer::Pointer;
use crate::rust::{Component, Ident, Path, Type, TypeModule};

/// The key of what is said of all types.
const ALL: &str = "*";

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

fn path(path: &RustPath) -> Path {
    Path {
        segments: path.segments.iter().map(|name| Ident::new(name)).collect(),
        arguments: path.arguments.iter().map(self::path).collect(),
    }
}

/// Notes what each type derives beside what all do: by its own name, or by that of its schema.
pub(super) fn derive(
    config: &Config,
    schemas: &[Component],
    types: &mut [TypeModule],
    diagnostics: &mut Diagnostics,
) {
    for (key, paths) in &config.derives {
        let schema = schemas.iter().find(|schema| schema.name == *key);
        let of_schema = schema.and_then(|schema| schema.ty.named());
        let mut is_used = false;
        for module in &mut *types {
            let names = module.items.iter().map(|item| item.name().clone());
            let meant = names.filter(|name| key == ALL || name.as_str() == key || Some(name) == of_schema);
            for name in meant.collect::<Vec<_>>() {
                is_used = true;
                let derives = module.derives.entry(name).or_default();
                for path in paths.iter().map(path) {
                    if !derives.contains(&path) {
                        derives.push(path);
                    }
                }
            }
        }
        if !is_used {
            let place = Place::Choice(Pointer::root().key("derives").key(key));
            let message = format!("no type is called `{key}`");
            let names = types.iter().flat_map(|module| &module.items).map(|item| item.name().as_str());
            let fault = Diagnostic::new(Code::UnmatchedChoice, place, message);
            let near = names.filter(|name| name.eq_ignore_ascii_case(key)).min();
            let help = near.map_or_else(
                || "write a type's name, that of a schema, or `*` for all types".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            diagnostics.push(fault.help(help));
        }
    }
}
