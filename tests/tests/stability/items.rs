//! What callers of a generated crate can name, read from its files.

use std::collections::{BTreeMap, BTreeSet};

use generator::files::{Content, Files};
use quote::ToTokens;
use syn::{Fields, Item, ItemImpl, ItemMacro, Visibility};

/// Public items and what they are.
pub(crate) type Items = BTreeMap<String, String>;

/// The folders with items that a document decides.
const FOLDERS: &[&str] = &["src/types/", "src/operations/", "src/build/"];

/// The public items of a crate with their signatures.
pub(crate) fn items(files: &Files) -> Items {
    let mut items = Items::new();
    for (path, content) in files.iter() {
        let Content::Text(text) = content else { continue };
        if !FOLDERS.iter().any(|folder| path.starts_with(folder)) {
            continue;
        }
        for item in syn::parse_file(text).unwrap().items {
            collect(item, &mut items);
        }
    }
    resolve_aliases(&mut items);
    items
}

/// Gives every other name of a type all that the type has: which of the names is the type's own means nothing.
fn resolve_aliases(items: &mut Items) {
    let aliases: Vec<(String, String)> = items
        .iter()
        .filter_map(|(name, own)| Some((name.strip_prefix("type ")?.to_owned(), own.clone())))
        .collect();
    for (name, own) in aliases {
        items.remove(&format!("type {name}"));
        let of_own: Vec<(String, String)> = items
            .iter()
            .filter(|(item, _)| owner(item) == own)
            .map(|(item, signature)| (item.replacen(&own, &name, 1), signature.clone()))
            .collect();
        items.extend(of_own);
    }
}

/// Names alone: no signatures, no tables, and nothing that depends on whether a type is sent or received.
pub(crate) fn names(items: &Items) -> BTreeSet<String> {
    items.keys().filter(|name| !name.contains('!') && !name.ends_with("::Unknown")).cloned().collect()
}

/// The type that a name belongs to.
fn owner(name: &str) -> &str {
    let name = name.rsplit(' ').next().unwrap_or(name);
    name.split([':', '.']).next().unwrap_or(name)
}

fn collect(item: Item, items: &mut Items) {
    match item {
        Item::Struct(own) => {
            let name = own.ident.to_string();
            fields(&name, &own.fields, items);
            items.insert(format!("struct {name}"), String::new());
        }
        Item::Enum(own) => {
            let name = own.ident.to_string();
            for variant in own.variants {
                let signature = variant.fields.to_token_stream().to_string();
                items.insert(format!("{name}::{}", variant.ident), signature);
            }
            items.insert(format!("enum {name}"), String::new());
        }
        Item::Type(own) => {
            items.insert(format!("type {}", own.ident), without_lifetimes(&own.ty));
        }
        Item::Impl(own) => methods(own, items),
        Item::Macro(own) => table(&own, items),
        _ => {}
    }
}

fn fields(owner: &str, fields: &Fields, items: &mut Items) {
    for (index, field) in fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
        let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
        items.insert(format!("{owner}.{name}"), field.ty.to_token_stream().to_string());
    }
}

fn methods(own: ItemImpl, items: &mut Items) {
    let owner = without_lifetimes(&own.self_ty);
    for item in own.items {
        let syn::ImplItem::Fn(method) = item else { continue };
        if is_public(&method.vis) {
            let signature = method.sig.to_token_stream().to_string();
            items.insert(format!("{owner}.{}", method.sig.ident), signature);
        }
    }
}

/// A type of this crate by its name: what it borrows is no part of that.
fn without_lifetimes(ty: &syn::Type) -> String {
    let text = ty.to_token_stream().to_string();
    text.split_once(" < '").map_or(text.as_str(), |(name, _)| name).to_owned()
}

/// Constructors, setters and conversions are written as tables: `build! { Name { … } }`. Only the order of the
/// arguments in a constructor means something.
fn table(own: &ItemMacro, items: &mut Items) {
    let mac = own.mac.path.to_token_stream().to_string();
    let tokens = own.mac.tokens.to_string();
    let (name, rest) = tokens.split_once(' ').unwrap_or((&tokens, ""));
    let mut lines: Vec<&str> = rest.split(" , ").map(|line| line.trim_matches(['{', '}', ' '])).collect();
    if mac != "build" {
        lines.sort_unstable();
    }
    items.insert(format!("{mac}! {name}"), lines.join(", "));
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}
