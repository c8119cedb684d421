//! Credentials: which options of the client take them.

use std::collections::BTreeMap;

use super::docs;
use super::markdown;
use super::names::{Scope, snake};
use crate::model::{self, Api, Operation, SchemeKind};
use crate::rust::{Carrier, Doc, Ident, Scheme};

/// Methods that every builder of a client has.
const OWN_METHODS: &[&str] = &[
    "at",
    "base_url",
    "begin_at",
    "build",
    "credential",
    "max_response_size",
    "new",
    "on_drift",
    "origin",
    "retries",
    "server",
    "timeout",
    "token",
    "transport",
    "user_agent",
];

/// The schemes. A document without any leaves it to the caller to send a bearer token.
pub(super) fn schemes(api: &Api) -> Vec<Scheme> {
    let mut scope = Scope::with(OWN_METHODS);
    let token = || Ident::new("token");
    match api.schemes.as_slice() {
        [] => vec![Scheme { carrier: Carrier::Bearer, option: token(), doc: None, is_described: false }],
        [only] if only.kind != SchemeKind::Basic => {
            vec![Scheme { carrier: carrier(&only.kind), option: token(), doc: None, is_described: true }]
        }
        several => {
            let first = several.iter().position(|scheme| scheme.kind != SchemeKind::Basic);
            let planned = |(index, scheme): (usize, &model::Scheme)| match first {
                // It is what every client calls the token.
                Some(first) if first == index && snake(&scheme.name) == "token" => {
                    Scheme { carrier: carrier(&scheme.kind), option: token(), doc: None, is_described: true }
                }
                _ => planned(scheme, &mut scope),
            };
            several.iter().enumerate().map(planned).collect()
        }
    }
}

/// The sets of schemes that a client sends unless a method says otherwise.
pub(super) fn security(api: &Api) -> model::Security {
    if api.schemes.is_empty() { vec![vec![0]] } else { usual(api) }
}

/// What most operations take, be it what the document says of all or what they say, each for itself.
pub(super) fn usual(api: &Api) -> model::Security {
    let mut counts: BTreeMap<&model::Security, usize> = BTreeMap::new();
    for operation in &api.operations {
        *counts.entry(of(api, operation)).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(security, count)| (*count, **security == api.security));
    most.map_or(&api.security, |(security, _)| security).clone()
}

/// What an operation takes.
pub(super) fn of<'a>(api: &'a Api, operation: &'a Operation) -> &'a model::Security {
    operation.security.as_ref().unwrap_or(&api.security)
}

/// Which options of the client give an operation its credentials.
pub(super) fn note(schemes: &[Scheme], sets: &model::Security) -> String {
    let option = |index: &usize| {
        let option = schemes.get(*index)?.option.as_str();
        Some(format!("[`{option}`](crate::ClientBuilder::{option})"))
    };
    let set = |set: &Vec<usize>| match set.as_slice() {
        [] => "none".to_owned(),
        all => all.iter().filter_map(option).collect::<Vec<_>>().join(" and "),
    };
    let words: Vec<String> = sets.iter().map(set).collect();
    format!("Credentials: {}.", if words.is_empty() { "none".to_owned() } else { words.join(", or ") })
}

fn planned(scheme: &model::Scheme, scope: &mut Scope) -> Scheme {
    let name = markdown::code(&scheme.name);
    let carried = match &scheme.kind {
        SchemeKind::Bearer => "a bearer token".to_owned(),
        SchemeKind::Basic => "a name and a password".to_owned(),
        SchemeKind::Authorization(scheme) => {
            format!("what follows {} in `Authorization`", markdown::code(scheme))
        }
        SchemeKind::Header(name) => format!("a key in the header {}", markdown::code(name)),
        SchemeKind::Query(name) => format!("a key in the query, {}", markdown::code(name)),
        SchemeKind::Cookie(name) => format!("a key in the cookie {}", markdown::code(name)),
    };
    let mut doc = vec![format!("The credential of {name}: {carried}.")];
    if let Some(text) = &scheme.description {
        doc.push(String::new());
        doc.extend(docs::doc(Some(text), Vec::new()).0);
    }
    let option = snake(&scheme.name);
    Scheme {
        is_described: true,
        carrier: carrier(&scheme.kind),
        option: scope.claim_first(&[option.clone(), format!("{option}_credential")]),
        doc: Some(Doc(doc)),
    }
}

fn carrier(kind: &SchemeKind) -> Carrier {
    match kind {
        SchemeKind::Bearer => Carrier::Bearer,
        SchemeKind::Basic => Carrier::Basic,
        SchemeKind::Authorization(scheme) => {
            Carrier::Header("authorization".to_owned(), format!("{scheme} "))
        }
        SchemeKind::Header(name) => Carrier::Header(name.clone(), String::new()),
        SchemeKind::Query(name) => Carrier::Query(name.clone()),
        SchemeKind::Cookie(name) => Carrier::Cookie(name.clone()),
    }
}
