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

pub(crate) use readme::text as readme;

/// A file of Rust.
pub(crate) struct SourceFile<'k> {
    /// Below `src/`, with `/` between folders.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) content: Content<'k>,
}

/// What a file holds. Tokens cannot go from thread to thread, so a file is made where it is printed.
pub(crate) enum Content<'k> {
    /// Items.
    Items(Make<'k, TokenStream>),
    /// A preamble of items, then tables for macros of the run time.
    Tables(Make<'k, (TokenStream, Vec<Table>)>),
    /// A module of the run time, as it was written.
    Text(&'static str),
}

/// Makes the tokens of a file, on whatever thread.
type Make<'k, T> = Box<dyn Fn() -> T + Send + Sync + 'k>;

impl Content<'_> {
    /// The text of the file, formatted.
    pub(crate) fn print(&self) -> String {
        match self {
            Self::Items(make) => layout::print(make()),
            Self::Tables(make) => {
                let (preamble, tables) = make();
                let tables = tables.into_iter().map(tables::print);
                std::iter::once(layout::print(preamble)).chain(tables).collect::<Vec<_>>().join("\n")
            }
            Self::Text(text) => (*text).to_owned(),
        }
    }
}

/// Every file of a crate.
pub(crate) fn emit(krate: &Crate) -> Vec<SourceFile<'_>> {
    let mut files = vec![
        items("client.rs", || client::client(&krate.client)),
        items("types/mod.rs", || types::index(&krate.types)),
        items("codec/mod.rs", || codec::index(krate)),
        items("lib.rs", || lib(krate)),
        items("operations/mod.rs", || operations::index(&krate.operations, &krate.outcomes)),
    ];
    for module in &krate.types {
        let name = module.name.as_str();
        files.push(items(format!("types/{name}.rs"), || types::module(module)));
        if codec::has(module) {
            files.push(tables(format!("codec/{name}.rs"), || codec::module(module)));
        }
        if build::has(module) {
            files.push(tables(format!("build/{name}.rs"), || build::module(module)));
        }
    }
    if !krate.foreign.is_empty() {
        files.push(tables("codec/foreign.rs", || codec::foreign(&krate.foreign)));
    }
    if !krate.tuples.is_empty() {
        files.push(tables("codec/tuples.rs", || codec::tuples(&krate.tuples)));
    }
    if krate.types.iter().any(build::has) {
        files.push(items("build/mod.rs", || build::index(&krate.types)));
    }
    if let Some(choice) = &krate.client.servers.choice {
        files.push(items("servers.rs", || servers::module(choice)));
    }
    for module in &krate.operations {
        let path = format!("operations/{}.rs", module.name.as_str());
        files.push(tables(path, || operations::module(module, &krate.name)));
    }
    if outcomes::has(&krate.outcomes) {
        files.push(tables("operations/shared.rs", || outcomes::module(&krate.outcomes)));
    }
    files.extend(runtime::files());
    files
}

fn items<'k>(path: impl Into<String>, make: impl Fn() -> TokenStream + Send + Sync + 'k) -> SourceFile<'k> {
    SourceFile { path: path.into(), content: Content::Items(Box::new(make)) }
}

fn tables<'k>(
    path: impl Into<String>,
    make: impl Fn() -> (TokenStream, Vec<Table>) + Send + Sync + 'k,
) -> SourceFile<'k> {
    SourceFile { path: path.into(), content: Content::Tables(Box::new(make)) }
}

/// The root of the crate.
fn lib(krate: &Crate) -> TokenStream {
    let build = krate.types.iter().any(build::has).then(|| {
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
    let called = readme::first(krate).and_then(|(module, ..)| module.feature.as_ref());
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
        #![allow(clippy::disallowed_names, reason = "members are called as the API calls them, be it `foo`")]
        #![allow(clippy::enum_variant_names, reason = "branches are called as the API calls them")]
        #![allow(clippy::large_enum_variant, reason = "a box would show in every match, and sizes follow the description")]
        #![allow(clippy::new_without_default, reason = "a new value may have a member that is always the same")]
        #![allow(clippy::should_implement_trait, reason = "setters and methods are called as the API calls them")]
        #![allow(clippy::too_many_arguments, reason = "what an operation or a type cannot do without is asked for")]
        #![allow(clippy::type_complexity, reason = "a type is as deep as the description nests it")]

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
