//! Bodies: what is sent and what comes back.

use indexmap::IndexMap;
use openapiv3::{Components, MediaType, ReferenceOr, RequestBody, Response as Source, Responses, StatusCode};

use super::Resolver;
use super::json::json;
use super::operation::Skip;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Body, Example, Media, Response, Status};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// What is sent; `None` for an optional body that cannot be.
    pub(super) fn body(
        &mut self,
        source: &'a ReferenceOr<RequestBody>,
        place: &Pointer,
    ) -> Result<Option<Body>, Skip> {
        fn bodies(components: &Components) -> &IndexMap<String, ReferenceOr<RequestBody>> {
            &components.request_bodies
        }
        let Some((source, at)) = self.deref(source, "requestBodies", bodies, place) else { return Err(Skip) };
        let Some((name, media)) = json_media(&source.content) else {
            if source.content.is_empty() {
                return Ok(None);
            }
            let names: Vec<&str> = source.content.keys().map(String::as_str).collect();
            let message = format!("a body that is not JSON is not supported: {}", names.join(", "));
            let place = Place::Value(at.key("content"));
            if source.required {
                let skipped = Diagnostic::new(Code::SkippedOperation, place, message);
                self.report(skipped.help("the operation is left out"));
                return Err(Skip);
            }
            self.report(Diagnostic::new(Code::Unsupported, place, message).help("the body is left out"));
            return Ok(None);
        };
        let media_at = at.key("content").key(name);
        let schema = match &media.schema {
            Some(schema) => self.schema_id(schema, &media_at.key("schema")),
            None => self.any(),
        };
        let examples = self.examples(media, &media_at);
        Ok(Some(Body {
            required: source.required,
            description: source.description.clone(),
            schema,
            examples,
        }))
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
        Some(Response { status, description: source.description.clone(), media })
    }
}

/// The first JSON media type.
fn json_media(content: &IndexMap<String, MediaType>) -> Option<(&str, &MediaType)> {
    content.iter().find(|(name, _)| is_json(name)).map(|(name, media)| (name.as_str(), media))
}

fn other_media(name: &str) -> Media {
    if name.starts_with("text/") { Media::Text } else { Media::Binary }
}

/// Whether a media type is JSON.
pub(super) fn is_json(name: &str) -> bool {
    let name = name.split(';').next().unwrap_or(name).trim().to_ascii_lowercase();
    name == "application/json" || name == "*/*" || name == "text/json" || name.ends_with("+json")
}
