//! Responses: what comes back.

use indexmap::IndexMap;
use openapiv3::{Components, MediaType, ReferenceOr, Response as Source, Responses, StatusCode};

use super::Resolver;
use super::body::is_json;
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
