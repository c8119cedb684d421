//! What several operations give back: one enum for equal tables of statuses, and one struct for equal headers, with a name
//! for each operation.
//!
//! The names stay: a change to one operation must not rename what another has.

use std::collections::{BTreeMap, BTreeSet};

use super::groups::{named_by_headers, named_by_statuses};
use super::markdown;
use super::modules::MOST;
use super::naming::TypeNames;
use super::status;
use crate::model::Status;
use crate::rust::{HeaderStruct, Ident, OperationModule, OutcomeModule, StatusArm, StatusEnum, TypedHeader};

/// Enums that are the same but for what is said of them.
struct Equal {
    /// The first of them, with documentation that is right for all.
    own: StatusEnum,
    /// Which variants something else is said of here and there.
    vague: BTreeSet<Ident>,
    /// The features of the files that they stand in.
    features: BTreeSet<Option<String>>,
}

/// Makes each enum another name of the first that is the same. One that several groups have gets to a file of its own.
pub(super) fn share(modules: &mut [OperationModule], names: &TypeNames, features: usize) -> OutcomeModule {
    let (tables, of) = tables(modules, names);
    let mut shared = OutcomeModule::default();
    for module in modules {
        for items in [&mut module.errors, &mut module.successes] {
            items.retain_mut(|item| match of.get(&item.name).and_then(|index| tables.get(*index)) {
                Some(table) => place(item, table, features, &mut shared),
                None => true,
            });
        }
    }
    // Another name of a type is there for one operation; the type itself for all.
    for item in &mut shared.enums {
        item.arms.iter_mut().map(|arm| &mut arm.ty).chain(&mut item.body).for_each(|ty| names.unalias(ty));
    }
    shared
}

/// The same for the structs of headers, and what the file of all that is shared names.
pub(super) fn share_headers(
    modules: &mut [OperationModule],
    names: &TypeNames,
    features: usize,
    shared: &mut OutcomeModule,
) {
    let mut found: Vec<(HeaderStruct, BTreeSet<Option<String>>)> = Vec::new();
    let mut by_keys: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    let mut several = BTreeSet::new();
    let mut of = BTreeMap::new();
    for module in modules.iter() {
        for item in &module.headers {
            let keys = item.headers.iter().map(|header| header.key.clone()).collect();
            let alike = by_keys.entry(keys).or_default();
            let same = alike.iter().copied().find(|index| are_same_headers(&found[*index].0, item, names));
            let index = same.unwrap_or_else(|| {
                found.push((item.clone(), BTreeSet::new()));
                alike.push(found.len() - 1);
                found.len() - 1
            });
            found[index].1.insert(module.feature.clone());
            several.extend(same);
            of.insert(item.name.clone(), index);
        }
    }
    for module in modules {
        module.headers.retain_mut(|item| {
            let Some((index, (own, used))) =
                of.get(&item.name).and_then(|index| Some((index, found.get(*index)?)))
            else {
                return true;
            };
            if item.name != own.name {
                item.same = Some(own.name.clone());
            } else if several.contains(index) {
                item.doc.0.extend([String::new(), OTHERS.to_owned()]);
            }
            let stays = item.same.is_some() || used.len() < 2;
            if !stays {
                shared.gates.extend(gate(used, features).map(|gate| (item.name.clone(), gate)));
                shared.headers.push(item.clone());
            }
            stays
        });
    }
    shared.headers.iter_mut().flat_map(|item| &mut item.headers).for_each(|one| names.unalias(&mut one.ty));
    let mut imports = BTreeSet::new();
    shared.enums.iter().for_each(|item| named_by_statuses(item, &mut imports));
    shared.headers.iter().for_each(|item| named_by_headers(item, &mut imports));
    shared.imports = imports.into_iter().collect();
}

/// What a struct of headers says that stands for those of other operations as well.
const OTHERS: &str = "Other operations have the same headers, each under a name of its own.";

fn are_same_headers(left: &HeaderStruct, right: &HeaderStruct, names: &TypeNames) -> bool {
    let same = |(left, right): (&TypedHeader, &TypedHeader)| {
        (&left.name, &left.doc, &left.key, left.form) == (&right.name, &right.doc, &right.key, right.form)
            && names.are_same(&left.ty, &right.ty)
    };
    left.headers.len() == right.headers.len() && left.headers.iter().zip(&right.headers).all(same)
}

/// The features of which one has to be on, of those of the files that use something. What stands in a file without a
/// feature is always there.
fn gate(used: &BTreeSet<Option<String>>, features: usize) -> Option<Vec<String>> {
    let gate: Option<Vec<String>> = used.iter().cloned().collect();
    gate.filter(|gate| gate.len() < features && gate.len() <= MOST)
}

/// Decides what an enum is in its file. `false` if nothing is left there.
fn place(item: &mut StatusEnum, table: &Equal, features: usize, shared: &mut OutcomeModule) -> bool {
    let vague = item.arms.iter().filter(|arm| table.vague.contains(&arm.name));
    let list: Vec<String> =
        vague.map(|arm| format!("- `{}`: {}", arm.name, arm.doc.0.join("\n  "))).collect();
    if !list.is_empty() {
        item.doc.0.push(String::new());
        item.doc.0.extend(markdown::lines(&list.join("\n")));
    }
    if item.name != table.own.name {
        item.same = Some(table.own.name.clone());
        return true;
    }
    item.arms.clone_from(&table.own.arms);
    if table.features.len() < 2 {
        return true;
    }
    shared.gates.extend(gate(&table.features, features).map(|gate| (item.name.clone(), gate)));
    shared.enums.push(item.clone());
    false
}

/// All enums, each with those that are the same, and which of these has a name.
fn tables(modules: &[OperationModule], names: &TypeNames) -> (Vec<Equal>, BTreeMap<Ident, usize>) {
    let mut tables: Vec<Equal> = Vec::new();
    let mut by_variants: BTreeMap<(bool, Vec<&Ident>), Vec<usize>> = BTreeMap::new();
    let mut of = BTreeMap::new();
    for module in modules {
        let errors = module.errors.iter().map(|item| (true, item));
        for (is_error, item) in errors.chain(module.successes.iter().map(|item| (false, item))) {
            let key = (is_error, item.arms.iter().map(|arm| &arm.name).collect());
            let alike = by_variants.entry(key).or_default();
            let same = alike.iter().copied().find(|index| {
                tables.get(*index).is_some_and(|table| are_same(&table.own.arms, &item.arms, names))
            });
            let index = same.unwrap_or_else(|| {
                let (vague, features) = (BTreeSet::new(), BTreeSet::new());
                tables.push(Equal { own: item.clone(), vague, features });
                alike.push(tables.len() - 1);
                tables.len() - 1
            });
            tables[index].join(item, module.feature.clone());
            of.insert(item.name.clone(), index);
        }
    }
    (tables, of)
}

impl Equal {
    /// Takes in one more.
    fn join(&mut self, item: &StatusEnum, feature: Option<String>) {
        self.features.insert(feature);
        for (own, other) in self.own.arms.iter_mut().zip(&item.arms) {
            if own.doc != other.doc && self.vague.insert(own.name.clone()) {
                own.doc.0 = vec![neutral(own)];
            }
        }
    }
}

fn are_same(left: &[StatusArm], right: &[StatusArm], names: &TypeNames) -> bool {
    let same = |(left, right): (&StatusArm, &StatusArm)| {
        left.name == right.name
            && left.status == right.status
            && left.media == right.media
            && left.decoder == right.decoder
            && names.are_same(&left.ty, &right.ty)
    };
    left.len() == right.len() && left.iter().zip(right).all(same)
}

/// What is right for all operations.
fn neutral(arm: &StatusArm) -> String {
    let status = match arm.status {
        Some(status) if status.from == status.to => Status::Code(status.from),
        Some(status) => Status::Range(u8::try_from(status.from / 100).unwrap_or_default()),
        None => Status::Default,
    };
    let note = arm.media.as_ref().map(|media| format!(" As {}.", markdown::code(media))).unwrap_or_default();
    format!("{}{note}", status::sentence(status))
}
