//! Parameters: what is sent beside the body, where, and in what style.

use indexmap::IndexMap;
use openapiv3::{
    Components, MediaType, Operation as Source, Parameter as ParameterSource, ParameterData,
    ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr,
};

use super::Resolver;
use super::json::json;
use super::media::is_json;
use super::operation::Skip;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::model::{Doc, Encoding, Json, Kind, Location, Parameter, SchemaId, Style};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// The path's parameters and the operation's own, which replace those of the same name and place.
    pub(super) fn parameters(
        &mut self,
        item: &'a PathItem,
        source: &'a Source,
        at: &Pointer,
    ) -> Result<Vec<Parameter>, Skip> {
        let path_at = at.parent().unwrap_or_default().key("parameters");
        let own_at = at.key("parameters");
        let shared = item.parameters.iter().enumerate().map(|(index, p)| (p, path_at.index(index)));
        let own = source.parameters.iter().enumerate().map(|(index, p)| (p, own_at.index(index)));
        let mut parameters: Vec<Parameter> = Vec::new();
        for (source, place) in shared.chain(own) {
            let Some(parameter) = self.parameter(source, &place, at)? else { continue };
            let same =
                |known: &Parameter| (known.location, &known.name) == (parameter.location, &parameter.name);
            match parameters.iter().position(same) {
                Some(index) => parameters[index] = parameter,
                None => parameters.push(parameter),
            }
        }
        Ok(parameters)
    }

    /// A parameter; `None` for an optional one that cannot be sent.
    fn parameter(
        &mut self,
        source: &'a ReferenceOr<ParameterSource>,
        place: &Pointer,
        operation: &Pointer,
    ) -> Result<Option<Parameter>, Skip> {
        fn parameters(components: &Components) -> &IndexMap<String, ReferenceOr<ParameterSource>> {
            &components.parameters
        }
        let Some((source, at)) = self.deref(source, "parameters", parameters, place) else { return Ok(None) };
        let data = source.parameter_data_ref();
        let location = location(source);
        // These three are said by the body and the security scheme (OpenAPI 3.0.3, parameter object).
        let ignored = ["accept", "content-type", "authorization"];
        if location == Location::Header && ignored.contains(&data.name.to_ascii_lowercase().as_str()) {
            let message = format!("the header `{}` is set by the body and by credentials", data.name);
            let left_out = Diagnostic::new(Code::NotNeeded, Place::Value(place.clone()), message);
            self.report(left_out.leaves_out(Part::Parameter));
            return Ok(None);
        }
        let Some((schema, encoding)) = self.written(source, &at) else {
            return self.leave_out(data, place, operation);
        };
        Ok(Some(Parameter {
            pointer: at,
            location,
            name: data.name.clone(),
            required: data.required || location == Location::Path,
            encoding,
            doc: Doc {
                title: None,
                description: data.description.clone(),
                deprecated: data.deprecated.unwrap_or(false),
                default: None,
                example: example(data),
            },
            schema,
        }))
    }

    /// What a parameter's value is, and how it becomes text. `None` for one in a notation that is not known.
    fn written(&mut self, source: &'a ParameterSource, at: &Pointer) -> Option<(SchemaId, Encoding)> {
        let (style, explode, reserved) = style(source);
        match &source.parameter_data_ref().format {
            ParameterSchemaOrContent::Schema(schema) => {
                let explode = source.parameter_data_ref().explode.unwrap_or(explode);
                let schema = self.schema_id(schema, &at.key("schema"));
                Some((schema, Encoding::Styled { style, explode, reserved }))
            }
            ParameterSchemaOrContent::Content(content) => {
                let (name, media) = content.first()?;
                let schema = match &media.schema {
                    Some(schema) => self.schema_id(schema, &at.key("content").key(name).key("schema")),
                    None => self.any(),
                };
                if is_json(name) {
                    return Some((schema, Encoding::Json));
                }
                // A single value is its own notation.
                self.is_single(schema).then_some((schema, Encoding::Styled { style, explode, reserved }))
            }
        }
    }

    /// A parameter that cannot be sent: without it, if it is optional; otherwise without the operation.
    fn leave_out(
        &mut self,
        data: &ParameterData,
        place: &Pointer,
        operation: &Pointer,
    ) -> Result<Option<Parameter>, Skip> {
        let place = Place::Value(place.clone());
        let message = format!("parameter `{}` is written in a way that is not supported", data.name);
        if data.required {
            let help = format!("the operation is left out: {operation}");
            self.report(
                Diagnostic::new(Code::SkippedOperation, place, message)
                    .help(help)
                    .leaves_out(Part::Operation),
            );
            return Err(Skip);
        }
        let left_out = Diagnostic::new(Code::Unsupported, place, message).help("the parameter is left out");
        self.report(left_out.leaves_out(Part::Parameter));
        Ok(None)
    }

    /// Whether values are neither arrays nor objects.
    fn is_single(&mut self, id: SchemaId) -> bool {
        let kind = self.ensure_target(id).map(|(_, schema)| &schema.kind);
        matches!(
            kind,
            Some(Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::String(_) | Kind::Enum(_))
        )
    }
}

fn location(source: &ParameterSource) -> Location {
    match source {
        ParameterSource::Path { .. } => Location::Path,
        ParameterSource::Query { .. } => Location::Query,
        ParameterSource::Header { .. } => Location::Header,
        ParameterSource::Cookie { .. } => Location::Cookie,
    }
}

/// The style, whether it takes values apart unless the document says otherwise, and what it leaves unescaped.
fn style(source: &ParameterSource) -> (Style, bool, bool) {
    match source {
        ParameterSource::Path { style, .. } => match style {
            PathStyle::Simple => (Style::Simple, false, false),
            PathStyle::Label => (Style::Label, false, false),
            PathStyle::Matrix => (Style::Matrix, false, false),
        },
        ParameterSource::Query { style, allow_reserved, .. } => {
            (query_style(style), *style == QueryStyle::Form, *allow_reserved)
        }
        ParameterSource::Header { .. } => (Style::Simple, false, false),
        ParameterSource::Cookie { .. } => (Style::Form, true, false),
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Style {
    match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    }
}

/// The parameter's own example, or that of its notation.
fn example(data: &ParameterData) -> Option<Json> {
    fn named(examples: &IndexMap<String, ReferenceOr<openapiv3::Example>>) -> Option<&serde_json::Value> {
        examples.values().find_map(|example| example.as_item()?.value.as_ref())
    }
    let media: Option<&MediaType> = match &data.format {
        ParameterSchemaOrContent::Content(content) => content.values().next(),
        ParameterSchemaOrContent::Schema(_) => None,
    };
    let own = data.example.as_ref().or_else(|| named(&data.examples));
    own.or_else(|| media.and_then(|media| media.example.as_ref().or_else(|| named(&media.examples))))
        .map(json)
}
