//! Types: what they hold, and nothing else.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::gate;
use super::imports::{self, Imports};
use super::tokens::{inner_doc, line};
use crate::rust::{Alias, Enum, Field, Item, Newtype, Path, Presence, Rest, Struct, Type, TypeModule, Union};

/// `types/mod.rs`: every type by its name.
pub(super) fn index(modules: &[TypeModule]) -> TokenStream {
    let mods = modules.iter().map(|module| gate::module(&module.name, module.feature.as_ref()));
    let uses = modules.iter().map(|module| {
        let (name, gate) = (&module.name, gate::attribute(&module.feature));
        if !module.gates.is_empty() {
            return quote! {
                #[allow(unused_imports, reason = "which types there are depends on features")]
                pub use #name::*;
            };
        }
        let mut items: Vec<_> = module.names().collect();
        items.sort();
        quote!(#gate pub use #name::{#(#items),*};)
    });
    quote! {
        #![doc = " The types of requests and responses."]
        #(#mods)*
        #(#uses)*
    }
}

/// A file of types.
pub(super) fn module(module: &TypeModule) -> TokenStream {
    let doc = inner_doc(&module.doc);
    let gated = gate::allow(module);
    let std = definitions(&module.items);
    let named = imports::named(&module.gates, &quote!(super), &module.imports);
    let items = module.items.iter().flat_map(|own| {
        let derives = module.derives.get(own.name()).map_or(&[][..], Vec::as_slice);
        [gate::attribute(module.gate(own.name())), item(own, derives)]
    });
    let aliases = module.aliases.iter().map(|Alias { doc, name, own }| {
        let gate = gate::attribute(module.gate(name));
        quote!(#gate #doc pub type #name = #own;)
    });
    // One behind the other: what stands in a quotation is copied.
    std::iter::once(quote!(#doc #gated #std #named)).chain(items).chain(aliases).collect()
}

/// What the definitions of these types need.
fn definitions(items: &[Item]) -> Imports {
    let mut imports = Imports::default();
    for item in items {
        match item {
            Item::Struct(item) => definition_imports(item, &mut imports),
            Item::Union(item) => {
                item.variants
                    .iter()
                    .filter_map(|variant| variant.payload.as_ref())
                    .for_each(|ty| imports.ty(ty));
                if item.unknown.is_some() {
                    imports.ty(&Type::Json);
                }
            }
            Item::Newtype(item) => imports.ty(&item.inner),
            Item::Enum(_) => {}
        }
    }
    imports
}

/// What the definition of a struct needs.
pub(super) fn definition_imports(item: &Struct, imports: &mut Imports) {
    for field in &item.fields {
        imports.field(field);
    }
    if let Some(rest) = &item.rest {
        imports.ty(&Type::Map(Box::new(rest.ty.clone())));
    }
}

fn item(item: &Item, wanted: &[Path]) -> TokenStream {
    match item {
        Item::Struct(item) => structure(item, wanted),
        Item::Enum(item) => enumeration(item, wanted),
        Item::Union(item) => union(item, wanted),
        Item::Newtype(item) => newtype(item, wanted),
    }
}

/// What is derived anyway, and what the user wants beside that.
fn derived(anyway: &[&str], wanted: &[Path]) -> TokenStream {
    let more = wanted.iter().filter(|path| !anyway.contains(&path.to_string().as_str()));
    let anyway = anyway.iter().map(|name| format_ident!("{name}"));
    quote!(#[derive(#(#anyway),* #(, #more)*)])
}

/// A struct with one public field per member, in document order.
pub(super) fn structure(item: &Struct, wanted: &[Path]) -> TokenStream {
    let Struct { name, doc, deprecated, fields, rest, .. } = item;
    let deprecated = note(*deprecated);
    let derived = derived(&item.derives(), wanted);
    let rest = rest.iter().map(|Rest { name, ty, .. }| {
        let doc = line("All other members.");
        quote!(#doc pub #name: BTreeMap<String, #ty>,)
    });
    quote! {
        #doc
        #deprecated
        #derived
        #[non_exhaustive]
        pub struct #name { #(#fields)* #(#rest)* }
    }
}

/// As it stands in its struct.
impl ToTokens for Field {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { name, doc, deprecated, ty, presence, .. } = self;
        let deprecated = note(*deprecated);
        let ty = held(ty, *presence);
        tokens.extend(quote!(#doc #deprecated pub #name: #ty,));
    }
}

/// The type of a field, with what says that the value is not there.
fn held(ty: &Type, presence: Presence) -> TokenStream {
    match presence {
        Presence::Required => quote!(#ty),
        Presence::Nullable | Presence::Optional | Presence::Free => quote!(Option<#ty>),
        Presence::Maybe => quote!(Maybe<#ty>),
    }
}

fn enumeration(item: &Enum, wanted: &[Path]) -> TokenStream {
    let Enum { name, doc, deprecated, variants, unknown, integers } = item;
    let deprecated = note(*deprecated);
    let derived = derived(&item.derives(), wanted);
    let variants = variants.iter().map(|variant| {
        let (doc, name) = (&variant.doc, &variant.name);
        quote!(#doc #name,)
    });
    let unknown = unknown.iter().map(|unknown| {
        let doc = line("A value that the description does not list.");
        let held = if *integers { Type::I64 } else { Type::String };
        quote!(#doc #unknown(#held),)
    });
    quote! {
        #doc
        #deprecated
        #derived
        #[non_exhaustive]
        pub enum #name { #(#variants)* #(#unknown)* }
    }
}

fn union(item: &Union, wanted: &[Path]) -> TokenStream {
    let Union { name, doc, deprecated, variants, unknown, .. } = item;
    let deprecated = note(*deprecated);
    let variants = variants.iter().map(|variant| {
        let (doc, name) = (&variant.doc, &variant.name);
        let payload = variant.payload.as_ref().map(|ty| quote!((#ty)));
        quote!(#doc #name #payload,)
    });
    let derived = derived(&item.derives(), wanted);
    let unknown = unknown.iter().map(|unknown| {
        let doc = line("What the description does not know, as it came.");
        quote!(#doc #unknown(Value),)
    });
    quote! {
        #doc
        #deprecated
        #derived
        #[non_exhaustive]
        pub enum #name { #(#variants)* #(#unknown)* }
    }
}

fn newtype(item: &Newtype, wanted: &[Path]) -> TokenStream {
    let Newtype { name, doc, deprecated, inner, .. } = item;
    let deprecated = note(*deprecated);
    let derived = derived(&item.derives(), wanted);
    quote! {
        #doc
        #deprecated
        #derived
        pub struct #name(pub(crate) #inner);
    }
}

/// A paragraph for what the description calls deprecated. Not an attribute: a caller's build must not break because
/// a description changed its mind.
fn note(deprecated: bool) -> TokenStream {
    if deprecated { [line(""), line("**Deprecated.**")].into_iter().collect() } else { TokenStream::new() }
}
