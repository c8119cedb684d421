//! How names, types, documentation and scalars are spelt.

use proc_macro2::{Literal as Token, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::rust::{Doc, Ident, Literal, Path, Type};

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // The only place that makes an identifier: `rust::Ident` holds nothing but letters, digits and `_`.
        proc_macro2::Ident::new(self.as_str(), Span::call_site()).to_tokens(tokens);
    }
}

impl ToTokens for Type {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Bool => quote!(bool),
            Self::I32 => quote!(i32),
            Self::I64 => quote!(i64),
            Self::U64 => quote!(u64),
            Self::F64 => quote!(f64),
            Self::String => quote!(String),
            Self::Secret => quote!(Secret),
            Self::Json => quote!(Value),
            Self::Unit | Self::Null => quote!(()),
            Self::Never => quote!(Infallible),
            Self::Bytes => quote!(Bytes),
            // Many descriptions have a type of that name.
            Self::File => quote!(crate::File),
            Self::Download => quote!(crate::Download),
            Self::Events(inner) => quote!(crate::Events<#inner>),
            Self::Lines(inner) => quote!(crate::Lines<#inner>),
            Self::Named(name) => name.to_token_stream(),
            Self::Foreign(path) => path.to_token_stream(),
            Self::Option(inner) => quote!(Option<#inner>),
            Self::List(inner) => quote!(Vec<#inner>),
            Self::Map(inner) => quote!(BTreeMap<String, #inner>),
            Self::Boxed(inner) => quote!(Box<#inner>),
            Self::Tuple(types) => quote!((#(#types),*)),
        });
    }
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { segments, arguments } = self;
        let arguments = (!arguments.is_empty()).then(|| quote!(<#(#arguments),*>));
        tokens.extend(quote!(#(#segments)::* #arguments));
    }
}

impl ToTokens for Literal {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::String(text) => text.to_tokens(tokens),
            Self::Integer(value) => Token::i64_unsuffixed(*value).to_tokens(tokens),
            Self::Boolean(value) => value.to_tokens(tokens),
        }
    }
}

/// One attribute per line, so that it is printed as `///`.
impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        for line in self.0.iter().map(|line| spaced(line)) {
            tokens.extend(quote!(#[doc = #line]));
        }
    }
}

/// Documentation of the module or crate that it stands in.
pub(super) fn inner_doc(doc: &Doc) -> TokenStream {
    let lines = doc.0.iter().map(|line| spaced(line));
    quote!(#(#![doc = #lines])*)
}

/// Documentation of our own.
pub(super) fn line(text: &str) -> TokenStream {
    Doc(vec![text.to_owned()]).to_token_stream()
}

fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}
