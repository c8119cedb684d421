//! Strings, numbers and enumerations.

use std::collections::BTreeSet;

use openapiv3::SchemaData;
use serde_json::Value;

use super::Resolver;
use super::facts::Facts;
use super::json::literal;
use super::meet::tighter;
use super::pattern::translate;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{
    Branch, Enum, EnumValue, Format, Integer, IntegerWidth, Kind, Literal, Number, Pattern, Text, Union,
    UnionStyle,
};
use crate::pointer::Pointer;

/// An integer of a type that holds every value that the schema names; where none does, JSON keeps each to its last digit.
/// Exclusive bounds become inclusive ones.
pub(super) fn integer(facts: &Facts<'_>) -> Kind {
    let bounds = number(facts);
    let all = |holds: fn(&Value) -> bool| facts.values.iter().filter(|value| value.is_number()).all(holds);
    if !all(Value::is_i64) && !all(Value::is_u64) {
        return Kind::Any;
    }
    let width = match facts.format.as_deref() {
        _ if !all(Value::is_i64) => IntegerWidth::Unsigned64,
        Some("int32" | "int16" | "int8" | "uint16" | "uint8") => IntegerWidth::Int32,
        Some("int64" | "uint32") => IntegerWidth::Int64,
        Some("uint64" | "uint") => IntegerWidth::Unsigned64,
        _ => IntegerWidth::Unstated,
    };
    let Integer { minimum, maximum, multiple_of, .. } = whole_numbers(&bounds);
    let (least, most) = range(facts.format.as_deref()).unzip();
    let (minimum, maximum) = (tighter(minimum, least, Ord::max), tighter(maximum, most, Ord::min));
    Kind::Integer(Integer { width, minimum, maximum, multiple_of })
}

/// The least and the largest integer of a format that no type of its own holds.
fn range(format: Option<&str>) -> Option<(i64, i64)> {
    Some(match format? {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "uint8" => (u8::MIN.into(), u8::MAX.into()),
        "uint16" => (u16::MIN.into(), u16::MAX.into()),
        "uint32" => (u32::MIN.into(), u32::MAX.into()),
        _ => return None,
    })
}

/// The same constraints for integers only.
pub(super) fn whole_numbers(number: &Number) -> Integer {
    let above = |(bound, exclusive): (f64, bool)| if exclusive { bound.floor() + 1.0 } else { bound.ceil() };
    let below = |(bound, exclusive): (f64, bool)| if exclusive { bound.ceil() - 1.0 } else { bound.floor() };
    Integer {
        width: IntegerWidth::Unstated,
        minimum: number.minimum.map(above).and_then(whole),
        maximum: number.maximum.map(below).and_then(whole),
        multiple_of: number.multiple_of.filter(|divisor| divisor.fract() == 0.0).and_then(whole),
    }
}

/// A bound that an `i64` can hold; any other bounds nothing.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
fn whole(bound: f64) -> Option<i64> {
    (bound.abs() < 9.2e18).then_some(bound as i64)
}

/// Constraints of a number.
pub(super) fn number(facts: &Facts<'_>) -> Number {
    Number {
        minimum: facts.minimum.map(|bound| (bound, facts.exclusive.0)),
        maximum: facts.maximum.map(|bound| (bound, facts.exclusive.1)),
        multiple_of: facts.multiple_of.filter(|divisor| *divisor > 0.0),
    }
}

impl Resolver<'_> {
    /// Constraints of a string.
    pub(super) fn text(&mut self, facts: &Facts<'_>, at: &Pointer) -> Text {
        let pattern = facts.pattern.map(|source| {
            let regex = match translate(source) {
                Ok(regex) => Some(regex),
                Err(reason) => {
                    self.report(
                        Diagnostic::new(
                            Code::UncheckedPattern,
                            Place::Value(at.key("pattern")),
                            format!("pattern cannot be checked before sending: {reason}"),
                        )
                        .help("values are sent as they are; the pattern is in the documentation"),
                    );
                    None
                }
            };
            Pattern { source: source.to_owned(), regex }
        });
        let format = facts.format.as_deref().map(|name| match name {
            "password" => Format::Password,
            other => Format::Other(other.to_owned()),
        });
        Text { format, min_length: facts.length.0, max_length: facts.length.1, pattern }
    }

    /// A list of values, if they are all strings, all integers or all booleans; otherwise what is left of the schema
    /// without the list.
    pub(super) fn enumeration(&mut self, facts: &Facts<'_>, data: &SchemaData, at: &Pointer) -> Option<Kind> {
        let place = Place::Value(at.key("enum"));
        let listed: Vec<&Value> = facts.values.iter().filter(|value| !value.is_null()).collect();
        // A number that is not listed may have a fraction: it is kept as one.
        let is_fractional = facts.ty == Some("number");
        let literals: Vec<Literal> = listed
            .iter()
            .filter(|value| !(is_fractional && value.is_number()))
            .filter_map(|value| literal(value))
            .collect();
        if literals.len() < listed.len() {
            let message =
                "values of an `enum` that are not strings, booleans or integers up to 2^63 are not checked";
            self.report(Diagnostic::new(Code::Unsupported, place, message));
            return None;
        }
        let first = literals.first()?;
        let same = |other: &Literal| std::mem::discriminant(other) == std::mem::discriminant(first);
        if !literals.iter().all(same) {
            return Some(self.mixed(literals, at));
        }
        if literals.contains(&Literal::Boolean(true)) && literals.contains(&Literal::Boolean(false)) {
            return Some(Kind::Boolean);
        }
        let names = extension(data, "x-enum-varnames").or_else(|| extension(data, "x-enumNames"));
        let descriptions =
            extension(data, "x-enum-descriptions").or_else(|| extension(data, "x-enumDescriptions"));
        let mut values: Vec<EnumValue> = Vec::new();
        let mut known = BTreeSet::new();
        for (index, value) in facts.values.iter().enumerate() {
            let Some(literal) = literal(value) else { continue };
            if known.insert(literal.clone()) {
                let word = |words: Option<&[Value]>| words?.get(index)?.as_str().map(str::to_owned);
                let name = self.name_at(&at.key("enum").index(index)).or_else(|| word(names));
                values.push(EnumValue { literal, name, description: word(descriptions) });
            }
        }
        Some(Kind::Enum(Enum { values, open: false }))
    }
}

impl Resolver<'_> {
    /// Values of several types: one of several lists.
    fn mixed(&mut self, literals: Vec<Literal>, at: &Pointer) -> Kind {
        let mut lists: Vec<Vec<EnumValue>> = Vec::new();
        for literal in literals {
            let same = |list: &&mut Vec<EnumValue>| {
                list.first().is_some_and(|own| {
                    std::mem::discriminant(&own.literal) == std::mem::discriminant(&literal)
                })
            };
            let value = EnumValue { literal: literal.clone(), name: None, description: None };
            match lists.iter_mut().find(same) {
                Some(list) if list.contains(&value) => {}
                Some(list) => list.push(value),
                None => lists.push(vec![value]),
            }
        }
        let branches = lists.into_iter().map(|values| {
            // Both booleans are all there are.
            let kind = match values.as_slice() {
                [EnumValue { literal: Literal::Boolean(_), .. }, _] => Kind::Boolean,
                _ => Kind::Enum(Enum { values, open: false }),
            };
            Branch { schema: self.add(kind, at.clone()), hint: None, tags: Vec::new() }
        });
        let branches = branches.collect();
        Kind::Union(Union { style: UnionStyle::AnyOf, branches, tag: None })
    }
}

/// An `x-` list that goes with the values of an enumeration, one entry each.
fn extension<'d>(data: &'d SchemaData, key: &str) -> Option<&'d [Value]> {
    data.extensions.get(key)?.as_array().map(Vec::as_slice)
}
