//! Successes and errors by status.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::operations::decoder;
use crate::rust::{StatusArm, StatusEnum, StatusPattern, Type};

/// An enum with a variant per status.
pub(super) fn enumeration(item: &StatusEnum) -> TokenStream {
    let StatusEnum { name, doc, arms, same, .. } = item;
    if let Some(same) = same {
        return quote!(#doc pub type #name = #same;);
    }
    let variants = arms.iter().map(|StatusArm { name, doc, ty, .. }| {
        let payload = (*ty != Type::Unit).then(|| quote!((#ty)));
        quote!(#doc #name #payload,)
    });
    // What arrives can neither be copied nor compared.
    let derives = if item.is_streamed() { quote!(Debug) } else { quote!(Clone, Debug, PartialEq) };
    quote! {
        #doc
        #[derive(#derives)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    }
}

/// How it is read, unless it is another name of one that says so.
pub(super) fn table(item: &StatusEnum) -> Option<TokenStream> {
    item.same.is_none().then(|| own_table(item))
}

fn own_table(item: &StatusEnum) -> TokenStream {
    let StatusEnum { name, arms, body, .. } = item;
    let body = body.as_ref().map(|body| quote!(of #body));
    if !item.is_by_status() {
        let lines = arms.iter().map(by_media);
        return quote!(by_media! { #name #body { #(#lines)* } });
    }
    let lines = arms.iter().map(|StatusArm { name, status, ty, decoder: how, .. }| {
        let status = status.map_or_else(|| quote!(_), |status| pattern(status, false));
        let how = (*ty != Type::Unit).then(|| {
            let how = decoder(how);
            quote!(: #how)
        });
        quote!(#status => #name #how,)
    });
    quote!(by_status! { #name #body { #(#lines)* } })
}

/// A line of what is told by the media type too.
fn by_media(arm: &StatusArm) -> TokenStream {
    let StatusArm { name, status, media, decoder: how, .. } = arm;
    let status = status.map_or_else(|| quote!(_), |status| pattern(status, false));
    let media = media.as_ref().map(|media| quote!(, #media));
    let streamed = how.is_streamed().then(|| quote!(, streamed));
    let how = (arm.ty != Type::Unit).then(|| {
        let how = decoder(how);
        quote!(: #how)
    });
    quote!([#status #media #streamed] => #name #how,)
}

/// A status, or a range of them; as an expression always a range.
pub(super) fn pattern(status: StatusPattern, range: bool) -> TokenStream {
    let (from, to) = (Token::u16_unsuffixed(status.from), Token::u16_unsuffixed(status.to));
    if status.from == status.to && !range { quote!(#from) } else { quote!(#from..=#to) }
}
