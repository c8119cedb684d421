//! Which file each type and method stands in: by the tag of the operations that use it.

use std::collections::{BTreeMap, BTreeSet};

use super::docs;
use super::groups::{self, Group};
use super::names::{Scope, snake};
use super::naming::TypeNames;
use super::operations::Planned;
use super::reach::{User, Users};
use super::shared;
use super::split;
use crate::model::{Api, Operation};
use crate::rust::{Alias, Doc, GroupFeature, Ident, Item, OperationModule, OutcomeModule, TypeModule};

/// What operations without a tag are filed under.
const UNTAGGED: &str = "untagged";
/// What types are filed under that operations of several tags use.
const SHARED: &str = "shared";
/// What more groups than this use is always there, as is what all of them use: it would be there almost always anyway.
pub(super) const MOST: usize = 8;
/// Features of every crate.
const OTHER_FEATURES: &[&str] = &["default", "all", "reqwest", "drift"];

/// Files in the making: one per tag in document order, then those of no tag, then what several share.
pub(super) struct Modules {
    /// The place of each tag's file among the files; tags that differ only in how they are spelt have one.
    files: BTreeMap<Option<String>, usize>,
    /// What each file is called in the document, if it is.
    headings: Vec<Option<String>>,
    types: Vec<TypeModule>,
    groups: Vec<Group>,
    /// Which files' operations use a type that several use.
    users: BTreeMap<Ident, BTreeSet<usize>>,
    /// The names of files.
    names: Scope,
}

/// What a crate's files are in the end.
pub(super) struct Finished {
    pub(super) types: Vec<TypeModule>,
    pub(super) operations: Vec<OperationModule>,
    pub(super) outcomes: OutcomeModule,
    pub(super) features: Vec<GroupFeature>,
}

impl Modules {
    pub(super) fn new(api: &Api) -> Self {
        let mut this = Self {
            files: BTreeMap::new(),
            headings: Vec::new(),
            types: Vec::new(),
            groups: Vec::new(),
            users: BTreeMap::new(),
            names: Scope::of_files(),
        };
        // A tag that no operation is filed under has no file, and so takes no name from another.
        let filed: BTreeSet<&String> =
            api.operations.iter().filter_map(|operation| operation.tags.first()).collect();
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        for tag in api.tags.iter().filter(|tag| filed.contains(&tag.name)) {
            let wanted = snake(&tag.name);
            if let Some(index) = groups.get(&wanted) {
                this.files.insert(Some(tag.name.clone()), *index);
                continue;
            }
            let name = this.names.claim(&wanted);
            groups.insert(wanted, this.groups.len());
            this.add(Some(tag.name.clone()), name, &tag.name, tag.description.as_deref());
        }
        let name = this.names.claim(UNTAGGED);
        this.add(None, name, "Operations without a tag", None);
        this.types.push(TypeModule {
            name: Ident::new(SHARED),
            doc: Doc::of("Types of several groups of operations."),
            imports: Vec::new(),
            items: Vec::new(),
            aliases: Vec::new(),
            feature: None,
            gates: BTreeMap::new(),
            derives: BTreeMap::new(),
        });
        this
    }

    fn add(&mut self, tag: Option<String>, name: Ident, heading: &str, description: Option<&str>) {
        let heading = super::markdown::inline(heading);
        self.headings.push(tag.clone());
        self.files.insert(tag, self.groups.len());
        self.types.push(TypeModule {
            name: name.clone(),
            doc: docs::doc(description, vec![format!("Types of {heading}.")]),
            imports: Vec::new(),
            items: Vec::new(),
            aliases: Vec::new(),
            feature: None,
            gates: BTreeMap::new(),
            derives: BTreeMap::new(),
        });
        self.groups.push(Group::new(name, heading, docs::doc(description, Vec::new())));
    }

    pub(super) fn push_type(&mut self, users: &Users, item: Item) {
        let index = self.file(item.name(), users);
        self.types[index].items.push(item);
    }

    pub(super) fn push_operation(&mut self, operation: &Operation, planned: Planned) {
        let Some(index) = self.files.get(&operation.tags.first().cloned()).copied() else { return };
        self.groups[index].planned.push(planned);
    }

    pub(super) fn push_alias(&mut self, users: &Users, alias: Alias) {
        let index = self.file(&alias.name, users);
        self.types[index].aliases.push(alias);
    }

    /// The file of what these use.
    fn file(&mut self, name: &Ident, users: &Users) -> usize {
        let shared = self.types.len() - 1;
        let mut files = BTreeSet::new();
        for user in users.iter() {
            match user {
                User::Tag(tag) => files.extend(self.files.get(tag)),
                // Without a gate.
                User::Many => return shared,
            }
        }
        if let (Some(file), 1) = (files.first(), files.len()) {
            return *file;
        }
        self.users.insert(name.clone(), files);
        shared
    }

    /// The files that have something in them, each knowing what it names of others and what turns it on. Types that no
    /// method needs are left out, unless `every_type` is wanted.
    pub(super) fn finish(mut self, type_names: &TypeNames, every_type: bool) -> Finished {
        let features = self.features();
        let mut operations = groups::modules(self.groups, self.names.clone());
        let mut outcomes = shared::share(&mut operations, type_names, features.len());
        shared::share_headers(&mut operations, type_names, features.len(), &mut outcomes);
        groups::import(&mut operations, &outcomes);
        if !every_type && !operations.is_empty() {
            let reached = reached(&self.types, &operations, &outcomes);
            for module in &mut self.types {
                module.items.retain(|item| reached.contains(item.name()));
                module.aliases.retain(|alias| reached.contains(&alias.own));
            }
        }
        let types = self.types.into_iter().flat_map(|module| split::types(module, &mut self.names));
        let mut types: Vec<_> = types.collect();
        types.retain(|module| !module.items.is_empty() || !module.aliases.is_empty());
        for module in &mut types {
            let own: BTreeSet<Ident> = module.names().cloned().collect();
            let mut named: BTreeSet<Ident> = module.aliases.iter().map(|alias| alias.own.clone()).collect();
            named.extend(module.items.iter().flat_map(Item::names).cloned());
            module.imports = named.difference(&own).cloned().collect();
            module.gates.retain(|name, _| own.contains(name));
        }
        Finished { types, operations, outcomes, features }
    }

    /// Gives each group a feature, and what groups use the features that turn it on.
    fn features(&mut self) -> Vec<GroupFeature> {
        let groups: Vec<(String, usize)> = self
            .headings
            .iter()
            .enumerate()
            .filter(|(index, _)| !self.groups[*index].planned.is_empty())
            .filter_map(|(index, heading)| Some((heading.clone()?, index)))
            .collect();
        if groups.len() < 2 {
            return Vec::new();
        }
        let mut names: BTreeMap<usize, String> = BTreeMap::new();
        let mut features = Vec::new();
        let natural: BTreeSet<String> =
            groups.iter().map(|(_, index)| in_kebab_case(&self.groups[*index].name)).collect();
        for (heading, index) in groups {
            let name = feature_name(&self.groups[index].name, &natural);
            self.groups[index].feature = Some(name.clone());
            self.types[index].feature = Some(name.clone());
            features.push(GroupFeature { name: name.clone(), heading });
            names.insert(index, name);
        }
        for (name, files) in std::mem::take(&mut self.users) {
            // What has no tag is no feature.
            let gate: Option<BTreeSet<String>> = files.iter().map(|file| names.get(file).cloned()).collect();
            let gate = gate.map(|gate| gate.into_iter().collect::<Vec<_>>());
            if let (Some(gate), Some(shared)) =
                (gate.filter(|gate| gate.len() < names.len() && gate.len() <= MOST), self.types.last_mut())
            {
                shared.gates.insert(name, gate);
            }
        }
        features
    }
}

/// The feature of a group. One that every crate has gives way, to those that other groups have by nature as well.
fn feature_name(module: &Ident, natural: &BTreeSet<String>) -> String {
    let mut name = in_kebab_case(module);
    if OTHER_FEATURES.contains(&name.as_str()) {
        name.push_str("-operations");
        while natural.contains(&name) {
            name.push_str("-operations");
        }
    }
    name
}

fn in_kebab_case(module: &Ident) -> String {
    module.as_str().trim_matches('_').replace('_', "-")
}

/// The types that some method needs: a schema can turn out to be a constant, and then has no use for a type.
fn reached(
    types: &[TypeModule],
    operations: &[OperationModule],
    outcomes: &OutcomeModule,
) -> BTreeSet<Ident> {
    let items: BTreeMap<&Ident, &Item> =
        types.iter().flat_map(|module| &module.items).map(|item| (item.name(), item)).collect();
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<Ident> =
        operations.iter().flat_map(groups::named).chain(outcomes.imports.iter().cloned()).collect();
    let aliases = types.iter().flat_map(|module| &module.aliases);
    let own: BTreeMap<&Ident, &Ident> = aliases.map(|alias| (&alias.name, &alias.own)).collect();
    while let Some(name) = waiting.pop() {
        let name = own.get(&name).map_or(name, |own| (*own).clone());
        if let (Some(item), true) = (items.get(&name), reached.insert(name.clone())) {
            waiting.extend(item.names().into_iter().cloned());
        }
    }
    reached
}
