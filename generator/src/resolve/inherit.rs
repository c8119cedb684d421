//! Inheritance: a schema that others extend by `allOf`, with a discriminator or a union of those others, stands for its
//! heirs.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator, ReferenceOr, Schema as Source};

use super::facts::Facts;
use super::mapping::tags_of;
use super::{Resolver, Slot};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Branch, Kind, SchemaId, Tag, Union, UnionStyle};
use crate::pointer::Pointer;

/// The schemas that extend a schema.
type Heirs = BTreeMap<SchemaId, BTreeSet<SchemaId>>;

/// A component that stands for others.
struct Parent<'a> {
    name: &'a str,
    source: &'a Source,
    id: SchemaId,
}

impl<'a> Resolver<'a> {
    /// Finds the schemas that have heirs, and gives each a schema of its own for what the heirs extend.
    pub(super) fn reserve_bases(&mut self) {
        let (parents, heirs) = self.families();
        for parent in parents {
            let discriminator = parent.source.schema_data.discriminator.as_ref();
            let unions: Vec<_> = Facts::of(&parent.source.schema_kind).unions().collect();
            match (unions.as_slice(), discriminator) {
                ([], Some(discriminator)) => {
                    let all = all_heirs(parent.id, &heirs);
                    if !all.is_empty() {
                        self.stand_for_all(&parent, all, discriminator);
                    }
                }
                ([(style, branches)], _) => {
                    let direct = heirs.get(&parent.id);
                    let listed = branches.iter().map(|branch| match branch {
                        ReferenceOr::Reference { reference } => self.component_id(reference),
                        ReferenceOr::Item(_) => None,
                    });
                    let listed: Option<Vec<SchemaId>> = listed.collect();
                    let are_heirs = |ids: &Vec<SchemaId>| {
                        ids.iter().all(|id| direct.is_some_and(|direct| direct.contains(id)))
                    };
                    if let Some(listed) = listed.filter(are_heirs) {
                        self.stand_for_listed(&parent, *style, listed, discriminator);
                    }
                }
                ([], None) if heirs.contains_key(&parent.id) => self.report_inner_discriminator(&parent),
                _ => {}
            }
        }
    }

    /// All components, and which of them extend which.
    fn families(&self) -> (Vec<Parent<'a>>, Heirs) {
        let (mut parents, mut heirs) = (Vec::new(), Heirs::new());
        for (name, schema) in self.document.components.iter().flat_map(|components| &components.schemas) {
            let (ReferenceOr::Item(source), Some(id)) = (schema, self.components.get(name.as_str()).copied())
            else {
                continue;
            };
            for part in Facts::of(&source.schema_kind).all_of {
                if let ReferenceOr::Reference { reference } = part
                    && let Some(parent) = self.component_id(reference)
                {
                    heirs.entry(parent).or_default().insert(id);
                }
            }
            parents.push(Parent { name, source, id });
        }
        (parents, heirs)
    }

    /// Says that a discriminator in a part of a parent is none of the parent.
    fn report_inner_discriminator(&mut self, parent: &Parent<'a>) {
        for (index, part) in Facts::of(&parent.source.schema_kind).all_of.iter().enumerate() {
            let ReferenceOr::Item(Source { schema_data, .. }) = part else { continue };
            if schema_data.discriminator.is_none() {
                continue;
            }
            let place = self.places[parent.id.0].key("allOf").index(index).key("discriminator");
            let message =
                format!("a discriminator inside of `{}`, of which its heirs know nothing", parent.name);
            let help =
                format!("write it beside `allOf`: then `{}` can be each schema that extends it", parent.name);
            self.report(Diagnostic::new(Code::Unsupported, Place::Value(place), message).help(help));
        }
    }

    /// What a parent is apart from its heirs.
    fn base(&mut self, parent: &Parent<'a>) -> SchemaId {
        let place = self.places[parent.id.0].clone();
        let own = self.reserve(Slot::Waiting(parent.source), place, Some(format!("{}Base", parent.name)));
        self.bases.insert(parent.id, own);
        own
    }

    /// A parent with a discriminator is any of its heirs, or itself.
    fn stand_for_all(
        &mut self,
        parent: &Parent<'a>,
        heirs: BTreeSet<SchemaId>,
        discriminator: &Discriminator,
    ) {
        let own = self.base(parent);
        let place = self.places[parent.id.0].clone();
        let listed = heirs.iter().copied().chain([parent.id]).collect();
        let why = format!("does not extend `{}`", parent.name);
        self.report_unmapped(discriminator, &listed, &place, &why);
        let branches = heirs.into_iter().chain([own]);
        let branches =
            branches.map(|heir| self.heir(heir, if heir == own { parent.name } else { "" }, discriminator));
        let mut branches: Vec<Branch> = branches.collect();
        if let Some((base, heirs)) = branches.split_last_mut() {
            let texts = self.texts_of_base(parent, &discriminator.property_name, &base.tags, heirs);
            base.tags = texts.unwrap_or_else(|| base.tags.clone());
        }
        for branch in &branches {
            self.parents.entry(branch.schema).or_default().insert(parent.id, branch.tags.clone());
        }
        let tag = Some(Tag { property: discriminator.property_name.clone() });
        self.heirs.insert(parent.id, Union { style: UnionStyle::OneOf, branches, tag });
    }

    /// What a parent itself is told by where it lists the values of the tag, and none of them is its name: all that no heir
    /// is told by.
    fn texts_of_base(
        &self,
        parent: &Parent<'a>,
        property: &str,
        own: &[String],
        heirs: &[Branch],
    ) -> Option<Vec<String>> {
        let member = match Facts::of(&parent.source.schema_kind).properties?.get(property)? {
            ReferenceOr::Item(member) => member,
            ReferenceOr::Reference { reference } => self.component(reference)?,
        };
        let listed = Facts::of(&member.schema_kind).values;
        let listed: Vec<&str> = listed.iter().filter_map(|value| value.as_str()).collect();
        // The same word in another spelling is the name.
        let letters = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "").to_lowercase();
        if listed.iter().any(|text| own.iter().any(|name| letters(name) == letters(text))) {
            return None;
        }
        let is_free = |text: &&str| !heirs.iter().any(|heir| heir.tags.iter().any(|own| own == text));
        let free: Vec<String> = listed.into_iter().filter(is_free).map(str::to_owned).collect();
        (!free.is_empty()).then_some(free)
    }

    /// A parent whose union lists heirs is one of these: what it says itself, they have from it.
    fn stand_for_listed(
        &mut self,
        parent: &Parent<'a>,
        style: UnionStyle,
        heirs: Vec<SchemaId>,
        discriminator: Option<&Discriminator>,
    ) {
        let own = self.base(parent);
        self.without_unions.insert(own);
        let branches = heirs.into_iter().map(|heir| match discriminator {
            Some(discriminator) => self.heir(heir, "", discriminator),
            None => Branch { schema: heir, hint: None, tags: Vec::new() },
        });
        let branches = branches.collect();
        let tag = discriminator.map(|tag| Tag { property: tag.property_name.clone() });
        self.heirs.insert(parent.id, Union { style, branches, tag });
    }

    /// The choice of a schema's heirs, if it has any.
    pub(super) fn inherited(&self, id: SchemaId) -> Option<Kind> {
        self.heirs.get(&id).cloned().map(Kind::Union)
    }

    /// Whether the schema at a place is one that a discriminator of its parent can name.
    pub(super) fn is_heir(&self, at: &Pointer, parent: SchemaId) -> bool {
        let heirs = self.heirs.get(&parent);
        heirs.is_some_and(|union| union.branches.iter().any(|heir| self.places[heir.schema.0] == *at))
    }

    /// A branch for an heir, or for the parent itself, which is called `own`.
    fn heir(&self, id: SchemaId, own: &str, discriminator: &Discriminator) -> Branch {
        let name = if own.is_empty() { self.names[id.0].as_deref().unwrap_or_default() } else { own };
        let leads_here = |to: &str| {
            self.component_id(to) == Some(id) || (!own.is_empty() && to.rsplit('/').next() == Some(own))
        };
        let tags = tags_of(discriminator, name, leads_here);
        let hint = (!own.is_empty()).then(|| own.to_owned());
        Branch { schema: id, hint, tags }
    }
}

/// Everything that extends a schema, directly or not, in document order.
fn all_heirs(of: SchemaId, direct: &Heirs) -> BTreeSet<SchemaId> {
    let mut heirs = BTreeSet::new();
    let mut waiting = vec![of];
    while let Some(id) = waiting.pop() {
        for heir in direct.get(&id).into_iter().flatten() {
            if *heir != of && heirs.insert(*heir) {
                waiting.push(*heir);
            }
        }
    }
    heirs
}
