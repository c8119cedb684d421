//! Bodies: how an operation sends its own, and the enums of those that have a choice.

use proc_macro2::TokenStream;
use quote::quote;

use super::build;
use super::codec::rule_tokens;
use crate::rust::{
    ArgumentKind, Asks, BodyEnum, BodyVariant, Method, OperationModule, ParameterStyle, Payload, Presence,
    Style, Type,
};

/// What a method adds to its request.
pub(super) fn sent(method: &Method) -> Option<TokenStream> {
    let rules = method.body_rules.iter().map(rule_tokens);
    let rules = (!method.body_rules.is_empty()).then(|| quote!(.body_rules(&[#(#rules),*])));
    let sent = payload(method)?;
    Some(quote!(#rules #sent))
}

fn payload(method: &Method) -> Option<TokenStream> {
    let (payload, optional) = method.body.as_ref()?;
    let kind = method.arguments.iter().find(|argument| argument.name.as_str() == "body")?;
    Some(match (&kind.kind, payload) {
        (_, Payload::Json(media)) if *optional && media == JSON => quote!(.json_if(body.as_ref())),
        // These two send nothing for nothing.
        (_, Payload::Form(_) | Payload::Multipart(..)) if *optional => {
            call(payload, &quote!(), &quote!(body))
        }
        _ if *optional => {
            let sent = call(payload, &quote!(request), &quote!(body));
            quote!(.optional(body, |request, body| #sent))
        }
        _ if method.asks.is_some() && !*optional => call(payload, &quote!(), &quote!(body)),
        (_, Payload::Choice(_)) => quote!(.with(body.into())),
        (ArgumentKind::Into(ty), _) if ty.style() == Style::Into => {
            call(payload, &quote!(), &quote!(body.into()))
        }
        _ => call(payload, &quote!(), &quote!(body)),
    })
}

/// The body, which asks for a stream whatever the caller has said.
pub(super) fn asks(method: &Method) -> Option<TokenStream> {
    let Asks { member, presence, from_nothing } = method.asks.as_ref()?;
    let kind = method.arguments.iter().find(|argument| argument.name.as_str() == "body")?;
    let value = match presence {
        Presence::Required => quote!(true),
        Presence::Nullable | Presence::Optional | Presence::Free => quote!(Some(true)),
        Presence::Maybe => quote!(crate::Maybe::Value(true)),
    };
    if let ArgumentKind::Into(ty) = &kind.kind {
        return Some(quote! {
            let mut body: #ty = body.into();
            body.#member = #value;
        });
    }
    if *from_nothing {
        return Some(quote! {
            let mut body = body.unwrap_or_default();
            body.#member = #value;
            let body = Some(body);
        });
    }
    Some(quote! {
        let body = body.map(|mut body| {
            body.#member = #value;
            body
        });
    })
}

const JSON: &str = "application/json";

/// A body that is added to a request.
fn call(payload: &Payload, request: &TokenStream, body: &TokenStream) -> TokenStream {
    match payload {
        Payload::Json(media) if media == JSON => quote!(#request.json(&#body)),
        Payload::Json(media) => quote!(#request.json_as(#media, &#body)),
        Payload::Form(styles) => {
            let styles = styles.iter().map(|(name, style): &(String, ParameterStyle)| {
                let style = style.name();
                quote!((#name, style::#style))
            });
            quote!(#request.form(&#body, &[#(#styles),*]))
        }
        Payload::Multipart(media, types) => {
            let types = types.iter().map(|(name, media)| quote!((#name, #media)));
            quote!(#request.multipart(#media, &#body, &[#(#types),*]))
        }
        Payload::Text(media) => quote!(#request.text(#media, #body)),
        Payload::File(media) => quote!(#request.file(#media, &#body)),
        Payload::Choice(_) => quote!(#request.with(#body)),
    }
}

/// Whether any body of a file has members with a style.
pub(super) fn has_styles(module: &OperationModule) -> bool {
    let own = module.methods.iter().filter_map(|method| method.body.as_ref().map(|(payload, _)| payload));
    let chosen = module.bodies.iter().flat_map(|item| &item.variants).map(|variant| &variant.payload);
    own.chain(chosen).any(|payload| matches!(payload, Payload::Form(styles) if !styles.is_empty()))
}

/// An enum with a variant per media type.
pub(super) fn enumeration(item: &BodyEnum) -> TokenStream {
    let BodyEnum { name, doc, variants, .. } = item;
    let lines = variants.iter().map(|BodyVariant { name, doc, ty, .. }| quote!(#doc #name(#ty),));
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#lines)* }
    }
}

/// How each variant is sent.
pub(super) fn table(item: &BodyEnum) -> TokenStream {
    let name = &item.name;
    let lines = item.variants.iter().map(|BodyVariant { name, payload, .. }| {
        let sent = call(payload, &quote!(request), &quote!(body));
        quote!(#name => #sent,)
    });
    quote!(bodies! { #name(request, body) { #(#lines)* } })
}

/// A body of which only one variant has the type becomes that variant by itself.
pub(super) fn from(item: &BodyEnum) -> Vec<TokenStream> {
    let name = &item.name;
    let lines =
        item.variants.iter().filter(|variant| variant.from).flat_map(|BodyVariant { name, ty, .. }| {
            // Text is mostly at hand as a literal.
            let text = (*ty == Type::String).then(|| quote!(#name(&str),));
            [Some(quote!(#name(#ty),)), text]
        });
    let lines: Vec<_> = lines.flatten().collect();
    let own = (!lines.is_empty()).then(|| quote!(from! { #name { #(#lines)* } }));
    let variants = item.variants.iter().filter(|variant| variant.from);
    let optional = item
        .optional
        .then(|| build::from_optional(name, variants.map(|variant| (&variant.name, &variant.ty))));
    own.into_iter().chain(optional.flatten()).collect()
}
