//! Operations.

use std::collections::BTreeSet;

use openapiv3::{Operation as Source, PathItem, ReferenceOr};

use super::Resolver;
use super::operation_id::short_names;
use super::response::success;
use super::security::requirements;
use super::select::Selection;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::model::{Location, Method, Operation, Parameter, Segment, SegmentPart};
use crate::pointer::Pointer;

/// Why an operation cannot be generated; where it says so is reported already.
pub(super) struct Skip;

impl<'a> Resolver<'a> {
    /// Every operation that can be generated, in document order. What cannot is reported.
    pub(super) fn operations(&mut self, selection: &mut Selection<'_>) -> Vec<Operation> {
        let paths_at = Pointer::root().key("paths");
        let document = self.document;
        let mut operations = Vec::new();
        let mut ids = BTreeSet::new();
        let mut short = short_names(document);
        for (path, item) in &document.paths.paths {
            let at = paths_at.key(path);
            let ReferenceOr::Item(item) = item else {
                let message = "a path that is a reference is left out";
                let skipped = Diagnostic::new(Code::SkippedOperation, Place::Key(at), message);
                self.report(skipped.leaves_out(Part::Operation));
                continue;
            };
            for (method, source) in methods(item) {
                let at = at.key(&method.as_str().to_ascii_lowercase());
                if !selection.selects(&id(method, path, source), &tags(path, source), path) {
                    continue;
                }
                selection.selected.insert(at.clone());
                if let Ok(mut operation) = self.operation(path, method, item, source, &at) {
                    // Two operations of one name are told apart by their method and path.
                    if !ids.insert(operation.id.clone()) {
                        let mut other = fallback_id(method, path);
                        if ids.contains(&other) {
                            other = format!("{} {path}", method.as_str());
                        }
                        if operation.name == operation.id {
                            operation.name.clone_from(&other);
                        }
                        operation.id = other;
                        ids.insert(operation.id.clone());
                    } else if operation.name == operation.id {
                        operation.name = short.remove(&operation.id).unwrap_or(operation.name);
                    }
                    operations.push(operation);
                }
            }
        }
        self.diagnostics.extend(selection.faults());
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
        let success = success(&source.responses);
        let responses = self.responses(&source.responses, success, &at.key("responses"));
        if method == Method::Head && responses.iter().any(|response| !response.content.is_empty()) {
            let place = Place::Key(at.key("responses"));
            let message = "what responses to a HEAD carry: they have no body";
            self.report(Diagnostic::new(Code::NotNeeded, place, message).leaves_out(Part::MediaType));
        }
        let id = id(method, path, source);
        Ok(Operation {
            pointer: at.clone(),
            name: self.operation_name(&id, at),
            id,
            method,
            path: segments(path),
            query: query(path, &parameters),
            tags: tags(path, source),
            summary: source.summary.clone(),
            description: source.description.clone(),
            deprecated: source.deprecated,
            parameters,
            body,
            responses,
            success,
            servers: self.own_servers(item, source, at),
            security: source.security.as_ref().map(|security| requirements(security, &self.schemes)),
        })
    }
}

/// What an operation is called.
pub(super) fn id(method: Method, path: &str, source: &Source) -> String {
    source.operation_id.clone().unwrap_or_else(|| fallback_id(method, path))
}

/// The groups that an operation is in.
fn tags(path: &str, source: &Source) -> Vec<String> {
    if source.tags.is_empty() { group(path).into_iter().collect() } else { source.tags.clone() }
}

/// What groups an operation without a tag: the first segment of its path that names something, and is neither a
/// parameter nor says only which API this is.
fn group(path: &str) -> Option<String> {
    let is_version = |segment: &str| {
        segment.strip_prefix(['v', 'V']).unwrap_or(segment).starts_with(|c: char| c.is_ascii_digit())
    };
    let names = |segment: &&str| {
        segment.starts_with(char::is_alphabetic)
            && !segment.contains(['{', '}'])
            && !is_version(segment)
            && !["api", "rest"].contains(&segment.to_ascii_lowercase().as_str())
    };
    path.split(['?', '#']).next()?.split('/').find(names).map(str::to_owned)
}

/// The methods of a path, in the order of the specification.
pub(super) fn methods(item: &PathItem) -> impl Iterator<Item = (Method, &Source)> {
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

/// What a path has behind a `?`, as far as no parameter is declared for it: OpenAPI has no such paths, but documents do.
fn query(path: &str, parameters: &[Parameter]) -> Vec<(String, String)> {
    let path = path.split('#').next().unwrap_or(path);
    let pairs = path.split_once('?').into_iter().flat_map(|(_, query)| query.split('&'));
    let is_free = |name: &str| {
        let declared =
            |parameter: &Parameter| parameter.name == name && parameter.location == Location::Query;
        !name.is_empty() && !parameters.iter().any(declared)
    };
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .filter(|(name, value)| is_free(name) && !value.contains('{'))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
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
