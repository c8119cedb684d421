//! How types are read, written and checked: tables for macros of the run time.

use std::collections::BTreeSet;

use proc_macro2::{Literal as Token, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::gate::{self, Table};
use super::guards::{self, union};
use super::imports::{self, Imports};
use crate::rust::{
    Constant, Crate, Enum, Field, Item, Literal, Newtype, OwnTag, Path, Presence, Rest, Rule, Struct,
    TypeModule, Union,
};

/// So many members of an object stand together: there are tuples for so many in the run time's `members.rs`.
const GROUP: usize = 12;

/// `codec/mod.rs`.
pub(super) fn index(krate: &Crate) -> TokenStream {
    let modules = krate.types.iter().filter(|module| has(module));
    let modules = modules.map(|module| gate::module(&module.name, module.feature.as_ref()));
    let foreign = (!krate.foreign.is_empty()).then(|| {
        quote!(
            mod foreign;
        )
    });
    let tuples = (!krate.tuples.is_empty()).then(|| {
        quote!(
            mod tuples;
        )
    });
    let doc = " How types are read and written: a table per type.";
    quote! { #![doc = #doc] #(#modules)* #foreign #tuples }
}

/// `codec/foreign.rs`.
pub(super) fn foreign(paths: &[Path]) -> (TokenStream, Vec<Table>) {
    let preamble = quote! {
        #![doc = " Types of other crates: read and written as serde does it for them."]
        use crate::runtime::foreign::foreign;
    };
    (preamble, vec![Table { gate: Vec::new(), body: quote!(foreign! { #(#paths),* }) }])
}

/// `codec/tuples.rs`.
pub(super) fn tuples(lengths: &BTreeSet<usize>) -> (TokenStream, Vec<Table>) {
    let preamble = quote! {
        #![doc = " Arrays in which every element has a type of its own, by their length."]
        use crate::runtime::tuple::tuple;
    };
    let table = |length: &usize| {
        let elements = (0..*length).map(|index| {
            let (name, index) = (format_ident!("T{index}"), Token::usize_unsuffixed(index));
            quote!(#name #index)
        });
        let length = Token::usize_unsuffixed(*length);
        Table { gate: Vec::new(), body: quote!(tuple! { #length: #(#elements),* }) }
    };
    (preamble, lengths.iter().map(table).collect())
}

/// Whether a file of types has tables.
pub(super) fn has(module: &TypeModule) -> bool {
    !module.items.is_empty()
}

/// The tables of a file of types.
pub(super) fn module(module: &TypeModule) -> (TokenStream, Vec<Table>) {
    (preamble(module), tables(module))
}

/// The tables of a file of types, in the order of the types.
fn tables(module: &TypeModule) -> Vec<Table> {
    let tables = |own: &Item| {
        item(own)
            .into_iter()
            .map(|body| Table { gate: module.gate(own.name()).to_vec(), body })
            .collect::<Vec<_>>()
    };
    module.items.iter().flat_map(tables).collect()
}

/// What the tables of one file need.
fn preamble(module: &TypeModule) -> TokenStream {
    let items = &module.items;
    let unions =
        || items.iter().filter_map(|item| if let Item::Union(item) = item { Some(item) } else { None });
    let structs =
        || items.iter().filter_map(|item| if let Item::Struct(item) = item { Some(item) } else { None });
    let enums = |integers: bool| {
        items.iter().any(|item| matches!(item, Item::Enum(item) if item.integers == integers))
    };
    let checks = structs().any(|item| item.checked) || unions().any(|item| item.checked);
    let newtypes = items.iter().any(|item| matches!(item, Item::Newtype(_)));
    let checks = checks.then(|| {
        quote!(
            use crate::runtime::check::checks;
        )
    });
    let rule = items.iter().any(has_rule).then(|| {
        quote!(
            use crate::runtime::check::rule;
        )
    });
    let integers = enums(true).then(|| {
        quote!(
            use crate::runtime::enums::integer_enum;
        )
    });
    let strings = enums(false).then(|| {
        quote!(
            use crate::runtime::enums::string_enum;
        )
    });
    let newtype = newtypes.then(|| {
        quote!(
            use crate::runtime::newtype::newtype;
        )
    });
    let object = structs().next().map(|_| {
        quote!(
            use crate::runtime::object::object;
        )
    });
    let union = unions().next().map(|_| {
        quote!(
            use crate::runtime::union::union;
        )
    });
    let payloads = unions().flat_map(|item| &item.variants).filter_map(|variant| variant.payload.as_ref());
    let std = Imports::of(payloads);
    let gated = gate::allow(module);
    let own = items.iter().map(Item::name);
    let types =
        imports::named(&module.gates, &quote!(crate::types), own.chain(unions().flat_map(guards::names)));
    quote!(#gated #std #checks #rule #integers #strings #newtype #object #union #types)
}

/// Whether a table has a constraint.
fn has_rule(item: &Item) -> bool {
    match item {
        Item::Newtype(_) => true,
        Item::Struct(item) => {
            let rest = item.rest.iter().filter(|rest| rest.checked).map(|rest| &rest.rules);
            let mut rules =
                item.fields.iter().filter(|field| field.checked).map(|field| &field.rules).chain(rest);
            item.checked && (!item.size.is_empty() || rules.any(|rules| !rules.is_empty()))
        }
        Item::Union(item) => {
            item.checked && item.variants.iter().any(|branch| branch.checked && !branch.rules.is_empty())
        }
        Item::Enum(_) => false,
    }
}

fn item(item: &Item) -> Vec<TokenStream> {
    match item {
        Item::Struct(item) => {
            let checks = item.checked.then(|| struct_checks(item));
            std::iter::once(object(item)).chain(checks).collect()
        }
        Item::Enum(item) => vec![enumeration(item)],
        Item::Union(item) => {
            let checks = item.checked.then(|| union_checks(item));
            std::iter::once(union(item)).chain(checks).collect()
        }
        Item::Newtype(item) => vec![newtype(item)],
    }
}

fn object(item: &Struct) -> TokenStream {
    let Struct { name, constants, fields, rest, .. } = item;
    let constants = (!constants.is_empty()).then(|| {
        let lines = constants.iter().map(|Constant { key, value }| {
            let value = match value {
                Literal::Integer(value) => {
                    let value = Token::i64_suffixed(*value);
                    quote!(#value)
                }
                other => quote!(#other),
            };
            quote!(#key = #value)
        });
        quote!([#(#lines),*])
    });
    let rest = rest.as_ref().map(|rest| {
        let name = &rest.name;
        let others = if rest.undescribed { quote!(undescribed) } else { quote!(rest) };
        quote!(..#name: #others)
    });
    let groups = fields.chunks(GROUP).map(Members);
    quote!(object! { #name #constants #(#groups)* #rest })
}

/// Members of an object that stand together.
struct Members<'f>(&'f [Field]);

impl ToTokens for Members<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines = self.0.iter().map(Line);
        tokens.extend(quote!({ #(#lines)* }));
    }
}

/// A member of an object: its name, its field, and whether it may be absent or null.
struct Line<'f>(&'f Field);

impl ToTokens for Line<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self(Field { key, name, presence, .. }) = self;
        let presence = format_ident!(
            "{}",
            match presence {
                Presence::Required => "required",
                Presence::Nullable => "nullable",
                Presence::Optional => "optional",
                Presence::Free => "free",
                Presence::Maybe => "maybe",
            }
        );
        tokens.extend(quote!(#key => #name: #presence,));
    }
}

fn enumeration(item: &Enum) -> TokenStream {
    let Enum { name, variants, unknown, integers, .. } = item;
    let lines = variants.iter().map(|variant| {
        let (literal, name) = (&variant.literal, &variant.name);
        quote!(#literal => #name,)
    });
    let unknown = unknown.as_ref().map(|unknown| quote!(else #unknown));
    if *integers {
        quote!(integer_enum! { #name { #(#lines)* } #unknown })
    } else {
        quote!(string_enum! { #name { #(#lines)* } #unknown })
    }
}

fn newtype(item: &Newtype) -> TokenStream {
    let Newtype { name, inner, rule, .. } = item;
    let rule = rule_tokens(rule);
    quote!(newtype! { #name(#inner): [#rule] })
}

fn struct_checks(item: &Struct) -> TokenStream {
    let name = &item.name;
    let lines = item.fields.iter().filter(|field| field.checked).map(|field| {
        let Field { key, name, rules, .. } = field;
        let rules = rules.iter().map(rule_tokens);
        quote!(#key => #name: [#(#rules),*],)
    });
    let rest = item.rest.as_ref().filter(|rest| rest.checked).map(|rest| {
        let (name, rules) = (&rest.name, rest.rules.iter().map(rule_tokens));
        quote!(..#name: [#(#rules),*])
    });
    let choices = item.choices.iter().map(|choice| {
        let sets = choice.sets.iter().map(|set| {
            let members = set.iter().map(|(key, name)| quote!(#key => #name));
            quote!([#(#members),*])
        });
        let count = if choice.exactly_one { quote!(exactly_one) } else { quote!(at_least_one) };
        quote!(#count of (#(#sets),*))
    });
    let size = (!item.size.is_empty()).then(|| {
        let (optional, always): (Vec<&Field>, Vec<&Field>) =
            item.fields.iter().partition(|field| field.presence.may_be_absent());
        let always = Token::usize_unsuffixed(always.len() + item.constants.len());
        let optional = optional.iter().map(|field| &field.name);
        let others = item.rest.as_ref().map(|Rest { name, .. }| quote!(+ #name));
        let rule = rule_tokens(&item.size);
        quote!(= #always + [#(#optional),*] #others: [#rule])
    });
    quote!(checks! { struct #name { #(#lines)* } #rest #size #(#choices)* })
}

fn union_checks(item: &Union) -> TokenStream {
    let name = &item.name;
    let payloads = item.variants.iter().filter(|variant| variant.checked && variant.payload.is_some());
    let lines = payloads.map(|variant| {
        let (name, rules) = (&variant.name, variant.rules.iter().map(rule_tokens));
        let tag = variant.own_tag.as_ref().map(|OwnTag { key, field, values }| {
            let texts = values.iter().map(ToString::to_string);
            quote!(#key => #field is #(#texts)*)
        });
        quote!(#name: [#(#rules),*] #tag,)
    });
    quote!(checks! { enum #name { #(#lines)* } })
}

pub(super) fn rule_tokens(rule: &Rule) -> TokenStream {
    let size = |value: usize| Token::usize_unsuffixed(value);
    let float = |value: f64| Token::f64_unsuffixed(value);
    let Rule { min_length, max_length, pattern, said, unique, only, .. } = rule;
    let Rule { at_least, above, at_most, below, multiple_of, .. } = rule;
    let mut calls = quote!(rule());
    let counts = [(quote!(min_length), min_length), (quote!(max_length), max_length)];
    for (name, value) in counts {
        calls.extend(value.map(|value| (name, size(value))).map(|(name, value)| quote!(.#name(#value))));
    }
    calls.extend(pattern.as_ref().map(|pattern| quote!(.pattern(#pattern))));
    calls.extend(said.as_ref().map(|said| quote!(.said(#said))));
    let bounds = [
        (quote!(at_least), at_least),
        (quote!(above), above),
        (quote!(at_most), at_most),
        (quote!(below), below),
        (quote!(multiple_of), multiple_of),
    ];
    for (name, value) in bounds {
        calls.extend(
            value
                .filter(|value| value.is_finite())
                .map(|value| (name, float(value)))
                .map(|(name, value)| quote!(.#name(#value))),
        );
    }
    calls.extend(unique.then(|| quote!(.unique())));
    calls.extend(only.map(|only| quote!(.only(#only))));
    calls
}
