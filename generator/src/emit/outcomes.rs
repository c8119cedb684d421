//! What operations of several groups give back: `operations/shared.rs`.

use proc_macro2::TokenStream;
use quote::quote;

use super::gate::{self, Table};
use super::header;
use super::imports::{Imports, named};
use super::operations::decoder_imports;
use super::status::{enumeration, table};
use crate::rust::{OutcomeModule, StatusEnum};

/// The lines of `operations/mod.rs`: that there is such a file, and what is in it.
pub(super) fn index(shared: &OutcomeModule) -> Option<(TokenStream, TokenStream)> {
    let enums = shared.enums.iter().map(|item| &item.name);
    let mut names: Vec<_> = enums.chain(shared.headers.iter().map(|item| &item.name)).collect();
    names.sort();
    let uses = if shared.gates.is_empty() {
        quote!(pub use shared::{#(#names),*};)
    } else {
        quote! {
            #[allow(unused_imports, reason = "what there is depends on features")]
            pub use shared::*;
        }
    };
    let module = quote!(
        mod shared;
    );
    (!names.is_empty()).then_some((module, uses))
}

/// Whether anything is in the file.
pub(super) fn has(shared: &OutcomeModule) -> bool {
    !shared.enums.is_empty() || !shared.headers.is_empty()
}

/// The file.
pub(super) fn module(shared: &OutcomeModule) -> (TokenStream, Vec<Table>) {
    let OutcomeModule { imports, enums, headers, gates } = shared;
    let allow = (!gates.is_empty())
        .then(|| quote!(#![allow(dead_code, unused_imports, reason = "what is used depends on features")]));
    let types = named(gates, &quote!(crate::types), imports);
    let definitions = enums.iter().map(|item| {
        let (gate, item) = (gate::attribute(shared.gate(&item.name)), enumeration(item));
        quote!(#gate #item)
    });
    let structs =
        headers.iter().map(|item| header::structure(item, &gate::attribute(shared.gate(&item.name))));
    let header = (!headers.is_empty()).then(|| {
        quote!(
            use crate::runtime::header;
        )
    });
    let tables = enums
        .iter()
        .filter_map(|item| Some(Table { gate: shared.gate(&item.name).to_vec(), body: table(item)? }));
    let carried = enums.iter().flat_map(|item| &item.arms).map(|arm| &arm.ty);
    let read = headers.iter().flat_map(|item| &item.headers).map(|header| &header.ty);
    let std = Imports::of(carried.chain(read));
    let answer = decoder_imports(std::iter::empty(), enums.iter());
    let by_media = enums.iter().any(|item| !item.is_by_status()).then(|| {
        quote!(
            use crate::runtime::media::by_media;
        )
    });
    let stream = enums.iter().any(StatusEnum::is_streamed).then(|| {
        quote!(
            use crate::runtime::stream;
        )
    });
    let file = quote! {
        #![doc = " What operations of several groups give back."]
        #allow
        #std
        #answer
        #header
        #by_media
        #stream
        #types
        #(#definitions)*
        #(#structs)*
    };
    (file, tables.collect())
}
