//! The branches that an example fits, as the run time finds them.

use crate::model::Json;
use crate::rust::{Decision, Fit, Guard, JsonKind, Literal, Test};

/// The variants (by position) that a value can be read as, the best first.
pub(in crate::plan) fn candidates(decision: &Decision, json: &Json) -> Vec<usize> {
    if let Some(switch) = &decision.switch
        && let Some(text) = json.get(&switch.key).and_then(Json::as_str)
    {
        let cases = switch.cases.iter().filter(|(texts, _)| texts.iter().any(|own| own == text));
        return cases.map(|(_, index)| *index).collect();
    }
    let mut scored: Vec<(usize, usize)> =
        decision.guards.iter().filter_map(|(guard, index)| Some((score(guard, json)?, *index))).collect();
    scored.sort_by_key(|(score, _)| usize::MAX - score);
    scored.into_iter().map(|(_, index)| index).collect()
}

/// How much of a value speaks for a guard; `None` if it does not hold.
fn score(guard: &Guard, json: &Json) -> Option<usize> {
    let kind = match json {
        Json::Null => JsonKind::Null,
        Json::Bool(_) => JsonKind::Boolean,
        Json::Integer(_) => JsonKind::Integer,
        Json::Float(_) => JsonKind::Number,
        Json::String(_) => JsonKind::String,
        Json::Array(_) => JsonKind::Array,
        Json::Object(_) => JsonKind::Object,
    };
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
        (Test::Within(least, most), Json::Integer(value)) => {
            least.is_none_or(|least| *value >= least) && most.is_none_or(|most| *value <= most)
        }
        (Test::Of(guards), Json::Array(elements)) => {
            elements.first().is_none_or(|first| meets(guards, first))
        }
        (Test::Has(key), _) => return json.get(key).map(|_| usize::MAX),
        (Test::Where(key, guards), _) => {
            return json.get(key).filter(|value| meets(guards, value)).map(|_| usize::MAX);
        }
        (Test::Fits(Fit { needs, knows, fixed, .. }), _) => {
            let has = |key: &&String| json.get(key).is_some();
            let fits = needs.iter().all(|key| has(&key))
                && fixed.iter().all(|(key, guards)| json.get(key).is_none_or(|value| meets(guards, value)));
            return fits.then(|| needs.iter().chain(knows).filter(has).count());
        }
        // What is recognised at run time only: the example is of the branch that takes the rest.
        _ => false,
    };
    holds.then_some(0)
}

pub(in crate::plan) fn is(json: &Json, literal: &Literal) -> bool {
    match (json, literal) {
        (Json::String(text), Literal::String(own)) => text == own,
        (Json::Integer(value), Literal::Integer(own)) => value == own,
        (Json::Bool(value), Literal::Boolean(own)) => value == own,
        _ => false,
    }
}
