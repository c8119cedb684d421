//! Which schemas become types of their own, and what they are called.
//!
//! Components keep their names. A schema without a name is called by where it stands: its owner and the member that
//! holds it. Two such schemas that are the same become one type; each place keeps its name for it, so that a change at
//! one place does not rename what another place has.

mod operations;

use std::collections::{BTreeMap, BTreeSet};

use super::clashes::clash;
use super::foreign::Foreign;
use super::names::{Scope, camel, singular};
use super::reach::Usage;
use super::unions::variant_words;
use crate::diagnostic::Diagnostic;
use crate::model::{Additional, Api, Format, Integer, Kind, Literal, Number, Object, Schema, SchemaId};
use crate::pointer::Pointer;
use crate::rust::{Ident, Type};

/// The names of all types.
#[derive(Clone, Debug, Default)]
pub(super) struct TypeNames {
    /// What the type of a schema is called where the schema stands.
    names: BTreeMap<SchemaId, Ident>,
    /// Schemas that are the same as one that came before.
    same: BTreeMap<SchemaId, SchemaId>,
    /// Other names of types, each with the schema that it stands at, in the order they were named.
    pub(super) aliases: Vec<(Ident, SchemaId)>,
    /// The type's own name, by the others.
    own: BTreeMap<Ident, Ident>,
    /// Schemas of bytes in parts of multipart bodies.
    files: BTreeSet<SchemaId>,
    /// Types in the order they were named.
    pub(super) order: Vec<SchemaId>,
    scope: Scope,
    /// The user's types.
    pub(super) foreign: Foreign,
    /// Names of the user's that something else has as well.
    pub(super) clashes: Vec<Diagnostic>,
}

impl TypeNames {
    /// The name of a schema that is a type of its own.
    pub(super) fn get(&self, id: SchemaId) -> Option<&Ident> {
        self.names.get(&id)
    }

    /// Every name of a type, with each schema that it stands for.
    pub(super) fn places(&self) -> impl Iterator<Item = (SchemaId, &Ident)> {
        let others = self.aliases.iter().map(|(name, id)| (*id, name));
        self.names.iter().map(|(id, name)| (*id, name)).chain(others)
    }

    /// The type's own name, for a name that it has somewhere.
    pub(super) fn own<'n>(&'n self, name: &'n Ident) -> &'n Ident {
        self.own.get(name).unwrap_or(name)
    }

    /// Whether two types are the same, whatever they are called.
    pub(super) fn are_same(&self, left: &Type, right: &Type) -> bool {
        let own = |ty: &Type| {
            let mut ty = ty.clone();
            self.unalias(&mut ty);
            ty
        };
        own(left) == own(right)
    }

    /// Calls a type what it is itself called, wherever it is named in another way.
    pub(super) fn unalias(&self, ty: &mut Type) {
        match ty {
            Type::Named(name) => *name = self.own(name).clone(),
            Type::Option(inner)
            | Type::List(inner)
            | Type::Map(inner)
            | Type::Boxed(inner)
            | Type::Events(inner)
            | Type::Lines(inner) => self.unalias(inner),
            Type::Tuple(elements) => elements.iter_mut().for_each(|element| self.unalias(element)),
            _ => {}
        }
    }

    /// The schema whose type a schema has, when it is a type of its own.
    pub(super) fn canonical(&self, id: SchemaId) -> Option<SchemaId> {
        let id = *self.same.get(&id).unwrap_or(&id);
        self.names.contains_key(&id).then_some(id)
    }

    /// Whether a schema is a file: bytes in a part of a multipart body.
    pub(super) fn is_file(&self, id: SchemaId) -> bool {
        self.files.contains(&id)
    }

    /// Takes a name for something that is no schema.
    pub(super) fn claim(&mut self, wanted: &str) -> Ident {
        self.scope.claim(wanted)
    }
}

/// Names every type that is used.
pub(super) fn name_types(api: &Api, foreign: Foreign, usages: &[Usage]) -> TypeNames {
    let names = TypeNames {
        scope: Scope::of_types(),
        files: super::bodies::files(api),
        foreign,
        ..TypeNames::default()
    };
    let used = api.schemas.iter().filter(|(id, _)| usages[id.0].is_used());
    let used = used.filter(|(id, _)| names.foreign.get(api, *id).is_none());
    let used = used.filter_map(|(id, schema)| {
        let name = schema.name.as_ref()?;
        Some((id, api.renamed.get(&id).map_or(name, |said| &said.name).as_str()))
    });
    let components: Vec<(SchemaId, &str)> = used.collect();
    let schemas = api.schemas.iter().filter_map(|(_, schema)| schema.name.as_deref());
    let schemas = schemas.map(camel).collect();
    let mut naming = Naming {
        api,
        names,
        schemas,
        known: BTreeMap::new(),
        within: None,
        elsewhere: Vec::new(),
        has_one_error: false,
        is_one_error: false,
    };
    naming.components(&components);
    // What stands in a component is called by it, though others have it as well, before or behind it.
    for (id, name) in components {
        naming.within = Some(api.schemas[id].pointer.clone());
        let owner = naming.names.names.get(&id).map(ToString::to_string);
        naming.inside(id, &owner.unwrap_or_else(|| camel(name)));
    }
    naming.within = None;
    for (id, wanted, instead) in std::mem::take(&mut naming.elsewhere) {
        naming.visit_or(id, &wanted, instead);
    }
    naming.entries();
    for operation in &api.operations {
        naming.operation(operation);
    }
    naming.names
}

/// Whether a schema becomes a type of its own.
pub(super) fn is_item(schema: &Schema) -> bool {
    match &schema.kind {
        Kind::Object(object) => !is_map(object),
        Kind::Union(_) => true,
        Kind::Enum(list) => {
            !matches!(list.values.first().map(|value| &value.literal), Some(Literal::Boolean(_)) | None)
        }
        Kind::String(text) => {
            schema.name.is_some() && !text.is_unconstrained() && text.format != Some(Format::Password)
        }
        Kind::Integer(integer) => schema.name.is_some() && !is_any_integer(integer),
        Kind::Number(number) => {
            let Number { minimum, maximum, multiple_of } = number;
            schema.name.is_some() && (minimum.is_some() || maximum.is_some() || multiple_of.is_some())
        }
        Kind::Alias(_) | Kind::Any | Kind::Null | Kind::Boolean | Kind::Array(_) => false,
    }
}

/// Whether an object has no named member but others.
pub(super) fn is_map(object: &Object) -> bool {
    object.properties.is_empty() && object.additional != Additional::Forbidden
}

fn is_any_integer(integer: &Integer) -> bool {
    let Integer { width: _, minimum, maximum, multiple_of } = integer;
    minimum.is_none() && maximum.is_none() && multiple_of.is_none()
}

struct Naming<'a> {
    api: &'a Api,
    names: TypeNames,
    /// What all components are called that are schemas, whether they are used or not.
    schemas: BTreeSet<String>,
    /// Schemas without a name, by what they look like.
    known: BTreeMap<String, SchemaId>,
    /// Where schemas have to stand to be named now, if not anywhere.
    within: Option<Pointer>,
    /// Those that stand elsewhere, and what they are to be called.
    elsewhere: Vec<(SchemaId, String, Option<String>)>,
    /// Whether there is a type of what several entries carry as an error.
    is_one_error: bool,
    /// Whether no entry of the responses is called as an error that several carry would be.
    has_one_error: bool,
}

impl Naming<'_> {
    /// Names the components. Of several that have the same name in Rust, the one that is spelt so keeps it; their order
    /// in the document means nothing.
    fn components(&mut self, components: &[(SchemaId, &str)]) {
        let items = components.iter().filter(|(id, _)| is_item(&self.api.schemas[*id]));
        let items: Vec<(SchemaId, &str)> = items.copied().collect();
        let mut claims: Vec<_> = items.iter().map(|(id, name)| (camel(name), *name, *id)).collect();
        claims.sort_by_key(|(camel, name, id)| (!self.api.renamed.contains_key(id), camel != name, *name));
        for (camel, _, id) in claims {
            let ident = self.names.scope.claim_first(&[camel.clone(), format!("{camel}Model")]);
            self.names.clashes.extend(clash(self.api, id, &camel, &ident, &self.names.names));
            self.names.names.insert(id, ident);
        }
        self.names.order.extend(items.iter().map(|(id, _)| *id));
    }

    /// Names what there are several of in what is called so: by one of them. Where that is a type already, it is called
    /// by what holds it.
    fn visit_element(&mut self, id: SchemaId, owner: &str) {
        self.visit_or(id, &singular(owner), Some(format!("{owner}Item")));
    }

    /// Names a schema that stands where `wanted` says, unless it has a name.
    fn visit(&mut self, id: SchemaId, wanted: &str) {
        self.visit_or(id, wanted, None);
    }

    /// Names a schema that stands where `wanted` says, or so instead where that is taken, unless it has a name.
    fn visit_or(&mut self, id: SchemaId, wanted: &str, instead: Option<String>) {
        if self.names.foreign.get(self.api, id).is_some() {
            return;
        }
        let id = self.api.schemas.target(id);
        let schema = &self.api.schemas[id];
        let renamed = self.api.renamed.get(&id).map(|said| camel(&said.name));
        let wanted = renamed.as_deref().unwrap_or(wanted);
        if schema.name.is_some() || self.names.get(id).is_some() {
            return;
        }
        if self.within.as_ref().is_some_and(|within| schema.pointer.below(within).is_none()) {
            return self.elsewhere.push((id, wanted.to_owned(), instead));
        }
        if !is_item(schema) {
            return self.inside(id, wanted);
        }
        let wanted: Vec<String> = [wanted.to_owned()].into_iter().chain(instead).collect();
        let shape = self.shape(id, &mut Vec::new());
        if let Some(known) = self.known.get(&shape) {
            let known = *known;
            return self.alias(id, known, &wanted);
        }
        self.known.insert(shape, id);
        let name = self.claim(id, &wanted);
        self.names.names.insert(id, name.clone());
        self.names.order.push(id);
        self.inside(id, name.as_str());
    }

    /// Takes a name for a schema that has none of its own.
    fn claim(&mut self, id: SchemaId, wanted: &[String]) -> Ident {
        let name = self.names.scope.claim_first(wanted);
        if let ([first, ..], false) = (wanted, wanted.iter().skip(1).any(|other| name.as_str() == other)) {
            self.names.clashes.extend(clash(self.api, id, first, &name, &self.names.names));
        }
        name
    }

    /// Gives a type that has a name already another one, for where a schema stands.
    fn alias(&mut self, id: SchemaId, known: SchemaId, wanted: &[String]) {
        let Some(own) = self.names.names.get(&known).cloned() else { return };
        self.names.same.insert(id, known);
        let known =
            wanted.iter().map(|wanted| Ident::new(wanted)).find(|wanted| *self.names.own(wanted) == own);
        let name = if let Some(name) = known {
            name
        } else {
            let name = self.claim(id, wanted);
            self.names.aliases.push((name.clone(), id));
            self.names.own.insert(name.clone(), own);
            name
        };
        self.names.names.insert(id, name.clone());
        self.inside(id, name.as_str());
    }

    /// Names what stands inside a schema.
    fn inside(&mut self, id: SchemaId, owner: &str) {
        let schema = &self.api.schemas[id];
        match &schema.kind {
            Kind::Object(object) => {
                for (name, member) in object.members() {
                    match name {
                        Some(name) => self.visit(member, &format!("{owner}{}", camel(name))),
                        None if is_map(object) => self.visit_element(member, owner),
                        None => self.visit(member, &format!("{owner}Value")),
                    }
                }
            }
            Kind::Array(array) if array.positions.is_empty() => self.visit_element(array.items, owner),
            Kind::Array(array) => {
                for (id, ordinal) in array.positions.iter().zip(ORDINALS) {
                    self.visit(*id, &format!("{owner}{ordinal}"));
                }
            }
            Kind::Union(union) => {
                let words = variant_words(self.api, schema.name.as_deref(), union);
                for (branch, word) in union.branches.iter().zip(words) {
                    self.visit(branch.schema, &format!("{owner}{word}"));
                }
            }
            _ => {}
        }
    }

    /// What a schema without a name looks like, names of others included: equal texts, equal types.
    fn shape(&self, id: SchemaId, above: &mut Vec<SchemaId>) -> String {
        if let Some(ty) = self.names.foreign.get(self.api, id) {
            return format!("@{ty}");
        }
        let id = self.api.schemas.target(id);
        let schema = &self.api.schemas[id];
        if self.names.is_file(id) {
            return "file".to_owned();
        }
        if let Some(name) = &schema.name {
            return format!("#{name:?}");
        }
        if let Some(level) = above.iter().position(|other| *other == id) {
            return format!("^{level}");
        }
        above.push(id);
        let null = if schema.nullable { "?" } else { "" };
        let shape = match &schema.kind {
            Kind::Object(object) => {
                let members = object.properties.iter().map(|property| {
                    let own = self.shape(property.schema, above);
                    let flags =
                        (property.required, property.declared, property.read_only, property.write_only);
                    let nullable = self.api.schemas.nullable(property.schema);
                    format!("{:?}{flags:?}{nullable}:{own}", property.name)
                });
                let members: Vec<String> = members.collect();
                let rest = match object.additional {
                    Additional::Typed(values) => self.shape(values, above),
                    other => format!("{other:?}"),
                };
                format!(
                    "{{{};{rest};{:?}}}",
                    members.join(","),
                    (object.min_properties, object.max_properties, &object.choices)
                )
            }
            Kind::Array(array) => {
                let items: Vec<String> = array.elements().iter().map(|id| self.shape(*id, above)).collect();
                format!("[{};{:?}]", items.join(","), (array.min_items, array.max_items, array.unique_items))
            }
            Kind::Union(union) => {
                let branches: Vec<String> = union
                    .branches
                    .iter()
                    .map(|branch| format!("{:?}{}", branch.tags, self.shape(branch.schema, above)))
                    .collect();
                format!("({:?}{:?}{})", union.style, union.tag, branches.join("|"))
            }
            plain => format!("{plain:?}"),
        };
        above.pop();
        format!("{null}{shape}")
    }
}

/// What stands where in a tuple.
pub(super) const ORDINALS: [&str; 12] = [
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth",
];
