//! Bodies: what a caller hands over, and how it is sent.

use std::collections::BTreeSet;

use super::examples::is_long;
use super::misfit::Misfit;
use super::names::{Scope, camel};
use super::naming::TypeNames;
use super::operations::{Operations, Sample, Taken};
use super::parameters::{is_single, styled};
use super::{checks, docs, markdown, media, misfit, types};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Part, Place};
use crate::model::{
    Api, Body, Content, Encoding, Example, Format, Json, Kind, Notation, Object, Operation, Property,
    SchemaId,
};
use crate::rust::{
    Argument, ArgumentKind, BodyEnum, BodyVariant, Doc, Expr, Ident, Item, OperationModule, ParameterStyle,
    Payload, Rule, Style, Type, TypeModule,
};

/// A body: its argument, how that is sent, and the document's examples for it; or a call without one.
pub(super) struct Planned {
    argument: Option<ArgumentKind>,
    /// How it is sent, and whether it may be left out.
    pub(super) payload: Option<(Payload, bool)>,
    pub(super) choice: Option<BodyEnum>,
    /// What is demanded of JSON that is no type of its own.
    pub(super) rules: Vec<Rule>,
    pub(super) samples: Vec<Sample>,
}

impl Default for Planned {
    fn default() -> Self {
        let samples = vec![Sample::default()];
        Self { argument: None, payload: None, choice: None, rules: Vec::new(), samples }
    }
}

impl Planned {
    /// The argument of a method.
    pub(super) fn taken(&self, operation: &Operation) -> Option<Taken> {
        let argument = Argument { name: Ident::new("body"), kind: self.argument.clone()? };
        let body = operation.body.as_ref();
        let text = body.and_then(|body| body.description.as_deref()).map(docs::line);
        let optional = body.filter(|body| !body.required).map(|_| "`None` sends none.".to_owned());
        let doc = docs::joined(text.into_iter().chain(optional));
        Some(Taken { argument, doc, example: None })
    }
}

/// One way to send a body.
struct Way<'a> {
    content: &'a Content,
    ty: Type,
    payload: Payload,
}

impl Operations<'_> {
    pub(super) fn body(
        &self,
        operation: &Operation,
        body: &Body,
        names: &mut TypeNames,
        diagnostics: &mut Diagnostics,
    ) -> Planned {
        let ways = self.ways(body);
        for content in &body.content {
            if !ways.iter().any(|way| way.content.pointer == content.pointer) {
                let message = format!(
                    "`{}` of a request: the same value is sent in another media type",
                    content.media_type
                );
                let place = Place::Key(content.pointer.clone());
                let left_out = Diagnostic::new(Code::NotNeeded, place, message);
                diagnostics.push(left_out.leaves_out(Part::MediaType));
            }
        }
        let choice = (ways.len() > 1).then(|| choice(operation, body, &ways, names));
        let ty = match (&choice, ways.first()) {
            (Some(choice), _) => Type::Named(choice.name.clone()),
            (None, Some(only)) => only.ty.clone(),
            (None, None) => Type::Json,
        };
        let payload = match (&choice, ways.first()) {
            (Some(choice), _) => Payload::Choice(choice.name.clone()),
            (None, Some(only)) => only.payload.clone(),
            (None, None) => Payload::Json("application/json".to_owned()),
        };
        let kind = match (body.required, ty.style()) {
            // Nothing is sent for `None`, also where the body may be null.
            (false, _) => ArgumentKind::IntoOption(match ty {
                Type::Option(inner) => *inner,
                ty => ty,
            }),
            (true, Style::Into) => ArgumentKind::Into(ty),
            (true, _) => ArgumentKind::Value(ty),
        };
        let mut samples = Vec::new();
        for (index, way) in ways.iter().enumerate() {
            let variant = choice.as_ref().and_then(|choice| Some((choice, choice.variants.get(index)?)));
            samples.extend(self.samples(way, variant, &kind, diagnostics));
        }
        if samples.is_empty() {
            let found = ways.iter().enumerate().find_map(|(index, way)| {
                let variant = choice.as_ref().and_then(|choice| Some((choice, choice.variants.get(index)?)));
                let json = match way.content.notation.schema() {
                    Some(schema) => self.examples().minimal(schema, "text", 6)?,
                    None => Json::String("text".to_owned()),
                };
                self.expression(&json, way, variant, &kind)
            });
            samples.extend(found.map(|value| Sample { summary: None, body: Some(value) }));
        }
        let rules = self.rules(&ways, &payload);
        Planned { argument: Some(kind), payload: Some((payload, !body.required)), choice, rules, samples }
    }

    /// What the place of a JSON body demands of it, if its type is not its own.
    fn rules(&self, ways: &[Way<'_>], payload: &Payload) -> Vec<Rule> {
        match (ways, payload) {
            ([only], Payload::Json(_)) => {
                let schema = only.content.notation.schema();
                schema.map(|id| checks::rules(self.api, self.items.names, id)).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// The ways to send a body. What is only another notation of the same value is no choice: it is sent as the
    /// document's plain JSON, unless there are files in it.
    fn ways<'a>(&self, body: &'a Body) -> Vec<Way<'a>> {
        let mut ways: Vec<Way<'a>> = Vec::new();
        for content in &body.content {
            let way = Way { content, ty: self.body_type(&content.notation), payload: self.payload(content) };
            let same = |other: &Way<'_>| {
                self.items.names.are_same(&other.ty, &way.ty)
                    && other.content.notation.schema().is_some()
                    && rank(other) > 0
                    && rank(&way) > 0
            };
            match ways.iter_mut().find(|other| same(other)) {
                Some(other) if self.prefers(&way, other) => *other = way,
                Some(_) => {}
                None => ways.push(way),
            }
        }
        ways
    }

    /// Whether one notation of a value is better than another.
    fn prefers(&self, one: &Way<'_>, other: &Way<'_>) -> bool {
        let has_files = |schema| members(self.api, schema).any(|member| has_file(self, member.schema));
        let of_files = |way: &Way<'_>| match way.content.notation {
            Notation::Multipart(schema, _) => has_files(schema),
            _ => false,
        };
        match (of_files(one), of_files(other)) {
            (same, as_well) if same == as_well => rank(one) > rank(other),
            (better, _) => better,
        }
    }

    fn body_type(&self, notation: &Notation) -> Type {
        match notation {
            Notation::Json(schema) | Notation::Form(schema, _) | Notation::Multipart(schema, _) => {
                types::element(self.api, self.items.names, *schema)
            }
            Notation::Text => Type::String,
            Notation::Binary => Type::File,
        }
    }

    fn payload(&self, content: &Content) -> Payload {
        // A range of media types is none that can be sent.
        let concrete = |usual: &str| {
            let name = content.media_type.trim();
            if name.contains('*') { usual.to_owned() } else { name.to_owned() }
        };
        match &content.notation {
            Notation::Json(_) => Payload::Json(concrete("application/json")),
            Notation::Form(schema, encodings) => {
                let style = |(name, encoding): &(String, Encoding)| {
                    let member = members(self.api, *schema).find(|member| member.name == *name)?;
                    let single = is_single(self.api, member.schema);
                    let style = match encoding {
                        Encoding::Json => ParameterStyle::Json,
                        Encoding::Styled { style, explode, .. } => styled(*style, *explode, single),
                    };
                    let usual = single && style == ParameterStyle::FormExploded;
                    (!usual).then(|| (name.clone(), style))
                };
                Payload::Form(encodings.iter().filter_map(style).collect())
            }
            Notation::Multipart(_, types) => {
                let name = content.media_type.split(';').next().unwrap_or_default().trim();
                let name = if name.contains('*') { "multipart/form-data" } else { name };
                Payload::Multipart(name.to_owned(), types.clone())
            }
            Notation::Text => Payload::Text(concrete("text/plain")),
            Notation::Binary => Payload::File(concrete("application/octet-stream")),
        }
    }

    /// The document's examples.
    fn samples(
        &self,
        way: &Way<'_>,
        variant: Option<(&BodyEnum, &BodyVariant)>,
        kind: &ArgumentKind,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Sample> {
        let mut found = Vec::new();
        for example in &way.content.examples {
            match self.expression(&example.value, way, variant, kind) {
                Some(value) => found.push(Sample { summary: example.summary.clone(), body: Some(value) }),
                None if is_long(&example.value) => {}
                // What the caller writes is not read here.
                None => diagnostics.extend(way.content.notation.schema().map(|id| self.misfit(example, id))),
            }
        }
        found
    }

    /// Says why no Rust is made from an example.
    fn misfit(&self, example: &Example, schema: SchemaId) -> Diagnostic {
        let Some(Misfit { at, key, message, help }) =
            misfit::misfit(self.api, &example.value, schema, &self.spelling)
        else {
            let message = "an example cannot be written in Rust as its schema wants it";
            return Diagnostic::new(Code::BadExample, Place::Value(example.pointer.clone()), message)
                .help("no Rust example is made from it");
        };
        let at = example.pointer.keys(at.iter().map(String::as_str));
        let place = if key { Place::Key(at) } else { Place::Value(at) };
        let fault = Diagnostic::new(Code::BadExample, place, format!("an example does not fit: {message}"))
            .label("no Rust example is made from it");
        match help {
            Some(help) => fault.help(help),
            None => fault,
        }
    }

    /// A value as the argument.
    fn expression(
        &self,
        json: &Json,
        way: &Way<'_>,
        variant: Option<(&BodyEnum, &BodyVariant)>,
        kind: &ArgumentKind,
    ) -> Option<Expr> {
        let examples = self.examples();
        let converts = matches!(kind, ArgumentKind::Into(_));
        let value = match variant {
            None if converts => examples.argument(json, &way.ty)?,
            None => examples.exact(json, &way.ty)?,
            // Text converts by itself; what converts in two steps does not.
            Some((_, variant)) if converts && variant.from => match examples.exact(json, &way.ty)? {
                Expr::Into(text) if way.ty == Type::String => *text,
                value => value,
            },
            Some((choice, variant)) => {
                let value = examples.exact(json, &way.ty)?;
                Expr::Variant(choice.name.clone(), variant.name.clone(), Box::new(value))
            }
        };
        // What is converted does not say into what.
        let needs_some = matches!((&value, kind), (Expr::Into(_), ArgumentKind::IntoOption(_)));
        Some(if needs_some { Expr::Some(Box::new(value)) } else { value })
    }
}

/// How good a notation is of several for the same value; nothing for what is more than a notation.
fn rank(way: &Way<'_>) -> u8 {
    match &way.content.notation {
        Notation::Json(_) if !way.content.media_type.contains('+') => 3,
        Notation::Form(..) => 2,
        Notation::Multipart(..) => 1,
        Notation::Json(_) | Notation::Text | Notation::Binary => 0,
    }
}

fn choice(operation: &Operation, body: &Body, ways: &[Way<'_>], names: &mut TypeNames) -> BodyEnum {
    let mut scope = Scope::default();
    let variants = ways.iter().map(|way| {
        let alone = ways.iter().filter(|other| other.ty == way.ty).count() == 1;
        let media = markdown::code(&way.content.media_type);
        BodyVariant {
            name: scope.claim(&word(way.content)),
            doc: docs::doc(Some(&format!("As {media}.")), Vec::new()),
            ty: way.ty.clone(),
            payload: way.payload.clone(),
            // `Value` is made from anything, and an option says nothing of what it holds.
            from: alone
                && matches!(
                    way.ty,
                    Type::Named(_) | Type::String | Type::File | Type::List(_) | Type::Map(_)
                ),
        }
    });
    let variants = variants.collect();
    BodyEnum {
        name: names.claim(&format!("{}Body", camel(&operation.name))),
        doc: Doc(vec![format!("The body of {}, in one of its media types.", docs::method(operation))]),
        variants,
        optional: !body.required,
    }
}

/// Marks the unions that are bodies and need not be there.
pub(super) fn mark_optional(names: &TypeNames, operations: &[OperationModule], types: &mut [TypeModule]) {
    let methods = operations.iter().flat_map(|module| &module.methods);
    let optional = methods.flat_map(|method| &method.arguments).filter_map(|argument| match &argument.kind {
        ArgumentKind::IntoOption(Type::Named(name)) => Some(names.own(name)),
        _ => None,
    });
    let optional: BTreeSet<&Ident> = optional.collect();
    for item in types.iter_mut().flat_map(|module| &mut module.items) {
        if let Item::Union(union) = item {
            union.optional = optional.contains(&union.name);
        }
    }
}

/// What a media type is called.
pub(super) fn word(content: &Content) -> String {
    match &content.notation {
        Notation::Form(..) => "Form".to_owned(),
        notation => media::name(&content.media_type, matches!(notation, Notation::Json(_))),
    }
}

/// The schemas that are files: members of multipart bodies that are bytes, or elements of such members.
pub(super) fn files(api: &Api) -> BTreeSet<SchemaId> {
    let mut files = BTreeSet::new();
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    for content in bodies.flat_map(|body| &body.content) {
        let Notation::Multipart(schema, types) = &content.notation else { continue };
        for (name, value) in objects(api, *schema).into_iter().flat_map(Object::members) {
            let said = types.iter().find(|(member, _)| Some(member.as_str()) == name);
            let said = said.map(|(_, media)| media.as_str());
            let mut id = api.schemas.target(value);
            while let Kind::Array(array) = &api.schemas[id].kind {
                id = api.schemas.target(array.items);
            }
            files.extend(is_file(api, id, said).then_some(id));
        }
    }
    files
}

/// Whether a part is bytes: by its format, or by its media type where the schema leaves that open.
fn is_file(api: &Api, id: SchemaId, media_type: Option<&str>) -> bool {
    let bytes = media_type.is_some_and(|media| !media.starts_with("text/") && !media.ends_with("json"));
    match &api.schemas[id].kind {
        Kind::String(text) => {
            text.format == Some(Format::Other("binary".to_owned())) || (bytes && text.format.is_none())
        }
        // All that is left open by no schema at all is one schema, which has no place.
        Kind::Any => bytes && !api.schemas[id].pointer.to_string().is_empty(),
        _ => false,
    }
}

fn has_file(operations: &Operations<'_>, id: SchemaId) -> bool {
    let mut ty = types::ty(operations.api, operations.items.names, id);
    while let Type::List(inner) | Type::Option(inner) = ty {
        ty = *inner;
    }
    ty == Type::File
}

/// The members of an object, or of all objects of a union.
fn members(api: &Api, id: SchemaId) -> impl Iterator<Item = &Property> {
    objects(api, id).into_iter().flat_map(|object| &object.properties)
}

/// An object, or all objects of a union.
fn objects(api: &Api, id: SchemaId) -> Vec<&Object> {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![id];
    let mut found = Vec::new();
    while let Some(id) = waiting.pop() {
        let id = api.schemas.target(id);
        if !seen.insert(id) {
            continue;
        }
        match &api.schemas[id].kind {
            Kind::Object(object) => found.push(object),
            Kind::Union(union) => waiting.extend(union.branches.iter().rev().map(|branch| branch.schema)),
            _ => {}
        }
    }
    found
}
