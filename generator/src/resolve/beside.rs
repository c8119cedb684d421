//! What a schema says beside its `allOf` and its unions.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema, SchemaData};

use super::Resolver;
use super::facts::Facts;
use super::meet::tighter;
use crate::model::{Additional, Enum, Kind, Literal, Object, SchemaId, Union};
use crate::pointer::Pointer;

/// Whether a part of an `allOf` says nothing but `nullable`. By the letter it takes nothing away from the others and adds
/// nothing to them; it is written to say that null is a value too.
pub(super) fn adds_null(parts: &[ReferenceOr<Schema>]) -> bool {
    parts.iter().any(|part| match part {
        ReferenceOr::Item(schema) => {
            let facts = Facts::of(&schema.schema_kind);
            let is_bare = !facts.is_composed() && !facts.says_something() && !facts.is_bounded();
            schema.schema_data.nullable && is_bare
        }
        ReferenceOr::Reference { .. } => false,
    })
}

impl<'a> Resolver<'a> {
    /// A constraint without a type is one of the type that the composition has. A type that the composition has already
    /// says nothing: its schemas stay the ones that have a name.
    pub(super) fn beside(
        &mut self,
        facts: &Facts<'a>,
        data: &'a SchemaData,
        met: &Kind,
        at: &Pointer,
    ) -> Option<Kind> {
        if facts.is_object() || !facts.required.is_empty() {
            let own = self.object(facts, at);
            let binds = self.binds(facts, &own, met);
            if !binds {
                self.report_members_of_none(facts, at);
            }
            return (binds && !self.is_said(&own, met)).then_some(own);
        }
        if facts.says_something() && !facts.is_bare() {
            let own = self.plain(facts, data, at);
            return (self.binds(facts, &own, met) && !self.is_said(&own, met)).then_some(own);
        }
        None
    }

    /// The values of a kind that bounds allow which do not say of what: they bind those of the type that they speak of, in
    /// each branch of a union. Of what can be anything, they say what it is.
    pub(super) fn bounded(
        &mut self,
        met: Kind,
        bounds: &Facts<'a>,
        data: &'a SchemaData,
        at: &Pointer,
    ) -> Kind {
        let kind = if let Kind::Alias(id) = met { self.kind_of(id) } else { met.clone() };
        if let Kind::Union(union) = kind {
            let mut branches = Vec::new();
            for branch in &union.branches {
                let (id, own) = (branch.schema, self.kind_of(branch.schema));
                let bounded = |this: &mut Self| this.bounded(own.clone(), bounds, data, at);
                match self.combine((id, id), at, bounded) {
                    Some(kind) if kind != own => branches.extend(self.with_kind(branch.clone(), kind)),
                    _ => branches.push(branch.clone()),
                }
            }
            return if branches == union.branches { met } else { Kind::Union(Union { branches, ..union }) };
        }
        let ty = self.type_of(&kind);
        let bounded = match &kind {
            Kind::Object(object) => Kind::Object(Object {
                min_properties: tighter(object.min_properties, bounds.members.0, Ord::max),
                max_properties: tighter(object.max_properties, bounds.members.1, Ord::min),
                ..object.clone()
            }),
            kind if ty.is_none() && *kind != Kind::Any => return met,
            kind => {
                let own = self.plain(&Facts { ty, ..bounds.clone() }, data, at);
                self.meet(kind.clone(), own, at)
            }
        };
        if bounded == kind { met } else { bounded }
    }

    /// Whether what stands beside a composition says something of its values. Without a `type`, `properties` bind no value
    /// but objects, `items` none but lists and `pattern` none but strings; others may be what the composition has.
    fn binds(&mut self, facts: &Facts<'_>, own: &Kind, met: &Kind) -> bool {
        if facts.ty.is_some() || !facts.values.is_empty() || self.has_type(met, own, &mut BTreeSet::new()) {
            return true;
        }
        let met = if let Kind::Alias(id) = met { self.kind_of(*id) } else { met.clone() };
        match own {
            // Of several branches, those that are objects get the members.
            Kind::Object(_) => matches!(met, Kind::Any | Kind::Union(_)),
            Kind::String(_) => met == Kind::Any,
            _ => false,
        }
    }

    /// Whether one kind says nothing but a type, which the other one has.
    fn is_said(&mut self, own: &Kind, met: &Kind) -> bool {
        let is_bare = match own {
            Kind::Object(object) => {
                let Object { properties, additional, min_properties, max_properties, choices } = object;
                properties.is_empty()
                    && *additional == Additional::Unstated
                    && (min_properties, max_properties) == (&None, &None)
                    && choices.is_empty()
            }
            Kind::Array(array) => {
                (array.min_items, array.max_items, array.unique_items) == (None, None, false)
                    && Some(array.items) == self.any
            }
            Kind::String(text) => text.is_unconstrained() && text.format.is_none(),
            Kind::Integer(integer) => *integer == crate::model::Integer::default(),
            Kind::Number(number) => *number == crate::model::Number::default(),
            Kind::Boolean => true,
            Kind::Alias(_) | Kind::Any | Kind::Null | Kind::Enum(_) | Kind::Union(_) => false,
        };
        is_bare && self.has_type(met, own, &mut BTreeSet::new())
    }

    /// Whether all values of a kind are of the type that another one says. Unions can be branches of each other: each is
    /// looked at once.
    fn has_type(&mut self, kind: &Kind, ty: &Kind, seen: &mut BTreeSet<SchemaId>) -> bool {
        let mut refers = |this: &mut Self, id: SchemaId| {
            // One that is under way has this schema among its branches: what its type is, is said there.
            let kind = this.ensure_target(id).map(|(_, schema)| schema.kind.clone());
            !seen.insert(id) || kind.is_none_or(|kind| this.has_type(&kind, ty, seen))
        };
        match (kind, ty) {
            (Kind::Alias(id), _) => refers(self, *id),
            (Kind::Union(union), _) => union.branches.iter().all(|branch| refers(self, branch.schema)),
            (Kind::Enum(Enum { values, .. }), _) => values.iter().all(|value| {
                matches!(
                    (&value.literal, ty),
                    (Literal::String(_), Kind::String(_))
                        | (Literal::Integer(_), Kind::Integer(_) | Kind::Number(_))
                        | (Literal::Boolean(_), Kind::Boolean)
                )
            }),
            (Kind::Object(_), Kind::Object(_))
            | (Kind::Array(_), Kind::Array(_))
            | (Kind::String(_), Kind::String(_))
            | (Kind::Integer(_), Kind::Integer(_) | Kind::Number(_))
            | (Kind::Number(_), Kind::Number(_))
            | (Kind::Boolean, Kind::Boolean) => true,
            _ => false,
        }
    }

    /// The kind of a schema, through aliases; anything while it is not known yet.
    pub(super) fn kind_of(&mut self, id: SchemaId) -> Kind {
        self.ensure_target(id).map_or(Kind::Any, |(_, schema)| schema.kind.clone())
    }

    /// The `type` of a kind.
    pub(super) fn type_of(&mut self, kind: &Kind) -> Option<&'static str> {
        match kind {
            Kind::Alias(id) => {
                let kind = self.kind_of(*id);
                self.type_of(&kind)
            }
            Kind::Boolean => Some("boolean"),
            Kind::Integer(_) => Some("integer"),
            Kind::Number(_) => Some("number"),
            Kind::String(_) => Some("string"),
            Kind::Array(_) => Some("array"),
            Kind::Object(_) => Some("object"),
            Kind::Any | Kind::Null | Kind::Enum(_) | Kind::Union(_) => None,
        }
    }
}
