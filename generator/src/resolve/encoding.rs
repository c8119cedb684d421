//! How the members of a form and the parts of a multipart body are written.

use std::collections::BTreeSet;

use openapiv3::{Encoding as Source, MediaType};

use super::Resolver;
use super::media::is_json;
use super::parameter::query_style;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Encoding, Kind, SchemaId, Style};
use crate::pointer::Pointer;
use crate::words::quoted;

impl<'a> Resolver<'a> {
    /// How the members of a form are written, where that is not as usual.
    pub(super) fn form_encodings(
        &mut self,
        media: &'a MediaType,
        schema: SchemaId,
        at: &Pointer,
    ) -> Vec<(String, Encoding)> {
        let used = self.used_encodings(media, schema, at).into_iter();
        used.filter_map(|(member, source)| Some((member.clone(), of_member(source)?))).collect()
    }

    /// The media types of parts, where the document says them.
    pub(super) fn part_types(
        &mut self,
        media: &'a MediaType,
        schema: SchemaId,
        at: &Pointer,
    ) -> Vec<(String, String)> {
        let used = self.used_encodings(media, schema, at);
        for (part, source) in &used {
            // OpenAPI wants the type of a part said as its `contentType`, and no header of that name.
            for header in source.headers.keys().filter(|name| !name.eq_ignore_ascii_case("content-type")) {
                let place = at.key("encoding").key(part).key("headers").key(header);
                let message = format!("the header {} of a part is not sent", quoted(header));
                self.report(Diagnostic::new(Code::Unsupported, Place::Key(place), message));
            }
        }
        used.into_iter().filter_map(|(part, source)| Some((part.clone(), media_type(source)?))).collect()
    }

    /// The encodings of members that a body has. What can have any member at all may have these.
    fn used_encodings(
        &mut self,
        media: &'a MediaType,
        schema: SchemaId,
        at: &Pointer,
    ) -> Vec<(&'a String, &'a Source)> {
        let Some(Kind::Object(object)) = self.ensure_target(schema).map(|(_, schema)| &schema.kind) else {
            return media.encoding.iter().collect();
        };
        if object.properties.is_empty() || object.additional.typed().is_some() {
            return media.encoding.iter().collect();
        }
        let members: BTreeSet<String> =
            object.properties.iter().map(|property| property.name.clone()).collect();
        let (used, unused): (Vec<_>, Vec<_>) =
            media.encoding.iter().partition(|(member, _)| members.contains(*member));
        for (member, _) in unused {
            let message = format!("the body has no member {}: its encoding has no effect", quoted(member));
            let place = Place::Key(at.key("encoding").key(member));
            let mut fault = Diagnostic::new(Code::UnusedEncoding, place, message);
            fault.help = self.spelling.did_you_mean(member, members.iter().map(String::as_str));
            self.report(fault);
        }
        used
    }
}

/// How a member of a form is written, if the document says so. `None` for what is usual.
fn of_member(source: &Source) -> Option<Encoding> {
    let style = source.style.as_ref().map_or(Style::Form, query_style);
    if source.style.is_some() || !source.explode {
        return Some(Encoding::Styled { style, explode: source.explode, reserved: source.allow_reserved });
    }
    media_type(source).filter(|name| is_json(name)).map(|_| Encoding::Json)
}

/// The media type of a part, if the document names one that is not a range.
fn media_type(source: &Source) -> Option<String> {
    let named = source.content_type.as_deref()?.split(',').map(str::trim);
    named.into_iter().find(|name| !name.contains('*') && name.contains('/')).map(str::to_owned)
}
