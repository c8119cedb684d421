//! What a file imports: only what the types that are spelt in it need.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::rust::{Field, Ident, Presence, Type};

/// Something that types are spelt with, in the order of the imports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Import {
    Map,
    Never,
    Bytes,
    Value,
    Maybe,
    Secret,
}

/// Imports of a file in the making.
#[derive(Clone, Debug, Default)]
pub(super) struct Imports(BTreeSet<Import>);

impl Imports {
    /// A type is spelt.
    pub(super) fn ty(&mut self, ty: &Type) {
        self.0.extend(match ty {
            Type::Secret => Some(Import::Secret),
            Type::Json => Some(Import::Value),
            Type::Never => Some(Import::Never),
            Type::Bytes => Some(Import::Bytes),
            Type::Map(_) => Some(Import::Map),
            _ => None,
        });
        if let Type::Option(inner)
        | Type::List(inner)
        | Type::Map(inner)
        | Type::Boxed(inner)
        | Type::Events(inner)
        | Type::Lines(inner) = ty
        {
            self.ty(inner);
        }
        if let Type::Tuple(types) = ty {
            for ty in types {
                self.ty(ty);
            }
        }
    }

    /// A field is spelt.
    pub(super) fn field(&mut self, field: &Field) {
        self.ty(&field.ty);
        self.0.extend((field.presence == Presence::Maybe).then_some(Import::Maybe));
    }

    /// Several types are spelt.
    pub(super) fn of<'t>(types: impl IntoIterator<Item = &'t Type>) -> Self {
        let mut imports = Self::default();
        for ty in types {
            imports.ty(ty);
        }
        imports
    }
}

/// The import of types that a file names, from where all types are.
pub(super) fn named<'t>(
    gates: &BTreeMap<Ident, Vec<String>>,
    all: &TokenStream,
    names: impl IntoIterator<Item = &'t Ident>,
) -> TokenStream {
    let names: BTreeSet<&Ident> = names.into_iter().collect();
    match (names.is_empty(), gates.is_empty()) {
        (true, _) => TokenStream::new(),
        // Which of them there are depends on features, as what names them does.
        (false, false) => quote!(use #all::*;),
        (false, true) => {
            let names = names.into_iter();
            quote!(use #all::{#(#names),*};)
        }
    }
}

impl ToTokens for Imports {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().map(|import| match import {
            Import::Map => quote!(
                use std::collections::BTreeMap;
            ),
            Import::Never => quote!(
                use std::convert::Infallible;
            ),
            Import::Bytes => quote!(
                use bytes::Bytes;
            ),
            Import::Value => quote!(
                use serde_json::Value;
            ),
            Import::Maybe => quote!(
                use crate::runtime::Maybe;
            ),
            Import::Secret => quote!(
                use crate::runtime::Secret;
            ),
        }));
    }
}
