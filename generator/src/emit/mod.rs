//! Rust to tokens: every decision is made, so this cannot fail. One file per kind of item.
//!
//! No text of a document becomes code here: a string is a literal token, a name is a checked identifier.

mod body;
mod build;
mod client;
mod codec;
mod example;
mod gate;
mod guards;
mod header;
mod imports;
mod layout;
mod operations;
mod outcomes;
mod readme;
mod runtime;
mod servers;
mod status;
mod tables;
mod tokens;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::Crate;
use gate::Table;

pub(crate) use layout::print;
pub(crate) use readme::text as readme;
pub(crate) use tables::print as print_table;

/// A file of Rust.
pub(crate) struct SourceFile {
    /// Below `src/`, with `/` between folders.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) content: Content,
}

/// What a file holds.
pub(crate) enum Content {
    /// Items.
    Items(TokenStream),
    /// A preamble of items, then tables for macros of the run time.
    Tables(TokenStream, Vec<Table>),
    /// A module of the run time, as it was written.
    Text(&'static str),
}

/// Every file of a crate.
pub(crate) fn emit(krate: &Crate) -> Vec<SourceFile> {
    let mut files = vec![
        file("client.rs", client::client(&krate.client)),
        file("types/mod.rs", types::index(&krate.types)),
    ];
    let mut codecs = Vec::new();
    let mut builds = Vec::new();
    for module in &krate.types {
        let name = module.name.as_str();
        files.push(file(&format!("types/{name}.rs"), types::module(module)));
        let tables = codec::tables(module);
        if !tables.is_empty() {
            let path = format!("codec/{name}.rs");
            files.push(SourceFile { path, content: Content::Tables(codec::preamble(module), tables) });
            codecs.push(gate::module(&module.name, module.feature.as_ref()));
        }
        let tables = build::tables(module);
        if !tables.is_empty() {
            let path = format!("build/{name}.rs");
            files.push(SourceFile { path, content: Content::Tables(build::preamble(module), tables) });
            builds.push(gate::module(&module.name, module.feature.as_ref()));
        }
    }
    if !krate.foreign.is_empty() {
        files.push(file("codec/foreign.rs", codec::foreign(&krate.foreign)));
        codecs.push(quote!(
            mod foreign;
        ));
    }
    let codec_doc = " How types are read and written: a table per type.";
    files.push(file("codec/mod.rs", quote! { #![doc = #codec_doc] #(#codecs)* }));
    if !builds.is_empty() {
        let build_doc = " How values are made: a constructor and setters per type that a caller builds.";
        files.push(file("build/mod.rs", quote! { #![doc = #build_doc] #(#builds)* }));
    }
    if let Some(choice) = &krate.client.servers.choice {
        files.push(file("servers.rs", servers::module(choice)));
    }
    files.push(file("lib.rs", lib(krate, !builds.is_empty())));
    files.push(file("operations/mod.rs", operations::index(&krate.operations, &krate.outcomes)));
    for module in &krate.operations {
        let path = format!("operations/{}.rs", module.name.as_str());
        let (items, tables) = operations::module(module, &krate.name);
        files.push(SourceFile { path, content: Content::Tables(items, tables) });
    }
    if let Some((items, tables)) = outcomes::module(&krate.outcomes) {
        files.push(SourceFile {
            path: "operations/shared.rs".to_owned(),
            content: Content::Tables(items, tables),
        });
    }
    files.extend(runtime::files());
    files
}

fn file(path: &str, items: TokenStream) -> SourceFile {
    SourceFile { path: path.to_owned(), content: Content::Items(items) }
}

/// The root of the crate.
fn lib(krate: &Crate, builds: bool) -> TokenStream {
    let build = builds.then(|| {
        quote!(
            mod build;
        )
    });
    let servers = krate.client.servers.choice.is_some().then(|| {
        quote!(
            pub mod servers;
        )
    });
    let doc = tokens::inner_doc(&krate.doc);
    let called = readme::first(krate).and_then(|(module, _)| module.feature.as_ref());
    let tested = called.map_or_else(|| quote!(doctest), |feature| quote!(all(doctest, feature = #feature)));
    quote! {
        #doc
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #![allow(
            clippy::doc_lazy_continuation,
            clippy::doc_overindented_list_items,
            reason = "descriptions are laid out as the API's authors did"
        )]
        #![allow(clippy::enum_variant_names, reason = "branches are called as the API calls them")]
        #![allow(clippy::large_enum_variant, reason = "a box would show in every match, and sizes follow the description")]

        #build
        mod client;
        mod codec;
        pub mod operations;
        mod runtime;
        #servers
        pub mod types;

        pub use runtime::*;

        #[cfg(#tested)]
        #[doc = include_str!("../README.md")]
        mod readme {}
    }
}
