//! Bounds: in order, and such as integers can have.

use serde_json::{Map, Number, Value};

use super::Lint;
use super::schema::types;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::trail::Trail;
use crate::spec::words::quoted;

/// Lower bounds and the upper bounds that belong to them.
const PAIRS: &[(&str, &str)] = &[
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
    ("minContains", "maxContains"),
];

/// 2^63: from here on a float is beyond every `i64`.
const TOO_LARGE: f64 = 9_223_372_036_854_775_808.0;

pub(super) fn check(lint: &mut Lint<'_>, members: &Map<String, Value>, at: &Trail<'_>) {
    // Most schemas have none.
    if !members.values().any(Value::is_number) {
        return;
    }
    let number = |name: &str| members.get(name).and_then(Value::as_f64);
    for (lower, upper) in PAIRS {
        if let (Some(least), Some(most)) = (number(lower), number(upper))
            && least > most
        {
            let message =
                format!("`{lower}` is above `{upper}`: `{}` and `{}`", members[*lower], members[*upper]);
            lint.push(
                Diagnostic::new(Code::BadBounds, Place::Value(at.key(lower).pointer()), message)
                    .related(Place::Value(at.key(upper).pointer()), "the upper bound"),
            );
        }
    }
    if let Some(factor) = number("multipleOf")
        && factor <= 0.0
    {
        let at = at.key("multipleOf");
        lint.report(Code::BadBounds, &at, format!("`multipleOf` must be above 0, not `{factor}`"));
    }
    if types(members) == ["integer"] {
        integer(lint, members, at);
    }
}

/// Which way a fractional bound of an integer goes without a change of meaning.
#[derive(Clone, Copy)]
enum Round {
    Up,
    Down,
}

fn integer(lint: &mut Lint<'_>, members: &Map<String, Value>, at: &Trail<'_>) {
    for (name, round, flag) in [
        ("minimum", Round::Up, Some("exclusiveMinimum")),
        ("maximum", Round::Down, Some("exclusiveMaximum")),
        ("exclusiveMinimum", Round::Down, None),
        ("exclusiveMaximum", Round::Up, None),
    ] {
        let Some(Value::Number(bound)) = members.get(name) else { continue };
        if bound.is_i64() {
            continue;
        }
        let at = at.key(name);
        let Some(whole) = whole(bound, round) else {
            beyond(lint, bound, members, &at);
            continue;
        };
        lint.edits.set(at.pointer(), whole);
        // Above 0.5 is from 1: what was rounded is not excluded any more.
        if let Some(flag) = flag.filter(|_| bound.as_f64().is_some_and(|bound| bound.fract() != 0.0))
            && members.get(flag).is_some_and(Value::is_boolean)
            && let Some(parent) = at.pointer().parent()
        {
            lint.edits.remove(parent.key(flag));
        }
    }
    if let Some(Value::Number(factor)) = members.get("multipleOf")
        && let Some(float) = factor.as_f64().filter(|float| !factor.is_i64() && *float > 0.0)
    {
        let at = at.key("multipleOf");
        match whole(factor, Round::Up).filter(|_| float.fract() == 0.0) {
            Some(whole) => lint.edits.set(at.pointer(), whole),
            // Every integer is a multiple of 0.01.
            None if ((1.0 / float).round() * float - 1.0).abs() < f64::EPSILON => {
                lint.edits.remove(at.pointer());
            }
            None => {
                lint.dropped(
                    Code::NumberOutOfRange,
                    &at,
                    &format!("has no meaning for integers: `{factor}`"),
                );
            }
        }
    }
}

/// The bound as an integer; `None` when there is none of 64 bits.
fn whole(bound: &Number, round: Round) -> Option<i64> {
    let float = bound.as_f64()?;
    let rounded = match round {
        Round::Up => float.ceil(),
        Round::Down => float.floor(),
    };
    #[expect(clippy::cast_possible_truncation, reason = "within the range of i64")]
    (-TOO_LARGE..TOO_LARGE).contains(&rounded).then_some(rounded as i64)
}

fn beyond(lint: &mut Lint<'_>, bound: &Number, members: &Map<String, Value>, at: &Trail<'_>) {
    let format = members.get("format");
    let is_positive = members.get("minimum").and_then(Value::as_f64).is_some_and(|least| least >= 0.0);
    // A bound that only an unsigned integer can have says that it is one.
    let says_unsigned = bound.is_u64() && is_positive && format.is_none();
    if let Some(schema) = at.pointer().parent().filter(|_| says_unsigned) {
        lint.edits.set(schema.key("format"), "uint64");
    }
    // The largest integer of a format is no bound beside it.
    let is_unsigned = says_unsigned || format.is_some_and(|format| format == "uint64");
    if bound.as_u64() == Some(u64::MAX) && is_unsigned {
        return lint.edits.remove(at.pointer());
    }
    let message = format!("is beyond integers of 64 bits: {}", quoted(&bound.to_string()));
    lint.dropped(Code::NumberOutOfRange, at, &message);
}
