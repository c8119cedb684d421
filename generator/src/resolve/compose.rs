//! `allOf`: several schemas that hold at once become one.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema as Source, SchemaData};

use super::beside::adds_null;
use super::facts::Facts;
use super::meet::{listed_of, meet_enums, meet_integers, meet_numbers, meet_texts, tighter};
use super::{Resolver, Slot};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Additional, Array, Doc, Kind, Object, Schema, SchemaId};
use crate::pointer::Pointer;

/// The place of each member of an object among the others.
type Members = BTreeMap<String, usize>;

impl<'a> Resolver<'a> {
    /// The values that all parts of an `allOf`, a branch of each union, and what stands beside them allow; and whether
    /// null is one of them.
    pub(super) fn composed(&mut self, facts: &Facts<'a>, data: &'a SchemaData, at: &Pointer) -> (Kind, bool) {
        let mut parts = self.parts(facts, at);
        self.drop_idle(facts, &mut parts);
        let mut met = Kind::Any;
        let mut nulls = Vec::new();
        let mut speaking = Vec::new();
        let bounds = bounds_of(facts, data, at);
        let bare: BTreeSet<&Pointer> = bounds.iter().map(|(.., place)| place).collect();
        let mut required = self.required_by_parts(facts, at);
        let mut choices = Vec::new();
        let mut known = Members::new();
        for (part, place) in parts {
            if bare.contains(&place) {
                continue;
            }
            if let Some(own) = required.remove(&place) {
                choices.extend(own);
                continue;
            }
            match self.ensure_target(part).map(|(_, schema)| schema.kind.clone()) {
                // A branch of a union that is made of the union: the union adds its own members to each branch.
                None | Some(Kind::Any) => {}
                Some(kind) => {
                    speaking.push(part);
                    nulls.push(self.allows_null(part));
                    met = match (met, kind) {
                        (Kind::Object(met), Kind::Object(part)) => {
                            Kind::Object(self.meet_objects(met, part, &mut known))
                        }
                        (met, kind) => {
                            known.clear();
                            self.meet(met, kind, &place)
                        }
                    };
                }
            }
        }
        let mut alone = if choices.is_empty() { speaking.as_slice() } else { &[] };
        for (style, sources) in facts.unions() {
            let (kind, nullable, choice) = self.union(style, sources, facts, data, at);
            alone = &[];
            choices.extend(choice);
            nulls.push(nullable);
            met = self.meet(met, kind, at);
        }
        for (bounds, schema, place) in &bounds {
            let bounded = self.bounded(met.clone(), bounds, schema, place);
            if bounded != met {
                (met, alone) = (bounded, &[]);
            }
        }
        let nullable = (!nulls.is_empty() && nulls.iter().all(|null| *null)) || adds_null(facts.all_of);
        let own = self.beside(facts, data, &met, at);
        let met = match (own, alone) {
            (None, [only]) => self.only(*only),
            (None, _) => met,
            (Some(own), _) if facts.ty.is_some() => self.meet(met, own, at),
            (Some(own), _) => self.meet_untyped(met, own, at),
        };
        (self.with_choices(met, choices, at), nullable)
    }

    /// The parts of an `allOf` and their places. What an heir inherits from a schema with a discriminator is the schema
    /// itself, not the choice of its heirs; what is no heir refers to that choice.
    fn parts(&mut self, facts: &Facts<'a>, at: &Pointer) -> Vec<(SchemaId, Pointer)> {
        let parts_at = at.key("allOf");
        let mut parts = Vec::new();
        for (index, source) in facts.all_of.iter().enumerate() {
            let place = parts_at.index(index);
            let id = self.schema_id(source, &place);
            let part = if self.is_heir(at, id) { self.bases.get(&id).copied() } else { None };
            parts.push((part.unwrap_or(id), place));
        }
        parts
    }

    /// Drops parts that say nothing of the values: members of an object, without saying that it is one, where another
    /// part says that it is none.
    fn drop_idle(&mut self, facts: &Facts<'a>, parts: &mut Vec<(SchemaId, Pointer)>) {
        let is_idle = |source: &ReferenceOr<Source>| match source {
            ReferenceOr::Item(schema) => {
                let own = Facts::of(&schema.schema_kind);
                own.ty.is_none() && own.is_object() && !own.is_composed()
            }
            ReferenceOr::Reference { .. } => false,
        };
        let idle: Vec<bool> = facts.all_of.iter().map(is_idle).collect();
        let is_other = |kind: &Kind| !matches!(kind, Kind::Any | Kind::Object(_) | Kind::Union(_));
        let mut speaking = parts.iter().zip(&idle).filter(|(_, idle)| !**idle);
        if speaking
            .any(|((id, _), _)| self.ensure_target(*id).is_some_and(|(_, schema)| is_other(&schema.kind)))
        {
            let mut idle = idle.into_iter();
            parts.retain(|_| !idle.next().unwrap_or(false));
        }
    }

    /// The values of the only part: those of another schema with a name, or else its own.
    pub(super) fn only(&mut self, id: SchemaId) -> Kind {
        let named = self.names[id.0].is_some();
        match self.ensure(id) {
            Some(schema) if !named => schema.kind.clone(),
            _ => Kind::Alias(id),
        }
    }

    /// The values that both allow. Where nothing is, the later one is used and it is said.
    pub(super) fn meet(&mut self, left: Kind, right: Kind, at: &Pointer) -> Kind {
        match (left, right) {
            (Kind::Any, kind) | (kind, Kind::Any) | (Kind::Boolean, kind @ Kind::Boolean) => kind,
            (Kind::Alias(left), right) => {
                let left = self.kind_of(left);
                self.meet(left, right, at)
            }
            (left, Kind::Alias(right)) => {
                let right = self.kind_of(right);
                self.meet(left, right, at)
            }
            (Kind::Object(left), Kind::Object(right)) => {
                Kind::Object(self.meet_objects(left, right, &mut Members::new()))
            }
            (Kind::Union(union), Kind::Object(object)) | (Kind::Object(object), Kind::Union(union)) => {
                self.distribute(union, &object, at)
            }
            (Kind::Union(left), Kind::Union(right)) => self.product(left, right, at),
            (Kind::Union(union), kind) if is_value(&kind) => self.narrowed(union, kind, at),
            (kind, Kind::Union(union)) if is_value(&kind) => self.narrowed(union, kind, at),
            (Kind::Array(left), Kind::Array(right)) => Kind::Array(Array {
                // An empty list is of both, whatever the elements.
                items: self.meet_members(
                    left.items,
                    right.items,
                    left.min_items.max(right.min_items) > Some(0),
                ),
                positions: self.meet_positions(&left, &right),
                min_items: tighter(left.min_items, right.min_items, Ord::max),
                max_items: tighter(left.max_items, right.max_items, Ord::min),
                unique_items: left.unique_items || right.unique_items,
            }),
            (Kind::String(left), Kind::String(right)) => Kind::String(meet_texts(left, right)),
            (Kind::Integer(left), Kind::Integer(right)) => Kind::Integer(meet_integers(&left, &right)),
            (Kind::Number(left), Kind::Number(right)) => Kind::Number(meet_numbers(&left, &right)),
            (Kind::Integer(integer), Kind::Number(number))
            | (Kind::Number(number), Kind::Integer(integer)) => {
                Kind::Integer(meet_integers(&integer, &super::scalar::whole_numbers(&number)))
            }
            (left, right) => {
                let met = match (&left, &right) {
                    (Kind::Enum(left), Kind::Enum(right)) => meet_enums(left, right),
                    (Kind::Enum(list), kind) | (kind, Kind::Enum(list)) => listed_of(list.clone(), kind),
                    _ => None,
                };
                met.map_or_else(|| self.contradiction(&left, right, at), Kind::Enum)
            }
        }
    }

    /// Says that no value is of both kinds; the later one is used.
    pub(super) fn contradiction(&mut self, left: &Kind, right: Kind, at: &Pointer) -> Kind {
        self.combined.is_impossible = true;
        if self.combined.is_silent {
            return right;
        }
        let (one, other) = (words(left), words(&right));
        let message = format!("parts of an `allOf` allow no common value: {one} and {other}");
        self.report(
            Diagnostic::new(Code::ConflictingAllOf, Place::Value(at.clone()), message)
                .help("the later one is used"),
        );
        right
    }

    /// An object with the members of both. `known` has those of the left one if that is what came of the parts before, so
    /// that many parts are not gone through again for each.
    fn meet_objects(&mut self, left: Object, right: Object, known: &mut Members) -> Object {
        let mut met = left;
        if known.len() != met.properties.len() {
            *known = met.properties.iter().enumerate().map(|(at, own)| (own.name.clone(), at)).collect();
        }
        for property in right.properties {
            let at = *known.entry(property.name.clone()).or_insert(met.properties.len());
            let Some(own) = met.properties.get(at) else {
                met.properties.push(property);
                continue;
            };
            let required = own.required || property.required;
            let schema = self.meet_members(own.schema, property.schema, required);
            let own = &mut met.properties[at];
            own.schema = schema;
            own.required = required;
            own.declared |= property.declared;
            own.read_only |= property.read_only;
            own.write_only |= property.write_only;
        }
        met.additional = match (met.additional, right.additional) {
            // An object is closed only if every part says so: else no part could add a member.
            (Additional::Unstated, other) | (other, Additional::Unstated) => match other {
                Additional::Forbidden => Additional::Unstated,
                other => other,
            },
            (Additional::Typed(left), Additional::Typed(right)) => {
                Additional::Typed(self.meet_members(left, right, false))
            }
            (_, typed @ Additional::Typed(_)) | (typed @ Additional::Typed(_), _) => typed,
            (Additional::Forbidden, Additional::Forbidden) => Additional::Forbidden,
        };
        met.min_properties = tighter(met.min_properties, right.min_properties, Ord::max);
        met.max_properties = tighter(met.max_properties, right.max_properties, Ord::min);
        met.choices.extend(right.choices);
        met
    }

    /// The schema of a member that two parts describe. What need not be there cannot make the whole impossible.
    fn meet_members(&mut self, left: SchemaId, right: SchemaId, required: bool) -> SchemaId {
        if required {
            return self.meet_schemas(left, right);
        }
        let is_impossible = self.combined.is_impossible;
        let met = self.meet_schemas(left, right);
        self.combined.is_impossible = is_impossible;
        met
    }

    fn meet_schemas(&mut self, left: SchemaId, right: SchemaId) -> SchemaId {
        let known = self.merged.get(&(left, right)).copied();
        if let Some(known) =
            known.filter(|known| known.is_told || !known.is_impossible || self.combined.is_silent)
        {
            self.combined.is_impossible |= known.is_impossible;
            return known.schema;
        }
        let Some((left_target, left_schema)) = self.ensure_target(left).map(|(id, s)| (id, s.clone())) else {
            return right;
        };
        let Some((right_target, right_schema)) = self.ensure_target(right).map(|(id, s)| (id, s.clone()))
        else {
            return left;
        };
        if left_target == right_target
            || right_schema.kind == left_schema.kind
            || left_schema.kind == Kind::Any
        {
            return right;
        }
        if right_schema.kind == Kind::Any {
            return left;
        }
        let place = self.places[right.0].clone();
        let id = self.reserve(Slot::Started, place.clone(), None);
        let mut merged = Merged { schema: id, is_impossible: false, is_told: !self.combined.is_silent };
        self.merged.insert((left, right), merged);
        // A member's values begin anew.
        let around = self.combined.begin();
        let kind = self.meet_kinds(left, left_schema.kind, right, right_schema.kind.clone());
        merged.is_impossible = self.combined.resume(around);
        self.merged.insert((left, right), merged);
        self.combined.is_impossible |= merged.is_impossible;
        // Where nothing was added there is no new type.
        let schema = if kind == right_schema.kind {
            Schema {
                pointer: place,
                name: None,
                doc: Doc::default(),
                nullable: false,
                kind: Kind::Alias(right),
            }
        } else {
            let nullable = self.allows_null(left) && self.allows_null(right);
            Schema { pointer: place, name: None, doc: right_schema.doc, nullable, kind }
        };
        self.slots[id.0] = Slot::Done(Box::new(schema));
        id
    }

    /// What both allow of two schemas with these kinds; null at least, if both allow that.
    fn meet_kinds(&mut self, left: SchemaId, one: Kind, right: SchemaId, other: Kind) -> Kind {
        let place = self.places[right.0].clone();
        let has_null =
            |this: &mut Self, id: SchemaId, kind: &Kind| *kind == Kind::Null || this.allows_null(id);
        if has_null(self, left, &one) && has_null(self, right, &other) {
            let (one, other) = (one.clone(), other.clone());
            if self.tried(|this| Some(this.meet(one, other, &place))).is_none() {
                return Kind::Null;
            }
        }
        self.meet(one, other, &place)
    }
}

/// What came of two schemas that hold at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Merged {
    schema: SchemaId,
    /// Whether they have no value in common.
    is_impossible: bool,
    /// Whether somebody was told, if it is so.
    is_told: bool,
}

/// Bounds that do not say of what: those of the parts of an `allOf` that are nothing else, and those beside it.
fn bounds_of<'a>(
    facts: &Facts<'a>,
    data: &'a SchemaData,
    at: &Pointer,
) -> Vec<(Facts<'a>, &'a SchemaData, Pointer)> {
    let parts = facts.all_of.iter().enumerate().filter_map(|(index, part)| {
        let schema = part.as_item()?;
        let own = Facts::of(&schema.schema_kind);
        let is_bare = own.is_bare() && !own.is_composed();
        is_bare.then(|| (own, &schema.schema_data, at.key("allOf").index(index)))
    });
    let own = facts.is_bare().then(|| (facts.clone(), data, at.clone()));
    parts.chain(own).collect()
}

/// Whether values are of one kind that is no object.
fn is_value(kind: &Kind) -> bool {
    !matches!(kind, Kind::Any | Kind::Alias(_) | Kind::Null | Kind::Object(_) | Kind::Union(_))
}

/// A kind in a message.
fn words(kind: &Kind) -> &'static str {
    match kind {
        Kind::Alias(_) | Kind::Any => "anything",
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Integer(_) => "an integer",
        Kind::Number(_) => "a number",
        Kind::String(_) => "a string",
        Kind::Enum(_) => "one of several constants",
        Kind::Array(_) => "an array",
        Kind::Object(_) => "an object",
        Kind::Union(_) => "one of several schemas",
    }
}
