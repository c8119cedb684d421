//! The branches that an example fits, as the run time finds them (`runtime/union.rs`, `runtime/guard.rs`).

// What a string's format is recognised by is one file, for the generator and for the crates.
#[allow(dead_code, reason = "the run time shows the names as well")]
#[path = "../../../runtime/format.rs"]
mod format;

use crate::model::Json;
use crate::rust::{Decision, Fit, Guard, JsonKind, Literal, Test, TextFormat};

/// The variants (by position) that a value can be read as, the best first.
pub(in crate::plan) fn candidates(decision: &Decision, json: &Json) -> Vec<usize> {
    if let Some(switch) = &decision.switch
        && let Some(text) = json.get(&switch.key).and_then(Json::as_str)
        && let Some((_, index)) = switch.cases.iter().find(|(texts, _)| texts.iter().any(|own| own == text))
    {
        return vec![*index];
    }
    let of_objects = |guard: &Guard| guard.kind == JsonKind::Object || !matches!(json, Json::Object(_));
    let (own, rest): (Vec<_>, Vec<_>) = decision.guards.iter().partition(|(guard, _)| of_objects(guard));
    let mut scored: Vec<(usize, usize)> =
        own.into_iter().filter_map(|(guard, index)| Some((score(guard, json)?, *index))).collect();
    scored.sort_by_key(|(score, _)| usize::MAX - score);
    let anything = rest.into_iter().filter(|(guard, _)| guard.kind == JsonKind::Any);
    scored.into_iter().map(|(_, index)| index).chain(anything.map(|(_, index)| *index)).collect()
}

/// How much of a value speaks for a guard; `None` if it does not hold.
fn score(guard: &Guard, json: &Json) -> Option<usize> {
    let kind = kind(json);
    let of_kind = guard.kind == kind
        || guard.kind == JsonKind::Any
        || (guard.kind == JsonKind::Number && kind == JsonKind::Integer);
    if !of_kind {
        return None;
    }
    let meets = |guards: &[Guard], json: &Json| guards.iter().any(|guard| score(guard, json).is_some());
    let holds = match (&guard.test, json) {
        (Test::Any, _) => true,
        (Test::Is(values), _) => values.iter().any(|value| is(json, value)),
        (Test::Length(least, most), Json::String(text)) => {
            let length = text.chars().count();
            length >= *least && most.is_none_or(|most| length <= most)
        }
        (Test::Format(format), Json::String(text)) => of_run_time(*format).is(text),
        (Test::Matches(pattern), Json::String(text)) => {
            regex_lite::Regex::new(pattern).is_ok_and(|regex| regex.is_match(text))
        }
        (Test::Within(least, most), Json::Integer(value)) => {
            least.is_none_or(|least| *value >= least) && most.is_none_or(|most| *value <= most)
        }
        (Test::Of(guards), Json::Array(elements)) => {
            elements.first().is_none_or(|first| meets(guards, first))
        }
        // These decide alone.
        (Test::Has(key), _) => return json.get(key).map(|_| usize::MAX),
        (Test::Where(key, guards), _) => {
            return json.get(key).filter(|value| meets(guards, value)).map(|_| usize::MAX);
        }
        (Test::Fits(Fit { needs, knows, fixed, only }), Json::Object(members)) => {
            let has = |key: &&String| json.get(key).is_some();
            let names = |name: &String| {
                needs.iter().chain(knows).chain(fixed.iter().map(|(key, _)| key)).any(|own| own == name)
            };
            let fits = needs.iter().all(|key| has(&key))
                && fixed.iter().all(|(key, guards)| json.get(key).is_none_or(|value| meets(guards, value)))
                && (!only || members.iter().all(|(name, _)| names(name)));
            return fits.then(|| needs.iter().chain(knows).filter(has).count());
        }
        _ => false,
    };
    holds.then_some(0)
}

/// The kind of a value. A float without a fraction is an integer: JSON knows no difference.
fn kind(json: &Json) -> JsonKind {
    match json {
        Json::Null => JsonKind::Null,
        Json::Bool(_) => JsonKind::Boolean,
        Json::Integer(_) => JsonKind::Integer,
        Json::Float(value) if value.fract() == 0.0 => JsonKind::Integer,
        Json::Float(_) => JsonKind::Number,
        Json::String(_) => JsonKind::String,
        Json::Array(_) => JsonKind::Array,
        Json::Object(_) => JsonKind::Object,
    }
}

fn of_run_time(format: TextFormat) -> format::Format {
    match format {
        TextFormat::Uuid => format::Format::Uuid,
        TextFormat::Ipv4 => format::Format::Ipv4,
        TextFormat::Ipv6 => format::Format::Ipv6,
        TextFormat::DateTime => format::Format::DateTime,
        TextFormat::Date => format::Format::Date,
        TextFormat::Uri => format::Format::Uri,
        TextFormat::Email => format::Format::Email,
    }
}

pub(in crate::plan) fn is(json: &Json, literal: &Literal) -> bool {
    match (json, literal) {
        (Json::String(text), Literal::String(own)) => text == own,
        (Json::Integer(value), Literal::Integer(own)) => value == own,
        (Json::Bool(value), Literal::Boolean(own)) => value == own,
        _ => false,
    }
}
