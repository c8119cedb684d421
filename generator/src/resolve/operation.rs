//! Operations and their parameters.

use std::collections::BTreeSet;

use openapiv3::{
    Components, Operation as Source, Parameter as ParameterSource, ParameterData, ParameterSchemaOrContent,
    PathItem, QueryStyle, ReferenceOr,
};

use super::Resolver;
use super::json::json;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Doc, Kind, Location, Method, Operation, Parameter, Segment, SegmentPart};
use crate::pointer::Pointer;

/// Why an operation cannot be generated; where it says so is reported already.
pub(super) struct Skip;

impl<'a> Resolver<'a> {
    /// Every operation that can be generated, in document order. What cannot is reported.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let paths_at = Pointer::root().key("paths");
        let document = self.document;
        let mut operations = Vec::new();
        let mut ids = BTreeSet::new();
        for (path, item) in &document.paths.paths {
            let at = paths_at.key(path);
            let ReferenceOr::Item(item) = item else {
                let message = "a path that is a reference is left out";
                self.report(Diagnostic::new(Code::SkippedOperation, Place::Key(at), message));
                continue;
            };
            for (method, source) in methods(item) {
                let at = at.key(&method.as_str().to_ascii_lowercase());
                if let Ok(mut operation) = self.operation(path, method, item, source, &at) {
                    // Two operations of one name are told apart by their method and path.
                    if !ids.insert(operation.id.clone()) {
                        operation.id = fallback_id(method, path);
                        ids.insert(operation.id.clone());
                    }
                    operations.push(operation);
                }
            }
        }
        operations
    }

    fn operation(
        &mut self,
        path: &str,
        method: Method,
        item: &'a PathItem,
        source: &'a Source,
        at: &Pointer,
    ) -> Result<Operation, Skip> {
        let parameters = self.parameters(item, source, at)?;
        let body = match &source.request_body {
            Some(body) => self.body(body, &at.key("requestBody"))?,
            None => None,
        };
        let responses = self.responses(&source.responses, &at.key("responses"));
        let security = source.security.as_ref().or(self.document.security.as_ref());
        Ok(Operation {
            pointer: at.clone(),
            id: source.operation_id.clone().unwrap_or_else(|| fallback_id(method, path)),
            method,
            path: segments(path),
            tags: source.tags.clone(),
            summary: source.summary.clone(),
            description: source.description.clone(),
            deprecated: source.deprecated,
            parameters,
            body,
            responses,
            // Without a word on security the caller decides: a token that is given is sent.
            authenticated: security.is_none_or(|any| any.iter().any(|all| !all.is_empty())),
        })
    }

    /// The path's parameters and the operation's own, which replace those of the same name and place.
    fn parameters(
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
        fn parameters(components: &Components) -> &indexmap::IndexMap<String, ReferenceOr<ParameterSource>> {
            &components.parameters
        }
        let Some((source, at)) = self.deref(source, "parameters", parameters, place) else { return Ok(None) };
        let data = source.parameter_data_ref();
        let sendable = match source {
            ParameterSource::Path { style, .. } => {
                (*style == openapiv3::PathStyle::Simple).then_some(Location::Path)
            }
            ParameterSource::Query { style, .. } => (*style == QueryStyle::Form).then_some(Location::Query),
            ParameterSource::Header { .. } => Some(Location::Header),
            ParameterSource::Cookie { .. } => None,
        };
        let schema = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => Some(self.schema_id(schema, &at.key("schema"))),
            ParameterSchemaOrContent::Content(_) => None,
        };
        let (Some(location), Some(schema)) = (sendable, schema) else {
            return self.leave_out(data, place, operation);
        };
        if !self.is_flat(schema, location != Location::Path) {
            return self.leave_out(data, place, operation);
        }
        // These three are said by the body and the security scheme (OpenAPI 3.0.3, parameter object).
        let ignored = ["accept", "content-type", "authorization"];
        if location == Location::Header && ignored.contains(&data.name.to_ascii_lowercase().as_str()) {
            return Ok(None);
        }
        Ok(Some(Parameter {
            pointer: at,
            location,
            name: data.name.clone(),
            required: data.required || location == Location::Path,
            explode: data.explode.unwrap_or(location == Location::Query),
            doc: Doc {
                title: None,
                description: data.description.clone(),
                deprecated: data.deprecated.unwrap_or(false),
                default: None,
                example: parameter_example(data),
            },
            schema,
        }))
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
            self.report(Diagnostic::new(Code::SkippedOperation, place, message).help(help));
            return Err(Skip);
        }
        self.report(Diagnostic::new(Code::Unsupported, place, message).help("the parameter is left out"));
        Ok(None)
    }

    /// Whether values are single, or lists of single ones.
    fn is_flat(&mut self, id: crate::model::SchemaId, lists: bool) -> bool {
        let items = match self.ensure_target(id).map(|(_, schema)| &schema.kind) {
            Some(Kind::Object(_) | Kind::Union(_)) | None => return false,
            Some(Kind::Array(array)) => array.items,
            Some(_) => return true,
        };
        lists && self.is_flat(items, false)
    }
}

fn parameter_example(data: &ParameterData) -> Option<crate::model::Json> {
    let named = data.examples.values().find_map(|example| example.as_item()?.value.as_ref());
    data.example.as_ref().or(named).map(json)
}

/// The methods of a path, in the order of the specification.
fn methods(item: &PathItem) -> impl Iterator<Item = (Method, &Source)> {
    [
        (Method::Get, &item.get),
        (Method::Put, &item.put),
        (Method::Post, &item.post),
        (Method::Delete, &item.delete),
        (Method::Options, &item.options),
        (Method::Head, &item.head),
        (Method::Patch, &item.patch),
        (Method::Trace, &item.trace),
    ]
    .into_iter()
    .filter_map(|(method, source)| Some((method, source.as_ref()?)))
}

/// A name for an operation without one.
fn fallback_id(method: Method, path: &str) -> String {
    let words = path.replace(['{', '}'], "").replace('/', " ");
    format!("{} {}", method.as_str().to_ascii_lowercase(), words.trim())
}

/// A path template, split at slashes.
fn segments(path: &str) -> Vec<Segment> {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() {
        return Vec::new();
    }
    path.split('/').map(|segment| Segment(parts(segment))).collect()
}

fn parts(segment: &str) -> Vec<SegmentPart> {
    let mut parts = Vec::new();
    let mut rest = segment;
    while let Some((before, name, after)) = next_parameter(rest) {
        if !before.is_empty() {
            parts.push(SegmentPart::Literal(before.to_owned()));
        }
        parts.push(SegmentPart::Parameter(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() || parts.is_empty() {
        parts.push(SegmentPart::Literal(rest.to_owned()));
    }
    parts
}

/// The text before the next `{name}`, the name, and the text behind it.
fn next_parameter(segment: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
