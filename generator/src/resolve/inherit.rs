//! Inheritance: a schema with a discriminator that others extend by `allOf` stands for itself and for its heirs.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Discriminator, ReferenceOr};

use super::facts::Facts;
use super::{Resolver, Slot};
use crate::model::{Branch, Kind, SchemaId, Tag, Union, UnionStyle};
use crate::pointer::Pointer;

impl Resolver<'_> {
    /// Finds the schemas that have heirs, and gives each a schema of its own for what the heirs extend.
    pub(super) fn reserve_bases(&mut self) {
        let Some(components) = &self.document.components else { return };
        let mut parents: BTreeMap<SchemaId, BTreeSet<SchemaId>> = BTreeMap::new();
        let mut roots = Vec::new();
        for (name, schema) in &components.schemas {
            let (ReferenceOr::Item(source), Some(id)) = (schema, self.components.get(name.as_str()).copied())
            else {
                continue;
            };
            let facts = Facts::of(&source.schema_kind);
            for part in facts.all_of {
                if let ReferenceOr::Reference { reference } = part
                    && let Some(parent) = self.component_id(reference)
                {
                    parents.entry(parent).or_default().insert(id);
                }
            }
            if let (Some(discriminator), None) = (&source.schema_data.discriminator, facts.unions().next()) {
                roots.push((name, source, discriminator, id));
            }
        }
        let schemas_at = Pointer::root().key("components").key("schemas");
        for (name, source, discriminator, id) in roots {
            let heirs = heirs(id, &parents);
            if !heirs.is_empty() {
                let own =
                    self.reserve(Slot::Waiting(source), schemas_at.key(name), Some(format!("{name}Base")));
                self.bases.insert(id, own);
                let branches = heirs.into_iter().chain([own]);
                let branches =
                    branches.map(|heir| self.heir(heir, if heir == own { name } else { "" }, discriminator));
                let branches = branches.collect();
                let tag = Some(Tag { property: discriminator.property_name.clone() });
                self.heirs.insert(id, Union { style: UnionStyle::OneOf, branches, tag });
            }
        }
    }

    /// The choice of a schema's heirs, if it has any.
    pub(super) fn inherited(&self, id: SchemaId) -> Option<Kind> {
        self.heirs.get(&id).cloned().map(Kind::Union)
    }

    /// A branch for an heir, or for the parent itself, which is called `own`.
    fn heir(&self, id: SchemaId, own: &str, discriminator: &Discriminator) -> Branch {
        let name = if own.is_empty() { self.names[id.0].as_deref().unwrap_or_default() } else { own };
        let is_own = |target: &str| target == name || self.component_id(target) == Some(id);
        let mapped = discriminator.mapping.iter().filter(|(_, target)| {
            is_own(target) || (!own.is_empty() && target.rsplit('/').next() == Some(own))
        });
        let mut tags: Vec<String> = mapped.map(|(tag, _)| tag.clone()).collect();
        if tags.is_empty() {
            tags.push(name.to_owned());
        }
        let hint = (!own.is_empty()).then(|| own.to_owned());
        Branch { schema: id, hint, tags }
    }
}

/// Everything that extends a schema, directly or not, in document order.
fn heirs(of: SchemaId, parents: &BTreeMap<SchemaId, BTreeSet<SchemaId>>) -> BTreeSet<SchemaId> {
    let mut heirs = BTreeSet::new();
    let mut waiting = vec![of];
    while let Some(id) = waiting.pop() {
        for heir in parents.get(&id).into_iter().flatten() {
            if *heir != of && heirs.insert(*heir) {
                waiting.push(*heir);
            }
        }
    }
    heirs
}
