//! What holds for the plan of any document.

use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

use super::plan;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::resolve;
use crate::rust::{Crate, Ident, OperationModule, OutcomeModule, TypeModule};
use crate::spec::{self, Source};
use crate::tests::cases;

/// The features of which one has to be on for something; `None` for what is always there.
type When = Option<BTreeSet<String>>;

fn planned(source: &Source, every_schema: bool) -> Crate {
    let config = Config { every_schema, ..Config::new("client", "openapi.yaml") };
    let mut diagnostics = Diagnostics::new();
    let spec = spec::load(source, &mut diagnostics).unwrap();
    let api = resolve::resolve(&spec, &config, &mut diagnostics).unwrap();
    plan(&api, &config, &mut diagnostics)
}

fn when(module: &TypeModule, name: &Ident) -> When {
    let gate = module.gate(name);
    let features: BTreeSet<String> = gate.iter().cloned().chain(module.feature.clone()).collect();
    (!features.is_empty()).then_some(features)
}

/// Whether one thing is there whenever the other is.
fn follows(one: &When, other: &When) -> bool {
    match (one, other) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(one), Some(other)) => one.is_subset(other),
    }
}

/// Names, and when each is there.
type Known<'k> = BTreeMap<&'k Ident, When>;

/// Something, when it is there, and what it names.
type Naming<'k> = (&'k Ident, When, Vec<&'k Ident>);

/// What something names that is not there whenever it is.
fn lacking<'k>(all: impl Iterator<Item = Naming<'k>>, known: &Known<'k>) -> Vec<String> {
    all.flat_map(|(name, when, named)| {
        let lacks = |other: &&&Ident| !known.get(**other).is_some_and(|known| follows(&when, known));
        named.iter().filter(lacks).map(|other| format!("{name} is without {other}")).collect::<Vec<_>>()
    })
    .collect()
}

/// What types, operations and outcomes name that is not there whenever they are.
fn missing(krate: &Crate) -> Vec<String> {
    let mut missing = missing_types(krate);
    missing.extend(missing_outcomes(krate));
    missing
}

fn of_feature(module: &OperationModule) -> When {
    module.feature.clone().map(|feature| BTreeSet::from([feature]))
}

fn missing_outcomes(krate: &Crate) -> Vec<String> {
    let OutcomeModule { enums, headers, .. } = &krate.outcomes;
    let shared = enums.iter().map(|item| &item.name).chain(headers.iter().map(|item| &item.name));
    let shared = shared.map(|name| (name, when_shared(&krate.outcomes, name)));
    let own = krate.operations.iter().flat_map(|module| {
        let enums = module.errors.iter().chain(&module.successes).map(|item| &item.name);
        let names = enums.chain(module.headers.iter().map(|item| &item.name));
        names.map(|name| (name, of_feature(module))).collect::<Vec<_>>()
    });
    let known: Known<'_> = own.chain(shared).collect();
    let operations = krate.operations.iter();
    lacking(
        operations.map(|module| (&module.name, of_feature(module), module.shared.iter().collect())),
        &known,
    )
}

fn when_shared(outcomes: &OutcomeModule, name: &Ident) -> When {
    let gate = outcomes.gate(name);
    (!gate.is_empty()).then(|| gate.iter().cloned().collect())
}

fn missing_types(krate: &Crate) -> Vec<String> {
    let modules = || krate.types.iter();
    let known: Known<'_> =
        modules().flat_map(|module| module.names().map(|name| (name, when(module, name)))).collect();
    let of_items = modules().flat_map(|module| {
        module.items.iter().map(|item| (item.name(), when(module, item.name()), item.names()))
    });
    let of_aliases = modules().flat_map(|module| {
        module.aliases.iter().map(|alias| (&alias.name, when(module, &alias.name), vec![&alias.own]))
    });
    let of_operations = krate
        .operations
        .iter()
        .map(|module| (&module.name, of_feature(module), module.imports.iter().collect()));
    let outcomes = &krate.outcomes;
    let of_enums = outcomes.enums.iter().map(|item| {
        let named = item.arms.iter().flat_map(|arm| arm.ty.names()).collect();
        (&item.name, when_shared(outcomes, &item.name), named)
    });
    let of_headers = outcomes.headers.iter().map(|item| {
        let named = item.headers.iter().flat_map(|header| header.ty.names()).collect();
        (&item.name, when_shared(outcomes, &item.name), named)
    });
    let all = of_items.chain(of_aliases).chain(of_operations).chain(of_enums).chain(of_headers);
    lacking(all, &known)
}

#[test]
fn what_a_type_names_is_there_whenever_it_is() {
    for path in cases() {
        for every_schema in [false, true] {
            let missing = missing(&planned(&Source::open(&path).unwrap(), every_schema));
            assert!(missing.is_empty(), "{}, every schema: {every_schema}: {missing:?}", path.display());
        }
    }
}

/// Schemas that hold each other in a row, each sent by a group of its own; the first is received, with all that is in it.
fn row(length: usize) -> Value {
    let name = |at: usize| format!("#/components/schemas/A{at}");
    let content = |at: usize| json!({"application/json": {"schema": {"$ref": name(at)}}});
    let send = |at: usize| {
        let body = json!({"required": true, "content": content(at)});
        json!({"put": {"tags": [format!("T{at}")], "requestBody": body, "responses": {"204": {"description": ""}}}})
    };
    let mut paths: Map<String, Value> = (0..length).map(|at| (format!("/{at}"), send(at))).collect();
    let received = json!({"200": {"description": "", "content": content(0)}});
    paths.insert("/".to_owned(), json!({"get": {"tags": ["G"], "responses": received}}));
    let schema = |at: usize| {
        let next = (at + 1 < length).then(|| json!({"allOf": [{"$ref": name(at + 1)}], "readOnly": true}));
        json!({"type": "object", "properties": {format!("v{at}"): {}, "next": next.unwrap_or(json!({}))}})
    };
    let schemas: Map<String, Value> = (0..length).map(|at| (format!("A{at}"), schema(at))).collect();
    json!({"openapi": "3.0.3", "info": {"title": "", "version": ""}, "paths": paths, "components": {"schemas": schemas}})
}

#[test]
fn what_more_groups_use_than_are_told_apart_is_always_there() {
    let krate = planned(&Source::new("openapi.json", row(80).to_string()), false);
    assert_eq!(missing(&krate), Vec::<String>::new());
    let is_gated = |name: &str| {
        let name = Ident::new(name);
        let module = krate.types.iter().find(|module| module.names().any(|known| *known == name)).unwrap();
        when(module, &name).is_some()
    };
    assert_eq!(["A0", "A5", "A79"].map(is_gated), [true, true, false]);
}
