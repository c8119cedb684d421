//! Operations: each method names things and does nothing.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::codec::rule_tokens;
use super::gate::{self, Table};
use super::imports::Imports;
use super::status::{enumeration, pattern, table as by_status_table};
use super::tokens::inner_doc;
use super::{body, build, example, header, outcomes, types};
use crate::rust::{
    Argument, ArgumentKind, Decoder, HeaderStruct, Method, OperationModule, OutcomeModule, ParameterCheck,
    ParameterPlace, ParameterStyle, PathPart, PathSegment, Sent, StatusEnum, Streamed, Type,
};

/// `operations/mod.rs`
pub(super) fn index(modules: &[OperationModule], shared: &OutcomeModule) -> TokenStream {
    let mods = modules.iter().map(|module| gate::module(&module.name, module.feature.as_ref()));
    let (shared, shared_uses) = outcomes::index(shared).unzip();
    let uses = modules.iter().filter_map(|module| {
        let name = &module.name;
        let params = module.params.iter().map(|item| &item.name);
        let bodies = module.bodies.iter().map(|item| &item.name);
        let headers = module.headers.iter().map(|item| &item.name);
        let mut items: Vec<_> = params
            .chain(bodies)
            .chain(headers)
            .chain(module.errors.iter().chain(&module.successes).map(|item| &item.name))
            .collect();
        items.sort();
        let gate = gate::attribute(&module.feature);
        (!items.is_empty()).then(|| quote!(#gate pub use #name::{#(#items),*};))
    });
    quote! {
        #![doc = " The operations of the API, as methods of [`Client`](crate::Client), with the types that only they have."]
        #(#mods)*
        #shared
        #(#uses)*
        #shared_uses
    }
}

/// A file of operations: methods and types, then the tables of those types.
pub(super) fn module(module: &OperationModule, package: &str) -> (TokenStream, Vec<Table>) {
    let OperationModule { heading, doc, methods, params, bodies, errors, successes, .. } = module;
    let inner = inner_doc(&crate::rust::Doc(vec![format!("{heading}.")]));
    let heading = format!(" # {heading}");
    let space = (!doc.0.is_empty()).then(|| quote!(#[doc = ""]));
    let methods = methods.iter().map(|method| Written { method, package });
    let definitions = params.iter().map(|params| types::structure(params, &[]));
    let choices = bodies.iter().map(body::enumeration);
    let by_status = successes.iter().chain(errors).map(enumeration);
    let headers = module.headers.iter().map(|item| header::structure(item, &TokenStream::new()));
    let setters = params.iter().map(build::structure);
    let setters =
        setters.chain(bodies.iter().flat_map(|item| body::from(item).into_iter().chain([body::table(item)])));
    let tables = setters.chain(successes.iter().chain(errors).filter_map(by_status_table));
    let tables = tables.map(|body| Table { gate: Vec::new(), body }).collect();
    let uses = uses(module);
    let methods = quote! {
        #inner
        #uses
        #[doc = #heading]
        #space
        #doc
        impl Client { #(#methods)* }
    };
    let types = definitions.chain(choices).chain(by_status).chain(headers);
    (std::iter::once(methods).chain(types).collect(), tables)
}

fn uses(module: &OperationModule) -> TokenStream {
    let import = |wanted: bool, path: TokenStream| wanted.then(|| quote!(use crate::runtime::#path;));
    let std = imports(module);
    let answer = answer_imports(module);
    let by_media = import(own_enums(module).any(|item| !item.is_by_status()), quote!(media::by_media));
    let header = import(own_headers(module).next().is_some(), quote!(header));
    let stream = import(is_streamed(module), quote!(stream));
    let build = import(!module.params.is_empty(), quote!(build::build));
    let mut variants = module.bodies.iter().flat_map(|item| &item.variants);
    let from = import(variants.any(|variant| variant.from), quote!(build::from));
    let bodies = import(!module.bodies.is_empty(), quote!(bodies::bodies));
    let checks = || module.methods.iter().flat_map(|method| &method.checks);
    let has_rules = checks().any(|check| !check.rules.is_empty())
        || module.methods.iter().any(|method| !method.body_rules.is_empty());
    let rule = import(has_rules, quote!(check::rule));
    let place = checks().next().map(|_| quote!(Place,));
    let mut sent = module.methods.iter().flat_map(|method| &method.sent);
    let style = import(sent.any(|sent| !is_usual(sent)) || body::has_styles(module), quote!(style));
    let named = &module.imports;
    let named = (!named.is_empty()).then(|| quote!(use crate::types::{#(#named),*};));
    let shared = &module.shared;
    let shared = (!shared.is_empty()).then(|| quote!(use super::{#(#shared),*};));
    quote! {
        #std
        #shared
        use http::Method;
        #answer
        #build
        #from
        #rule
        #header
        #by_media
        use crate::runtime::path::path;
        #bodies
        #stream
        #style
        use crate::runtime::{Call, Client, #place};
        #named
    }
}

/// What reads answers.
fn answer_imports(module: &OperationModule) -> Option<TokenStream> {
    let own = module.methods.iter().flat_map(|method| [&method.success.1, &method.failure.1]);
    decoder_imports(own, own_enums(module))
}

/// The functions and macros that read answers in these ways.
pub(super) fn decoder_imports<'m>(
    own: impl Iterator<Item = &'m Decoder>,
    enums: impl Iterator<Item = &'m StatusEnum>,
) -> Option<TokenStream> {
    let mut names = std::collections::BTreeSet::new();
    own.for_each(|how| decoder_names(how, &mut names));
    for item in enums {
        let arms = item.arms.iter().filter(|arm| arm.ty != Type::Unit);
        arms.for_each(|arm| decoder_names(&arm.decoder, &mut names));
        if item.is_by_status() {
            names.insert("by_status");
        }
    }
    let names: Vec<_> = names.into_iter().map(|name| format_ident!("{name}")).collect();
    (!names.is_empty()).then(|| quote!(use crate::runtime::answer::{#(#names),*};))
}

/// The enums of a file that are no other names.
fn own_enums(module: &OperationModule) -> impl Iterator<Item = &StatusEnum> {
    module.errors.iter().chain(&module.successes).filter(|item| item.same.is_none())
}

/// The structs of headers of a file that are no other names.
fn own_headers(module: &OperationModule) -> impl Iterator<Item = &HeaderStruct> {
    module.headers.iter().filter(|item| item.same.is_none())
}

/// Whether something of a file is read while it arrives.
fn is_streamed(module: &OperationModule) -> bool {
    let named = |streamed: &Streamed| !matches!(streamed, Streamed::By(_));
    module.methods.iter().any(|method| method.streamed.as_ref().is_some_and(named))
        || own_enums(module).any(StatusEnum::is_streamed)
}

/// What signatures and the types of this file need.
fn imports(module: &OperationModule) -> Imports {
    let arguments = module.methods.iter().flat_map(|method| &method.arguments).filter_map(|argument| {
        match &argument.kind {
            ArgumentKind::Text => None,
            ArgumentKind::Value(ty)
            | ArgumentKind::Into(ty)
            | ArgumentKind::IntoOption(ty)
            | ArgumentKind::Reference(ty) => Some(ty),
        }
    });
    let bodies = module.bodies.iter().flat_map(|item| &item.variants).map(|variant| &variant.ty);
    let outcomes = module.methods.iter().flat_map(|method| [&method.success.0, &method.failure.0]);
    let arms = own_enums(module).flat_map(|item| &item.arms).map(|arm| &arm.ty);
    let headers = own_headers(module).flat_map(|item| &item.headers).map(|header| &header.ty);
    let mut imports = Imports::of(arguments.chain(bodies).chain(outcomes).chain(arms).chain(headers));
    for params in &module.params {
        types::definition_imports(params, &mut imports);
        build::table_imports(params, &mut imports);
    }
    imports
}

fn decoder_names(how: &Decoder, names: &mut std::collections::BTreeSet<&'static str>) {
    match how {
        Decoder::Json => drop(names.insert("json")),
        Decoder::Empty => drop(names.insert("empty")),
        Decoder::Text => drop(names.insert("text")),
        Decoder::Bytes => drop(names.insert("bytes")),
        Decoder::Never => drop(names.insert("never")),
        Decoder::Only(_, inner) => decoder_names(inner, names),
        // Streams stand in a module of their own: their names are words that arguments have.
        Decoder::ByStatus(_)
        | Decoder::Download
        | Decoder::Events
        | Decoder::EventsOfText
        | Decoder::WholeEvents
        | Decoder::Lines => {}
    }
}

/// How an answer is read, as a function.
pub(super) fn decoder(how: &Decoder) -> TokenStream {
    match how {
        Decoder::Json => quote!(json),
        Decoder::Empty => quote!(empty),
        Decoder::Text => quote!(text),
        Decoder::Bytes => quote!(bytes),
        Decoder::Never => quote!(never),
        Decoder::Download => quote!(stream::download),
        Decoder::Events => quote!(stream::events),
        Decoder::EventsOfText => quote!(stream::events_of_text),
        Decoder::WholeEvents => quote!(stream::whole_events),
        Decoder::Lines => quote!(stream::lines),
        Decoder::ByStatus(name) => quote!(#name::decode),
        Decoder::Only(statuses, inner) => {
            let (statuses, inner) = (statuses.iter().map(|status| pattern(*status, true)), decoder(inner));
            quote!(|answer| answer.only(&[#(#statuses),*], #inner))
        }
    }
}

/// A method of a client, with examples that call the package by its name.
struct Written<'m> {
    method: &'m Method,
    package: &'m str,
}

impl ToTokens for Written<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(method(self.method, self.package));
    }
}

fn method(method: &Method, package: &str) -> TokenStream {
    let Method { name, doc, errors_doc, operation, server, security, success, failure, .. } = method;
    let examples = example::section(&method.examples, package);
    let arguments = method.arguments.iter().map(argument);
    let verb = format_ident!("{}", method.http);
    let path = method.path.iter().map(segment);
    let checks = method.checks.iter().map(check);
    let sent = method.sent.iter().map(|sent| self::sent(sent, &method.arguments));
    let body = body::sent(method);
    let security = security.as_ref().map(|sets| match sets.as_slice() {
        [] => quote!(.anonymous()),
        sets => {
            let sets = super::client::security(sets);
            quote!(.security(#sets))
        }
    });
    let server = server.as_ref().map(|url| quote!(.server(#url)));
    let accept = method.accept.as_ref().map(|media| quote!(.accept(#media)));
    let streamed = method.streamed.as_ref().map(|streamed| match streamed {
        Streamed::Always => quote!(.streamed(stream::always)),
        Streamed::IfEvents => quote!(.streamed(stream::if_events)),
        Streamed::By(name) => quote!(.streamed(#name::is_streamed)),
    });
    let redirects = method.redirects.then(|| quote!(.redirects()));
    let (fixed, values): (Vec<_>, Vec<_>) = method.query.iter().cloned().unzip();
    let optional = method.arguments.iter().filter_map(optional);
    let asks = body::asks(method);
    let (answer, error) = (&success.0, &failure.0);
    let (success, failure) = (decoder(&success.1), decoder(&failure.1));
    quote! {
        #doc
        #examples
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = ""]
        #errors_doc
        pub fn #name(&self, #(#arguments),*) -> Call<#answer, #error> {
            #(#optional)*
            #asks
            self.request(#operation, Method::#verb, path!(#(#path)/ *))
                #server
                #(#checks)*
                #(.query(#fixed, #values))*
                #(#sent)*
                #body
                #security
                #accept
                #streamed
                #redirects
                .call(#success, #failure)
        }
    }
}

fn argument(argument: &Argument) -> TokenStream {
    let Argument { name, kind } = argument;
    let ty = match kind {
        ArgumentKind::Text => quote!(&str),
        ArgumentKind::Value(ty) => quote!(#ty),
        ArgumentKind::Into(ty) => quote!(impl Into<#ty>),
        ArgumentKind::IntoOption(ty) => quote!(impl Into<Option<#ty>>),
        ArgumentKind::Reference(Type::List(inner)) => quote!(&[#inner]),
        ArgumentKind::Reference(ty) => quote!(&#ty),
    };
    quote!(#name: #ty)
}

/// What need not be said as it is used: a body that is there or not, and parameters that are all absent.
fn optional(argument: &Argument) -> Option<TokenStream> {
    let Argument { name, kind: ArgumentKind::IntoOption(_) } = argument else { return None };
    let or_none = (name.as_str() == "params").then(|| quote!(.unwrap_or_default()));
    Some(quote!(let #name = #name.into()#or_none;))
}

fn segment(segment: &PathSegment) -> TokenStream {
    let part = |part: &PathPart| match part {
        PathPart::Literal(text) => quote!(#text),
        PathPart::Argument { name, key, style: ParameterStyle::Simple } if name.as_str() == key => {
            quote!(#name)
        }
        PathPart::Argument { name, key, style } => {
            let style = style.name();
            quote!([#style #key => #name])
        }
    };
    match segment.0.as_slice() {
        [PathPart::Argument { name, key, style: ParameterStyle::Simple }] if name.as_str() != key => {
            quote!(#name(#key))
        }
        [only] => part(only),
        many => {
            let parts = many.iter().map(part);
            quote!((#(#parts)*))
        }
    }
}

fn sent(sent: &Sent, arguments: &[Argument]) -> TokenStream {
    let Sent { place, style, reserved, key, value, in_params } = sent;
    let argument = arguments.iter().find(|argument| argument.name == *value).map(|argument| &argument.kind);
    let value = match argument {
        _ if *in_params => quote!(&params.#value),
        Some(ArgumentKind::Text | ArgumentKind::Reference(_)) => quote!(#value),
        _ => quote!(&#value),
    };
    let method = place.name().as_str().to_ascii_lowercase();
    if is_usual(sent) {
        let method = format_ident!("{method}");
        return quote!(.#method(#key, #value));
    }
    let method = format_ident!("{method}_{}", if *reserved { "reserved" } else { "as" });
    let style = style.name();
    quote!(.#method(style::#style, #key, #value))
}

/// Whether a parameter is written as its place does by itself.
fn is_usual(sent: &Sent) -> bool {
    let usual = match sent.place {
        ParameterPlace::Path | ParameterPlace::Header => ParameterStyle::Simple,
        ParameterPlace::Query | ParameterPlace::Cookie => ParameterStyle::FormExploded,
    };
    sent.style == usual && !sent.reserved
}

fn check(check: &ParameterCheck) -> TokenStream {
    let ParameterCheck { place, key, value, in_params, rules } = check;
    let place = place.name();
    let rules = rules.iter().map(rule_tokens);
    let value = if *in_params { quote!(params.#value) } else { quote!(#value) };
    quote!(.check(Place::#place, #key, &#value, &[#(#rules),*]))
}
