//! `allOf`: several schemas that hold at once become one.

use openapiv3::SchemaData;

use super::facts::Facts;
use super::{Resolver, Slot};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{
    Additional, Array, Branch, Doc, Enum, Integer, Kind, Number, Object, Schema, SchemaId, Text, Union,
};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// The values that all parts, and what stands beside them, allow.
    pub(super) fn all_of(&mut self, facts: &Facts<'a>, data: &'a SchemaData, at: &Pointer) -> Kind {
        let parts_at = at.key("allOf");
        let parts: Vec<SchemaId> = (facts.all_of.iter().enumerate())
            .map(|(index, part)| self.schema_id(part, &parts_at.index(index)))
            .collect();
        let mut met = Kind::Any;
        let mut speaking = Vec::new();
        for (index, part) in parts.into_iter().enumerate() {
            let place = parts_at.index(index);
            match self.ensure_target(part).map(|(_, schema)| schema.kind.clone()) {
                // A branch of a union that is made of the union: the union adds its own members to each branch.
                None | Some(Kind::Any) => {}
                Some(kind) => {
                    speaking.push(part);
                    met = self.meet(met, kind, &place);
                }
            }
        }
        let own = self.beside_all_of(facts, data, at);
        match (own, speaking.as_slice()) {
            (None, [only]) => self.only(*only),
            (None, _) => met,
            (Some(own), _) => {
                let met = require(met, facts.required);
                self.meet(met, own, at)
            }
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

    /// What a schema says beside its `allOf`.
    fn beside_all_of(&mut self, facts: &Facts<'a>, data: &'a SchemaData, at: &Pointer) -> Option<Kind> {
        if facts.branches().is_some() {
            return Some(self.union(facts, data, at).0);
        }
        if !facts.says_something() {
            return None;
        }
        // Members that only parts describe are required here: see `require`.
        let described = |facts: &Facts<'a>| facts.properties.is_some() || facts.additional.is_some();
        if facts.is_object() || !facts.required.is_empty() {
            let empty = Object {
                properties: Vec::new(),
                additional: Additional::Unstated,
                min_properties: facts.members.0,
                max_properties: facts.members.1,
            };
            if !described(facts) {
                return Some(Kind::Object(empty));
            }
            let Kind::Object(mut own) = self.object(facts, at) else { return Some(Kind::Object(empty)) };
            own.properties
                .retain(|property| facts.properties.is_some_and(|known| known.contains_key(&property.name)));
            return Some(Kind::Object(own));
        }
        Some(self.plain(facts, data, at))
    }

    /// The values that both allow. Where nothing is, the later one is used and it is said.
    pub(super) fn meet(&mut self, left: Kind, right: Kind, at: &Pointer) -> Kind {
        match (left, right) {
            (Kind::Any, kind)
            | (kind, Kind::Any)
            | (kind @ Kind::Enum(_), Kind::String(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Boolean)
            | (Kind::String(_) | Kind::Integer(_) | Kind::Number(_) | Kind::Boolean, kind @ Kind::Enum(_))
            | (kind @ Kind::Integer(_), Kind::Number(_))
            | (Kind::Number(_), kind @ Kind::Integer(_))
            | (Kind::Boolean, kind @ Kind::Boolean) => kind,
            (Kind::Object(left), Kind::Object(right)) => Kind::Object(self.meet_objects(left, right)),
            (Kind::Union(union), Kind::Object(object)) | (Kind::Object(object), Kind::Union(union)) => {
                self.distribute(union, &object, at)
            }
            (Kind::Array(left), Kind::Array(right)) => Kind::Array(Array {
                items: self.meet_schemas(left.items, right.items),
                min_items: tighter(left.min_items, right.min_items, Ord::max),
                max_items: tighter(left.max_items, right.max_items, Ord::min),
                unique_items: left.unique_items || right.unique_items,
            }),
            (Kind::String(left), Kind::String(right)) => Kind::String(meet_texts(left, right)),
            (Kind::Integer(left), Kind::Integer(right)) => Kind::Integer(meet_integers(&left, &right)),
            (Kind::Number(left), Kind::Number(right)) => Kind::Number(Number {
                minimum: right.minimum.or(left.minimum),
                maximum: right.maximum.or(left.maximum),
                multiple_of: right.multiple_of.or(left.multiple_of),
            }),
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
            (_, typed @ Additional::Typed(_)) | (typed @ Additional::Typed(_), _) => typed,
            (Additional::Forbidden, Additional::Forbidden) => Additional::Forbidden,
        };
        // An object that only says "anything" carries data on its own, not beside named members of another part.
        if !met.properties.is_empty()
            && let Additional::Typed(id) = met.additional
            && Some(id) == self.any
        {
            met.additional = Additional::Unstated;
        }
        met.min_properties = right.min_properties.or(met.min_properties);
        met.max_properties = right.max_properties.or(met.max_properties);
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
        let kind = self.meet(left_schema.kind, right_schema.kind.clone(), &place);
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

    /// Members that every branch of a union has as well.
    fn distribute(&mut self, union: Union, object: &Object, at: &Pointer) -> Kind {
        let mut branches = Vec::new();
        for branch in union.branches {
            let Some((target, schema)) = self.ensure_target(branch.schema).map(|(id, s)| (id, s.clone()))
            else {
                continue;
            };
            let hint = branch.hint.or_else(|| self.names[target.0].clone()).or(schema.doc.title.clone());
            let kind = self.meet(Kind::Object(object.clone()), schema.kind, at);
            let id = self.reserve(Slot::Started, schema.pointer.clone(), None);
            self.slots[id.0] = Slot::Done(Box::new(Schema { name: None, kind, ..schema }));
            branches.push(Branch { schema: id, hint, tags: branch.tags });
        }
        Kind::Union(Union { branches, ..union })
    }
}

/// Members that are required here though another part describes them.
fn require(kind: Kind, names: &[String]) -> Kind {
    match kind {
        Kind::Object(mut object) => {
            for property in &mut object.properties {
                property.required |= names.contains(&property.name);
            }
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

/// The bound that allows less.
fn tighter<T: Copy>(left: Option<T>, right: Option<T>, choose: fn(T, T) -> T) -> Option<T> {
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
