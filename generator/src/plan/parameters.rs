//! Parameters: arguments for those that are always sent, a struct for the others, and how each becomes text.

use std::collections::BTreeMap;

use super::checks;
use super::docs;
use super::names::{Scope, camel, snake};
use super::naming::TypeNames;
use super::operations::{OWN_NAMES, Operations, Taken};
use super::types;
use crate::model::{Api, Encoding, Json, Kind, Location, Operation, Parameter, SchemaId, SegmentPart, Style};
use crate::rust::{
    Argument, ArgumentKind, Doc, Expr, Ident, ParameterCheck, ParameterPlace, ParameterStyle, PathPart,
    PathSegment, Rule, Sent, Struct, Type,
};

/// What comes of the parameters that are always sent.
#[derive(Default)]
pub(super) struct Required {
    pub(super) taken: Vec<Taken>,
    pub(super) sent: Vec<Sent>,
    /// Path parameters by their name in the template.
    pub(super) by_wire: BTreeMap<String, (Ident, ParameterStyle)>,
    pub(super) checks: Vec<ParameterCheck>,
}

impl Operations<'_> {
    /// Arguments for the parameters that are always sent.
    pub(super) fn required(&self, operation: &Operation) -> Required {
        let mut scope = Scope::with(OWN_NAMES);
        let mut required = Required::default();
        for parameter in in_path_order(operation) {
            let name = snake(&parameter.name);
            let name = scope.claim_first(&[name.clone(), with_place(parameter, &name)]);
            required.checks.extend(self.check(parameter, &name, false));
            if parameter.location == Location::Path {
                let style = style(self.api, parameter);
                required.by_wire.insert(parameter.name.clone(), (name.clone(), style));
            } else {
                required.sent.push(self.sent(parameter, &name, false));
            }
            required.taken.push(self.parameter(parameter, name));
        }
        required
    }

    /// What is checked of a parameter, if anything.
    fn check(&self, parameter: &Parameter, value: &Ident, in_params: bool) -> Option<ParameterCheck> {
        self.items.checked.contains(&parameter.schema).then(|| ParameterCheck {
            place: place(parameter),
            key: parameter.name.clone(),
            value: value.clone(),
            in_params,
            rules: checks::rules(self.api, self.items.names, parameter.schema),
        })
    }

    fn sent(&self, parameter: &Parameter, value: &Ident, in_params: bool) -> Sent {
        Sent {
            place: place(parameter),
            style: style(self.api, parameter),
            reserved: matches!(parameter.encoding, Encoding::Styled { reserved: true, .. }),
            key: parameter.name.clone(),
            value: value.clone(),
            in_params,
        }
    }

    fn parameter(&self, parameter: &Parameter, name: Ident) -> Taken {
        let ty = types::ty(self.api, self.items.names, parameter.schema);
        let (kind, by_reference) = match &ty {
            Type::String | Type::Secret => (ArgumentKind::Text, false),
            Type::Bool | Type::I32 | Type::I64 | Type::U64 | Type::F64 => {
                (ArgumentKind::Value(ty.clone()), false)
            }
            other => (ArgumentKind::Reference(other.clone()), true),
        };
        let examples = self.examples();
        let value = |json: &Json| {
            if by_reference { examples.exact(json, &ty) } else { examples.argument(json, &ty) }
        };
        let json = parameter
            .doc
            .example
            .as_ref()
            .or_else(|| self.api.schemas.said(parameter.schema, |doc| doc.example.as_ref()));
        let default = || self.api.schemas.said(parameter.schema, |doc| doc.default.as_ref());
        let example = json
            .and_then(value)
            .or_else(|| default().and_then(value))
            .or_else(|| examples.placeholder(parameter.schema, &ty, &parameter.name))
            .or_else(|| examples.minimal(parameter.schema, &parameter.name, 6).as_ref().and_then(value))
            .map(|expr| if by_reference { Expr::Reference(Box::new(expr)) } else { expr });
        Taken { argument: Argument { name, kind }, doc: docs::of_argument(self.api, parameter), example }
    }

    /// The struct of the optional parameters.
    pub(super) fn params(
        &self,
        operation: &Operation,
        names: &mut TypeNames,
        required: &mut Required,
    ) -> Option<Struct> {
        let mut scope = Scope::with(&["new"]);
        let mut fields = Vec::new();
        for parameter in operation.parameters.iter().filter(|parameter| !parameter.required) {
            let mut field = self.items.parameter_field(parameter);
            let name = snake(&parameter.name);
            field.name = scope.claim_first(&[name.clone(), with_place(parameter, &name), format!("{name}_")]);
            required.sent.push(self.sent(parameter, &field.name, true));
            required.checks.extend(self.check(parameter, &field.name, true));
            fields.push(field);
        }
        if fields.is_empty() {
            return None;
        }
        Some(Struct {
            name: names.claim(&format!("{}Params", camel(&operation.name))),
            doc: Doc(vec![format!("Optional parameters of {}.", docs::method(operation))]),
            deprecated: false,
            constants: Vec::new(),
            fields,
            rest: None,
            built: true,
            choices: Vec::new(),
            size: Rule::default(),
            checked: false,
        })
    }
}

/// A name for a parameter of which another place has a namesake.
fn with_place(parameter: &Parameter, name: &str) -> String {
    format!("{}_{name}", parameter.location.as_str())
}

fn place(parameter: &Parameter) -> ParameterPlace {
    match parameter.location {
        Location::Path => ParameterPlace::Path,
        Location::Query => ParameterPlace::Query,
        Location::Header => ParameterPlace::Header,
        Location::Cookie => ParameterPlace::Cookie,
    }
}

fn style(api: &Api, parameter: &Parameter) -> ParameterStyle {
    match parameter.encoding {
        Encoding::Json => ParameterStyle::Json,
        Encoding::Styled { style, explode, .. } => styled(style, explode, is_single(api, parameter.schema)),
    }
}

/// A style of the run time. Where several write the same, it is the one that is the default of its place.
pub(super) fn styled(style: Style, explode: bool, single: bool) -> ParameterStyle {
    match (style, explode && !single) {
        (Style::Simple, true) => ParameterStyle::SimpleExploded,
        (Style::Simple, false) => ParameterStyle::Simple,
        (Style::Label, true) => ParameterStyle::LabelExploded,
        (Style::Label, false) => ParameterStyle::Label,
        (Style::Matrix, true) => ParameterStyle::MatrixExploded,
        (Style::Matrix, false) => ParameterStyle::Matrix,
        (Style::Form | Style::SpaceDelimited | Style::PipeDelimited, true) => ParameterStyle::FormExploded,
        (Style::Form | Style::SpaceDelimited | Style::PipeDelimited | Style::DeepObject, _) if single => {
            ParameterStyle::FormExploded
        }
        (Style::Form, false) => ParameterStyle::Form,
        (Style::SpaceDelimited, false) => ParameterStyle::Spaces,
        (Style::PipeDelimited, false) => ParameterStyle::Pipes,
        (Style::DeepObject, _) => ParameterStyle::Deep,
    }
}

/// Whether values are neither arrays nor objects.
pub(super) fn is_single(api: &Api, id: SchemaId) -> bool {
    match &api.schemas[api.schemas.target(id)].kind {
        Kind::Null | Kind::Boolean | Kind::Integer(_) | Kind::Number(_) | Kind::String(_) | Kind::Enum(_) => {
            true
        }
        Kind::Any | Kind::Alias(_) | Kind::Array(_) | Kind::Object(_) | Kind::Union(_) => false,
    }
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

/// The path, with the arguments that stand in it.
pub(super) fn path(
    operation: &Operation,
    by_wire: &BTreeMap<String, (Ident, ParameterStyle)>,
) -> Vec<PathSegment> {
    let part = |part: &SegmentPart| match part {
        SegmentPart::Literal(text) => PathPart::Literal(text.clone()),
        SegmentPart::Parameter(key) => match by_wire.get(key) {
            Some((name, style)) => PathPart::Argument { name: name.clone(), key: key.clone(), style: *style },
            None => PathPart::Literal(format!("{{{key}}}")),
        },
    };
    operation.path.iter().map(|segment| PathSegment(segment.0.iter().map(part).collect())).collect()
}
