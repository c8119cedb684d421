//! Headers of answers: a method for each, which names it and does nothing else.

use proc_macro2::TokenStream;
use quote::quote;

use crate::rust::{HeaderStruct, TypedHeader};

/// A struct over the headers of an answer, with a method for each of them. `gate` stands before each item.
pub(super) fn structure(item: &HeaderStruct, gate: &TokenStream) -> TokenStream {
    let HeaderStruct { name, doc, headers, same } = item;
    if let Some(same) = same {
        return quote!(#gate #doc pub type #name<'a> = #same<'a>;);
    }
    let methods = headers.iter().map(|TypedHeader { name, doc, key, ty, form }| {
        let form = form.name();
        quote! {
            #doc
            pub fn #name(&self) -> Result<Option<#ty>, crate::DecodeError> {
                header::read(self.0, #key, header::Form::#form)
            }
        }
    });
    quote! {
        #gate
        #doc
        #[derive(Clone, Copy)]
        pub struct #name<'a>(&'a http::HeaderMap);

        #gate
        impl<'a> #name<'a> {
            #[doc = " Of these headers: `response.headers()`, of a success or an error."]
            pub fn of(headers: &'a http::HeaderMap) -> Self {
                Self(headers)
            }

            #(#methods)*
        }
    }
}
