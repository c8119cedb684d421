//! One flat view of a schema's keywords, however `openapiv3` sorted them into variants.

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema, SchemaKind, Type, VariantOrUnknownOrEmpty};
use serde::Serialize;
use serde_json::Value;

use crate::model::UnionStyle;

/// Every keyword that says what values look like.
#[derive(Clone, Default)]
pub(super) struct Facts<'a> {
    pub(super) ty: Option<&'a str>,
    pub(super) format: Option<String>,
    pub(super) values: Vec<Value>,
    pub(super) pattern: Option<&'a str>,
    pub(super) length: (Option<usize>, Option<usize>),
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) exclusive: (bool, bool),
    pub(super) multiple_of: Option<f64>,
    pub(super) properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
    pub(super) members: (Option<usize>, Option<usize>),
    pub(super) items: Option<&'a ReferenceOr<Box<Schema>>>,
    pub(super) elements: (Option<usize>, Option<usize>),
    pub(super) unique: bool,
    pub(super) all_of: &'a [ReferenceOr<Schema>],
    pub(super) one_of: &'a [ReferenceOr<Schema>],
    pub(super) any_of: &'a [ReferenceOr<Schema>],
    pub(super) negated: bool,
    /// Whether members are described by patterns of their names.
    pub(super) patterned: bool,
    /// What stands at each position of an array, when there is one at each and no other.
    pub(super) positions: &'a [ReferenceOr<Schema>],
}

impl<'a> Facts<'a> {
    pub(super) fn of(kind: &'a SchemaKind) -> Self {
        match kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::OneOf { one_of } => Self { one_of, ..Self::default() },
            SchemaKind::AnyOf { any_of } => Self { any_of, ..Self::default() },
            SchemaKind::AllOf { all_of } => Self { all_of, ..Self::default() },
            SchemaKind::Not { .. } => Self { negated: true, ..Self::default() },
            SchemaKind::Any(any) => Self {
                ty: any.typ.as_deref(),
                format: any.format.clone(),
                values: any.enumeration.clone(),
                pattern: any.pattern.as_deref(),
                length: (any.min_length, any.max_length),
                minimum: any.minimum,
                maximum: any.maximum,
                exclusive: (any.exclusive_minimum.unwrap_or(false), any.exclusive_maximum.unwrap_or(false)),
                multiple_of: any.multiple_of,
                properties: Some(&any.properties).filter(|properties| !properties.is_empty()),
                required: &any.required,
                additional: any.additional_properties.as_ref(),
                members: (any.min_properties, any.max_properties),
                items: any.items.as_ref(),
                elements: (any.min_items, any.max_items),
                unique: any.unique_items.unwrap_or(false),
                all_of: &any.all_of,
                one_of: &any.one_of,
                any_of: &any.any_of,
                negated: any.not.is_some(),
                patterned: false,
                positions: &[],
            },
        }
    }

    fn of_type(ty: &'a Type) -> Self {
        match ty {
            Type::String(text) => Self {
                ty: Some("string"),
                format: format(&text.format),
                values: values(&text.enumeration),
                pattern: text.pattern.as_deref(),
                length: (text.min_length, text.max_length),
                ..Self::default()
            },
            Type::Number(number) => Self {
                ty: Some("number"),
                format: format(&number.format),
                values: values(&number.enumeration),
                minimum: number.minimum,
                maximum: number.maximum,
                exclusive: (number.exclusive_minimum, number.exclusive_maximum),
                multiple_of: number.multiple_of,
                ..Self::default()
            },
            Type::Integer(integer) => Self {
                ty: Some("integer"),
                format: format(&integer.format),
                values: values(&integer.enumeration),
                minimum: integer.minimum.map(float),
                maximum: integer.maximum.map(float),
                exclusive: (integer.exclusive_minimum, integer.exclusive_maximum),
                multiple_of: integer.multiple_of.map(float),
                ..Self::default()
            },
            Type::Boolean(boolean) => {
                Self { ty: Some("boolean"), values: values(&boolean.enumeration), ..Self::default() }
            }
            Type::Object(object) => Self {
                ty: Some("object"),
                properties: Some(&object.properties).filter(|properties| !properties.is_empty()),
                required: &object.required,
                additional: object.additional_properties.as_ref(),
                members: (object.min_properties, object.max_properties),
                ..Self::default()
            },
            Type::Array(array) => Self {
                ty: Some("array"),
                items: array.items.as_ref(),
                elements: (array.min_items, array.max_items),
                unique: array.unique_items,
                ..Self::default()
            },
        }
    }

    /// The branches of unions and the keyword that lists them.
    pub(super) fn unions(&self) -> impl Iterator<Item = (UnionStyle, &'a [ReferenceOr<Schema>])> {
        let unions = [(UnionStyle::OneOf, self.one_of), (UnionStyle::AnyOf, self.any_of)];
        unions.into_iter().filter(|(_, branches)| !branches.is_empty())
    }

    /// Whether other schemas say what values look like.
    pub(super) fn is_composed(&self) -> bool {
        !self.all_of.is_empty() || self.unions().next().is_some()
    }

    /// Whether something is said of an object's members.
    pub(super) fn is_object(&self) -> bool {
        self.ty == Some("object")
            || (self.ty.is_none()
                && (self.properties.is_some()
                    || self.additional.is_some()
                    || !self.required.is_empty()
                    || self.patterned))
    }

    /// Whether null is the only value.
    pub(super) fn is_null(&self) -> bool {
        !self.values.is_empty() && self.values.iter().all(Value::is_null)
    }

    /// Whether nothing is said but what members are required.
    pub(super) fn is_requirement(&self) -> bool {
        !self.required.is_empty()
            && matches!(self.ty, None | Some("object"))
            && self.properties.is_none()
            && self.additional.is_none()
            && self.values.is_empty()
            && self.items.is_none()
            && self.pattern.is_none()
            && !(self.patterned || self.negated || self.is_bounded() || self.is_composed())
    }

    /// Whether there are constraints that hold for some type, which is not said here.
    pub(super) fn is_bounded(&self) -> bool {
        self.length != (None, None) || self.bounds_others()
    }

    /// Whether there is nothing but constraints of some type, which is not said, beside other schemas.
    pub(super) fn is_bare(&self) -> bool {
        (self.is_bounded() || self.pattern.is_some())
            && !Self { pattern: None, ..self.clone() }.says_something()
    }

    /// Whether there are constraints of what is no string.
    pub(super) fn bounds_others(&self) -> bool {
        self.elements != (None, None)
            || self.members != (None, None)
            || self.unique
            || self.minimum.or(self.maximum).or(self.multiple_of).is_some()
    }

    /// Whether values are restricted at all, beside `allOf`.
    pub(super) fn says_something(&self) -> bool {
        self.ty.is_some()
            || !self.values.is_empty()
            || self.is_object()
            || self.items.is_some()
            || !self.required.is_empty()
            || self.pattern.is_some()
    }
}

/// Bounds are compared as floats; beyond 2^53 they are rounded.
#[expect(clippy::cast_precision_loss, reason = "said above")]
fn float(value: i64) -> f64 {
    value as f64
}

/// A format as the document spells it.
fn format<T: Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Empty => None,
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        VariantOrUnknownOrEmpty::Item(known) => {
            serde_json::to_value(known).ok().and_then(|value| value.as_str().map(str::to_owned))
        }
    }
}

/// The values of an enumeration; null where `openapiv3` has nothing.
fn values<T: Serialize>(values: &[Option<T>]) -> Vec<Value> {
    values.iter().map(|value| serde_json::to_value(value).unwrap_or(Value::Null)).collect()
}
