//! Strings and numbers at the edges of what is allowed.

use serde_json::{Map, Number, Value, json};

use super::pattern;

type Members = Map<String, Value>;

/// A valid text for each format that has one.
const FORMATS: &[(&str, &[&str])] = &[
    ("uuid", &["7d444840-9dc0-11d1-b245-5ffdce74fad2", "00000000-0000-0000-0000-000000000000"]),
    ("date-time", &["2024-02-29T23:59:59Z", "2001-01-01T00:00:00.123+02:00"]),
    ("date", &["2024-02-29"]),
    ("time", &["23:59:59Z"]),
    ("duration", &["P1DT2H"]),
    ("email", &["a@example.com"]),
    ("idn-email", &["a@example.com"]),
    ("uri", &["https://example.com/a?b=c#d"]),
    ("url", &["https://example.com/"]),
    ("uri-reference", &["/a/b", "https://example.com/"]),
    ("iri", &["https://example.com/"]),
    ("uri-template", &["https://example.com/{id}"]),
    ("hostname", &["example.com"]),
    ("ipv4", &["192.0.2.1"]),
    ("ipv6", &["2001:db8::1", "::"]),
    ("ip", &["192.0.2.1", "2001:db8::1"]),
    ("byte", &["aGVsbG8=", ""]),
    ("binary", &["bytes"]),
    ("password", &["correct horse"]),
    ("regex", &["^a+$"]),
    ("json-pointer", &["/a/0"]),
    ("decimal", &["1.50"]),
    ("int64", &["9007199254740993"]),
];

/// Texts that are easily broken.
const TEXTS: &[&str] = &["text", "", "a \"quoted\"\\ line\n\u{1f600}\u{e4}", "1", "true", "null"];

/// A longer text than this is not made.
const LONGEST: usize = 3_000;

/// Strings of all lengths that matter, of the format, and of the pattern.
pub(super) fn strings(parts: &[&Members]) -> Vec<Value> {
    let least = limits(parts, "minLength").max().unwrap_or(0);
    let most = limits(parts, "maxLength").min();
    let mut texts: Vec<String> = Vec::new();
    let formats: Vec<&str> =
        parts.iter().filter_map(|part| part.get("format").and_then(Value::as_str)).collect();
    for (_, samples) in FORMATS.iter().filter(|(name, _)| formats.contains(name)) {
        texts.extend(samples.iter().map(|sample| (*sample).to_owned()));
    }
    for part in parts {
        let listed = part.get("examples").and_then(Value::as_array).into_iter().flatten();
        let said = [part.get("example"), part.get("default")].into_iter().flatten().chain(listed);
        texts.extend(said.filter_map(Value::as_str).map(str::to_owned));
    }
    for source in parts.iter().filter_map(|part| part.get("pattern").and_then(Value::as_str)) {
        for text in pattern::matching(source) {
            let missing = least.saturating_sub(text.chars().count());
            if missing > 0 && missing <= LONGEST {
                let end = text.chars().last().unwrap_or('a');
                texts.push(format!("{text}{}", end.to_string().repeat(missing)));
            }
            texts.push(text);
        }
    }
    texts.extend(TEXTS.iter().map(|text| (*text).to_owned()));
    let lengths = [Some(least), most].into_iter().flatten();
    texts.extend(lengths.filter(|length| *length <= LONGEST).map(|length| "x".repeat(length)));
    let fits = |text: &String| {
        let length = text.chars().count();
        length >= least && most.is_none_or(|most| length <= most)
    };
    texts.into_iter().filter(fits).map(Value::String).collect()
}

/// Whole numbers: the limits, what is around them, and one that is written with a fraction.
pub(super) fn integers(parts: &[&Members]) -> Vec<Value> {
    let (lowest, highest) = width(parts);
    let low = bounds(parts, "minimum", "exclusiveMinimum", 1).max().map_or(lowest, |low| low.max(lowest));
    let high =
        bounds(parts, "maximum", "exclusiveMaximum", -1).min().map_or(highest, |high| high.min(highest));
    let step = parts.iter().filter_map(|part| part.get("multipleOf").and_then(Value::as_i64)).max();
    let step = i128::from(step.unwrap_or(1).max(1));
    let up = |value: i128| value + (step - value.rem_euclid(step)) % step;
    let stated = |limit: i128, outer: i128| (limit != outer).then_some(limit);
    let mut found: Vec<i128> = vec![up(3), 0, up(1), -step];
    found.extend(stated(low, lowest).map(up));
    found.extend(stated(high, highest).map(|high| high - high.rem_euclid(step)));
    found.extend([up(9_007_199_254_740_993), lowest, highest - highest.rem_euclid(step)]);
    found.retain(|value| (low..=high).contains(value) && value % step == 0);
    let float = found.iter().find(|value| value.abs() < 1_000_000).map(|value| json!(to_float(*value)));
    let integers = found.into_iter().filter_map(Number::from_i128).map(Value::Number);
    let mut values: Vec<Value> = integers.collect();
    values.insert(values.len().min(1), float.unwrap_or(Value::Null));
    values.retain(|value| !value.is_null());
    values
}

/// Numbers: the limits, whole ones, and fractions.
pub(super) fn numbers(parts: &[&Members]) -> Vec<Value> {
    let find = |key: &str| -> Vec<f64> {
        parts.iter().filter_map(|part| part.get(key).and_then(Value::as_f64)).collect()
    };
    let mut found = vec![json!(1.5), json!(3), json!(0), json!(-2.25)];
    let step = find("multipleOf").first().copied();
    found.extend(step.map(|step| json!(step * 3.0)));
    found.extend(["minimum", "maximum"].iter().flat_map(|key| find(key)).map(|limit| json!(limit)));
    let nearby = step.unwrap_or(0.5);
    found.extend(find("exclusiveMinimum").iter().map(|limit| json!(limit + nearby)));
    found.extend(find("exclusiveMaximum").iter().map(|limit| json!(limit - nearby)));
    let limit = |names: [&str; 2]| names.iter().flat_map(|key| find(key)).next();
    let between = limit(["minimum", "exclusiveMinimum"]).zip(limit(["maximum", "exclusiveMaximum"]));
    found.extend(between.map(|(low, high)| json!(f64::midpoint(low, high))));
    found.extend([json!(1e-7), json!(123_456_789_012_i64)]);
    found
}

/// What an integer's format has room for; without one, what the generator's widest type has.
fn width(parts: &[&Members]) -> (i128, i128) {
    let formats = parts.iter().filter_map(|part| part.get("format").and_then(Value::as_str));
    let widths = formats.filter_map(|format| match format {
        "int8" => Some((i8::MIN.into(), i8::MAX.into())),
        "int16" => Some((i16::MIN.into(), i16::MAX.into())),
        "int32" => Some((i32::MIN.into(), i32::MAX.into())),
        "uint8" => Some((0, u8::MAX.into())),
        "uint16" => Some((0, u16::MAX.into())),
        "uint32" => Some((0, u32::MAX.into())),
        "uint64" => Some((0, u64::MAX.into())),
        _ => None,
    });
    widths.fold((i64::MIN.into(), i64::MAX.into()), |all: (i128, i128), one| {
        if one.1 > all.1 { one } else { (all.0.max(one.0), all.1.min(one.1)) }
    })
}

fn limits(parts: &[&Members], key: &str) -> impl Iterator<Item = usize> {
    let found = parts.iter().filter_map(move |part| part.get(key).and_then(Value::as_u64));
    found.filter_map(|limit| usize::try_from(limit).ok())
}

/// Limits of integers, those that are excluded moved by one.
fn bounds(parts: &[&Members], limit: &str, excluded: &str, by: i128) -> impl Iterator<Item = i128> {
    let find = |key: &str| -> Vec<i128> {
        parts.iter().filter_map(|part| part.get(key)).filter_map(|value| whole(value, by)).collect()
    };
    find(limit).into_iter().chain(find(excluded).into_iter().map(move |bound| bound + by))
}

/// A limit as an integer, rounded to the inside.
#[expect(clippy::cast_possible_truncation, reason = "far limits are the same to every width")]
fn whole(limit: &Value, by: i128) -> Option<i128> {
    let exact = limit.as_i64().map(i128::from).or_else(|| limit.as_u64().map(i128::from));
    let rounded = limit.as_f64().map(|limit| if by > 0 { limit.ceil() } else { limit.floor() } as i128);
    exact.or(rounded)
}

#[expect(clippy::cast_precision_loss, reason = "only small integers come here")]
fn to_float(value: i128) -> f64 {
    value as f64
}
