//! The members of an object that is a leaf of a union, as far as they can tell it from others.

use std::collections::BTreeMap;

use super::leaf::Leaf;
use super::shape::{self, Shape};
use crate::model::{Additional, Api, Kind};

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
        };
        for property in &object.properties {
            let shape = shape::of(api, property.schema);
            let nullable = api.schemas.nullable(property.schema);
            // Answers, which are what is told apart, are without what is only sent.
            let required = property.required && !property.write_only;
            this.insert(&property.name, Member { required, nullable, shape });
        }
        for tagged in &leaf.tags {
            let declared = this.get(tagged.property).map(|member| &member.shape);
            if let Some(values) = leaf.tag_values(tagged.property, declared) {
                // A discriminator has to be there, whatever the schema says.
                let member = Member { required: true, nullable: false, shape: shape::of_values(&values) };
                this.insert(tagged.property, member);
            }
        }
        Some(this)
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
        let is_such = |rest: &Shape| shape::apart(rest, shape).is_none();
        !self.closed && (!exclusive || self.rest.as_ref().is_some_and(is_such))
    }

    /// The properties of the discriminators that stand for it.
    pub(super) fn tags(&self) -> impl Iterator<Item = &'a str> {
        self.tags.iter().copied()
    }
}
