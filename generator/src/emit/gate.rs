//! What is there only with some features.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{Ident, TypeModule};

/// A table for a macro of the run time.
pub(crate) struct Table {
    /// The features of which one has to be on; none when it is always there.
    pub(super) gate: Vec<String>,
    pub(super) body: TokenStream,
}

/// The attribute of what is there with one of these features; nothing for what is always there.
pub(super) fn attribute<'f>(features: impl IntoIterator<Item = &'f String>) -> TokenStream {
    let features: Vec<&String> = features.into_iter().collect();
    match features.as_slice() {
        [] => TokenStream::new(),
        [only] => quote!(#[cfg(feature = #only)]),
        some => quote!(#[cfg(any(#(feature = #some),*))]),
    }
}

/// The attribute of a file in which some types are not always there.
pub(super) fn allow(module: &TypeModule) -> TokenStream {
    if module.gates.is_empty() {
        return TokenStream::new();
    }
    quote!(#![allow(unused_imports, reason = "which types there are depends on features")])
}

/// The line of a module that a feature turns on.
pub(super) fn module(name: &Ident, feature: Option<&String>) -> TokenStream {
    let gate = attribute(feature);
    // A group may be called as one of the folders is.
    let is_folder = ["operations", "types", "codec", "build"].contains(&name.as_str());
    let allowed =
        is_folder.then(|| quote!(#[allow(clippy::module_inception, reason = "the API calls a group so")]));
    quote!(#gate #allowed mod #name;)
}
