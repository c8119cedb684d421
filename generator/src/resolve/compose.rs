//! `allOf`: several schemas that hold at once become one.

use openapiv3::{ReferenceOr, Schema as Source, SchemaData};

use super::beside::adds_null;
use super::facts::Facts;
use super::{Resolver, Slot};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{
    Additional, Array, Choice, Doc, Enum, Integer, Kind, Number, Object, Schema, SchemaId, Text,
};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// The values that all parts of an `allOf`, a branch of each union, and what stands beside them allow; and whether
    /// null is one of them.
    pub(super) fn composed(&mut self, facts: &Facts<'a>, data: &'a SchemaData, at: &Pointer) -> (Kind, bool) {
        let mut parts = self.parts(facts, at);
        self.drop_idle(facts, &mut parts);
        let mut met = Kind::Any;
        let mut nulls = Vec::new();
        let mut speaking = Vec::new();
        for (part, place) in parts {
            match self.ensure_target(part).map(|(_, schema)| schema.kind.clone()) {
                // A branch of a union that is made of the union: the union adds its own members to each branch.
                None | Some(Kind::Any) => {}
                Some(kind) => {
                    speaking.push(part);
                    nulls.push(self.allows_null(part));
                    met = self.meet(met, kind, &place);
                }
            }
        }
        let mut alone = speaking.as_slice();
        let mut choices = Vec::new();
        for (style, sources) in facts.unions() {
            let (kind, nullable, choice) = self.union(style, sources, facts, data, at);
            alone = &[];
            choices.extend(choice);
            nulls.push(nullable);
            met = self.meet(met, kind, at);
        }
        let nullable = (!nulls.is_empty() && nulls.iter().all(|null| *null)) || adds_null(facts.all_of);
        let own = self.beside(facts, data, &met, at);
        let met = match (own, alone) {
            (None, [only]) => self.only(*only),
            (None, _) => met,
            (Some(own), _) if facts.ty.is_some() => self.meet(met, own, at),
            (Some(own), _) => self.meet_untyped(met, own, at),
        };
        (with_choices(met, choices), nullable)
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
            (Kind::Any, kind)
            | (kind, Kind::Any)
            | (kind @ Kind::Enum(_), Kind::String(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Boolean)
            | (Kind::String(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Boolean, kind @ Kind::Enum(_))
            | (Kind::Boolean, kind @ Kind::Boolean) => kind,
            (Kind::Alias(left), right) => {
                let left = self.kind_of(left);
                self.meet(left, right, at)
            }
            (left, Kind::Alias(right)) => {
                let right = self.kind_of(right);
                self.meet(left, right, at)
            }
            (Kind::Object(left), Kind::Object(right)) => Kind::Object(self.meet_objects(left, right)),
            (Kind::Union(union), Kind::Object(object)) | (Kind::Object(object), Kind::Union(union)) => {
                self.distribute(union, &object, at)
            }
            (Kind::Union(left), Kind::Union(right)) => self.product(left, right, at),
            (Kind::Array(left), Kind::Array(right)) => Kind::Array(Array {
                items: self.meet_schemas(left.items, right.items),
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
            (Kind::Enum(left), Kind::Enum(right)) => meet_enums(&left, right),
            (left, right) => {
                let message = format!(
                    "parts of an `allOf` allow no common value: {} and {}",
                    words(&left),
                    words(&right)
                );
                self.report(
                    Diagnostic::new(Code::ConflictingAllOf, Place::Value(at.clone()), message)
                        .help("the later one is used"),
                );
                right
            }
        }
    }

    fn meet_objects(&mut self, left: Object, right: Object) -> Object {
        let mut met = left;
        for property in right.properties {
            match met.properties.iter().position(|known| known.name == property.name) {
                None => met.properties.push(property),
                Some(index) => {
                    let schema = self.meet_schemas(met.properties[index].schema, property.schema);
                    let known = &mut met.properties[index];
                    known.schema = schema;
                    known.required |= property.required;
                    known.declared |= property.declared;
                    known.read_only |= property.read_only;
                    known.write_only |= property.write_only;
                }
            }
        }
        met.additional = match (met.additional, right.additional) {
            // An object is closed only if every part says so: else no part could add a member.
            (Additional::Unstated, other) | (other, Additional::Unstated) => match other {
                Additional::Forbidden => Additional::Unstated,
                other => other,
            },
            (Additional::Typed(left), Additional::Typed(right)) => {
                Additional::Typed(self.meet_schemas(left, right))
            }
            (_, typed @ Additional::Typed(_)) | (typed @ Additional::Typed(_), _) => typed,
            (Additional::Forbidden, Additional::Forbidden) => Additional::Forbidden,
        };
        met.min_properties = tighter(met.min_properties, right.min_properties, Ord::max);
        met.max_properties = tighter(met.max_properties, right.max_properties, Ord::min);
        met.choices.extend(right.choices);
        met
    }

    /// The schema of a member that two parts describe.
    fn meet_schemas(&mut self, left: SchemaId, right: SchemaId) -> SchemaId {
        if let Some(known) = self.merged.get(&(left, right)) {
            return *known;
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
        self.merged.insert((left, right), id);
        // A member's values begin anew.
        let around = self.combined.begin();
        let kind = self.meet(left_schema.kind, right_schema.kind.clone(), &place);
        self.combined.resume(around);
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
            let nullable = left_schema.nullable && right_schema.nullable;
            Schema { pointer: place, name: None, doc: right_schema.doc, nullable, kind }
        };
        self.slots[id.0] = Slot::Done(Box::new(schema));
        id
    }
}

/// Which members have to be there, where a union said nothing else.
fn with_choices(kind: Kind, choices: Vec<Choice>) -> Kind {
    match kind {
        Kind::Object(mut object) => {
            object.choices.extend(choices);
            Kind::Object(object)
        }
        other => other,
    }
}

fn meet_texts(left: Text, right: Text) -> Text {
    Text {
        format: right.format.or(left.format),
        min_length: tighter(left.min_length, right.min_length, Ord::max),
        max_length: tighter(left.max_length, right.max_length, Ord::min),
        pattern: right.pattern.or(left.pattern),
    }
}

fn meet_integers(left: &Integer, right: &Integer) -> Integer {
    let width = if right.width == crate::model::IntegerWidth::Unstated { left.width } else { right.width };
    Integer {
        width,
        minimum: tighter(left.minimum, right.minimum, Ord::max),
        maximum: tighter(left.maximum, right.maximum, Ord::min),
        multiple_of: right.multiple_of.or(left.multiple_of),
    }
}

fn meet_numbers(left: &Number, right: &Number) -> Number {
    // Of two equal bounds the one that excludes its own value allows less.
    let higher = |left: (f64, bool), right: (f64, bool)| {
        if left.0 > right.0 || (left.1 && left.0 >= right.0) { left } else { right }
    };
    let lower = |left: (f64, bool), right: (f64, bool)| {
        if left.0 < right.0 || (left.1 && left.0 <= right.0) { left } else { right }
    };
    Number {
        minimum: tighter(left.minimum, right.minimum, higher),
        maximum: tighter(left.maximum, right.maximum, lower),
        multiple_of: right.multiple_of.or(left.multiple_of),
    }
}

/// The bound that allows less.
fn tighter<T: Copy>(left: Option<T>, right: Option<T>, choose: impl Fn(T, T) -> T) -> Option<T> {
    match (left, right) {
        (Some(left), Some(right)) => Some(choose(left, right)),
        (one, other) => one.or(other),
    }
}

fn meet_enums(left: &Enum, right: Enum) -> Kind {
    let both = right.values.iter().filter(|value| left.values.iter().any(|own| own.literal == value.literal));
    let values: Vec<_> = both.cloned().collect();
    Kind::Enum(if values.is_empty() { right } else { Enum { values, open: left.open && right.open } })
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
