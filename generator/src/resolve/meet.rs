//! What two kinds of values have in common, where no other schema has to be looked at.

use crate::model::{Enum, EnumValue, Integer, IntegerWidth, Kind, Literal, Number, Text};

pub(super) fn meet_texts(left: Text, right: Text) -> Text {
    Text {
        format: right.format.or(left.format),
        min_length: tighter(left.min_length, right.min_length, Ord::max),
        max_length: tighter(left.max_length, right.max_length, Ord::min),
        pattern: right.pattern.or(left.pattern),
    }
}

pub(super) fn meet_integers(left: &Integer, right: &Integer) -> Integer {
    let width = if right.width == IntegerWidth::Unstated { left.width } else { right.width };
    Integer {
        width,
        minimum: tighter(left.minimum, right.minimum, Ord::max),
        maximum: tighter(left.maximum, right.maximum, Ord::min),
        multiple_of: right.multiple_of.or(left.multiple_of),
    }
}

pub(super) fn meet_numbers(left: &Number, right: &Number) -> Number {
    // Of two equal bounds the one that excludes its own value allows less.
    let higher = |left: (f64, bool), right: (f64, bool)| {
        if left.0 > right.0 || (left.1 && left.0 >= right.0) { left } else { right }
    };
    let lower = |left: (f64, bool), right: (f64, bool)| {
        if left.0 < right.0 || (left.1 && left.0 <= right.0) { left } else { right }
    };
    Number {
        minimum: tighter(left.minimum, right.minimum, higher),
        maximum: tighter(left.maximum, right.maximum, lower),
        multiple_of: right.multiple_of.or(left.multiple_of),
    }
}

/// The bound that allows less.
pub(super) fn tighter<T: Copy>(left: Option<T>, right: Option<T>, choose: impl Fn(T, T) -> T) -> Option<T> {
    match (left, right) {
        (Some(left), Some(right)) => Some(choose(left, right)),
        (one, other) => one.or(other),
    }
}

/// The values that both list; those that an open list does not know are allowed by it. `None` if there are none.
pub(super) fn meet_enums(left: &Enum, right: &Enum) -> Option<Enum> {
    let is_in = |list: &Enum, value: &EnumValue| list.values.iter().any(|own| own.literal == value.literal);
    let values: Vec<EnumValue> = match (left.open, right.open) {
        (true, true) => {
            let own = left.values.iter().filter(|value| !is_in(right, value));
            right.values.iter().chain(own).cloned().collect()
        }
        (true, false) => right.values.clone(),
        (false, true) => left.values.clone(),
        (false, false) => right.values.iter().filter(|value| is_in(left, value)).cloned().collect(),
    };
    let open = left.open && right.open;
    (!values.is_empty()).then_some(Enum { values, open })
}

/// The listed values that are of a kind. `None` if there are none.
pub(super) fn listed_of(list: Enum, kind: &Kind) -> Option<Enum> {
    let is_of = |value: &EnumValue| {
        matches!(
            (kind, &value.literal),
            (Kind::String(_), Literal::String(_))
                | (Kind::Integer(_) | Kind::Number(_), Literal::Integer(_))
                | (Kind::Boolean, Literal::Boolean(_))
        )
    };
    let values: Vec<EnumValue> = list.values.into_iter().filter(is_of).collect();
    (!values.is_empty()).then_some(Enum { values, open: list.open })
}
