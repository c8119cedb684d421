//! Decision tables of unions.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::rust::{
    Decision, Fit, Guard, Ident, JsonKind, Literal, Switch, Test, TextFormat, Type, Union, Variant,
};

/// The table of a union.
pub(super) fn union(item: &Union) -> TokenStream {
    let Union { name, variants, unknown, decision, .. } = item;
    let by = decision.switch.as_ref().map(|switch| by(switch, variants));
    let lines = decision.guards.iter().filter_map(|(guard, index)| {
        let variant @ Variant { name, payload, .. } = variants.get(*index)?;
        let (guard, payload) = (self::guard(guard), payload.as_ref().map(|ty| quote!((#ty))));
        let tag = tag(variant);
        Some(quote!([#guard] => #name #payload #tag,))
    });
    let lines: Vec<TokenStream> = lines.collect();
    let or = by.is_some().then(|| quote!(or));
    let lines = (!lines.is_empty()).then(|| quote!(#or { #(#lines)* }));
    let unknown = unknown.as_ref().map(|unknown| quote!(else #unknown));
    quote!(union! { #name #by #lines #unknown })
}

/// The types that the table of a union names.
pub(super) fn names(item: &Union) -> impl Iterator<Item = &Ident> {
    let Decision { switch, guards, .. } = &item.decision;
    let switched = switch.iter().flat_map(|switch| switch.cases.iter().map(|(_, index)| *index));
    let lines = switched.chain(guards.iter().map(|(_, index)| *index));
    let payloads = lines.filter_map(|index| item.variants.get(index)?.payload.as_ref());
    payloads.flat_map(Type::names)
}

/// The member that decides, and what each of its texts stands for.
fn by(switch: &Switch, variants: &[Variant]) -> TokenStream {
    let Switch { key, cases } = switch;
    let lines = cases.iter().filter_map(|(texts, index)| {
        let variant @ Variant { name, payload, .. } = variants.get(*index)?;
        let (payload, tag) = (payload.as_ref()?, tag(variant));
        Some(quote!(#(#texts)* => #name(#payload) #tag,))
    });
    quote!(by #key { #(#lines)* })
}

/// The member that is written though the payload does not have it.
fn tag(variant: &Variant) -> Option<TokenStream> {
    variant.tag.as_ref().map(|(key, text)| quote!(+ #key = #text))
}

fn guard(guard: &Guard) -> TokenStream {
    let kind = kind(guard.kind);
    match &guard.test {
        Test::Any => kind,
        Test::Is(values) => {
            let values = values.iter().map(scalar);
            quote!(#kind is #(#values)*)
        }
        Test::Format(format) => {
            let format = self::format(*format);
            quote!(#kind format #format)
        }
        Test::Length(least, most) => {
            let least = Token::usize_unsuffixed(*least);
            let most = most.map_or_else(
                || quote!(usize::MAX),
                |most| {
                    let most = Token::usize_unsuffixed(most);
                    quote!(#most)
                },
            );
            quote!(#kind length #least #most)
        }
        Test::Matches(regex) => quote!(#kind matches #regex),
        Test::Within(least, most) => {
            let least = least.map_or_else(|| quote!(i64::MIN), |least| scalar(&Literal::Integer(least)));
            let most = most.map_or_else(|| quote!(i64::MAX), |most| scalar(&Literal::Integer(most)));
            quote!(#kind within #least, #most)
        }
        Test::Of(items) => {
            let items = items.iter().map(self::guard);
            quote!(#kind of #((#items))*)
        }
        Test::Has(key) => quote!(#kind has #key),
        Test::Where(key, values) => {
            let values = values.iter().map(self::guard);
            quote!(#kind where #key: #((#values))*)
        }
        Test::Fits(Fit { needs, knows, fixed, only }) => {
            let only = only.then(|| quote!(only));
            let fixed = fixed.iter().map(|(key, values)| {
                let values = values.iter().map(self::guard);
                quote!(where #key: #((#values))*)
            });
            quote!(#kind fits #only [#(#needs),*] of [#(#knows),*] #(#fixed)*)
        }
    }
}

fn scalar(value: &Literal) -> TokenStream {
    match value {
        Literal::Integer(value) => {
            let value = Token::i64_unsuffixed(*value);
            quote!(#value)
        }
        other => quote!(#other),
    }
}

fn kind(kind: JsonKind) -> TokenStream {
    match kind {
        JsonKind::Null => quote!(null),
        JsonKind::Boolean => quote!(boolean),
        JsonKind::Integer => quote!(integer),
        JsonKind::Number => quote!(number),
        JsonKind::String => quote!(string),
        JsonKind::Array => quote!(array),
        JsonKind::Object => quote!(object),
        JsonKind::Any => quote!(any),
    }
}

fn format(format: TextFormat) -> TokenStream {
    match format {
        TextFormat::Uuid => quote!(Uuid),
        TextFormat::Ipv4 => quote!(Ipv4),
        TextFormat::Ipv6 => quote!(Ipv6),
        TextFormat::DateTime => quote!(DateTime),
        TextFormat::Date => quote!(Date),
        TextFormat::Uri => quote!(Uri),
        TextFormat::Email => quote!(Email),
    }
}
