//! Tags that a caller can set: what is sent as a branch has to say so.

use std::collections::{BTreeMap, BTreeSet};

use super::items::Items;
use crate::model::{Kind, SchemaId};
use crate::rust::{Field, Ident, Item, OwnTag, Type, Union};

impl Items<'_> {
    /// The unions that have a branch whose tag can be set.
    pub(super) fn with_own_tags(&self) -> BTreeSet<SchemaId> {
        let own = self.api.schemas.iter().filter(|(id, _)| self.has_own_tag(*id));
        own.map(|(id, _)| id).collect()
    }

    fn has_own_tag(&self, id: SchemaId) -> bool {
        let Kind::Union(union) = &self.api.schemas[id].kind else { return false };
        let decision = self.names.canonical(id).and_then(|id| self.decisions.get(&id));
        let tags = decision.map(|decision| (0..union.branches.len()).map(|index| decision.tag(index)));
        let mut tagged = union.branches.iter().zip(tags.into_iter().flatten());
        tagged.any(|(branch, tag)| tag.is_some_and(|(key, _)| self.has_field(branch.schema, key)))
    }

    /// Whether an object has a member that is not always the same.
    fn has_field(&self, id: SchemaId, key: &str) -> bool {
        let target = self.api.schemas.target(id);
        let Kind::Object(object) = &self.api.schemas[target].kind else { return false };
        let constants = self.names.canonical(target).and_then(|id| self.constants.get(&id));
        object.properties.iter().any(|property| property.name == key)
            && !constants.is_some_and(|all| all.iter().any(|constant| constant.key == key))
    }
}

/// Notes the fields that say which branch it is, for unions that are sent.
pub(super) fn note(types: &mut [Item], planned: &BTreeMap<Ident, Item>) {
    for item in types {
        if let Item::Union(union) = item
            && union.checked
        {
            note_of(union, planned);
        }
    }
}

fn note_of(union: &mut Union, planned: &BTreeMap<Ident, Item>) {
    let Union { variants, decision, .. } = union;
    for (index, variant) in variants.iter_mut().enumerate() {
        let Some((key, values)) = decision.tag(index) else { continue };
        let fields = variant.payload.as_ref().map(|payload| fields(payload, planned)).unwrap_or_default();
        let Some(field) = fields.iter().find(|field| field.key == key) else { continue };
        variant.checked = true;
        variant.own_tag = Some(OwnTag { key: key.to_owned(), field: field.name.clone(), values });
    }
}

/// The fields of a struct of this crate, boxed or not.
fn fields<'p>(payload: &Type, planned: &'p BTreeMap<Ident, Item>) -> &'p [Field] {
    let name = match payload {
        Type::Named(name) => name,
        Type::Boxed(inner) => return fields(inner, planned),
        _ => return &[],
    };
    match planned.get(name) {
        Some(Item::Struct(item)) => &item.fields,
        _ => &[],
    }
}
