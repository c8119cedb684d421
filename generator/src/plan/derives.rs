//! What types derive beside what they do anyway, as the user says; and whether that can be.

use std::collections::BTreeMap;

use super::foreign;
use crate::codes::Code;
use crate::config::{Config, DERIVES, RustPath};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::rust::{Component, Ident, Item, Path, Presence, Type, TypeModule};

/// The key of what is said of all types.
const ALL: &str = "*";

/// Notes what each type derives beside what all do: by its own name, or by that of its schema.
pub(super) fn derive(
    config: &Config,
    schemas: &[Component],
    types: &mut [TypeModule],
    diagnostics: &mut Diagnostics,
) {
    for (key, paths) in &config.derives {
        let paths: Vec<Path> = paths.iter().map(|path| foreign::path(&plain(path))).collect();
        let schema = schemas.iter().find(|schema| schema.name == *key);
        let of_schema = schema.and_then(|schema| schema.ty.named());
        let mut is_used = false;
        for module in &mut *types {
            let names = module.items.iter().map(|item| item.name().clone());
            let meant = names.filter(|name| key == ALL || name.as_str() == key || Some(name) == of_schema);
            for name in meant.collect::<Vec<_>>() {
                is_used = true;
                let derives = module.derives.entry(name).or_default();
                for path in &paths {
                    if !derives.contains(path) {
                        derives.push(path.clone());
                    }
                }
            }
        }
        if !is_used {
            diagnostics.push(unmatched(key, types));
        }
    }
    diagnostics.extend(check(config, schemas, types));
}

fn unmatched(key: &str, types: &[TypeModule]) -> Diagnostic {
    let place = Place::Choice(Pointer::root().key("derives").key(key));
    let message = format!("no type is called `{key}`");
    let names = types.iter().flat_map(|module| &module.items).map(|item| item.name().as_str());
    let fault = Diagnostic::new(Code::UnmatchedChoice, place, message);
    let near = names.filter(|name| name.eq_ignore_ascii_case(key)).min();
    let help = near.map_or_else(
        || "write a type's name, that of a schema, or `*` for all types".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    fault.help(help)
}

/// A path as it is written without one, if it is of the standard library: what is derived anyway is recognised by it.
fn plain(path: &RustPath) -> RustPath {
    match path.segments.as_slice() {
        [root, .., last] if ["std", "core"].contains(&root.as_str()) && DERIVES.contains(&last.as_str()) => {
            RustPath { segments: vec![last.clone()], arguments: Vec::new() }
        }
        _ => path.clone(),
    }
}

/// What cannot be derived, and why: once for each key and trait.
fn check(config: &Config, schemas: &[Component], types: &[TypeModule]) -> Vec<Diagnostic> {
    let known = Known::new(types);
    let mut faults = Vec::new();
    for (key, paths) in &config.derives {
        let of_schema =
            schemas.iter().find(|schema| schema.name == *key).and_then(|schema| schema.ty.named());
        for path in paths.iter().map(plain) {
            let items = types.iter().flat_map(|module| &module.items);
            let mut meant = items
                .filter(|item| key == ALL || item.name().as_str() == key || Some(item.name()) == of_schema);
            let Some((name, why)) = meant.find_map(|item| Some((item.name(), known.why_not(item, &path)?)))
            else {
                continue;
            };
            let place = Place::Choice(Pointer::root().key("derives").key(key));
            let message = format!("`{name}` cannot derive `{path}`: {why}");
            let fault = Diagnostic::new(Code::BadChoice, place, message);
            let help = "say it of those types only that can have it, by their names";
            faults.push(if key == ALL { fault.help(help) } else { fault });
        }
    }
    faults
}

/// All types, and what each derives.
struct Known<'a> {
    items: BTreeMap<&'a Ident, (&'a Item, &'a [Path])>,
    aliases: BTreeMap<&'a Ident, &'a Ident>,
}

impl<'a> Known<'a> {
    fn new(types: &'a [TypeModule]) -> Self {
        let items = types.iter().flat_map(|module| {
            let derived = |item: &Item| module.derives.get(item.name()).map_or(&[][..], Vec::as_slice);
            module.items.iter().map(move |item| (item.name(), (item, derived(item))))
        });
        let aliases = types.iter().flat_map(|module| &module.aliases).map(|alias| (&alias.name, &alias.own));
        Self { items: items.collect(), aliases: aliases.collect() }
    }

    /// Why a type cannot derive something; nothing is known of the macros of other crates.
    fn why_not(&self, item: &Item, path: &RustPath) -> Option<String> {
        let names: Vec<&str> = path.segments.iter().map(String::as_str).collect();
        let name = match names.as_slice() {
            ["serde" | "serde_derive", "Serialize" | "Deserialize"] => {
                return Some("every type reads and writes itself already".to_owned());
            }
            [name] => *name,
            _ => return None,
        };
        if item.derives().contains(&name) {
            return None;
        }
        let needs: &[&str] = if name == "Ord" { &["Eq", "PartialOrd"] } else { &[] };
        if let Some(needed) = needs.iter().find(|needed| !self.has(item.name(), needed)) {
            return Some(format!("it has no `{needed}`, which that needs"));
        }
        match item {
            Item::Struct(item) => {
                let fields = item.fields.iter().map(|field| (&field.name, held(&field.ty, field.presence)));
                let rest = item.rest.iter().map(|rest| (&rest.name, Type::Map(Box::new(rest.ty.clone()))));
                let mut fields = fields.chain(rest);
                let (field, ty) = fields.find(|(_, ty)| !self.can(ty, name))?;
                Some(format!("its member `{field}` is {}", spoken(&ty, name)))
            }
            Item::Newtype(item) => {
                (!self.can(&item.inner, name)).then(|| format!("it is {}", spoken(&item.inner, name)))
            }
            Item::Enum(_) | Item::Union(_) if name == "Default" => {
                Some("none of its values is the default".to_owned())
            }
            Item::Enum(item) => {
                let is_text = item.unknown.is_some() && !item.integers;
                (is_text && !self.can(&Type::String, name))
                    .then(|| format!("other values are {}", spoken(&Type::String, name)))
            }
            Item::Union(item) => {
                let branches = item
                    .variants
                    .iter()
                    .filter_map(|variant| Some((&variant.name, variant.payload.clone()?)));
                let unknown = item.unknown.iter().map(|name| (name, Type::Json));
                let (branch, ty) = branches.chain(unknown).find(|(_, ty)| !self.can(ty, name))?;
                Some(format!("its branch `{branch}` is {}", spoken(&ty, name)))
            }
        }
    }

    /// Whether a type of the crate has a trait: if that cannot be, it is said of that type.
    fn has(&self, name: &Ident, wanted: &str) -> bool {
        let own = self.aliases.get(name).copied().unwrap_or(name);
        let Some((item, derived)) = self.items.get(own) else { return true };
        item.derives().contains(&wanted) || derived.iter().any(|path| path.to_string() == wanted)
    }

    /// Whether values of a type have a trait of the standard library.
    fn can(&self, ty: &Type, wanted: &str) -> bool {
        let is = |missing: &[&str]| !missing.contains(&wanted);
        match ty {
            Type::F64 => is(&["Eq", "Ord", "Hash"]),
            Type::String | Type::Bytes => is(&["Copy"]),
            Type::Secret | Type::Json => is(&["Copy", "Ord", "PartialOrd"]),
            Type::File => is(&["Copy", "Ord", "PartialOrd", "Eq", "Hash"]),
            Type::Never => is(&["Default"]),
            Type::Named(name) => self.has(name, wanted),
            Type::Option(_) | Type::List(_) | Type::Map(_) if wanted == "Default" => true,
            Type::Option(inner) => self.can(inner, wanted),
            Type::List(inner) | Type::Map(inner) | Type::Boxed(inner) => {
                is(&["Copy"]) && self.can(inner, wanted)
            }
            Type::Tuple(types) => types.iter().all(|ty| self.can(ty, wanted)),
            Type::Bool | Type::I32 | Type::I64 | Type::U64 | Type::Unit | Type::Null | Type::Foreign(_) => {
                true
            }
            Type::Download | Type::Events(_) | Type::Lines(_) => false,
        }
    }
}

/// The type of a field as far as derives go: what need not be there has what its value has.
fn held(ty: &Type, presence: Presence) -> Type {
    if presence == Presence::Required { ty.clone() } else { Type::Option(Box::new(ty.clone())) }
}

/// A type that has not what is wanted, in a sentence.
fn spoken(ty: &Type, wanted: &str) -> String {
    let name = match ty {
        Type::Option(inner) => inner.to_string(),
        ty => ty.to_string(),
    };
    format!("of the type `{name}`, which is not `{wanted}`")
}
