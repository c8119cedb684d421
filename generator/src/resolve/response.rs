//! Responses: what comes back.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{
    Components, Header as HeaderSource, HeaderStyle, MediaType, ParameterSchemaOrContent, ReferenceOr,
    Response as Source, Responses, Schema, StatusCode,
};

use super::Resolver;
use super::media::{is_json, is_lines, is_notation, is_stream, is_text, meaning, plain};
use super::refs::component_name;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::model::{
    Carried, Doc, Encoding, Format, Header, Kind, Media, Response, Status, Style, SuccessKind,
};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// What comes back, by status, the default last.
    pub(super) fn responses(
        &mut self,
        source: &'a Responses,
        success: SuccessKind,
        at: &Pointer,
    ) -> Vec<Response> {
        let by_status =
            source.responses.iter().map(|(code, response)| (status(code), response, code.to_string()));
        let default = source.default.iter().map(|response| (Status::Default, response, "default".to_owned()));
        let sources: Vec<_> = by_status.chain(default).collect();
        sources
            .into_iter()
            .filter_map(|(status, response, key)| {
                let has_body = has_body(status, success);
                self.response(status, response, has_body, &at.key(&key))
            })
            .collect()
    }

    fn response(
        &mut self,
        status: Status,
        source: &'a ReferenceOr<Source>,
        has_body: bool,
        place: &Pointer,
    ) -> Option<Response> {
        fn responses(components: &Components) -> &IndexMap<String, ReferenceOr<Source>> {
            &components.responses
        }
        let entry = match source {
            ReferenceOr::Reference { reference } => component_name(reference, "responses"),
            ReferenceOr::Item(_) => None,
        };
        let entry = entry.map(Cow::into_owned);
        let (source, at) = self.deref(source, "responses", responses, place)?;
        if status.is_informational() {
            let message = "a 1xx status is no answer yet, or leaves HTTP for another protocol";
            let left_out = Diagnostic::new(Code::Unsupported, Place::Key(at), message);
            self.report(left_out.help("the response is left out").leaves_out(Part::Response));
            return None;
        }
        let headers = source.headers.iter();
        let headers =
            headers.filter_map(|(name, header)| self.header(name, header, &at.key("headers").key(name)));
        let headers: Vec<_> = headers.collect();
        let content =
            if has_body { self.carried(status, &source.content, &at.key("content")) } else { Vec::new() };
        self.note_others(source, &content, &at);
        Some(Response { status, entry, description: source.description.clone(), content, headers })
    }

    /// Notes what a response has beside what is read of it.
    fn note_others(&mut self, source: &'a Source, read: &[Carried], at: &Pointer) {
        let schema = |name: &str| source.content.get(name).and_then(|media| media.schema.as_ref());
        let same = |name: &str, media: &MediaType| {
            read.iter().find(|carried| {
                meaning(name) == meaning(&carried.media_type)
                    && media.schema.as_ref() == schema(&carried.media_type)
            })
        };
        for (name, media) in &source.content {
            let at = at.key("content").key(name);
            if let Some(carried) = read.iter().find(|carried| carried.media_type == *name) {
                if matches!(carried.media, Media::Text | Media::Binary) {
                    self.note_untyped(name, media, "response", &at);
                }
                continue;
            }
            let (code, what) = match (read.first(), same(name, media)) {
                (None, _) => (Code::NotNeeded, "nothing is read at this status".to_owned()),
                (_, Some(same)) => (Code::NotNeeded, format!("the same value as `{}`", same.media_type)),
                (Some(first), None) => {
                    (Code::NotGenerated, format!("what is asked for is `{}`", first.media_type))
                }
            };
            let message = format!("`{name}` of a response: {what}");
            self.report(Diagnostic::new(code, Place::Key(at), message).leaves_out(Part::MediaType));
        }
    }

    /// The notations of a response that say something of their own. What is the same value as some JSON, or has a schema in
    /// a notation that is not read here (XML, Protocol Buffers), need not be asked for where there is JSON.
    fn carried(
        &mut self,
        status: Status,
        content: &'a IndexMap<String, MediaType>,
        at: &Pointer,
    ) -> Vec<Carried> {
        let mut found: Vec<Carried> = Vec::new();
        let mut known: Vec<&ReferenceOr<Schema>> = Vec::new();
        // An error is there as a whole.
        let is_whole = |name: &str| is_json(name) && !(status.is_success() && is_stream(name));
        for (name, media) in content.iter().filter(|(name, _)| is_whole(name)) {
            let Some(carried) = self.json(name, media, &at.key(name)) else { continue };
            let same_name = found.iter().any(|other| plain(&other.media_type) == plain(name));
            let same_value = media.schema.as_ref().is_some_and(|schema| known.contains(&schema));
            known.extend(&media.schema);
            if !same_name && !same_value {
                found.push(carried);
            }
        }
        let has_json = !found.is_empty() || content.keys().any(|name| is_json(name) && is_stream(name));
        for (name, media) in content.iter().filter(|(name, _)| !is_whole(name) || plain(name) == "*/*") {
            if found.iter().any(|other| other.media_type == *name) {
                continue;
            }
            let media_type = name.clone();
            if let Some(media) = self.sequence(name, media, &at.key(name)) {
                found.push(Carried { media_type, media });
                continue;
            }
            let is_known = media.schema.as_ref().is_some_and(|schema| known.contains(&schema));
            if has_json && (is_known || !self.is_unparsed(name, media, &at.key(name))) {
                continue;
            }
            let is_text = self.is_text(name, media, &at.key(name));
            found.push(Carried { media_type, media: if is_text { Media::Text } else { Media::Binary } });
        }
        // As the document has them, which is what an answer without a media type is taken for.
        found.sort_by_key(|carried| content.get_index_of(&carried.media_type));
        found
    }

    fn json(&mut self, name: &str, media: &'a MediaType, at: &Pointer) -> Option<Carried> {
        if !is_json(name) {
            return None;
        }
        // A media type that is any at all says nothing of JSON, unless its schema does.
        if plain(name) == "*/*" && !self.is_structured(media, at) {
            return None;
        }
        let schema = match &media.schema {
            Some(schema) => self.schema_id(schema, &at.key("schema")),
            None => self.any(),
        };
        self.note_extended(schema, media.schema.as_ref());
        Some(Carried { media_type: name.to_owned(), media: Media::Json(schema) })
    }

    /// Values one after the other, unless the document says that they are bytes.
    fn sequence(&mut self, name: &str, media: &'a MediaType, at: &Pointer) -> Option<Media> {
        let is_lines = is_lines(name);
        if !is_lines && plain(name) != "text/event-stream" || self.is_bytes(media, at) {
            return None;
        }
        let schema = media.schema.as_ref().map(|schema| self.schema_id(schema, &at.key("schema")));
        if !is_lines {
            return Some(Media::Events(schema));
        }
        Some(match schema {
            Some(_) if self.is_string(media, at) => return None,
            Some(schema) => Media::Lines(schema),
            None => Media::Lines(self.any()),
        })
    }

    /// Whether a value is text or bytes, and not another notation of what could be JSON.
    fn is_unparsed(&mut self, name: &str, media: &'a MediaType, at: &Pointer) -> bool {
        if media.schema.is_none() { !is_notation(name) } else { self.is_string(media, at) }
    }

    /// Whether a value is more than text, bytes or whatever there is.
    fn is_structured(&mut self, media: &'a MediaType, at: &Pointer) -> bool {
        media.schema.is_some() && !matches!(self.carried_kind(media, at), Some(Kind::String(_) | Kind::Any))
    }

    /// Whether what is not JSON is text: any media type is, where its schema says so.
    fn is_text(&mut self, name: &str, media: &'a MediaType, at: &Pointer) -> bool {
        let name = plain(name);
        (is_text(&name) || name == "*/*" && self.is_string(media, at)) && !self.is_bytes(media, at)
    }

    fn is_string(&mut self, media: &'a MediaType, at: &Pointer) -> bool {
        matches!(self.carried_kind(media, at), Some(Kind::String(_)))
    }

    fn is_bytes(&mut self, media: &'a MediaType, at: &Pointer) -> bool {
        let binary = Format::Other("binary".to_owned());
        matches!(self.carried_kind(media, at), Some(Kind::String(text)) if text.format == Some(binary))
    }

    /// What the schema of a media type says that a value is, if it has one.
    fn carried_kind(&mut self, media: &'a MediaType, at: &Pointer) -> Option<&Kind> {
        let schema = self.schema_id(media.schema.as_ref()?, &at.key("schema"));
        self.ensure_target(schema).map(|(_, schema)| &schema.kind)
    }

    /// A header; none for what the media type says already (OpenAPI 3.0.3, response object).
    fn header(
        &mut self,
        name: &str,
        source: &'a ReferenceOr<HeaderSource>,
        place: &Pointer,
    ) -> Option<Header> {
        fn headers(components: &Components) -> &IndexMap<String, ReferenceOr<HeaderSource>> {
            &components.headers
        }
        let (source, at) = self.deref(source, "headers", headers, place)?;
        if name.eq_ignore_ascii_case("content-type") {
            return None;
        }
        let HeaderStyle::Simple = source.style;
        let simple = Encoding::Styled { style: Style::Simple, explode: false, reserved: false };
        let (schema, encoding, at) = match &source.format {
            ParameterSchemaOrContent::Schema(schema) => (Some(schema), simple, at.key("schema")),
            ParameterSchemaOrContent::Content(content) => {
                let (media_type, media) = content.first()?;
                let at = at.key("content").key(media_type).key("schema");
                (media.schema.as_ref(), if is_json(media_type) { Encoding::Json } else { simple }, at)
            }
        };
        let schema = match schema {
            Some(schema) => self.schema_id(schema, &at),
            None => self.any(),
        };
        let doc = Doc {
            title: None,
            description: source.description.clone(),
            deprecated: source.deprecated.unwrap_or(false),
            default: None,
            example: None,
        };
        Some(Header { name: name.to_owned(), encoding, doc, schema })
    }
}

/// What a success is, by all statuses.
pub(super) fn success(source: &Responses) -> SuccessKind {
    let mut statuses = source.responses.keys().map(status);
    if statuses.clone().any(Status::is_success) {
        SuccessKind::Usual
    } else if statuses.clone().any(Status::is_redirect) {
        SuccessKind::Redirect
    } else if source.default.is_none() && statuses.any(Status::is_informational) {
        SuccessKind::Upgrade
    } else {
        SuccessKind::Usual
    }
}

fn status(code: &StatusCode) -> Status {
    match code {
        StatusCode::Code(code) => Status::Code(*code),
        StatusCode::Range(range) => Status::Range(u8::try_from(*range).unwrap_or(0)),
    }
}

/// Whether a body is read. Some statuses have none, whatever the document says (RFC 9110), and a redirect that is what was
/// wanted says where to in its header: what comes with it is mostly a page for people.
fn has_body(status: Status, success: SuccessKind) -> bool {
    let is_only_sent_on = success == SuccessKind::Redirect && status.is_redirect();
    !is_only_sent_on && !matches!(status, Status::Code(204 | 205 | 304))
}
