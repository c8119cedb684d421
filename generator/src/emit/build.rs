//! Constructors and setters of what a caller builds: tables for a macro of the run time.

use proc_macro2::{Literal as Token, TokenStream};
use quote::{ToTokens, quote};

use super::gate::{self, Table};
use super::imports::{self, Imports};
use crate::rust::{
    Access, Field, Ident, Item, Literal, Presence, Preset, Struct, Style, Type, TypeModule, Union,
};

/// `build/mod.rs`.
pub(super) fn index(modules: &[TypeModule]) -> TokenStream {
    let modules = modules.iter().filter(|module| has(module));
    let modules = modules.map(|module| gate::module(&module.name, module.feature.as_ref()));
    let doc = " How values are made: a constructor and setters per type that a caller builds.";
    quote! { #![doc = #doc] #(#modules)* }
}

/// Whether a file of types has tables.
pub(super) fn has(module: &TypeModule) -> bool {
    module.items.iter().any(has_table)
}

fn has_table(item: &Item) -> bool {
    match item {
        Item::Struct(item) => item.built,
        Item::Union(_) => true,
        Item::Enum(_) | Item::Newtype(_) => false,
    }
}

/// The types that the table of a type names.
fn names(item: &Item) -> Vec<&Ident> {
    let mut names = vec![item.name()];
    match item {
        Item::Struct(item) => {
            let told = |field: &&Field| field.preset.as_ref().is_none_or(|preset| preset.variant.is_some());
            names.extend(item.fields.iter().filter(told).flat_map(|field| field.ty.names()));
            names.extend(item.rest.iter().flat_map(|rest| rest.ty.names()));
        }
        Item::Union(item) => names.extend(item.names()),
        Item::Enum(_) | Item::Newtype(_) => {}
    }
    names
}

/// The tables of a file of types.
pub(super) fn module(module: &TypeModule) -> (TokenStream, Vec<Table>) {
    (preamble(module), tables(module))
}

/// The tables of a file of types.
fn tables(module: &TypeModule) -> Vec<Table> {
    let tables = |item: &Item| match item {
        Item::Struct(item) if item.built => vec![structure(item)],
        Item::Union(item) => from(item).into_iter().filter(|_| item.checked).chain([access(item)]).collect(),
        _ => Vec::new(),
    };
    let gated = |own: &Item| {
        tables(own)
            .into_iter()
            .map(|body| Table { gate: module.gate(own.name()).to_vec(), body })
            .collect::<Vec<_>>()
    };
    module.items.iter().flat_map(gated).collect()
}

/// What the tables of one file need.
fn preamble(module: &TypeModule) -> TokenStream {
    let mut imports = Imports::default();
    let (mut build, mut from, mut access) = (false, false, false);
    for item in &module.items {
        match item {
            Item::Struct(item) if item.built => {
                build = true;
                table_imports(item, &mut imports);
            }
            Item::Union(item) => {
                access = true;
                from |= item.checked && item.variants.iter().any(|variant| variant.from);
                for ty in item.variants.iter().filter_map(|variant| variant.payload.as_ref()) {
                    imports.ty(ty);
                }
            }
            _ => {}
        }
    }
    let build = build.then(|| {
        quote!(
            use crate::runtime::build::build;
        )
    });
    let from = from.then(|| {
        quote!(
            use crate::runtime::build::from;
        )
    });
    let access = access.then(|| {
        quote!(
            use crate::runtime::access::access;
        )
    });
    let gated = gate::allow(module);
    let names = module.items.iter().filter(|item| has_table(item)).flat_map(names);
    let types = imports::named(&module.gates, &quote!(crate::types), names);
    quote!(#gated #imports #access #build #from #types)
}

/// What the table of a struct needs.
pub(super) fn table_imports(item: &Struct, imports: &mut Imports) {
    for field in &item.fields {
        // What is required and may be null is spelt as a whole.
        let whole = field.presence == Presence::Nullable;
        imports.ty(if whole { &field.ty } else { spelt(&field.ty) });
    }
    if let Some(rest) = &item.rest {
        imports.ty(spelt(&Type::Map(Box::new(rest.ty.clone()))));
    }
}

/// The part of a type that a table spells.
fn spelt(ty: &Type) -> &Type {
    match (ty.style(), ty) {
        (Style::Into, Type::Boxed(inner))
        | (Style::Items, Type::List(inner))
        | (Style::Pairs, Type::Map(inner)) => inner,
        _ => ty,
    }
}

/// `new` with what is required, and a setter for everything else.
pub(super) fn structure(item: &Struct) -> TokenStream {
    let Struct { name, fields, rest, .. } = item;
    let (optional, required): (Vec<&Field>, Vec<&Field>) = fields
        .iter()
        .filter(|field| field.preset.is_none())
        .partition(|field| field.presence.may_be_absent());
    let required = required.into_iter().map(|field| {
        let (name, how) = (&field.name, required_how(field));
        quote!(#name: #how)
    });
    let presets = fields.iter().filter_map(|field| {
        let (name, Preset { value, variant }) = (&field.name, field.preset.as_ref()?);
        let ty = &field.ty;
        let value = match (variant, value) {
            (Some(variant), _) => quote!(#ty::#variant),
            (None, Literal::Integer(value)) => suffixed(*value, ty).to_token_stream(),
            (None, value) => quote!(#value),
        };
        let presence = match field.presence {
            Presence::Required => quote!(required),
            Presence::Nullable | Presence::Optional | Presence::Free => quote!(optional),
            Presence::Maybe => quote!(maybe),
        };
        Some(quote!(#name: #presence #value))
    });
    let presets: Vec<_> = presets.collect();
    let with = (!presets.is_empty()).then(|| quote!(with [#(#presets),*]));
    let setters = optional.iter().map(|field| {
        let (name, how) = (&field.name, how(&field.ty));
        let presence = if field.presence == Presence::Maybe { quote!(maybe) } else { quote!(optional) };
        quote!(#name: #presence #how,)
    });
    let rest = rest.as_ref().map(|rest| {
        let (name, how) = (&rest.name, how(&Type::Map(Box::new(rest.ty.clone()))));
        quote!(..#name: #how)
    });
    let clear: Vec<_> = optional.iter().filter(|field| field.presence == Presence::Maybe).collect();
    let clear = (!clear.is_empty()).then(|| {
        let lines = clear.iter().map(|field| {
            let (setter, name) = (&field.clear, &field.name);
            quote!(#setter: #name)
        });
        quote!(clear [#(#lines),*])
    });
    quote!(build! { #name { new(#(#required),*) #with, #(#setters)* } #clear #rest })
}

/// A number of a type.
fn suffixed(value: i64, ty: &Type) -> Token {
    match (ty, i32::try_from(value), u64::try_from(value)) {
        (Type::I32, Ok(value), _) => Token::i32_suffixed(value),
        (Type::U64, _, Ok(value)) => Token::u64_suffixed(value),
        _ => Token::i64_suffixed(value),
    }
}

/// How an argument is taken and of what type.
fn how(ty: &Type) -> TokenStream {
    let spelt = spelt(ty);
    match (ty.style(), ty) {
        (Style::Into, Type::Boxed(_)) => quote!(boxed #spelt),
        (Style::Into, _) => quote!(into #spelt),
        (Style::Items, _) => quote!(items #spelt),
        (Style::Pairs, _) => quote!(pairs #spelt),
        (Style::Exact, _) => quote!(exact #spelt),
    }
}

fn required_how(field: &Field) -> TokenStream {
    let ty = &field.ty;
    if field.presence == Presence::Nullable { quote!(exact Option<#ty>) } else { how(ty) }
}

/// A branch becomes its union by itself.
fn from(item: &Union) -> Vec<TokenStream> {
    let name = &item.name;
    let lines: Vec<_> = item
        .variants
        .iter()
        .filter(|variant| variant.from)
        .flat_map(|variant| {
            let (name, ty) = (&variant.name, variant.payload.as_ref());
            // Text is mostly at hand as a literal.
            let text = (ty == Some(&Type::String)).then(|| quote!(#name(&str),));
            [ty.map(|ty| quote!(#name(#ty),)), text]
        })
        .flatten()
        .collect();
    let own = (!lines.is_empty()).then(|| quote!(from! { #name { #(#lines)* } }));
    let branches = item.variants.iter().filter(|variant| variant.from);
    let branches = branches.filter_map(|variant| Some((&variant.name, variant.payload.as_ref()?)));
    let optional = item.optional.then(|| from_optional(name, branches));
    own.into_iter().chain(optional.flatten()).collect()
}

/// A branch becomes an optional body by itself. Rust allows it for types of the crate only.
pub(super) fn from_optional<'a>(
    name: &Ident,
    branches: impl Iterator<Item = (&'a Ident, &'a Type)>,
) -> Option<TokenStream> {
    let own = branches.filter(|(_, ty)| matches!(ty, Type::Named(_) | Type::File));
    let lines: Vec<_> = own.map(|(variant, ty)| quote!(#variant(#ty),)).collect();
    (!lines.is_empty()).then(|| quote!(from! { Option<#name> { #(#lines)* } }))
}

/// Methods that ask for a branch.
fn access(item: &Union) -> TokenStream {
    let name = &item.name;
    let lines = item.variants.iter().map(|variant| {
        let Access { is, r#as, into } = &variant.access;
        let name = &variant.name;
        match &variant.payload {
            None => quote!(#is: #name,),
            Some(Type::Boxed(inner)) => quote!(#is #r#as #into: #name(boxed #inner),),
            Some(ty) => quote!(#is #r#as #into: #name(#ty),),
        }
    });
    quote!(access! { #name { #(#lines)* } })
}
