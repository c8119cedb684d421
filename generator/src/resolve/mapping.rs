//! Discriminators: which texts stand for which branch of a union.

use std::collections::BTreeSet;

use openapiv3::{Discriminator, ReferenceOr, Schema as Source};

use super::Resolver;
use super::facts::Facts;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Branch, SchemaId, Tag};
use crate::pointer::Pointer;

/// So many schemas are looked at for what a union leads to; beyond, nothing is said of its mapping.
const MOST_LOOKED_AT: usize = 10_000;

impl<'a> Resolver<'a> {
    /// Says which schemas a discriminator names though the union does not lead to them.
    pub(super) fn report_unlisted(
        &mut self,
        discriminator: &Discriminator,
        branches: &'a [ReferenceOr<Source>],
        at: &Pointer,
    ) {
        if discriminator.mapping.is_empty() {
            return;
        }
        if let Some(reached) = self.reached(branches) {
            self.report_unmapped(discriminator, &reached, at, "is no branch of the union");
        }
    }

    /// Says which schemas a discriminator names that are none of these, and why not.
    pub(super) fn report_unmapped(
        &mut self,
        discriminator: &Discriminator,
        listed: &BTreeSet<SchemaId>,
        at: &Pointer,
        why: &str,
    ) {
        for (value, to) in &discriminator.mapping {
            let id = self.components.get(to.as_str()).copied().or_else(|| self.component_id(to));
            if id.is_none_or(|id| listed.contains(&id)) {
                continue;
            }
            let place = Place::Value(at.key("discriminator").key("mapping").key(value));
            let message = format!("`{value}` is mapped to `{to}`, which {why}");
            self.report(
                Diagnostic::new(Code::UnlistedMapping, place, message)
                    .help("no branch is read by that value; list the schema, or drop the entry"),
            );
        }
    }

    /// What branches are in the end, and on the way there: branches of their unions, parts that they are made of, and
    /// their heirs. `None` if that is too much to look at.
    fn reached(&self, branches: &'a [ReferenceOr<Source>]) -> Option<BTreeSet<SchemaId>> {
        let mut waiting: Vec<&ReferenceOr<Source>> = branches.iter().collect();
        let mut reached = BTreeSet::new();
        for looked_at in 0.. {
            let Some(source) = waiting.pop() else { break };
            if looked_at == MOST_LOOKED_AT {
                return None;
            }
            let schema = match source {
                ReferenceOr::Item(schema) => schema,
                ReferenceOr::Reference { reference } => {
                    let Some(id) = self.component_id(reference) else { continue };
                    if !reached.insert(id) {
                        continue;
                    }
                    let heirs = self.heirs.get(&id).into_iter().flat_map(|union| &union.branches);
                    reached.extend(heirs.map(|heir| heir.schema));
                    let Some(schema) = self.component(reference) else { continue };
                    schema
                }
            };
            let facts = Facts::of(&schema.schema_kind);
            waiting.extend([facts.one_of, facts.any_of, facts.all_of].into_iter().flatten());
        }
        Some(reached)
    }

    /// The tag that all branches have because they extend one schema, which has a discriminator, and the texts that stand
    /// for each.
    pub(super) fn inherited_tag(&self, branches: &[Branch]) -> Option<(Tag, Vec<Vec<String>>)> {
        let parents = self.parents.get(&branches.first()?.schema)?;
        parents.keys().find_map(|parent| {
            let tag = self.heirs.get(parent)?.tag.clone()?;
            let own = branches.iter().map(|branch| self.parents.get(&branch.schema)?.get(parent));
            let own: Vec<&Vec<String>> = own.collect::<Option<_>>()?;
            let taken: BTreeSet<&String> = own.iter().copied().flatten().collect();
            let texts = own.iter().zip(branches).map(|(own, branch)| {
                let inside = self.texts_inside(branch.schema, *parent).filter(|text| !taken.contains(text));
                own.iter().chain(inside).cloned().collect()
            });
            Some((tag, texts.collect()))
        })
    }

    /// The texts that stand for the heirs of an heir: it is each of them as well.
    fn texts_inside(&self, heir: SchemaId, parent: SchemaId) -> impl Iterator<Item = &String> {
        let heirs = self.heirs.get(&heir).into_iter().flat_map(|union| &union.branches);
        heirs.filter_map(move |inner| self.parents.get(&inner.schema)?.get(&parent)).flatten()
    }
}

/// The texts of a discriminator that stand for a schema: those mapped to its name or to a reference that leads to it, or
/// else its name.
pub(super) fn tags_of(
    discriminator: &Discriminator,
    name: &str,
    leads_here: impl Fn(&str) -> bool,
) -> Vec<String> {
    let mapped = discriminator.mapping.iter().filter(|(_, to)| *to == name || leads_here(to));
    let tags: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
    if tags.is_empty() { vec![name.to_owned()] } else { tags }
}
