//! One method of the client per operation.

use std::collections::BTreeMap;

use super::checks;
use super::docs;
use super::examples::{Examples, imports};
use super::items::Items;
use super::markdown;
use super::names::{Scope, snake};
use super::naming::TypeNames;
use super::types;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::model::{Api, Json, Location, Operation, Parameter, SegmentPart};
use crate::rust::{
    Argument, ArgumentKind, CallExample, Doc, Expr, Field, Ident, Item, Method, ParameterCheck,
    ParameterPlace, PathPart, PathSegment, SendKind, Sent, StatusEnum, Struct, Style, Type,
};

/// Names of methods that the client has of its own.
const OWN_METHODS: &[&str] = &["builder", "new", "request", "settings", "clone", "fmt", "default"];

/// Names in a method's body that are no arguments: the receiver, arguments of our own, and what reads an answer.
const OWN_NAMES: &[&str] = &["self", "params", "body", "bytes", "empty", "json", "never", "path", "text"];

/// Plans the methods of one client.
pub(super) struct Operations<'a> {
    pub(super) api: &'a Api,
    pub(super) items: &'a Items<'a>,
    pub(super) planned: &'a BTreeMap<Ident, Item>,
    /// Names of methods.
    scope: Scope,
}

/// A method and the types that only it needs.
pub(super) struct Planned {
    pub(super) method: Method,
    pub(super) params: Option<Struct>,
    pub(super) success: Option<StatusEnum>,
    pub(super) error: Option<StatusEnum>,
}

/// What comes of the parameters that are always sent.
#[derive(Default)]
struct Required {
    taken: Vec<Taken>,
    sent: Vec<Sent>,
    /// Path parameters by their name in the template.
    by_wire: BTreeMap<String, Ident>,
    checks: Vec<ParameterCheck>,
}

/// A body as the document shows it.
#[derive(Default)]
struct Sample {
    summary: Option<String>,
    body: Option<Expr>,
}

/// An argument in the making.
struct Taken {
    argument: Argument,
    doc: Option<String>,
    example: Option<Expr>,
}

impl<'a> Operations<'a> {
    pub(super) fn new(items: &'a Items<'a>, planned: &'a BTreeMap<Ident, Item>) -> Self {
        Self { api: items.api, items, planned, scope: Scope::with(OWN_METHODS) }
    }

    pub(super) fn plan(
        &mut self,
        operation: &Operation,
        names: &mut TypeNames,
        diagnostics: &mut Diagnostics,
    ) -> Planned {
        let Required { mut taken, mut sent, by_wire, mut checks } = self.required(operation);
        let name = self.scope.claim(&snake(&operation.id));
        let mut samples = vec![Sample::default()];
        if let Some(body) = &operation.body {
            let (argument, own) = self.body(operation, body, diagnostics);
            taken.push(Taken { argument, doc: body.description.clone(), example: None });
            samples = own;
        }
        let params = self.params(operation, names, &mut sent, &mut checks);
        if let Some(params) = &params {
            let kind = ArgumentKind::Value(Type::Named(params.name.clone()));
            let argument = Argument { name: Ident::new("params"), kind };
            let example =
                Some(Expr::New { ty: params.name.clone(), required: Vec::new(), setters: Vec::new() });
            taken.push(Taken { argument, doc: None, example });
        }
        let outcome = super::outcomes::plan(self.items, operation, names);
        let examples =
            samples.into_iter().filter_map(|sample| call(&name, &taken, sample, &outcome.success.0));
        let method = Method {
            doc: method_doc(operation, &taken, params.as_ref()),
            examples: examples.collect(),
            errors_doc: outcome.errors_doc,
            operation: operation.id.clone(),
            http: operation.method.as_str(),
            path: path(operation, &by_wire),
            sent,
            checks,
            body: operation.body.as_ref().map(|body| (Ident::new("body"), !body.required)),
            anonymous: !operation.authenticated,
            success: outcome.success,
            failure: outcome.failure,
            arguments: taken.into_iter().map(|taken| taken.argument).collect(),
            name,
        };
        Planned { method, params, success: outcome.success_enum, error: outcome.error_enum }
    }

    /// Arguments for the parameters that are always sent.
    fn required(&self, operation: &Operation) -> Required {
        let mut scope = Scope::with(OWN_NAMES);
        let mut required = Required::default();
        for parameter in in_path_order(operation) {
            let name = scope.claim(&snake(&parameter.name));
            required.checks.extend(self.check(parameter, &name, false));
            if parameter.location == Location::Path {
                required.by_wire.insert(parameter.name.clone(), name.clone());
            } else {
                required.sent.push(sent(parameter, &name, false));
            }
            required.taken.push(self.parameter(parameter, name));
        }
        required
    }

    /// What is checked of a parameter, if anything.
    fn check(&self, parameter: &Parameter, value: &Ident, in_params: bool) -> Option<ParameterCheck> {
        let place = match parameter.location {
            Location::Path => ParameterPlace::Path,
            Location::Query => ParameterPlace::Query,
            Location::Header => ParameterPlace::Header,
        };
        self.items.checked.contains(&parameter.schema).then(|| ParameterCheck {
            place,
            key: parameter.name.clone(),
            value: value.clone(),
            in_params,
            rules: checks::rules(self.api, self.items.names, parameter.schema),
        })
    }

    fn parameter(&self, parameter: &Parameter, name: Ident) -> Taken {
        let ty = types::ty(self.api, self.items.names, parameter.schema);
        let examples = self.examples();
        let json = parameter
            .doc
            .example
            .as_ref()
            .or_else(|| self.api.schemas.said(parameter.schema, |doc| doc.example.as_ref()));
        let example = json
            .and_then(|json| examples.argument(json, &ty))
            .or_else(|| examples.placeholder(&ty, &parameter.name));
        let (kind, example) = match ty {
            Type::String | Type::Secret => (ArgumentKind::Text, example),
            Type::Bool | Type::I32 | Type::I64 | Type::U64 | Type::F64 => (ArgumentKind::Value(ty), example),
            other => (ArgumentKind::Reference(other), example.map(|expr| Expr::Reference(Box::new(expr)))),
        };
        let text = parameter
            .doc
            .description
            .as_ref()
            .or_else(|| self.api.schemas.said(parameter.schema, |doc| doc.description.as_ref()));
        Taken { argument: Argument { name, kind }, doc: text.cloned(), example }
    }

    /// The body's argument, and the document's examples for it.
    fn body(
        &self,
        operation: &Operation,
        body: &crate::model::Body,
        diagnostics: &mut Diagnostics,
    ) -> (Argument, Vec<Sample>) {
        let ty = types::element(self.api, self.items.names, body.schema);
        let examples = self.examples();
        let style = ty.style();
        let kind = match (body.required, style) {
            (false, _) => ArgumentKind::Value(Type::Option(Box::new(ty.clone()))),
            (true, Style::Into) => ArgumentKind::Into(ty.clone()),
            (true, _) => ArgumentKind::Value(ty.clone()),
        };
        let expression = |json: &Json| -> Option<Expr> {
            match kind {
                ArgumentKind::Into(_) => examples.argument(json, &ty),
                _ => examples
                    .exact(json, &ty)
                    .map(|value| if body.required { value } else { Expr::Some(Box::new(value)) }),
            }
        };
        let mut found = Vec::new();
        for example in &body.examples {
            match expression(&example.value) {
                Some(value) => found.push(Sample { summary: example.summary.clone(), body: Some(value) }),
                None => diagnostics.push(
                    Diagnostic::new(
                        Code::BadExample,
                        Place::Value(example.pointer.clone()),
                        format!("an example of `{}` cannot be built from its schema", operation.id),
                    )
                    .help("no Rust example is made from it"),
                ),
            }
        }
        if found.is_empty()
            && let Some(value) = examples.minimal(body.schema, 6).and_then(|json| expression(&json))
        {
            found.push(Sample { summary: None, body: Some(value) });
        }
        (Argument { name: Ident::new("body"), kind: kind.clone() }, found)
    }

    fn examples(&self) -> Examples<'_> {
        Examples { api: self.api, items: self.planned }
    }

    /// The struct of the optional parameters.
    fn params(
        &self,
        operation: &Operation,
        names: &mut TypeNames,
        sent: &mut Vec<Sent>,
        checks: &mut Vec<ParameterCheck>,
    ) -> Option<Struct> {
        let mut scope = Scope::with(&["new"]);
        let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
        let fields = optional.map(|parameter| {
            let field = self.items.parameter_field(parameter, &mut scope);
            sent.push(self::sent(parameter, &field.name, true));
            checks.extend(self.check(parameter, &field.name, true));
            field
        });
        let fields: Vec<Field> = fields.collect();
        if fields.is_empty() {
            return None;
        }
        Some(Struct {
            name: names.claim(&format!("{}Params", super::names::camel(&operation.id))),
            doc: Doc(vec![format!("Optional parameters of {}.", markdown::code(&operation.id))]),
            deprecated: false,
            constants: Vec::new(),
            fields,
            rest: None,
            built: true,
            choices: Vec::new(),
            checked: false,
        })
    }
}

/// A call with these values, unless one of them is not known.
fn call(method: &Ident, taken: &[Taken], sample: Sample, success: &Type) -> Option<CallExample> {
    let mut body = sample.body;
    let mut arguments = Vec::new();
    for own in taken {
        let is_body = own.argument.name.as_str() == "body";
        arguments.push(if is_body { body.take()? } else { own.example.clone()? });
    }
    let mut named = Vec::new();
    for argument in &arguments {
        imports(argument, &mut named);
    }
    named.sort();
    named.dedup();
    // The struct of optional parameters stands with the operations, not with the types.
    let params = taken.iter().find(|own| own.argument.name.as_str() == "params").and_then(params_name);
    named.retain(|name| Some(name) != params.as_ref());
    let summary = sample.summary.map(|text| docs::sentence(&markdown::inline(&text)));
    Some(CallExample {
        summary,
        imports: named,
        params,
        method: method.clone(),
        arguments,
        binding: binding(success),
    })
}

fn params_name(taken: &Taken) -> Option<Ident> {
    match &taken.argument.kind {
        ArgumentKind::Value(ty) => ty.named().cloned(),
        _ => None,
    }
}

fn sent(parameter: &Parameter, value: &Ident, in_params: bool) -> Sent {
    Sent { kind: send_kind(parameter), key: parameter.name.clone(), value: value.clone(), in_params }
}

/// Path parameters as they stand in the path, then all others as they are declared.
fn in_path_order(operation: &Operation) -> Vec<&Parameter> {
    let place = |parameter: &Parameter| {
        let parts = operation.path.iter().flat_map(|segment| &segment.0);
        let mut names = parts.filter_map(|part| match part {
            SegmentPart::Parameter(name) => Some(name),
            SegmentPart::Literal(_) => None,
        });
        names
            .position(|name| parameter.location == Location::Path && *name == parameter.name)
            .unwrap_or(usize::MAX)
    };
    let mut sorted: Vec<&Parameter> =
        operation.parameters.iter().filter(|parameter| parameter.required).collect();
    sorted.sort_by_key(|parameter| place(parameter));
    // A path parameter that the template does not name is sent nowhere.
    sorted.retain(|parameter| parameter.location != Location::Path || place(parameter) != usize::MAX);
    sorted
}

fn send_kind(parameter: &Parameter) -> SendKind {
    match (parameter.location, parameter.explode) {
        (Location::Header, _) => SendKind::Header,
        (_, true) => SendKind::Query,
        (_, false) => SendKind::QueryList,
    }
}

fn path(operation: &Operation, arguments: &BTreeMap<String, Ident>) -> Vec<PathSegment> {
    let part = |part: &SegmentPart| match part {
        SegmentPart::Literal(text) => PathPart::Literal(text.clone()),
        SegmentPart::Parameter(name) => match arguments.get(name) {
            Some(argument) => PathPart::Argument(argument.clone()),
            None => PathPart::Literal(format!("{{{name}}}")),
        },
    };
    operation.path.iter().map(|segment| PathSegment(segment.0.iter().map(part).collect())).collect()
}

/// What an operation does, where it is, and what its arguments are.
fn method_doc(operation: &Operation, taken: &[Taken], params: Option<&Struct>) -> Doc {
    let mut notes = Vec::new();
    let segments: Vec<String> = operation.path.iter().map(|segment| segment_text(&segment.0)).collect();
    let path = format!("/{}", segments.join("/"));
    notes.push(markdown::code(&format!("{} {path}", operation.method.as_str())));
    let mut lines = operation
        .summary
        .as_deref()
        .map(|text| vec![docs::sentence(&markdown::inline(text))])
        .unwrap_or_default();
    if operation.deprecated {
        notes.insert(0, "**Deprecated.**".to_owned());
    }
    let description = docs::doc(operation.description.as_deref(), notes);
    if lines.first().is_some_and(|line| !line.is_empty()) {
        lines.push(String::new());
    }
    lines.extend(description.0);
    let mut list = Vec::new();
    for own in taken.iter().filter(|own| own.argument.name.as_str() != "params") {
        if let Some(text) = &own.doc {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            list.push(format!("- `{}`: {}", own.argument.name, docs::sentence(&text)));
        }
    }
    let mut list = markdown::lines(&list.join("\n"));
    if let Some(params) = params {
        list.push(format!(
            "- `params`: what else can be said, see [`{0}`](crate::operations::{0}).",
            params.name
        ));
    }
    if !list.is_empty() {
        lines.extend([String::new(), "# Arguments".to_owned(), String::new()]);
        lines.extend(list);
    }
    Doc(lines)
}

fn segment_text(parts: &[SegmentPart]) -> String {
    parts
        .iter()
        .map(|part| match part {
            SegmentPart::Literal(text) => text.clone(),
            SegmentPart::Parameter(name) => format!("{{{name}}}"),
        })
        .collect()
}

/// What a caller would call the answer.
fn binding(success: &Type) -> Option<Ident> {
    let word = match success {
        Type::Unit | Type::Never => return None,
        Type::Named(name) => name.as_str().trim_end_matches("Response").trim_end_matches("Result").to_owned(),
        Type::List(inner) => format!("{}s", inner.named().map_or("Item", Ident::as_str)),
        _ => "answer".to_owned(),
    };
    Some(Ident::new(&snake(if word.is_empty() { "answer" } else { &word })))
}
