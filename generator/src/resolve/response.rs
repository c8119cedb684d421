//! Responses: what comes back.

use indexmap::IndexMap;
use openapiv3::{Components, MediaType, ReferenceOr, Response as Source, Responses, StatusCode};

use super::Resolver;
use super::body::is_json;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::model::{Media, Response, Status};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// What comes back, by status, the default last.
    pub(super) fn responses(&mut self, source: &'a Responses, at: &Pointer) -> Vec<Response> {
        let by_status = source.responses.iter().map(|(status, response)| {
            let key = status.to_string();
            let status = match status {
                StatusCode::Code(code) => Status::Code(*code),
                StatusCode::Range(range) => Status::Range(u8::try_from(*range).unwrap_or(0)),
            };
            (status, response, key)
        });
        let default = source.default.iter().map(|response| (Status::Default, response, "default".to_owned()));
        let sources: Vec<_> = by_status.chain(default).collect();
        sources
            .into_iter()
            .filter_map(|(status, response, key)| self.response(status, response, &at.key(&key)))
            .collect()
    }

    fn response(
        &mut self,
        status: Status,
        source: &'a ReferenceOr<Source>,
        place: &Pointer,
    ) -> Option<Response> {
        fn responses(components: &Components) -> &IndexMap<String, ReferenceOr<Source>> {
            &components.responses
        }
        let (source, at) = self.deref(source, "responses", responses, place)?;
        let media = match json_media(&source.content) {
            Some((name, MediaType { schema: Some(schema), .. })) => {
                Some(Media::Json(self.schema_id(schema, &at.key("content").key(name).key("schema"))))
            }
            Some(_) => Some(Media::Json(self.any())),
            None => source.content.keys().next().map(|name| other_media(name)),
        };
        self.note_others(source, &at);
        Some(Response { status, description: source.description.clone(), media })
    }
}

impl Resolver<'_> {
    /// Notes what a response has beside what is read of it.
    fn note_others(&mut self, source: &Source, at: &Pointer) {
        let read = match json_media(&source.content) {
            Some((name, _)) => Some(name),
            None => source.content.keys().next().map(String::as_str),
        };
        let schema = |name: &str| source.content.get(name).and_then(|media| media.schema.as_ref());
        if let Some((name, media)) = source.content.first().filter(|_| json_media(&source.content).is_none())
        {
            self.note_untyped(name, media, "response", &at.key("content").key(name));
        }
        for name in source.content.keys().filter(|name| Some(name.as_str()) != read) {
            let read = read.unwrap_or_default();
            let is_same = schema(name) == schema(read);
            let code = if is_same { Code::NotNeeded } else { Code::NotGenerated };
            let what = if is_same { "the same value as" } else { "what is asked for is" };
            let place = Place::Key(at.key("content").key(name));
            let message = format!("`{name}` of a response: {what} `{read}`");
            self.report(Diagnostic::new(code, place, message).leaves_out(Part::MediaType));
        }
        for name in source.headers.keys() {
            let place = Place::Key(at.key("headers").key(name));
            let message = format!("`{name}` has no type: `headers()` of a response has it as text");
            self.report(Diagnostic::new(Code::NotNeeded, place, message).leaves_out(Part::Header));
        }
    }
}

/// The first JSON media type.
fn json_media(content: &IndexMap<String, MediaType>) -> Option<(&str, &MediaType)> {
    content.iter().find(|(name, _)| is_json(name)).map(|(name, media)| (name.as_str(), media))
}

fn other_media(name: &str) -> Media {
    if name.starts_with("text/") { Media::Text } else { Media::Binary }
}
