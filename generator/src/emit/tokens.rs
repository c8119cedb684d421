//! How names, types, documentation and scalars are spelt.

use proc_macro2::{LexError, Literal as Token, Span, TokenStream};
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

/// Stands for the end of a line in documentation until it is printed.
pub(super) const END: char = '\u{1}';

/// Most of what is printed is documentation, and what an attribute costs goes by its tokens: all lines are one, of which
/// `layout` makes a `///` each.
impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let text = lines(self);
        tokens.extend(text.map(|text| quote!(#[doc = #text])));
    }
}

/// Documentation of the module or crate that it stands in.
pub(super) fn inner_doc(doc: &Doc) -> TokenStream {
    let text = lines(doc);
    text.map(|text| quote!(#![doc = #text])).unwrap_or_default()
}

/// The lines of a documentation as one literal, if there are any.
fn lines(doc: &Doc) -> Option<Token> {
    let mut text = String::new();
    for (index, line) in doc.0.iter().enumerate() {
        if index > 0 {
            text.push(END);
        }
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line.trim_end_matches(' '));
        }
    }
    (!doc.0.is_empty()).then(|| raw(&text))
}

/// A literal of a text as it is, which need not be escaped and read again character by character, unless it has what no such
/// literal can have.
fn raw(text: &str) -> Token {
    let quoted = text.split('"').skip(1).map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let pounds = "#".repeat(quoted.max().map_or(0, |most| most + 1));
    // Not tokens: one literal, or none where the text is not the whole of it.
    let literal: Result<Token, LexError> = format!("r{pounds}\"{text}\"{pounds}").parse();
    literal.unwrap_or_else(|_| Token::string(text))
}

/// Documentation of our own.
pub(super) fn line(text: &str) -> TokenStream {
    Doc(vec![text.to_owned()]).to_token_stream()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_is_its_text() {
        let many = format!("\"{}", "#".repeat(300));
        for text in
            ["", "plain", "\"", "\"#", "a\"##b\"#", "#\"", "\\", "r\"", "\r", "a\rb", "\n", "\u{1}", &many]
        {
            let literal: syn::LitStr = syn::parse2(raw(text).to_token_stream()).unwrap();
            assert_eq!(literal.value(), *text, "{text:?}");
        }
    }
}
