//! The model to Rust: every name, type, box, file and codec is decided here. Sees no library but those for words.

mod binding;
mod bodies;
mod checks;
mod choices;
mod clashes;
mod cycles;
mod derives;
mod docs;
mod examples;
mod foreign;
mod groups;
mod headers;
mod items;
mod markdown;
mod media;
mod misfit;
mod modules;
mod names;
mod naming;
mod operations;
mod outcomes;
mod parameters;
mod places;
mod reach;
mod security;
mod servers;
mod shared;
mod siblings;
mod split;
mod status;
mod tags;
#[cfg(test)]
mod tests;
mod types;
mod unions;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::model::{Api, Kind, SchemaId};
use crate::rust::{Client, Component, Crate, Doc, Ident, Item, TypeModule};

use foreign::Foreign;
use items::Items;
use modules::{Finished, Modules};
use naming::TypeNames;
use operations::Operations;
use reach::Usage;

/// Plans a crate. What cannot be as the document has it is said, and something else is planned.
pub(crate) fn plan(api: &Api, config: &Config, diagnostics: &mut Diagnostics) -> Crate {
    let foreign = Foreign::new(api, config);
    let usages = reach::reach(api, &foreign, config.every_schema);
    let mut names = naming::name_types(api, foreign, &usages);
    diagnostics.extend(std::mem::take(&mut names.clashes));
    diagnostics.extend(clashes::of_operations(api, config));
    // Operations name types of their own, but only after all that schemas need.
    let mut all_names = names.clone();
    let items = Items::new(api, &names, &usages, config, diagnostics);
    let usages = items.usages();
    let mut modules = Modules::new(api);
    let planned = file_types(&names, &items, &usages, &mut modules);
    let credentials = security::schemes(api);
    let mut operations = Operations::new(&items, &planned, &credentials);
    for operation in &api.operations {
        let method = operations.plan(operation, &mut all_names, diagnostics);
        modules.push_operation(operation, method);
    }
    let Finished { mut types, operations, outcomes, features } = modules.finish(&names, config.every_schema);
    bodies::mark_optional(&names, &operations, &mut types);
    let schemas = components(api, &names, &types, items.usages);
    derives::derive(config, &schemas, &mut types, diagnostics);
    let name = api_name(&api.title);
    let mut doc = docs::doc(Some(&format!("A client for {name}.")), Vec::new());
    if let Some(text) = &api.description {
        doc.0.push(String::new());
        doc.0.extend(markdown::lines(text));
    }
    Crate {
        name: config.crate_name.clone(),
        document: config.document.clone(),
        doc,
        description: format!("A client for {}", markdown::inline(&name)),
        client: Client {
            servers: servers::servers(api),
            schemes: credentials,
            security: security::security(api),
        },
        types,
        operations,
        outcomes,
        features,
        schemas,
        foreign: names.foreign.paths(),
        tuples: tuples(api, items.usages),
        dependencies: config.dependencies.clone().into_iter().collect(),
    }
}

/// Plans the types and files them with those that use them. Gives back each by all its names.
fn file_types(
    names: &TypeNames,
    items: &Items<'_>,
    usages: &BTreeMap<SchemaId, Usage>,
    modules: &mut Modules,
) -> BTreeMap<Ident, Item> {
    let mut planned = BTreeMap::new();
    let mut types = Vec::new();
    for id in &names.order {
        let usage = usages.get(id).cloned().unwrap_or_default();
        if let Some(item) = items.item(*id, &usage) {
            planned.insert(item.name().clone(), item.clone());
            types.push(item);
        }
    }
    tags::note(&mut types, &planned);
    let mut aliases = Vec::new();
    for (name, id) in &names.aliases {
        let own = names.own(name);
        if let Some(item) = planned.get(own).cloned() {
            planned.insert(name.clone(), item);
            aliases.push(items.alias(name, own, *id));
        }
    }
    // A member that is only read has a name and no use where its object is only sent, and the other way round.
    let users = reach::by_name(names, items.usages, &types, &aliases);
    let used = |name: &Ident| users.get(name).filter(|users| !users.is_empty());
    for item in types {
        if let Some(users) = used(item.name()) {
            modules.push_type(users, item);
        }
    }
    for alias in aliases {
        if let Some(users) = used(&alias.name) {
            modules.push_alias(users, alias);
        }
    }
    planned
}

/// How many elements the tuples have that there can be.
fn tuples(api: &Api, usages: &[Usage]) -> BTreeSet<usize> {
    let used = api.schemas.iter().filter(|(id, _)| usages[id.0].is_used());
    let lengths = used.filter_map(|(_, schema)| match &schema.kind {
        Kind::Array(array) => Some(array.positions.len()),
        _ => None,
    });
    lengths.filter(|length| *length > 0).collect()
}

/// The components that have a type, and which. One that no method needs has none.
fn components(api: &Api, names: &TypeNames, modules: &[TypeModule], usages: &[Usage]) -> Vec<Component> {
    let planned: BTreeSet<&Ident> = modules.iter().flat_map(TypeModule::names).collect();
    let used = api.schemas.iter().filter(|(id, _)| usages[id.0].is_used());
    let components = used.filter_map(|(id, schema)| Some((id, schema.name.clone()?)));
    let typed = components.map(|(id, name)| Component { name, ty: types::element(api, names, id) });
    typed.filter(|component| component.ty.names().iter().all(|name| planned.contains(name))).collect()
}

/// What an API is called in a sentence: the title, with an article where it is no name on its own.
fn api_name(title: &str) -> String {
    if title.trim().is_empty() {
        return "an API without a title".to_owned();
    }
    let mut words = title.split_whitespace();
    let article = words.next().is_some_and(|first| first.eq_ignore_ascii_case("the"));
    let common = words.last().is_some_and(|last| last.eq_ignore_ascii_case("api"));
    if common && !article { format!("the {title}") } else { title.to_owned() }
}

impl Crate {
    /// How many types it has.
    pub(crate) fn type_count(&self) -> usize {
        let own = self.operations.iter().map(|module| {
            let enums = module.errors.iter().chain(&module.successes).filter(|item| item.same.is_none());
            module.params.len() + module.bodies.len() + enums.count()
        });
        let own = own.chain([self.outcomes.enums.len()]);
        self.types.iter().map(|module| module.items.len()).sum::<usize>() + own.sum::<usize>()
    }

    /// How many operations it has.
    pub(crate) fn operation_count(&self) -> usize {
        self.operations.iter().map(|module| module.methods.len()).sum()
    }
}

impl Doc {
    /// One paragraph of our own.
    fn of(text: &str) -> Self {
        Self(vec![text.to_owned()])
    }
}
