//! One method of the client per operation.

use std::collections::BTreeMap;

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
    Argument, ArgumentKind, CallExample, Doc, Expr, Ident, Item, Method, PathPart, PathSegment, SendKind,
    Sent, StatusEnum, Struct, Style, Type,
};

/// Names of methods that the client has of its own.
const OWN_METHODS: &[&str] = &["builder", "new", "request", "settings", "clone", "fmt", "default"];

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
        let mut scope = Scope::with(&["self", "params", "body"]);
        let mut taken = Vec::new();
        let mut sent = Vec::new();
        let mut by_wire = BTreeMap::new();
        let (required, optional): (Vec<_>, Vec<_>) =
            operation.parameters.iter().partition::<Vec<&Parameter>, _>(|parameter| parameter.required);
        for parameter in in_path_order(operation, &required) {
            let name = scope.claim(&snake(&parameter.name));
            match parameter.location {
                Location::Path => drop(by_wire.insert(parameter.name.clone(), name.clone())),
                _ => sent.push(Sent {
                    kind: send_kind(parameter),
                    key: parameter.name.clone(),
                    value: name.clone(),
                    in_params: false,
                }),
            }
            taken.push(self.parameter(parameter, name));
        }
        let method_name = self.scope.claim(&snake(&operation.id));
        let mut examples: Vec<(Option<String>, Vec<Option<Expr>>)> = Vec::new();
        let body = operation.body.as_ref().map(|body| {
            let (argument, values) = self.body(operation, body, diagnostics);
            let name = argument.name.clone();
            taken.push(Taken { argument, doc: body.description.clone(), example: None });
            examples = values;
            (name, !body.required)
        });
        if body.is_none() {
            examples.push((None, Vec::new()));
        }
        let params = self.params(operation, &optional, names, &mut sent);
        if let Some(params) = &params {
            let kind = ArgumentKind::Value(Type::Named(params.name.clone()));
            taken.push(Taken {
                argument: Argument { name: Ident::new("params"), kind },
                doc: None,
                example: None,
            });
        }
        let outcome = super::outcomes::plan(self.items, operation, names);
        let calls = examples.into_iter().filter_map(|(summary, bodies)| {
            self.call(&method_name, &taken, bodies, params.as_ref(), summary, &outcome.success.0)
        });
        let method = Method {
            doc: method_doc(operation, &taken, params.as_ref()),
            deprecated: operation.deprecated,
            examples: calls.collect(),
            errors_doc: outcome.errors_doc,
            operation: operation.id.clone(),
            http: operation.method.as_str(),
            path: path(operation, &by_wire),
            arguments: taken.into_iter().map(|taken| taken.argument).collect(),
            sent,
            body,
            anonymous: !operation.authenticated,
            success: outcome.success,
            failure: outcome.failure,
            name: method_name,
        };
        Planned { method, params, success: outcome.success_enum, error: outcome.error_enum }
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
    #[expect(clippy::type_complexity, reason = "summary and argument of each example")]
    fn body(
        &self,
        operation: &Operation,
        body: &crate::model::Body,
        diagnostics: &mut Diagnostics,
    ) -> (Argument, Vec<(Option<String>, Vec<Option<Expr>>)>) {
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
                Some(value) => found.push((example.summary.clone(), vec![Some(value)])),
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
            found.push((None, vec![Some(value)]));
        }
        (Argument { name: Ident::new("body"), kind: kind.clone() }, found)
    }

    fn examples(&self) -> Examples<'_> {
        Examples { api: self.api, names: self.items.names, items: self.planned }
    }

    /// The struct of the optional parameters.
    fn params(
        &self,
        operation: &Operation,
        optional: &[&Parameter],
        names: &mut TypeNames,
        sent: &mut Vec<Sent>,
    ) -> Option<Struct> {
        if optional.is_empty() {
            return None;
        }
        let mut scope = Scope::with(&["new"]);
        let fields = optional.iter().map(|parameter| {
            let field = self.items.parameter_field(parameter, &mut scope);
            sent.push(Sent {
                kind: send_kind(parameter),
                key: parameter.name.clone(),
                value: field.name.clone(),
                in_params: true,
            });
            field
        });
        let fields = fields.collect();
        Some(Struct {
            name: names.claim(&format!("{}Params", super::names::camel(&operation.id))),
            doc: Doc(vec![format!("Optional parameters of {}.", markdown::code(&operation.id))]),
            deprecated: false,
            constants: Vec::new(),
            fields,
            rest: None,
            built: true,
            checked: false,
        })
    }

    /// A call with these values, unless one of them is not known.
    fn call(
        &self,
        method: &Ident,
        taken: &[Taken],
        bodies: Vec<Option<Expr>>,
        params: Option<&Struct>,
        summary: Option<String>,
        success: &Type,
    ) -> Option<CallExample> {
        let mut bodies = bodies.into_iter();
        let mut arguments = Vec::new();
        for own in taken {
            arguments.push(match own.argument.name.as_str() {
                "body" => bodies.next()??,
                "params" => Expr::New { ty: params?.name.clone(), required: Vec::new(), setters: Vec::new() },
                _ => own.example.clone()?,
            });
        }
        let mut named = Vec::new();
        arguments.iter().for_each(|argument| imports(argument, &mut named));
        named.sort();
        named.dedup();
        let summary = summary.map(|text| docs::sentence(&markdown::inline(&text)));
        Some(CallExample {
            summary,
            imports: named,
            method: method.clone(),
            arguments,
            binding: binding(success),
        })
    }
}

/// Path parameters as they stand in the path, then all others as they are declared.
fn in_path_order<'p>(operation: &Operation, required: &[&'p Parameter]) -> Vec<&'p Parameter> {
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
    let mut sorted = required.to_vec();
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
    let path: String =
        operation.path.iter().map(|segment| format!("/{}", segment_text(&segment.0))).collect();
    let path = if path.is_empty() { "/".to_owned() } else { path };
    notes.push(markdown::code(&format!("{} {path}", operation.method.as_str())));
    let mut lines = operation
        .summary
        .as_deref()
        .map(|text| vec![docs::sentence(&markdown::inline(text))])
        .unwrap_or_default();
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
