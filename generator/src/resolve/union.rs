//! `oneOf` and `anyOf`: put in order until what is left is really one of several.
//!
//! Null, repeated and subsumed branches go, a single branch is no union, constants are an enumeration, and an
//! enumeration beside any string is an open one.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema as Source, SchemaData};

use super::Resolver;
use super::facts::Facts;
use super::mapping::tags_of;
use super::refs::only_reference;
use super::requirement::requirement;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits;
use crate::model::{
    Branch, Choice, Enum, EnumValue, Format, Kind, Literal, Object, Schema, SchemaId, Tag, Text, Union,
    UnionStyle,
};
use crate::pointer::Pointer;

/// How deep two schemas are compared.
const COMPARED_DEPTH: usize = 8;

impl<'a> Resolver<'a> {
    /// The values of a union, whether null is one of them, and which members have to be there if that is all it says.
    pub(super) fn union(
        &mut self,
        style: UnionStyle,
        sources: &'a [ReferenceOr<Source>],
        facts: &Facts<'a>,
        data: &'a SchemaData,
        at: &Pointer,
    ) -> (Kind, bool, Option<Choice>) {
        let branches_at = at.key(if style == UnionStyle::OneOf { "oneOf" } else { "anyOf" });
        let mut nullable = false;
        let mut branches = Vec::new();
        let mut sets = Vec::new();
        if sources.len() > limits::BRANCHES {
            let message = format!("a union of more than the limit of {} branches", limits::BRANCHES);
            self.report(Diagnostic::new(Code::LimitExceeded, Place::Value(branches_at), message));
            return (Kind::Any, false, None);
        }
        // Beside branches that say more, one that only requires members is a branch as well.
        let is_described = is_described_beside(sources, facts);
        let only_require = !sources.iter().any(|source| matches!(role(source, is_described), Role::Values));
        for (index, source) in sources.iter().enumerate() {
            let place = branches_at.index(index);
            match role(source, is_described) {
                Role::Null => nullable = true,
                Role::Requirement(names) if only_require => sets.push(names.to_vec()),
                Role::Requirement(_) | Role::Values => branches.push(self.branch(source, data, &place)),
            }
        }
        if !sets.is_empty() {
            return (Kind::Any, nullable, Some(Choice { style, sets }));
        }
        if let Some(discriminator) = &data.discriminator {
            self.report_unlisted(discriminator, sources, at);
        }
        for branch in &branches {
            nullable |= self.allows_null(branch.schema);
        }
        branches.retain(|branch| !self.is_null(branch.schema));
        let tag = self.tag(&mut branches, data);
        let (branches, style) = self.flatten(branches, style);
        let branches = self.distinct(&branches, style);
        (self.in_order(branches, style, nullable, tag), nullable, None)
    }

    fn branch(&mut self, source: &'a ReferenceOr<Source>, data: &'a SchemaData, at: &Pointer) -> Branch {
        let schema = self.schema_id(source, at);
        let mut tags = Vec::new();
        if let (Some(discriminator), Some(reference)) = (&data.discriminator, refers_to(source)) {
            let id = self.component_id(reference);
            let name = id.and_then(|id| self.names[id.0].as_deref());
            let name = name.unwrap_or_else(|| reference.rsplit('/').next().unwrap_or(reference));
            let leads_here = |to: &str| to == reference || (id.is_some() && self.component_id(to) == id);
            tags = tags_of(discriminator, name, leads_here);
        }
        Branch { schema, hint: self.extended(source), tags }
    }

    /// What tells the branches apart: the discriminator, or that of a schema which they all extend.
    fn tag(&self, branches: &mut [Branch], data: &SchemaData) -> Option<Tag> {
        if let Some(discriminator) = &data.discriminator {
            return Some(Tag { property: discriminator.property_name.clone() });
        }
        let (tag, texts) = self.inherited_tag(branches)?;
        for (branch, texts) in branches.iter_mut().zip(texts) {
            branch.tags = texts;
        }
        Some(tag)
    }

    /// What a branch without a title extends: the component that its `allOf` begins with, unless what is added says by a
    /// constant which branch it is.
    fn extended(&self, source: &ReferenceOr<Source>) -> Option<String> {
        let schema = source.as_item().filter(|schema| schema.schema_data.title.is_none())?;
        let facts = Facts::of(&schema.schema_kind);
        let ReferenceOr::Reference { reference } = facts.all_of.first()? else { return None };
        let added = facts.all_of.iter().filter_map(ReferenceOr::as_item);
        let says = |part: &Source| has_constant(&Facts::of(&part.schema_kind));
        if has_constant(&facts) || added.into_iter().any(says) {
            return None;
        }
        self.component_id(reference).and_then(|id| self.names[id.0].clone())
    }

    /// Whether null is all that a schema allows.
    fn is_null(&mut self, id: SchemaId) -> bool {
        self.ensure_target(id).is_some_and(|(_, schema)| schema.kind == Kind::Null)
    }

    /// Replaces unions without a name by their branches. A value may be of several of them if one of the unions allows
    /// that.
    fn flatten(&mut self, branches: Vec<Branch>, mut style: UnionStyle) -> (Vec<Branch>, UnionStyle) {
        let mut flat = Vec::new();
        for branch in branches {
            let nested = match self.ensure(branch.schema) {
                Some(Schema {
                    name: None, kind: Kind::Union(Union { branches, style, tag: None }), ..
                }) => Some((branches.clone(), *style)),
                _ => None,
            };
            match nested {
                Some((nested, UnionStyle::AnyOf)) => {
                    style = UnionStyle::AnyOf;
                    flat.extend(nested);
                }
                Some((nested, UnionStyle::OneOf)) => flat.extend(nested),
                None => flat.push(branch),
            }
        }
        (flat, style)
    }

    /// Drops branches that another one stands for: the same values, or, in `anyOf`, an object with all the members
    /// of this one and more. What several others extend is a branch of its own: it is none of them.
    fn distinct(&mut self, branches: &[Branch], style: UnionStyle) -> Vec<Branch> {
        for branch in branches {
            self.settle(branch.schema, COMPARED_DEPTH);
        }
        let is_same = |left: &Branch, right: &Branch| self.same(left.schema, right.schema, COMPARED_DEPTH);
        let mut kept: Vec<&Branch> = Vec::new();
        for branch in branches {
            // Of two that are the same, the first stays.
            if !kept.iter().any(|first| has_tags_of(first, branch) && is_same(first, branch)) {
                kept.push(branch);
            }
        }
        // It has more members, so no two are wider than each other.
        let is_wider = |left: usize, right: usize| {
            style == UnionStyle::AnyOf
                && has_tags_of(kept[left], kept[right])
                && self.includes(kept[left].schema, kept[right].schema)
        };
        let all = 0..kept.len();
        let wider: Vec<Vec<usize>> =
            all.clone().map(|right| all.clone().filter(|left| is_wider(*left, right)).collect()).collect();
        let widest = |index: &usize| wider[*index].iter().filter(|other| wider[**other].is_empty()).count();
        all.filter(|index| widest(index) != 1).map(|index| kept[index].clone()).collect()
    }

    /// Resolves what a comparison will look at: schemas without a name, and what is inside them.
    fn settle(&mut self, id: SchemaId, depth: usize) {
        let Some((target, schema)) = self.ensure_target(id) else { return };
        let inside: Vec<SchemaId> = match &schema.kind {
            _ if depth == 0 => Vec::new(),
            Kind::Object(object) => object.properties.iter().map(|property| property.schema).collect(),
            Kind::Array(array) => array.elements().to_vec(),
            _ => Vec::new(),
        };
        if self.names[target.0].is_none() || depth == COMPARED_DEPTH {
            for id in inside {
                self.settle(id, depth - 1);
            }
        }
    }

    fn done(&self, id: SchemaId) -> Option<(SchemaId, &Schema)> {
        match &self.slots[id.0] {
            super::Slot::Done(schema) => match schema.kind {
                Kind::Alias(target) => self.done(target),
                _ => Some((id, schema)),
            },
            _ => None,
        }
    }

    /// Whether two schemas have the same values and shape.
    fn same(&self, left: SchemaId, right: SchemaId, depth: usize) -> bool {
        let (Some((left, left_schema)), Some((right, right_schema))) = (self.done(left), self.done(right))
        else {
            return left == right;
        };
        if left == right {
            return true;
        }
        if depth == 0 || left_schema.nullable != right_schema.nullable {
            return false;
        }
        // Types of their own name stay apart.
        if left_schema.name.is_some() && right_schema.name.is_some() {
            return false;
        }
        match (&left_schema.kind, &right_schema.kind) {
            (Kind::Object(left), Kind::Object(right)) => {
                left.properties.len() == right.properties.len()
                    && left.additional == right.additional
                    && self.has_members_of(left, right, depth)
            }
            (Kind::Array(left), Kind::Array(right)) => {
                (left.min_items, left.max_items) == (right.min_items, right.max_items)
                    && left.elements().len() == right.elements().len()
                    && left.elements().iter().zip(right.elements()).all(|(l, r)| self.same(*l, *r, depth - 1))
            }
            // Bytes are a text in JSON, which nothing tells from another.
            (Kind::String(left), Kind::String(right)) => {
                let plain =
                    |text: &Text| Text { format: text.format.clone().filter(is_told), ..text.clone() };
                plain(left) == plain(right)
            }
            (left, right) => left == right,
        }
    }

    /// Whether every member of `right` is one of `left`, and required where it is.
    fn has_members_of(&self, left: &Object, right: &Object, depth: usize) -> bool {
        right.properties.iter().all(|member| {
            left.properties
                .iter()
                .filter(|own| own.name == member.name && own.required == member.required)
                .any(|own| self.same(own.schema, member.schema, depth - 1))
        })
    }

    /// Whether `left` is an object that reads and writes all that `right` does. A type of its own name stays.
    fn includes(&self, left: SchemaId, right: SchemaId) -> bool {
        let (Some((_, left)), Some((_, right))) = (self.done(left), self.done(right)) else { return false };
        if right.name.is_some() {
            return false;
        }
        let (Kind::Object(left), Kind::Object(right)) = (&left.kind, &right.kind) else { return false };
        let required = |object: &Object| object.properties.iter().filter(|member| member.required).count();
        !right.properties.is_empty()
            && left.properties.len() > right.properties.len()
            && left.additional == right.additional
            && required(left) == required(right)
            && self.has_members_of(left, right, COMPARED_DEPTH)
    }

    /// What is left: nothing, one schema, an enumeration, or a union.
    fn in_order(
        &mut self,
        branches: Vec<Branch>,
        style: UnionStyle,
        nullable: bool,
        tag: Option<Tag>,
    ) -> Kind {
        match branches.as_slice() {
            // Every branch was null, or there was none.
            [] => return if nullable { Kind::Null } else { Kind::Any },
            [only] => return self.only(only.schema),
            _ => {}
        }
        if let Some(values) = self.constants(&branches) {
            return Kind::Enum(Enum { values, open: false });
        }
        if let Some(open) = self.open_enum(&branches) {
            return Kind::Enum(open);
        }
        Kind::Union(Union { style, branches, tag })
    }

    /// The values, when every branch is a single constant.
    fn constants(&self, branches: &[Branch]) -> Option<Vec<EnumValue>> {
        let mut values: Vec<EnumValue> = Vec::new();
        for branch in branches {
            let (_, schema) = self.done(branch.schema)?;
            let Kind::Enum(Enum { values: own, open: false }) = &schema.kind else { return None };
            let [value] = own.as_slice() else { return None };
            if values.iter().all(|known| known.literal != value.literal) {
                let own_words = self.done(branch.schema).map(|(_, schema)| &schema.doc);
                values.push(EnumValue {
                    literal: value.literal.clone(),
                    name: value.name.clone().or_else(|| own_words?.title.clone()),
                    description: value.description.clone().or_else(|| own_words?.description.clone()),
                });
            }
        }
        let strings = values.iter().all(|value| matches!(value.literal, Literal::String(_)));
        let integers = values.iter().all(|value| matches!(value.literal, Literal::Integer(_)));
        (strings || integers).then_some(values)
    }

    /// Listed strings beside any string (or integers beside any integer): the listed ones are only the known ones.
    fn open_enum(&self, branches: &[Branch]) -> Option<Enum> {
        let (mut values, mut seen) = (Vec::new(), BTreeSet::new());
        let (mut is_open, mut strings, mut integers) = (false, true, true);
        for branch in branches {
            match &self.done(branch.schema)?.1.kind {
                Kind::Enum(listed) => {
                    is_open |= listed.open;
                    for value in &listed.values {
                        strings &= matches!(value.literal, Literal::String(_));
                        integers &= matches!(value.literal, Literal::Integer(_));
                        if seen.insert(&value.literal) {
                            values.push(value.clone());
                        }
                    }
                }
                Kind::String(text) if text.is_unconstrained() => (is_open, integers) = (true, false),
                Kind::Integer(number) if number.is_unconstrained() => (is_open, strings) = (true, false),
                _ => return None,
            }
        }
        (is_open && !values.is_empty() && (strings || integers)).then_some(Enum { values, open: true })
    }
}

/// Whether a format says what a text looks like.
fn is_told(format: &Format) -> bool {
    !matches!(format, Format::Other(name) if ["binary", "byte"].contains(&name.as_str()))
}

/// What a branch refers to: by itself, or by the one reference of its `allOf`.
fn refers_to(source: &ReferenceOr<Source>) -> Option<&str> {
    match source {
        ReferenceOr::Reference { reference } => Some(reference),
        ReferenceOr::Item(schema) => only_reference(Facts::of(&schema.schema_kind).all_of),
    }
}

/// Whether a member can be only one text.
fn has_constant(facts: &Facts<'_>) -> bool {
    let members = facts.properties.iter().flat_map(|properties| properties.values());
    let mut members = members.filter_map(ReferenceOr::as_item);
    members.any(|member| {
        let values = Facts::of(&member.schema_kind).values;
        matches!(values.as_slice(), [only] if only.is_string())
    })
}

/// What a branch is there for.
enum Role<'a> {
    /// Null is a value too.
    Null,
    /// Members of the surrounding object are required: no branch at all.
    Requirement(&'a [String]),
    /// Values of its own.
    Values,
}

/// Whether something else says what the object is of which the branches of a union may only require members.
fn is_described_beside(sources: &[ReferenceOr<Source>], parent: &Facts<'_>) -> bool {
    let is_other = |branches: &[ReferenceOr<Source>]| !std::ptr::eq(branches, sources);
    let describes =
        |branches: &[ReferenceOr<Source>]| branches.iter().any(|branch| requirement(branch).is_none());
    parent.properties.is_some()
        || !parent.all_of.is_empty()
        || parent.unions().any(|(_, branches)| is_other(branches) && describes(branches))
}

/// `is_described`: something else says what the object is.
fn role(source: &ReferenceOr<Source>, is_described: bool) -> Role<'_> {
    let ReferenceOr::Item(schema) = source else { return Role::Values };
    let facts = Facts::of(&schema.schema_kind);
    if (facts.is_null() && !facts.is_composed())
        || (schema.schema_data.nullable && !facts.is_composed() && !facts.says_something())
    {
        Role::Null
    } else if let Some(names) = requirement(source).filter(|_| is_described) {
        Role::Requirement(names)
    } else {
        Role::Values
    }
}

/// Whether one branch stands for all texts of the discriminator that another one stands for.
fn has_tags_of(one: &Branch, other: &Branch) -> bool {
    one.tags.is_empty() || one.tags == other.tags
}
