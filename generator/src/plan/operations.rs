//! One method of the client per operation.

use std::collections::BTreeMap;

use super::binding::binding;
use super::bodies;
use super::docs;
use super::examples::{Examples, imports};
use super::items::Items;
use super::markdown;
use super::names::{Scope, snake};
use super::naming::TypeNames;
use super::outcomes::{self, Success};
use super::parameters::{Required, path};
use crate::diagnostic::Diagnostics;
use crate::model::{Api, Operation, Security, SegmentPart, SuccessKind};
use crate::rust::{
    Argument, ArgumentKind, Asks, BodyEnum, CallExample, Doc, Expr, Field, HeaderStruct, Ident, Item, Method,
    Payload, Scheme, StatusEnum, Struct, Type,
};
use crate::spelling::Spelling;

/// Names of methods that the client has of its own.
pub(super) const OWN_METHODS: &[&str] = &["builder", "new", "request", "settings", "clone", "fmt", "default"];

/// Names in a method's body that are no arguments: the receiver, arguments of our own, and what reads an answer.
pub(super) const OWN_NAMES: &[&str] =
    &["self", "params", "body", "bytes", "empty", "json", "never", "rule", "text"];

/// Plans the methods of one client.
pub(super) struct Operations<'a> {
    pub(super) api: &'a Api,
    pub(super) items: &'a Items<'a>,
    pub(super) planned: &'a BTreeMap<Ident, Item>,
    /// What proves who calls, unless a method says otherwise.
    security: Security,
    /// What takes credentials.
    schemes: &'a [Scheme],
    /// Names of methods.
    scope: Scope,
    pub(super) spelling: Spelling,
}

/// A method and the types that only it needs.
pub(super) struct Planned {
    /// The operation, and perhaps once more for what comes one after the other.
    pub(super) methods: Vec<Method>,
    pub(super) params: Option<Struct>,
    pub(super) body: Option<BodyEnum>,
    pub(super) headers: Option<HeaderStruct>,
    pub(super) successes: Vec<StatusEnum>,
    pub(super) error: Option<StatusEnum>,
}

/// A body as the document shows it.
#[derive(Default)]
pub(super) struct Sample {
    pub(super) summary: Option<String>,
    pub(super) body: Option<Expr>,
}

/// An argument in the making.
pub(super) struct Taken {
    pub(super) argument: Argument,
    pub(super) doc: Option<String>,
    pub(super) example: Option<Expr>,
}

impl Taken {
    /// The argument of what need not be said.
    fn params(params: &Struct) -> Self {
        let kind = ArgumentKind::IntoOption(Type::Named(params.name.clone()));
        let argument = Argument { name: Ident::new("params"), kind };
        Self { argument, doc: None, example: Some(Expr::None) }
    }
}

impl<'a> Operations<'a> {
    pub(super) fn new(
        items: &'a Items<'a>,
        planned: &'a BTreeMap<Ident, Item>,
        schemes: &'a [Scheme],
    ) -> Self {
        let security = super::security::usual(items.api);
        Self {
            api: items.api,
            items,
            planned,
            security,
            schemes,
            scope: Scope::with(OWN_METHODS),
            spelling: Spelling::default(),
        }
    }

    pub(super) fn plan(
        &mut self,
        operation: &Operation,
        names: &mut TypeNames,
        diagnostics: &mut Diagnostics,
    ) -> Planned {
        let mut required = self.required(operation);
        let params = self.params(operation, names, &mut required);
        let Required { mut taken, sent, by_wire, checks } = required;
        let name = self.scope.claim(&snake(&operation.name));
        let body = operation.body.as_ref().map(|body| self.body(operation, body, names, diagnostics));
        taken.extend(body.as_ref().and_then(|planned| planned.taken(operation)));
        let bodies::Planned { payload, choice, rules, samples, .. } = body.unwrap_or_default();
        taken.extend(params.as_ref().map(Taken::params));
        let outcome = outcomes::plan(self.items, operation, names);
        let success = outcome.success;
        let redirects = operation.success == SuccessKind::Redirect;
        let redirect = redirects.then(|| Ident::new("redirect"));
        let bound = binding(&success.carried.0, &name).or(redirect);
        let example = |sample| call(&name, &taken, sample, choice.as_ref(), bound.clone());
        let examples = samples.into_iter().filter_map(example);
        let (server, at) = super::servers::own(operation).unzip();
        let security = super::security::of(self.api, operation);
        let security = (*security != self.security).then(|| security.clone());
        let said =
            at.into_iter().chain(security.as_ref().map(|sets| super::security::note(self.schemes, sets)));
        let mut method = Method {
            doc: method_doc(operation, &taken, params.as_ref(), said),
            examples: examples.collect(),
            errors_doc: outcome.errors_doc,
            operation: operation.id.clone(),
            request: markdown::code(&request(operation)),
            http: operation.method.as_str(),
            path: path(operation, &by_wire),
            query: operation.query.clone(),
            sent,
            checks,
            server,
            body: payload,
            body_rules: rules,
            security,
            accept: success.accept,
            streamed: success.streamed,
            redirects,
            asks: None,
            success: success.carried,
            failure: outcome.failure,
            arguments: taken.iter().map(|taken| taken.argument.clone()).collect(),
            name,
        };
        let headers = super::headers::plan(self.items, operation, names);
        method.doc.0.extend(of_answer(operation, headers.as_ref()));
        let mut successes: Vec<StatusEnum> = success.item.into_iter().collect();
        let methods = self.methods(operation, method, outcome.sequence, &mut successes);
        Planned { methods, params, body: choice, headers, successes, error: outcome.error_enum }
    }

    /// The method, and the one for what comes one after the other, if both are described. Where nothing else comes back than a
    /// sequence, the body asks for it.
    fn methods(
        &mut self,
        operation: &Operation,
        mut method: Method,
        sequence: Option<Success>,
        successes: &mut Vec<StatusEnum>,
    ) -> Vec<Method> {
        if let Some(mut sequence) = sequence {
            successes.extend(sequence.item.take());
            let beside = self.sequence(operation, &mut method, sequence);
            return vec![method, beside];
        }
        method.asks = if method.success.1.is_sequence() { self.asks(&method) } else { None };
        if method.asks.is_some() {
            method.doc.0.extend([String::new(), "It is sent with `stream` set in the body.".to_owned()]);
        }
        vec![method]
    }

    /// The method for what comes one after the other, beside the one for what comes at once.
    fn sequence(&mut self, operation: &Operation, whole: &mut Method, success: Success) -> Method {
        let own = snake(&operation.name);
        let is_other = |name: &str| self.api.operations.iter().any(|other| snake(&other.name) == name);
        let name = if is_other(&format!("{own}_stream")) { "as_stream" } else { "stream" };
        let name = self.scope.claim(&format!("{own}_{name}"));
        let mut examples = whole.examples.clone();
        for example in &mut examples {
            (example.method, example.binding) = (name.clone(), binding(&success.carried.0, &name));
        }
        let mut method = Method {
            examples,
            asks: self.asks(whole),
            accept: success.accept,
            streamed: success.streamed,
            success: success.carried,
            name,
            ..whole.clone()
        };
        method.doc.0.extend(sequence_note(whole, method.asks.is_some()));
        whole.doc.0.extend([String::new(), format!("As it arrives: [`{0}`](Self::{0}).", method.name)]);
        method
    }

    /// The member `stream` of the body, if it is one that is true or false: by it services decide, and not by what is
    /// accepted.
    fn asks(&self, method: &Method) -> Option<Asks> {
        let argument = method.arguments.iter().find(|argument| argument.name.as_str() == "body")?;
        let Some((Payload::Json(_), _)) = &method.body else { return None };
        let (ArgumentKind::Into(ty) | ArgumentKind::IntoOption(ty)) = &argument.kind else { return None };
        let Type::Named(name) = ty else { return None };
        let Some(Item::Struct(body)) = self.planned.get(name) else { return None };
        let may_be_set = |field: &Field| field.rules.iter().all(|rule| rule.only != Some(false));
        let mut flags = body.fields.iter().filter(|field| field.ty == Type::Bool && may_be_set(field));
        let member = flags.find(|field| field.key == "stream")?;
        Some(Asks {
            member: member.name.clone(),
            presence: member.presence,
            from_nothing: body.has_default(),
        })
    }

    pub(super) fn examples(&self) -> Examples<'_> {
        Examples { api: self.api, items: self.planned }
    }
}

/// A call with these values, unless one of them is not known.
fn call(
    method: &Ident,
    taken: &[Taken],
    sample: Sample,
    choice: Option<&BodyEnum>,
    binding: Option<Ident>,
) -> Option<CallExample> {
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
    // The enum of bodies stands with the operations, not with the types.
    let is_own = |name: &Ident| choice.is_some_and(|own| own.name == *name);
    let (own, named) = named.into_iter().partition(is_own);
    let summary = sample.summary.map(|text| docs::sentence(&markdown::inline(&text)));
    Some(CallExample { summary, imports: named, own, method: method.clone(), arguments, binding })
}

/// What an operation does, where it is, and what its arguments are.
fn method_doc(
    operation: &Operation,
    taken: &[Taken],
    params: Option<&Struct>,
    said: impl Iterator<Item = String>,
) -> Doc {
    let mut notes = Vec::new();
    notes.push(markdown::code(&request(operation)));
    notes.extend(said);
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
    let said =
        taken.iter().filter_map(|own| Some(format!("- `{}`: {}", own.argument.name, own.doc.as_ref()?)));
    let mut list = markdown::lines(&said.collect::<Vec<_>>().join("\n"));
    if let Some(params) = params {
        list.push(format!(
            "- `params`: optional parameters, [`{0}`](crate::operations::{0}) or `None`.",
            params.name
        ));
    }
    if !list.is_empty() {
        lines.extend([String::new(), "# Arguments".to_owned(), String::new()]);
        lines.extend(list);
    }
    Doc(lines)
}

/// What is said of the answer beside its type.
fn of_answer(operation: &Operation, headers: Option<&HeaderStruct>) -> Vec<String> {
    let success = outcomes::note(operation.success).map(str::to_owned);
    let headers = headers
        .map(|headers| format!("Headers of the answer: [`{0}`](crate::operations::{0}).", headers.name));
    success.into_iter().chain(headers).flat_map(|note| [String::new(), note]).collect()
}

/// What is said of the method for what comes one after the other.
fn sequence_note(whole: &Method, asks: bool) -> [String; 2] {
    let asks = if asks { ", with `stream` set in the body" } else { "" };
    [String::new(), format!("This is [`{0}`](Self::{0}) as it arrives{asks}.", whole.name)]
}

/// Method and path template.
fn request(operation: &Operation) -> String {
    let segments: Vec<String> = operation.path.iter().map(|segment| segment_text(&segment.0)).collect();
    let query: Vec<String> = operation.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{} /{}{query}", operation.method.as_str(), segments.join("/"))
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
