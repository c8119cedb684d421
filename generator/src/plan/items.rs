//! One type of the generated crate per schema that needs one.

use std::collections::{BTreeMap, BTreeSet};

use super::checks;
use super::cycles::{self, Cycles};
use super::docs;
use super::names::{Scope, snake, variants};
use super::naming::{TypeNames, is_item};
use super::places::Places;
use super::reach::Usage;
use super::siblings;
use super::types;
use super::unions::{decide, literal};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::model::{
    self, Additional, Api, Enum as Listed, EnumValue, Kind, Literal, Object, Parameter, Property, SchemaId,
    UnionStyle,
};
use crate::rust::{
    self, Alias, Choice, Constant, Decision, Doc, Enum, EnumVariant, Field, Ident, Item, Newtype, Presence,
    Preset, Rest, Rule, Struct, Type,
};

/// What is known of all types before the first is planned.
pub(super) struct Items<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a TypeNames,
    pub(super) usages: &'a [Usage],
    pub(super) cycles: Cycles,
    pub(super) checked: BTreeSet<SchemaId>,
    /// How each union is decided.
    pub(super) decisions: BTreeMap<SchemaId, Decision>,
    /// Members that the union a struct is part of fixes.
    pub(super) constants: BTreeMap<SchemaId, Vec<Constant>>,
    /// Members that have this value unless the caller sets another.
    pub(super) presets: BTreeMap<SchemaId, Vec<Constant>>,
    /// Where types stand that have no name in the document.
    places: Places,
    /// Structs that keep the members that they do not describe.
    keeping: BTreeSet<SchemaId>,
    /// Whether every struct does.
    keep_all: bool,
}

impl<'a> Items<'a> {
    pub(super) fn new(
        api: &'a Api,
        names: &'a TypeNames,
        usages: &'a [Usage],
        config: &Config,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut items = Self {
            api,
            names,
            usages,
            cycles: cycles::find(api, names),
            checked: BTreeSet::new(),
            decisions: BTreeMap::new(),
            constants: BTreeMap::new(),
            presets: BTreeMap::new(),
            places: Places::new(api, names),
            keeping: BTreeSet::new(),
            keep_all: config.keep_unknown_members,
        };
        let mut contested = BTreeSet::new();
        for id in &names.order {
            if let Kind::Union(union) = &api.schemas[*id].kind {
                let decision = decide(api, union);
                items.warn(*id, union, &decision, diagnostics);
                items.fix_tags(union, &decision, &mut contested);
                let keeping = siblings::keeping(api, union, &decision);
                items.keeping.extend(keeping.into_iter().filter_map(|id| names.canonical(id)));
                items.decisions.insert(*id, decision);
            }
        }
        for (id, key) in contested {
            for known in [&mut items.constants, &mut items.presets] {
                known.entry(id).or_default().retain(|constant| constant.key != key);
            }
        }
        items.checked = checks::checked(api, &names.foreign, &items.with_own_tags());
        items
    }

    pub(super) fn item(&self, id: SchemaId, usage: &Usage) -> Option<Item> {
        let schema = &self.api.schemas[id];
        let name = self.names.get(id)?.clone();
        if !is_item(schema) {
            return None;
        }
        Some(match &schema.kind {
            Kind::Object(object) => Item::Struct(self.object(id, name, object, usage)),
            Kind::Enum(list) => Item::Enum(self.list(id, name, list, usage)),
            Kind::Union(union) => Item::Union(self.union(id, name, union, usage)),
            kind => Item::Newtype(Newtype {
                doc: self.doc(id, &name),
                deprecated: schema.doc.deprecated,
                inner: types::ty(self.api, &TypeNames::default(), id),
                rule: checks::rule(kind),
                name,
            }),
        })
    }

    /// Another name of a type, for where a schema stands.
    pub(super) fn alias(&self, name: &Ident, own: &Ident, id: SchemaId) -> Alias {
        let doc = self.doc(id, name);
        Alias { doc, name: name.clone(), own: own.clone() }
    }

    /// What is said of a type, or else where it stands.
    pub(super) fn doc(&self, id: SchemaId, name: &Ident) -> Doc {
        let mut doc = docs::of_type(self.api, id, name);
        self.places.say(id, name, &mut doc);
        doc
    }

    fn object(&self, id: SchemaId, name: Ident, object: &Object, usage: &Usage) -> Struct {
        // A setter of one of these names would be found before the method of the trait.
        let mut scope = Scope::with(&["new", "clone", "into", "to_owned"]);
        let mut constants = self.constants.get(&id).cloned().unwrap_or_default();
        let mut fields = Vec::new();
        for property in &object.properties {
            if constants.iter().any(|constant| constant.key == property.name) {
                continue;
            }
            let one_way =
                (property.read_only && !usage.is_response()) || (property.write_only && !usage.is_request());
            if one_way {
                continue;
            }
            // One that may be null has two values.
            let is_fixed =
                property.required && !usage.is_response() && !self.api.schemas.nullable(property.schema);
            match self.single(property.schema).filter(|_| is_fixed) {
                Some(value) => constants.push(Constant { key: property.name.clone(), value }),
                None => fields.push(self.field(id, property, usage, &mut scope)),
            }
        }
        let kept = self.keep_all || self.keeping.contains(&id);
        let rest = match object.additional {
            Additional::Unstated
                if (kept && usage.is_response()) || is_short(object, &constants, &fields) =>
            {
                Some(Rest {
                    name: scope.claim("additional"),
                    ty: Type::Json,
                    // What another branch describes is no drift.
                    undescribed: usage.is_response() && !self.keeping.contains(&id),
                    rules: Vec::new(),
                    checked: false,
                })
            }
            Additional::Typed(values) => Some(Rest {
                name: scope.claim("additional"),
                ty: types::element(self.api, self.names, values),
                undescribed: false,
                rules: std::iter::once(checks::rule(&Kind::Any))
                    .chain(checks::rules(self.api, self.names, values))
                    .collect(),
                checked: usage.is_request() && self.checked.contains(&values),
            }),
            Additional::Unstated | Additional::Forbidden => None,
        };
        let choices = object.choices.iter().filter_map(|choice| choose(choice, &fields)).collect();
        Struct {
            choices,
            size: size(object, &constants, &fields),
            doc: self.doc(id, &name),
            deprecated: self.api.schemas[id].doc.deprecated,
            name,
            constants,
            fields,
            rest,
            built: usage.is_request(),
            checked: usage.is_request(),
        }
    }

    /// The only value that a schema has.
    pub(super) fn single(&self, id: SchemaId) -> Option<rust::Literal> {
        match &self.api.schemas[self.api.schemas.target(id)].kind {
            Kind::Enum(Listed { values, open: false }) => match values.as_slice() {
                [only] => Some(literal(&only.literal)),
                _ => None,
            },
            _ => None,
        }
    }

    fn field(&self, owner: SchemaId, property: &Property, usage: &Usage, scope: &mut Scope) -> Field {
        let inner = self.api.schemas.target(property.schema);
        let ty = types::ty(self.api, self.names, property.schema);
        let cyclic = self.names.canonical(inner).is_some_and(|inner| self.cycles.are_cyclic(owner, inner));
        let has_null = ty.has_null() || self.takes_anything(property.schema);
        let nullable = self.api.schemas.nullable(property.schema) && !has_null;
        // In a type of both directions, what only one of them has may be missing in the other.
        let both = usage.is_request() && usage.is_response();
        let required = property.is_expected() && !(both && (property.read_only || property.write_only));
        let presence = match (required, nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::Nullable,
            (false, true) if usage.is_request() => Presence::Maybe,
            (false, _) if has_null => Presence::Free,
            (false, _) => Presence::Optional,
        };
        // What is only read is not checked before sending, and what it holds may have no checks.
        let sent = usage.is_request() && !property.read_only;
        let name = scope.claim_field(&property.name);
        let clear = (presence == Presence::Maybe)
            .then(|| scope.claim(&format!("clear_{}", name.as_str().trim_end_matches('_'))));
        Field {
            key: property.name.clone(),
            name,
            doc: docs::of_member(self.api, property.schema, &property.name),
            deprecated: self.api.schemas.said(property.schema, |doc| doc.deprecated.then_some(&())).is_some()
                && self.api.schemas[inner].name.is_none(),
            ty: if cyclic { Type::Boxed(Box::new(ty)) } else { ty },
            presence,
            rules: checks::rules(self.api, self.names, property.schema),
            checked: sent && self.checked.contains(&property.schema),
            clear,
            preset: self.preset(owner, property),
        }
    }

    /// What a member has unless the caller sets something else: a tag, or the only value that the document allows.
    fn preset(&self, owner: SchemaId, property: &Property) -> Option<Preset> {
        let tag = self.presets.get(&owner).and_then(|all| all.iter().find(|one| one.key == property.name));
        let is_fixed = property.is_expected() && !self.api.schemas.nullable(property.schema);
        let only = || self.single(property.schema).filter(|_| is_fixed);
        let value = tag.map(|preset| preset.value.clone()).or_else(only)?;
        if self.names.foreign.get(self.api, property.schema).is_some() {
            return None;
        }
        let target = self.api.schemas.target(property.schema);
        match (&self.api.schemas[target].kind, &value) {
            // A newtype is made by a function that can refuse.
            (Kind::String(_) | Kind::Integer(_), _) if self.names.get(target).is_some() => None,
            // What can only be true or false is no enumeration in Rust.
            (Kind::String(_), rust::Literal::String(_)) | (Kind::Enum(_), rust::Literal::Boolean(_)) => {
                Some(Preset { value, variant: None })
            }
            (Kind::Integer(own), rust::Literal::Integer(number)) => {
                own.width.holds(*number).then_some(Preset { value, variant: None })
            }
            (Kind::Enum(list), _) => {
                let mut named = list.values.iter().zip(variant_names(list, &mut Scope::default()));
                let variant =
                    named.find(|(own, _)| literal(&own.literal) == value).map(|(_, variant)| variant);
                let takes_any = list.open || self.usages[target.0].is_response();
                let is_text = matches!(value, rust::Literal::String(_));
                (variant.is_some() || (takes_any && is_text)).then_some(Preset { value, variant })
            }
            _ => None,
        }
    }

    /// An optional parameter as a field, by its name on the wire.
    pub(super) fn parameter_field(&self, parameter: &Parameter) -> Field {
        Field {
            key: parameter.name.clone(),
            name: Ident::new(&snake(&parameter.name)),
            doc: docs::of_parameter(self.api, parameter),
            deprecated: parameter.doc.deprecated,
            ty: types::ty(self.api, self.names, parameter.schema),
            presence: Presence::Optional,
            rules: Vec::new(),
            checked: false,
            clear: None,
            preset: None,
        }
    }

    fn list(&self, id: SchemaId, name: Ident, list: &Listed, usage: &Usage) -> Enum {
        let mut scope = Scope::default();
        let names = variant_names(list, &mut scope);
        let variants = list.values.iter().zip(names).map(|(value, name)| {
            let wire = super::markdown::code(&literal(&value.literal).to_string());
            EnumVariant {
                name,
                literal: literal(&value.literal),
                doc: docs::doc(Some(value.description.as_deref().unwrap_or(&wire)), Vec::new()),
            }
        });
        let variants: Vec<EnumVariant> = variants.collect();
        let open = list.open || usage.is_response();
        let unknown = open.then(|| scope.claim_first(&unknown_names()));
        let mut doc = self.doc(id, &name);
        note_unknown(&mut doc, &name, unknown.as_ref());
        Enum {
            doc,
            deprecated: self.api.schemas[id].doc.deprecated,
            integers: matches!(list.values.first().map(|value| &value.literal), Some(Literal::Integer(_))),
            name,
            variants,
            unknown,
        }
    }

    /// The usage of each type, through all schemas that have it.
    pub(super) fn usages(&self) -> BTreeMap<SchemaId, Usage> {
        let mut all: BTreeMap<SchemaId, Usage> = BTreeMap::new();
        for (index, own) in self.usages.iter().enumerate() {
            if let Some(id) = self.names.canonical(SchemaId(index)) {
                all.entry(id).or_default().join(own);
            }
        }
        all
    }
}

/// How many members there have to be, as far as those that always are there do not settle it.
fn size(object: &Object, constants: &[Constant], fields: &[Field]) -> Rule {
    let always = constants.len() + fields.iter().filter(|field| !field.presence.may_be_absent()).count();
    let rule = checks::rule(&Kind::Object(object.clone()));
    let is_open = object.additional != Additional::Forbidden || !is_short(object, constants, fields);
    Rule { min_length: rule.min_length.filter(|least| *least > always && is_open), ..rule }
}

/// Whether more members have to be there than are described.
fn is_short(object: &Object, constants: &[Constant], fields: &[Field]) -> bool {
    object.min_properties.is_some_and(|least| least > constants.len() + fields.len())
}

/// The variants of an enumeration, in its order.
fn variant_names(list: &Listed, scope: &mut Scope) -> Vec<Ident> {
    let text = |value: &EnumValue| value.name.clone().unwrap_or_else(|| literal(&value.literal).to_string());
    let texts: Vec<String> = list.values.iter().map(text).collect();
    variants(scope, &texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Which fields have to be there, unless one set always is.
fn choose(choice: &model::Choice, fields: &[Field]) -> Option<Choice> {
    let set = |names: &Vec<String>| -> Option<Vec<(String, Ident)>> {
        let field = |name: &String| fields.iter().find(|field| field.key == *name);
        let own: Option<Vec<&Field>> = names.iter().map(field).collect();
        let optional = own?.into_iter().filter(|field| field.presence.may_be_absent());
        Some(optional.map(|field| (field.key.clone(), field.name.clone())).collect())
    };
    let sets: Vec<Vec<(String, Ident)>> = choice.sets.iter().filter_map(set).collect();
    let says_something = sets.len() == choice.sets.len() && sets.iter().all(|set| !set.is_empty());
    says_something.then(|| Choice { exactly_one: choice.style == UnionStyle::OneOf, sets })
}

pub(super) fn unknown_names() -> Vec<String> {
    ["Unknown", "Unlisted", "Unrecognized"].map(str::to_owned).into()
}

pub(super) fn note_unknown(doc: &mut Doc, name: &Ident, unknown: Option<&Ident>) {
    if let Some(unknown) = unknown {
        doc.0.push(String::new());
        doc.0.push(format!("A value that is not listed here is kept as [`{name}::{unknown}`]."));
    }
}
