//! Bodies of requests: in which media types they can be written, and how each is.

use indexmap::IndexMap;
use openapiv3::{Components, MediaType, ReferenceOr, RequestBody, Schema};

use super::Resolver;
use super::facts::Facts;
use super::json::json;
use super::media::{is_json, is_text, plain, subject};
use super::operation::Skip;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::model::{Additional, Body, Content, Example, Format, Kind, Notation, SchemaId};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// What is sent; `None` when the document names no media type.
    pub(super) fn body(
        &mut self,
        source: &'a ReferenceOr<RequestBody>,
        place: &Pointer,
    ) -> Result<Option<Body>, Skip> {
        fn bodies(components: &Components) -> &IndexMap<String, ReferenceOr<RequestBody>> {
            &components.request_bodies
        }
        let Some((source, at)) = self.deref(source, "requestBodies", bodies, place) else { return Err(Skip) };
        let typed = |(name, media): &(&String, &MediaType)| typed_as(name, media, &source.content);
        let (typed, others): (Vec<_>, Vec<_>) =
            source.content.iter().partition(|content| typed(content).is_some());
        for (name, media) in typed {
            let others = typed_as(name, media, &source.content).unwrap_or_default();
            let is_same = others.iter().any(|other| subject(other) == subject(name));
            let (code, what) = match others.first() {
                Some(sent) if !is_same => (Code::NotGenerated, format!("what is sent is `{sent}`")),
                _ => (Code::NotNeeded, "the same value is sent in another media type".to_owned()),
            };
            let place = Place::Key(at.key("content").key(name));
            let message = format!("`{name}` of a request: {what}");
            self.report(Diagnostic::new(code, place, message).leaves_out(Part::MediaType));
        }
        let content: Vec<Content> = others
            .into_iter()
            .map(|(name, media)| self.content(name, media, &at.key("content").key(name)))
            .collect();
        if !source.required && content.iter().all(|content| self.holds_nothing(&content.notation)) {
            for content in &content {
                let message = format!(
                    "`{}` of a request: it can hold nothing and need not be sent",
                    content.media_type
                );
                let left_out = Diagnostic::new(Code::NotNeeded, Place::Key(content.pointer.clone()), message);
                self.report(left_out.leaves_out(Part::MediaType));
            }
            return Ok(None);
        }
        Ok((!content.is_empty()).then(|| Body {
            required: source.required,
            description: source.description.clone(),
            content,
        }))
    }

    fn content(&mut self, name: &str, media: &'a MediaType, at: &Pointer) -> Content {
        let notation = self.notation(name, media, at);
        if notation.schema().is_none() {
            self.note_untyped(name, media, "request", at);
        }
        let examples = self.examples(media, at);
        Content { pointer: at.clone(), media_type: name.to_owned(), notation, examples }
    }

    fn notation(&mut self, name: &str, media: &'a MediaType, at: &Pointer) -> Notation {
        let plain = plain(name);
        let is_form = plain == "application/x-www-form-urlencoded";
        let is_multipart = plain.starts_with("multipart/");
        if !is_form && !is_multipart && !is_json(name) {
            return if is_text(&plain) { Notation::Text } else { Notation::Binary };
        }
        let schema = match &media.schema {
            Some(schema) => self.schema_id(schema, &at.key("schema")),
            None => self.any(),
        };
        self.note_extended(schema, media.schema.as_ref());
        if is_form {
            // What has no members is written by the caller.
            if self.has_members(schema) {
                Notation::Form(schema, self.form_encodings(media, schema, at))
            } else {
                Notation::Text
            }
        } else if is_multipart {
            if self.has_members(schema) {
                Notation::Multipart(schema, self.part_types(media, schema, at))
            } else {
                self.note_nameless(name, at);
                Notation::Binary
            }
        } else if plain == "*/*" && self.is_binary(schema) {
            // A media type that is any at all says nothing of bytes.
            Notation::Binary
        } else {
            Notation::Json(schema)
        }
    }

    /// Says that a multipart body is no object.
    fn note_nameless(&mut self, name: &str, at: &Pointer) {
        let message = format!("`{name}` of what is no object: its parts have no names");
        self.report(
            Diagnostic::new(Code::Unsupported, Place::Key(at.clone()), message)
                .help("the caller writes all of it, and says the boundary with `.header(\"content-type\", …)`; describe an object with a property for each part"),
        );
    }

    /// Notes that what a body is made of has no type, because the caller reads and writes it.
    pub(super) fn note_untyped(&mut self, name: &str, media: &MediaType, of: &str, at: &Pointer) {
        let schema = media.schema.as_ref().and_then(|schema| match schema {
            ReferenceOr::Item(schema) => Some(schema),
            ReferenceOr::Reference { reference } => self.component(reference),
        });
        if schema.is_some_and(|schema| Facts::of(&schema.schema_kind).is_object()) {
            let message = format!("`{name}` of a {of} is text or bytes: what it is made of has no type");
            let left_out = Diagnostic::new(Code::NotNeeded, Place::Key(at.clone()), message);
            self.report(left_out.leaves_out(Part::MediaType));
        }
    }

    fn has_members(&mut self, schema: SchemaId) -> bool {
        let kind = self.ensure_target(schema).map(|(_, schema)| &schema.kind);
        matches!(kind, None | Some(Kind::Any | Kind::Object(_) | Kind::Union(_)))
    }

    /// Whether a body is an object that can have no member.
    fn holds_nothing(&mut self, notation: &Notation) -> bool {
        let kind =
            notation.schema().and_then(|schema| self.ensure_target(schema)).map(|(_, schema)| &schema.kind);
        match kind {
            Some(Kind::Object(object)) => {
                object.properties.is_empty() && object.additional == Additional::Forbidden
            }
            _ => false,
        }
    }

    fn is_binary(&mut self, schema: SchemaId) -> bool {
        let kind = self.ensure_target(schema).map(|(_, schema)| &schema.kind);
        matches!(kind, Some(Kind::String(text)) if text.format == Some(Format::Other("binary".to_owned())))
    }

    fn examples(&mut self, media: &'a MediaType, at: &Pointer) -> Vec<Example> {
        fn examples(components: &Components) -> &IndexMap<String, ReferenceOr<openapiv3::Example>> {
            &components.examples
        }
        let mut found = Vec::new();
        if let Some(value) = &media.example {
            found.push(Example { pointer: at.key("example"), summary: None, value: json(value) });
        }
        for (name, source) in &media.examples {
            let place = at.key("examples").key(name);
            let Some((example, pointer)) = self.deref(source, "examples", examples, &place) else { continue };
            if let Some(value) = &example.value {
                let summary = example.summary.clone().or_else(|| Some(name.clone()));
                found.push(Example { pointer: pointer.key("value"), summary, value: json(value) });
            }
        }
        found
    }
}

/// The media types in which the same schema is written as JSON or as a form: then the caller need not write this one.
fn typed_as<'n>(name: &str, media: &MediaType, all: &'n IndexMap<String, MediaType>) -> Option<Vec<&'n str>> {
    let schema = media.schema.as_ref().filter(|schema| is_text(&plain(name)) && !is_string(schema))?;
    let same = all.iter().filter(|(other, media)| {
        let is_typed = is_json(other) || plain(other) == "application/x-www-form-urlencoded";
        is_typed && media.schema.as_ref() == Some(schema)
    });
    let same: Vec<&str> = same.map(|(other, _)| other.as_str()).collect();
    (!same.is_empty()).then_some(same)
}

fn is_string(schema: &ReferenceOr<Schema>) -> bool {
    matches!(
        schema,
        ReferenceOr::Item(Schema {
            schema_kind: openapiv3::SchemaKind::Type(openapiv3::Type::String(_)),
            ..
        })
    )
}
