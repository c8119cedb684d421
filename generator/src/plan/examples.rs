//! The document's examples as Rust that a caller would write.

mod pattern;
mod sample;

use std::collections::BTreeMap;

use super::unions;
use crate::model::{Api, Array, Json, Kind, Property, SchemaId};
use crate::rust::{Expr, Field, Ident, Item, Presence, Struct, Style, Type, Union, Variant};

/// How many values an example may have before it is too long to read.
const MOST_VALUES: usize = 120;

/// Whether an example is too long to be shown in Rust.
pub(super) fn is_long(json: &Json) -> bool {
    size(json) > MOST_VALUES
}

/// Turns values into expressions.
pub(super) struct Examples<'a> {
    pub(super) api: &'a Api,
    pub(super) items: &'a BTreeMap<Ident, Item>,
}

impl Examples<'_> {
    /// A value as an argument for a parameter of this type.
    pub(super) fn argument(&self, json: &Json, ty: &Type) -> Option<Expr> {
        if is_long(json) { None } else { self.value(json, ty, ty.style()) }
    }

    /// A value of exactly this type.
    pub(super) fn exact(&self, json: &Json, ty: &Type) -> Option<Expr> {
        if is_long(json) { None } else { self.value(json, ty, Style::Exact) }
    }

    fn value(&self, json: &Json, ty: &Type, style: Style) -> Option<Expr> {
        let exact = style == Style::Exact;
        match (ty, json) {
            (Type::Bool, Json::Bool(value)) => Some(Expr::Bool(*value)),
            (Type::I32, Json::Integer(value)) if i32::try_from(*value).is_err() => None,
            (Type::U64, Json::Integer(value)) if *value < 0 => None,
            (Type::I32 | Type::I64 | Type::U64, Json::Integer(value)) => Some(Expr::Integer(*value)),
            (Type::F64, Json::Float(value)) => Some(Expr::Float(*value)),
            #[expect(clippy::cast_precision_loss, reason = "an example is no calculation")]
            (Type::F64, Json::Integer(value)) => Some(Expr::Float(*value as f64)),
            // `@name` is how a command line says which file is sent: it is not what is in it.
            (Type::File, Json::String(text)) if text.starts_with('@') => {
                Some(into(Expr::Text("text".to_owned()), exact))
            }
            (Type::String | Type::Secret | Type::File, Json::String(text)) => {
                Some(into(Expr::Text(text.clone()), exact))
            }
            (Type::Json, json) => Some(free(json)),
            (Type::Foreign(_), json) => Some(Expr::Read(Box::new(free(json)))),
            (Type::Null, Json::Null) => Some(Expr::Nothing),
            (Type::Option(_), Json::Null) => Some(Expr::None),
            (Type::Option(inner), json) => {
                Some(Expr::Some(Box::new(self.value(json, inner, Style::Exact)?)))
            }
            (Type::Boxed(inner), json) if exact => {
                Some(Expr::Boxed(Box::new(self.value(json, inner, Style::Exact)?)))
            }
            (Type::Boxed(inner), json) => self.value(json, inner, style),
            (Type::List(inner), Json::Array(elements)) => self.list(elements, inner, style),
            (Type::Tuple(types), Json::Array(elements)) if types.len() == elements.len() => {
                let elements = types.iter().zip(elements);
                let elements = elements.map(|(ty, element)| self.value(element, ty, Style::Exact));
                Some(Expr::Tuple(elements.collect::<Option<_>>()?))
            }
            (Type::Map(inner), Json::Object(members)) => self.map(members, inner, style),
            (Type::Named(name), json) => self.named(json, self.items.get(name)?, exact),
            _ => None,
        }
    }

    fn list(&self, elements: &[Json], inner: &Type, style: Style) -> Option<Expr> {
        if elements.is_empty() {
            // An example stands outside of the crate, which calls a file by another path.
            return (*inner != Type::File).then(|| Expr::EmptyList(inner.clone()));
        }
        let each = |style: Style| -> Option<Vec<Expr>> {
            elements.iter().map(|element| self.value(element, inner, style)).collect()
        };
        // Branches become the union by themselves, if all elements are of one.
        let branches = if style == Style::Items && is_union(self.items, inner) {
            each(Style::Into).filter(|values| are_of_one_struct(values))
        } else {
            None
        };
        let elements = branches.or_else(|| each(element_style(inner, style)))?;
        Some(if style == Style::Items { Expr::Array(elements) } else { Expr::Vec(elements) })
    }

    fn map(&self, members: &[(String, Json)], inner: &Type, style: Style) -> Option<Expr> {
        if members.is_empty() {
            return (*inner != Type::File).then(|| Expr::EmptyMap(inner.clone()));
        }
        // Free-form values of one array must be of one type: text, or else JSON.
        let texts = members.iter().all(|(_, value)| matches!(value, Json::String(_)));
        let inner_style = element_style(inner, style);
        let pairs = members.iter().map(|(key, value)| {
            let value = match inner {
                Type::Json if texts && style == Style::Pairs => Expr::Text(value.as_str()?.to_owned()),
                Type::Json => Expr::Json(Box::new(json_expr(value))),
                _ => self.value(value, inner, inner_style)?,
            };
            Some((key.clone(), value))
        });
        let pairs = pairs.collect::<Option<Vec<_>>>()?;
        Some(if style == Style::Pairs { Expr::Pairs(pairs) } else { Expr::Map(pairs) })
    }

    fn named(&self, json: &Json, item: &Item, exact: bool) -> Option<Expr> {
        match item {
            Item::Struct(item) => self.object(json, item),
            Item::Union(item) => self.union(json, item, exact),
            Item::Newtype(item) => {
                let value = self.value(json, &item.inner, item.inner.style())?;
                Some(Expr::Checked(item.name.clone(), Box::new(value)))
            }
            Item::Enum(item) => {
                let variant = item.variants.iter().find(|variant| unions::is(json, &variant.literal));
                match (variant, json) {
                    (Some(variant), _) => Some(Expr::Unit(item.name.clone(), variant.name.clone())),
                    (None, Json::String(text)) if item.unknown.is_some() && !item.integers => {
                        Some(into(Expr::Text(text.clone()), exact))
                    }
                    _ => None,
                }
            }
        }
    }

    fn object(&self, json: &Json, item: &Struct) -> Option<Expr> {
        let Json::Object(members) = json else { return None };
        let known = |key: &str| {
            item.fields.iter().any(|field| field.key == key)
                || item.constants.iter().any(|constant| constant.key == key)
        };
        let rest: Vec<(String, Json)> = members.iter().filter(|(key, _)| !known(key)).cloned().collect();
        if !item.built || (!rest.is_empty() && item.rest.is_none()) {
            return None;
        }
        let mut required = Vec::new();
        let mut setters = Vec::new();
        for field in &item.fields {
            // Set by itself; another value has no setter.
            if let Some(preset) = &field.preset {
                match json.get(&field.key) {
                    None if field.presence.may_be_absent() => continue,
                    Some(json) if unions::is(json, &preset.value) => continue,
                    _ => return None,
                }
            }
            match (json.get(&field.key), field.presence) {
                (None, Presence::Required | Presence::Nullable) => return None,
                (None | Some(Json::Null), Presence::Optional) | (None, Presence::Maybe | Presence::Free) => {}
                (Some(Json::Null), Presence::Nullable) => required.push(Expr::None),
                (Some(Json::Null), Presence::Maybe) => {
                    setters.extend(field.clear.clone().map(|clear| (clear, None)));
                }
                (Some(value), Presence::Nullable) => {
                    required.push(Expr::Some(Box::new(self.value(value, &field.ty, Style::Exact)?)));
                }
                (Some(value), Presence::Required) => required.push(self.member(value, field)?),
                (Some(value), Presence::Optional | Presence::Free | Presence::Maybe) => {
                    setters.push((field.name.clone(), Some(self.member(value, field)?)));
                }
            }
        }
        if let (Some(own), false) = (&item.rest, rest.is_empty()) {
            let ty = Type::Map(Box::new(own.ty.clone()));
            setters.push((own.name.clone(), Some(self.value(&Json::Object(rest), &ty, ty.style())?)));
        }
        Some(Expr::New { ty: item.name.clone(), required, setters })
    }

    fn member(&self, json: &Json, field: &Field) -> Option<Expr> {
        self.value(json, &field.ty, field.ty.style())
    }

    fn union(&self, json: &Json, item: &Union, exact: bool) -> Option<Expr> {
        let fitting = unions::candidates(&item.decision, json);
        fitting.into_iter().find_map(|index| self.branch(json, item, item.variants.get(index)?, exact))
    }

    fn branch(&self, json: &Json, item: &Union, variant: &Variant, exact: bool) -> Option<Expr> {
        let Some(payload) = &variant.payload else {
            return Some(Expr::Unit(item.name.clone(), variant.name.clone()));
        };
        // Text converts by itself; what converts in two steps does not.
        let direct = variant.from && !exact && !matches!(payload, Type::List(_) | Type::Map(_));
        if direct {
            return self
                .value(json, payload, if payload.style() == Style::Into { Style::Into } else { Style::Exact })
                .map(|value| {
                    if is_union(self.items, payload) {
                        Expr::Variant(item.name.clone(), variant.name.clone(), Box::new(value))
                    } else {
                        value
                    }
                });
        }
        let value = self.value(json, payload, Style::Exact)?;
        Some(Expr::Variant(item.name.clone(), variant.name.clone(), Box::new(value)))
    }

    /// A value of a schema when the document has no example: what it says of its members, and nothing optional. A text is
    /// the word that it is called by.
    pub(super) fn minimal(&self, id: SchemaId, word: &str, depth: usize) -> Option<Json> {
        if let Some(example) = self.api.schemas.said(id, |doc| doc.example.as_ref()) {
            return Some(example.clone());
        }
        let schema = &self.api.schemas[self.api.schemas.target(id)];
        let depth = depth.checked_sub(1)?;
        Some(match &schema.kind {
            Kind::Null => Json::Null,
            Kind::Boolean => Json::Bool(true),
            Kind::Integer(integer) => Json::Integer(sample::integer(integer)?),
            Kind::Number(number) => Json::Float(sample::number(number)?),
            Kind::String(text) => Json::String(sample::text(text, word)?),
            Kind::Enum(list) => match &list.values.first()?.literal {
                crate::model::Literal::String(text) => Json::String(text.clone()),
                crate::model::Literal::Integer(value) => Json::Integer(*value),
                crate::model::Literal::Boolean(value) => Json::Bool(*value),
            },
            Kind::Object(object) => {
                let required =
                    object.properties.iter().filter(|property| property.is_expected() && !property.read_only);
                let members = required.map(|Property { name, schema, .. }| {
                    Some((name.clone(), self.minimal(*schema, name, depth)?))
                });
                Json::Object(members.collect::<Option<_>>()?)
            }
            Kind::Array(array) => {
                let elements = elements(array)?.into_iter().map(|id| self.minimal(id, word, depth));
                Json::Array(elements.collect::<Option<_>>()?)
            }
            Kind::Union(union) => self.minimal(union.branches.first()?.schema, word, depth)?,
            Kind::Any | Kind::Alias(_) => return None,
        })
    }

    /// A placeholder for a parameter without an example. Where none is found that obeys the constraints, it says them.
    pub(super) fn placeholder(&self, id: SchemaId, ty: &Type, name: &str) -> Option<Expr> {
        let kind = &self.api.schemas[self.api.schemas.target(id)].kind;
        match (ty, kind) {
            (Type::String | Type::Secret, Kind::String(text)) => {
                let pattern = || text.pattern.as_ref().map(|pattern| pattern.source.as_str());
                let said = || pattern().map_or(name.to_owned(), |pattern| format!("what matches {pattern}"));
                Some(Expr::Text(sample::text(text, name).unwrap_or_else(said)))
            }
            (Type::String | Type::Secret, _) => Some(Expr::Text(name.to_owned())),
            (Type::Bool, _) => Some(Expr::Bool(true)),
            (Type::I32 | Type::I64 | Type::U64, Kind::Integer(integer)) => {
                Some(Expr::Integer(sample::integer(integer).unwrap_or(1)))
            }
            (Type::I32 | Type::I64 | Type::U64, _) => Some(Expr::Integer(1)),
            (Type::F64, Kind::Number(number)) => Some(Expr::Float(sample::number(number).unwrap_or(1.0))),
            (Type::F64, _) => Some(Expr::Float(1.0)),
            (Type::Named(named), _) => match self.items.get(named)? {
                Item::Enum(item) => Some(Expr::Unit(item.name.clone(), item.variants.first()?.name.clone())),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The schemas of the elements that a list needs to be one, at least one if it may have one.
fn elements(array: &Array) -> Option<Vec<SchemaId>> {
    if !array.positions.is_empty() {
        return Some(array.positions.clone());
    }
    let count = array.min_items.unwrap_or(1).max(1).min(array.max_items.unwrap_or(usize::MAX));
    let possible = count <= MOST_ELEMENTS && (count < 2 || !array.unique_items);
    possible.then(|| vec![array.items; count])
}

/// How many elements are made up.
const MOST_ELEMENTS: usize = 5;

/// Whether values are built in the same way, so that an array of them has one type.
fn are_of_one_struct(values: &[Expr]) -> bool {
    let ty = |value: &Expr| if let Expr::New { ty, .. } = value { Some(ty.clone()) } else { None };
    values
        .first()
        .and_then(ty)
        .is_some_and(|first| values.iter().all(|value| ty(value).as_ref() == Some(&first)))
}

fn is_union(items: &BTreeMap<Ident, Item>, ty: &Type) -> bool {
    ty.named().is_some_and(|name| matches!(items.get(name), Some(Item::Union(_))))
}

fn element_style(inner: &Type, style: Style) -> Style {
    match style {
        // Elements of one array must be of one type, so nothing in them is left to a conversion.
        Style::Items | Style::Pairs
            if matches!(inner, Type::String | Type::Secret | Type::Json | Type::File) =>
        {
            Style::Into
        }
        _ => Style::Exact,
    }
}

fn into(expr: Expr, exact: bool) -> Expr {
    if exact { Expr::Into(Box::new(expr)) } else { expr }
}

/// Free-form data: plain text converts by itself, everything else is written as JSON.
fn free(json: &Json) -> Expr {
    Expr::Json(Box::new(json_expr(json)))
}

fn json_expr(json: &Json) -> Expr {
    match json {
        Json::Null => Expr::JsonNull,
        Json::Bool(value) => Expr::Bool(*value),
        Json::Integer(value) => Expr::Integer(*value),
        Json::Float(value) => Expr::Float(*value),
        Json::String(text) => Expr::Text(text.clone()),
        Json::Array(elements) => Expr::Array(elements.iter().map(json_expr).collect()),
        Json::Object(members) => {
            Expr::JsonObject(members.iter().map(|(key, value)| (key.clone(), json_expr(value))).collect())
        }
    }
}

fn size(json: &Json) -> usize {
    match json {
        Json::Array(elements) => 1 + elements.iter().map(size).sum::<usize>(),
        Json::Object(members) => 1 + members.iter().map(|(_, value)| size(value)).sum::<usize>(),
        _ => 1,
    }
}

/// The types that an expression names.
pub(super) fn imports(expr: &Expr, found: &mut Vec<Ident>) {
    match expr {
        Expr::New { ty, .. } | Expr::Unit(ty, _) | Expr::Variant(ty, ..) | Expr::Checked(ty, _) => {
            found.push(ty.clone());
        }
        Expr::EmptyList(ty) | Expr::EmptyMap(ty) => found.extend(ty.names().into_iter().cloned()),
        _ => {}
    }
    for inner in inside(expr) {
        imports(inner, found);
    }
}

/// The expressions in an expression.
fn inside(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::New { required, setters, .. } => {
            required.iter().chain(setters.iter().filter_map(|(_, value)| value.as_ref())).collect()
        }
        Expr::Variant(_, _, inner)
        | Expr::Checked(_, inner)
        | Expr::Some(inner)
        | Expr::Into(inner)
        | Expr::Boxed(inner)
        | Expr::Reference(inner) => vec![inner],
        Expr::Array(elements) | Expr::Vec(elements) | Expr::Tuple(elements) => elements.iter().collect(),
        Expr::Pairs(pairs) | Expr::Map(pairs) => pairs.iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}
