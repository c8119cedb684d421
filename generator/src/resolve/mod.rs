//! The document to the model: references followed, compositions merged, unions put in order.
//!
//! The only stage that knows `openapiv3`. Schemas are resolved one by one from a list that grows while it is worked
//! off, so that depth of nesting is no depth of calls; only the parts of an `allOf` and the branches of a union are
//! looked into on the way.

mod beside;
mod body;
mod choices;
mod compared;
mod compose;
mod distribute;
mod encoding;
mod endless;
mod entries;
mod facts;
mod inherit;
mod json;
mod mapping;
mod media;
mod meet;
mod operation;
mod operation_id;
mod parameter;
mod pattern;
mod refs;
mod requirement;
mod response;
mod scalar;
mod schema;
mod security;
mod select;
mod server;
mod server_url;
mod tags;
mod tuple;
mod union;

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{OpenAPI, ReferenceOr, Schema as Source};

use crate::codes::Code;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::limits;
use crate::model::{Api, Doc, Kind, Schema, SchemaId, Schemas, Scheme, TagInfo, Union};
use crate::pointer::Pointer;
use crate::spec::Spec;
use crate::spelling::Spelling;

use choices::Choices;
use distribute::Combined;
use select::Selection;

/// Resolves a document.
///
/// # Errors
/// Every contradiction that stops generation, with the warnings so far.
pub(crate) fn resolve(
    spec: &Spec,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> Result<Api, Diagnostics> {
    let document = &spec.document;
    let mut resolver = Resolver::new(document, config, diagnostics);
    resolver.reserve_components();
    resolver.reserve_bases();
    resolver.schemes = resolver.schemes_of_document();
    let mut selection = Selection::new(config);
    let operations = resolver.operations(&mut selection);
    resolver.work_off();
    let credentials = std::mem::take(&mut resolver.schemes);
    let security = resolver.security(&credentials);
    let servers = resolver.servers();
    let (renamed, mapped) = (resolver.renamed(), resolver.mapped());
    resolver.report_unused_names();
    resolver.extended.retain(|id, _| !renamed.contains_key(id) && !mapped.contains_key(id));
    let schemas = resolver.finish();
    let api = Api {
        title: document.info.title.clone(),
        version: document.info.version.clone(),
        description: document.info.description.clone(),
        servers,
        tags: tags(document, &operations),
        schemas,
        operations,
        schemes: credentials,
        security,
        renamed,
        mapped,
        one_error: entries::of_one_error(document),
    };
    if !config.include.is_empty() || !config.exclude.is_empty() {
        let unneeded = spec.units.unneeded(&selection.selected, config.every_schema);
        diagnostics.forget_warnings(spec.units.all(), &unneeded);
    }
    diagnostics.gate(api)
}

/// Declared tags, then those that only operations name.
fn tags(document: &OpenAPI, operations: &[crate::model::Operation]) -> Vec<TagInfo> {
    let mut tags: Vec<TagInfo> = document
        .tags
        .iter()
        .map(|tag| TagInfo { name: tag.name.clone(), description: tag.description.clone() })
        .collect();
    let mut known: BTreeSet<String> = tags.iter().map(|tag| tag.name.clone()).collect();
    for name in operations.iter().flat_map(|operation| &operation.tags) {
        if known.insert(name.clone()) {
            tags.push(TagInfo { name: name.clone(), description: None });
        }
    }
    tags
}

/// Gives members that no part of a composition describes the type of all further ones, which they are among.
fn describe(schemas: &mut Schemas) {
    for schema in &mut schemas.0 {
        let Kind::Object(object) = &mut schema.kind else { continue };
        let Some(further) = object.additional.typed() else { continue };
        for property in object.properties.iter_mut().filter(|property| !property.declared) {
            property.schema = further;
        }
    }
}

/// A schema that is resolved, or will be.
enum Slot<'a> {
    Waiting(&'a Source),
    /// On the way: met again, it is a cycle.
    Started,
    Done(Box<Schema>),
}

/// Works off the schemas of one document.
struct Resolver<'a> {
    document: &'a OpenAPI,
    diagnostics: &'a mut Diagnostics,
    slots: Vec<Slot<'a>>,
    places: Vec<Pointer>,
    names: Vec<Option<String>>,
    components: BTreeMap<&'a str, SchemaId>,
    /// Two schemas that were merged, and what came of it.
    merged: BTreeMap<(SchemaId, SchemaId), compose::Merged>,
    any: Option<SchemaId>,
    /// What of unions is being combined with something else.
    combined: Combined,
    schemes: Vec<Scheme>,
    /// Schemas that stand for their heirs as well, and what they are themselves.
    bases: BTreeMap<SchemaId, SchemaId>,
    /// Those of them that list their heirs in a union, which is not theirs when they are extended.
    without_unions: BTreeSet<SchemaId>,
    /// Their choice of heirs.
    heirs: BTreeMap<SchemaId, Union>,
    /// For each heir its parents that have a discriminator, and the texts that stand for it there.
    parents: BTreeMap<SchemaId, BTreeMap<SchemaId, Vec<String>>>,
    /// For each schema with a discriminator the heirs that no value of it can tell.
    untold: BTreeMap<SchemaId, BTreeSet<SchemaId>>,
    /// How many schemas are on the way, each inside the one before.
    depth: usize,
    choices: Choices<'a>,
    /// Schemas of bodies that extend one component.
    extended: BTreeMap<SchemaId, SchemaId>,
    /// How many members all objects have.
    members: usize,
    spelling: Spelling,
}

impl<'a> Resolver<'a> {
    fn new(document: &'a OpenAPI, config: &'a Config, diagnostics: &'a mut Diagnostics) -> Self {
        Self {
            document,
            diagnostics,
            slots: Vec::new(),
            places: Vec::new(),
            names: Vec::new(),
            components: BTreeMap::new(),
            merged: BTreeMap::new(),
            any: None,
            combined: Combined::default(),
            schemes: Vec::new(),
            bases: BTreeMap::new(),
            without_unions: BTreeSet::new(),
            heirs: BTreeMap::new(),
            parents: BTreeMap::new(),
            untold: BTreeMap::new(),
            depth: 0,
            choices: Choices::new(config),
            extended: BTreeMap::new(),
            members: 0,
            spelling: Spelling::default(),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Gives every component its id before any is looked into. A component that only refers to another is that
    /// other one.
    fn reserve_components(&mut self) {
        let schemas_at = Pointer::root().key("components").key("schemas");
        let Some(components) = &self.document.components else { return };
        for (name, schema) in &components.schemas {
            if let ReferenceOr::Item(source) = schema {
                let id = self.reserve(Slot::Waiting(source), schemas_at.key(name), Some(name.clone()));
                self.components.insert(name, id);
            }
        }
        for (name, schema) in &components.schemas {
            if let ReferenceOr::Reference { reference } = schema
                && let Some(id) = self.referenced(reference, &schemas_at.key(name))
            {
                self.components.insert(name, id);
            }
        }
    }

    fn reserve(&mut self, slot: Slot<'a>, place: Pointer, name: Option<String>) -> SchemaId {
        let id = SchemaId(self.slots.len());
        self.slots.push(slot);
        self.places.push(place);
        self.names.push(name);
        id
    }

    /// The schema that stands for anything.
    fn any(&mut self) -> SchemaId {
        if let Some(id) = self.any {
            return id;
        }
        let id = self.add(Kind::Any, Pointer::root());
        self.any = Some(id);
        id
    }

    /// Adds a schema that the document does not spell out.
    fn add(&mut self, kind: Kind, place: Pointer) -> SchemaId {
        let schema =
            Schema { pointer: place.clone(), name: None, doc: Doc::default(), nullable: false, kind };
        self.reserve(Slot::Done(Box::new(schema)), place, None)
    }

    fn work_off(&mut self) {
        let mut next = 0;
        while next < self.slots.len() {
            self.ensure(SchemaId(next));
            next += 1;
        }
    }

    /// Resolves a schema now; `None` when that is already under way.
    fn ensure(&mut self, id: SchemaId) -> Option<&Schema> {
        if let Slot::Waiting(source) = self.slots[id.0] {
            self.slots[id.0] = Slot::Started;
            self.depth += 1;
            let schema =
                if self.depth > limits::COMPOSITIONS { self.too_deep(id) } else { self.schema(id, source) };
            let schema = self.counted(id, schema);
            let schema = self.grounded(id, schema);
            self.depth -= 1;
            self.slots[id.0] = Slot::Done(Box::new(schema));
        }
        match &self.slots[id.0] {
            Slot::Done(schema) => Some(schema),
            Slot::Waiting(_) | Slot::Started => None,
        }
    }

    /// A schema as it is, unless its parents have given all objects together more members than can be worked with.
    fn counted(&mut self, id: SchemaId, schema: Schema) -> Schema {
        let Kind::Object(object) = &schema.kind else { return schema };
        self.members += object.properties.len();
        if self.members <= limits::MEMBERS {
            return schema;
        }
        let most = limits::MEMBERS;
        self.too_much(id, format!("objects have more than {most} members, with those of their parents"))
    }

    /// Reports a schema that is at the end of too many others.
    fn too_deep(&mut self, id: SchemaId) -> Schema {
        let most = limits::COMPOSITIONS;
        self.too_much(id, format!("`allOf`, `oneOf` and `anyOf` follow each other more than {most} times"))
    }

    /// Reports a schema in which a limit is exceeded, and takes it for anything.
    fn too_much(&mut self, id: SchemaId, message: String) -> Schema {
        let pointer = self.places[id.0].clone();
        self.report(Diagnostic::new(Code::LimitExceeded, Place::Value(pointer.clone()), message));
        Schema { pointer, name: None, doc: Doc::default(), nullable: false, kind: Kind::Any }
    }

    /// Whether a schema, or what it is an alias of, allows null.
    fn allows_null(&mut self, id: SchemaId) -> bool {
        let mut next = Some(id);
        while let Some(schema) = next.and_then(|id| self.ensure(id)) {
            if schema.nullable {
                return true;
            }
            next = if let Kind::Alias(target) = schema.kind { Some(target) } else { None };
        }
        false
    }

    /// As [`Self::ensure`], through aliases.
    fn ensure_target(&mut self, id: SchemaId) -> Option<(SchemaId, &Schema)> {
        let mut id = id;
        while let Kind::Alias(target) = self.ensure(id)?.kind {
            id = target;
        }
        self.ensure(id).map(|schema| (id, schema))
    }

    fn finish(self) -> Schemas {
        let count = self.slots.len();
        let done = self.slots.into_iter().filter_map(|slot| match slot {
            Slot::Done(schema) => Some(*schema),
            Slot::Waiting(_) | Slot::Started => None,
        });
        let mut schemas = Schemas(Vec::with_capacity(count));
        schemas.0.extend(done);
        describe(&mut schemas);
        tuple::cut(&mut schemas);
        tags::divide(&mut schemas);
        entries::unite(&mut schemas, self.extended);
        for said in endless::cut(&mut schemas) {
            self.diagnostics.push(said);
        }
        self.diagnostics.extend(compared::check(&schemas));
        schemas
    }
}
