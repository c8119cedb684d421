//! The members of an object that is a leaf of a union, as far as they can tell it from others.

use std::collections::{BTreeMap, BTreeSet};

use super::leaf::Leaf;
use super::shape::{self, Apart, Shape};
use crate::model::{Additional, Api, Json, Kind, Object};
use crate::rust::Literal;

/// The members of a leaf, those of discriminators included.
pub(super) struct Members<'a> {
    /// The branch that the leaf is part of.
    pub(super) branch: usize,
    /// Whether no other members may come.
    pub(super) closed: bool,
    /// Whether a discriminator stands for it.
    pub(super) tagged: bool,
    /// What members without a name look like, if that is said.
    rest: Option<Shape>,
    order: Vec<&'a str>,
    by_key: BTreeMap<&'a str, Member>,
    tags: Vec<&'a str>,
    /// Discriminators that its schema says need not be there.
    optional: BTreeSet<&'a str>,
    /// Other values that its schema lists for a discriminator, or has for its default.
    spare: BTreeMap<&'a str, BTreeSet<Literal>>,
}

/// One member.
pub(super) struct Member {
    pub(super) required: bool,
    pub(super) nullable: bool,
    pub(super) shape: Shape,
}

impl<'a> Members<'a> {
    /// The members of a leaf that is an object.
    pub(super) fn of(api: &'a Api, leaf: &Leaf<'a>) -> Option<Self> {
        let Kind::Object(object) = leaf.kind else { return None };
        let mut this = Self {
            branch: leaf.branch,
            closed: object.additional == Additional::Forbidden,
            tagged: !leaf.tags.is_empty(),
            rest: object
                .additional
                .typed()
                .map(|values| shape::of(api, values))
                .filter(|shape| !shape.is_empty()),
            order: Vec::new(),
            by_key: BTreeMap::new(),
            tags: leaf.tags.iter().map(|tagged| tagged.property).collect(),
            optional: BTreeSet::new(),
            spare: BTreeMap::new(),
        };
        for property in &object.properties {
            let shape = shape::of(api, property.schema);
            let nullable = api.schemas.nullable(property.schema);
            // Answers, which are what is told apart, are without what is only sent.
            let required = property.required && !property.write_only;
            this.insert(&property.name, Member { required, nullable, shape });
        }
        for tagged in &leaf.tags {
            if this.get(tagged.property).is_some_and(|member| !member.required) {
                this.optional.insert(tagged.property);
            }
            let declared = this.get(tagged.property).map(|member| &member.shape);
            let listed = declared.and_then(shape::values).unwrap_or_default();
            let spare = listed.into_iter().chain(default(api, object, tagged.property)).collect();
            let values = leaf.tag_values(tagged.property, declared);
            this.spare.insert(tagged.property, spare);
            if let Some(values) = values {
                // A discriminator has to be there, whatever the schema says.
                let member = Member { required: true, nullable: false, shape: shape::of_values(&values) };
                this.insert(tagged.property, member);
            }
        }
        Some(this)
    }

    /// Gives each leaf the other values of its discriminators that no leaf of another branch can have.
    pub(super) fn claim_spare(leaves: &mut [Self]) {
        let mut claims: BTreeMap<(&str, Literal), BTreeSet<usize>> = BTreeMap::new();
        for leaf in leaves.iter() {
            for (key, spare) in &leaf.spare {
                let own = leaf.get(key).and_then(|member| shape::values(&member.shape)).unwrap_or_default();
                for value in own.into_iter().chain(spare.iter().cloned()) {
                    claims.entry((key, value)).or_default().insert(leaf.branch);
                }
            }
        }
        for leaf in leaves {
            for (key, spare) in std::mem::take(&mut leaf.spare) {
                let Some(own) = leaf.get(key).and_then(|member| shape::values(&member.shape)) else {
                    continue;
                };
                let is_free = |value: &Literal| {
                    claims.get(&(key, value.clone())).is_some_and(|claims| claims.len() == 1)
                        && !own.contains(value)
                };
                let free: Vec<Literal> = spare.into_iter().filter(is_free).collect();
                if let Some(member) = leaf.by_key.get_mut(key).filter(|_| !free.is_empty()) {
                    member.shape = shape::of_values(&[own, free].concat());
                }
            }
        }
    }

    fn insert(&mut self, key: &'a str, member: Member) {
        if self.by_key.insert(key, member).is_none() {
            self.order.push(key);
        }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Member> {
        self.by_key.get(key)
    }

    /// A member with the name as this object has it.
    pub(super) fn entry(&self, key: &str) -> Option<(&'a str, &Member)> {
        self.by_key.get_key_value(key).map(|(key, member)| (*key, member))
    }

    /// All members in document order.
    pub(super) fn in_order(&self) -> impl Iterator<Item = (&'a str, &Member)> {
        self.order.iter().filter_map(|key| self.entry(key))
    }

    /// Whether it can have a member that it does not declare. `exclusive`: no value is of two branches, so what only another
    /// one declares is that one's, unless this one declares nothing and takes what others cannot be.
    pub(super) fn may_have(&self, exclusive: bool) -> bool {
        !self.closed && (!exclusive || self.rest.is_some() || self.order.is_empty())
    }

    /// Whether it can have a member that it does not declare and that looks like this.
    pub(super) fn may_have_such(&self, shape: &Shape, exclusive: bool) -> bool {
        let is_such = |rest: &Shape| shape::apart(rest, shape).is_none_or(|how| how == Apart::Mostly);
        !self.closed && (!exclusive || self.rest.as_ref().is_some_and(is_such))
    }

    /// Whether its schema does without a discriminator that it declares.
    pub(super) fn does_without(&self, key: &str) -> bool {
        self.optional.contains(key)
    }

    /// The properties of the discriminators that stand for it.
    pub(super) fn tags(&self) -> impl Iterator<Item = &'a str> {
        self.tags.iter().copied()
    }
}

/// The text that a member of an object has for its default.
fn default(api: &Api, object: &Object, key: &str) -> Option<Literal> {
    let property = object.property(key)?;
    match api.schemas.said(property.schema, |doc| doc.default.as_ref())? {
        Json::String(text) => Some(Literal::String(text.clone())),
        _ => None,
    }
}
