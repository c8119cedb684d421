//! One schema of the document to one of the model.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema as Source, SchemaData};
use serde_json::Value;

use super::facts::Facts;
use super::json::json;
use super::{Resolver, Slot};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::model::{Additional, Array, Doc, Kind, Object, Property, Schema, SchemaId};
use crate::pointer::Pointer;
use crate::spec::TUPLE;

/// Keywords of OpenAPI 3.1 that no value is checked against.
const UNASKED: &[&str] =
    &["if", "contains", "dependentRequired", "dependentSchemas", "propertyNames", "unevaluatedItems"];

impl<'a> Resolver<'a> {
    /// The id of a schema or of what it refers to. Nothing is looked into yet.
    pub(super) fn schema_id<S>(&mut self, source: &'a ReferenceOr<S>, at: &Pointer) -> SchemaId
    where
        S: Borrow<Source>,
    {
        match source {
            ReferenceOr::Item(schema) => self.reserve(Slot::Waiting(schema.borrow()), at.clone(), None),
            ReferenceOr::Reference { reference } => match self.referenced(reference, at) {
                Some(id) => id,
                None => self.any(),
            },
        }
    }

    pub(super) fn schema(&mut self, id: SchemaId, source: &'a Source) -> Schema {
        let pointer = self.places[id.0].clone();
        let data = &source.schema_data;
        let mut facts = Facts::of(&source.schema_kind);
        if self.without_unions.contains(&id) {
            (facts.one_of, facts.any_of) = (&[], &[]);
        }
        facts.patterned = data.extensions.contains_key("x-patternProperties");
        if let Some(ReferenceOr::Item(items)) = facts.items.filter(|_| data.extensions.contains_key(TUPLE)) {
            facts.positions = Facts::of(&items.schema_kind).any_of;
        }
        self.note_format(id, &facts);
        let (kind, nullable) = match self.inherited(id) {
            Some(choice) => (choice, false),
            None => self.kind(&facts, data, &pointer),
        };
        let nullable = nullable || data.nullable || facts.values.iter().any(Value::is_null);
        Schema { pointer, name: self.names[id.0].clone(), doc: doc(source), nullable, kind }
    }

    /// The values, and whether null is found among them on the way.
    fn kind(&mut self, facts: &Facts<'a>, data: &'a SchemaData, at: &Pointer) -> (Kind, bool) {
        let negated = facts.negated.then_some("not");
        let kept = data.extensions.keys().filter_map(|name| name.strip_prefix("x-"));
        let kept = kept.filter(|name| UNASKED.contains(name));
        for name in negated.into_iter().chain(kept) {
            let place = Place::Key(at.key(name));
            self.report(
                Diagnostic::new(Code::Unsupported, place, format!("`{name}` is not supported"))
                    .help("it is ignored: values that it forbids are accepted"),
            );
        }
        if facts.is_composed() {
            self.composed(facts, data, at)
        } else {
            (self.plain(facts, data, at), false)
        }
    }

    /// The values of a schema without composition.
    pub(super) fn plain(&mut self, facts: &Facts<'a>, data: &'a SchemaData, at: &Pointer) -> Kind {
        let kind = self.simple(facts, data, at);
        if !matches!(kind, Kind::Object(_)) {
            self.report_members_of_none(facts, at);
        }
        if facts.items.is_some() && !matches!(kind, Kind::Array(_)) {
            let place = Place::Key(at.key("items"));
            let message = "elements of what is no array";
            self.report(Diagnostic::new(Code::NotGenerated, place, message).leaves_out(Part::Property));
        }
        kind
    }

    /// Notes the members of what is no object.
    pub(super) fn report_members_of_none(&mut self, facts: &Facts<'_>, at: &Pointer) {
        for name in facts.properties.into_iter().flat_map(|properties| properties.keys()) {
            let place = Place::Key(at.key("properties").key(name));
            let message = format!("`{name}` is a member of what is no object");
            self.report(Diagnostic::new(Code::NotGenerated, place, message).leaves_out(Part::Property));
        }
    }

    fn simple(&mut self, facts: &Facts<'a>, data: &'a SchemaData, at: &Pointer) -> Kind {
        if facts.is_null() {
            return Kind::Null;
        }
        if !facts.values.is_empty()
            && let Some(kind) = self.enumeration(facts, data, at)
        {
            return kind;
        }
        match facts.ty {
            Some("string") => Kind::String(self.text(facts, at)),
            Some("integer") => super::scalar::integer(facts),
            Some("number") => Kind::Number(super::scalar::number(facts)),
            Some("boolean") => Kind::Boolean,
            Some("array") => self.array(facts, at),
            None if facts.items.is_some() => self.array(facts, at),
            _ if facts.is_object() => self.object(facts, at),
            // What bounds numbers or lists as well says nothing of which it is.
            None if (facts.pattern.is_some() || facts.length != (None, None)) && !facts.bounds_others() => {
                Kind::String(self.text(facts, at))
            }
            _ => Kind::Any,
        }
    }

    fn array(&mut self, facts: &Facts<'a>, at: &Pointer) -> Kind {
        let items = match facts.items {
            Some(items) => self.schema_id(items, &at.key("items")),
            None => self.any(),
        };
        let (min_items, max_items) = facts.elements;
        let positions = self.positions(facts, at);
        Kind::Array(Array { items, positions, min_items, max_items, unique_items: facts.unique })
    }

    /// An object with the named members in document order.
    pub(super) fn object(&mut self, facts: &Facts<'a>, at: &Pointer) -> Kind {
        let members_at = at.key("properties");
        let required: BTreeSet<&str> = facts.required.iter().map(String::as_str).collect();
        let properties = facts.properties.into_iter().flatten().map(|(name, source)| {
            let (read_only, write_only) = self.direction(source);
            Property {
                name: name.clone(),
                required: required.contains(name.as_str()),
                declared: true,
                read_only,
                write_only,
                schema: self.schema_id(source, &members_at.key(name)),
            }
        });
        let mut properties: Vec<Property> = properties.collect();
        // Required but not described: nothing else is known of it, unless another part of a composition does.
        let is_described = |name: &str| facts.properties.is_some_and(|all| all.contains_key(name));
        let mut seen = BTreeSet::new();
        for name in facts.required.iter().filter(|name| !is_described(name) && seen.insert(name.as_str())) {
            let schema = self.any();
            properties.push(Property::undescribed(name.clone(), true, schema));
        }
        let additional =
            if facts.patterned { Additional::Typed(self.any()) } else { self.additional(facts, at) };
        let (min_properties, max_properties) = facts.members;
        Kind::Object(Object { properties, additional, min_properties, max_properties, choices: Vec::new() })
    }

    fn additional(&mut self, facts: &Facts<'a>, at: &Pointer) -> Additional {
        match facts.additional {
            Some(AdditionalProperties::Any(false)) => Additional::Forbidden,
            Some(AdditionalProperties::Any(true)) => Additional::Typed(self.any()),
            Some(AdditionalProperties::Schema(source)) => {
                Additional::Typed(self.schema_id(source, &at.key("additionalProperties")))
            }
            None => Additional::Unstated,
        }
    }

    /// Whether a member is only in responses, and only in requests.
    fn direction(&self, source: &ReferenceOr<Box<Source>>) -> (bool, bool) {
        let schema = match source {
            ReferenceOr::Item(schema) => schema,
            ReferenceOr::Reference { reference } => match self.component(reference) {
                Some(schema) => schema,
                None => return (false, false),
            },
        };
        (said_of(schema).any(|data| data.read_only), said_of(schema).any(|data| data.write_only))
    }
}

/// Words for people.
fn doc(schema: &Source) -> Doc {
    let first = |text: fn(&SchemaData) -> Option<&String>| said_of(schema).find_map(text).cloned();
    let value = |value: fn(&SchemaData) -> Option<&Value>| said_of(schema).find_map(value).map(json);
    Doc {
        title: schema.schema_data.title.clone(),
        description: first(|data| data.description.as_ref()),
        deprecated: said_of(schema).any(|data| data.deprecated),
        default: value(|data| data.default.as_ref()),
        example: value(|data| data.example.as_ref()),
    }
}

/// What is said of a schema: beside its keywords, and in the parts of its `allOf` that are written there, of which the last
/// has most to do with it: `allOf: [{$ref: …}, {description: …}]` is how words are put beside a reference.
fn said_of(schema: &Source) -> impl Iterator<Item = &SchemaData> {
    let parts = Facts::of(&schema.schema_kind).all_of.iter().rev();
    let parts = parts.filter_map(ReferenceOr::as_item).map(|part| &part.schema_data);
    std::iter::once(&schema.schema_data).chain(parts)
}
