//! Values that obey the constraints of a schema, for places of which the document shows none.

use super::pattern::matching;
use crate::model::{Format, Integer, Number, Text};

/// How often what may be repeated is repeated more than needed, the best first.
const MORE: [usize; 9] = [2, 1, 0, 4, 8, 16, 32, 64, 128];

/// Texts of formats.
const FORMATS: [(&str, &str); 15] = [
    ("byte", "dGV4dA=="),
    ("date", "2024-01-31"),
    ("date-time", "2024-01-31T12:00:00Z"),
    ("duration", "P1D"),
    ("email", "user@example.com"),
    ("hostname", "example.com"),
    ("idn-email", "user@example.com"),
    ("ip", "192.0.2.1"),
    ("ipv4", "192.0.2.1"),
    ("ipv6", "2001:db8::1"),
    ("time", "12:00:00Z"),
    ("uri", "https://example.com"),
    ("uri-reference", "https://example.com"),
    ("url", "https://example.com"),
    ("uuid", "123e4567-e89b-12d3-a456-426614174000"),
];

/// A text, this one if nothing speaks against it.
pub(super) fn text(rules: &Text, usual: &str) -> Option<String> {
    let (least, most) = (rules.min_length.unwrap_or(0), rules.max_length.unwrap_or(usize::MAX));
    let fits = |text: &String| (least..=most).contains(&text.chars().count());
    if let Some(pattern) = &rules.pattern {
        return MORE.iter().filter_map(|more| matching(&pattern.source, *more)).find(fits);
    }
    if let Some(Format::Other(format)) = &rules.format
        && let Ok(place) = FORMATS.binary_search_by_key(&format.as_str(), |(name, _)| name)
    {
        return Some(FORMATS[place].1.to_owned()).filter(fits);
    }
    let length = usual.chars().count().clamp(least, most.max(least));
    let text: String = usual.chars().cycle().take(length.min(LONGEST)).collect();
    Some(text).filter(fits)
}

/// How long a text is made to be.
const LONGEST: usize = 200;

/// A number without a fraction.
pub(super) fn integer(rules: &Integer) -> Option<i64> {
    let (least, most) = (rules.minimum.unwrap_or(i64::MIN), rules.maximum.unwrap_or(i64::MAX));
    let step = rules.multiple_of.filter(|step| *step > 0).unwrap_or(1);
    let fits = |value: &i64| (least..=most).contains(value) && value % step == 0;
    let above = rules.minimum.and_then(|least| least.checked_add((step - least.rem_euclid(step)) % step));
    [Some(step), above, rules.maximum.and_then(|most| most.checked_sub(most.rem_euclid(step))), Some(0)]
        .into_iter()
        .flatten()
        .find(fits)
}

/// A number.
pub(super) fn number(rules: &Number) -> Option<f64> {
    let above = |value: f64| {
        rules.minimum.is_none_or(|(bound, exclusive)| value > bound || !exclusive && value >= bound)
    };
    let below = |value: f64| {
        rules.maximum.is_none_or(|(bound, exclusive)| value < bound || !exclusive && value <= bound)
    };
    let fits = |value: &f64| {
        let even = rules.multiple_of.is_none_or(|step| value % step == 0.0);
        above(*value) && below(*value) && even && value.is_finite()
    };
    let (least, most) = (rules.minimum.map(|(bound, _)| bound), rules.maximum.map(|(bound, _)| bound));
    let middle = least.zip(most).map(|(least, most)| f64::midpoint(least, most));
    let next = least.map(|least| least + 1.0);
    let step = rules.multiple_of;
    let raised = least.zip(step).map(|(least, step)| ((least / step).floor() + 1.0) * step);
    [next.or(Some(1.0)), middle, step, raised, least, most, Some(0.0)].into_iter().flatten().find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_within_their_bounds() {
        let integer_of = |minimum, maximum, multiple_of| {
            integer(&Integer { width: crate::model::IntegerWidth::Int64, minimum, maximum, multiple_of })
        };
        assert_eq!(integer_of(None, None, None), Some(1));
        assert_eq!(integer_of(Some(5), None, Some(4)), Some(8));
        assert_eq!(integer_of(None, Some(-3), Some(2)), Some(-4));
        assert_eq!(integer_of(Some(5), Some(7), Some(4)), None);
        assert_eq!(integer_of(Some(i64::MAX), None, Some(4)), None);
        let number_of = |minimum, maximum, multiple_of| number(&Number { minimum, maximum, multiple_of });
        assert_eq!(number_of(None, None, None), Some(1.0));
        assert_eq!(number_of(Some((0.0, true)), Some((1.0, true)), None), Some(0.5));
        assert_eq!(number_of(Some((0.0, false)), None, Some(0.25)), Some(1.0));
        assert_eq!(number_of(Some((2.0, false)), Some((2.0, false)), None), Some(2.0));
    }

    #[test]
    fn texts_keep_their_length_and_format() {
        let text_of = |min_length, max_length, format: Option<&str>| {
            let format = format.map(|format| Format::Other(format.to_owned()));
            text(&Text { format, min_length, max_length, pattern: None }, "name")
        };
        assert_eq!(text_of(None, None, None).as_deref(), Some("name"));
        assert_eq!(text_of(Some(6), None, None).as_deref(), Some("namena"));
        assert_eq!(text_of(None, Some(2), None).as_deref(), Some("na"));
        assert_eq!(text_of(None, None, Some("date")).as_deref(), Some("2024-01-31"));
        assert_eq!(text_of(None, Some(5), Some("date")).as_deref(), None);
        assert_eq!(text_of(Some(1000), None, None).as_deref(), None);
        assert!(FORMATS.is_sorted());
    }
}
