//! Strings, numbers and booleans: constants first, then what can be recognised, then whatever takes every value.

use super::leaf::Leaf;
use super::shape::listed as values;
use super::{Decider, branches};
use crate::model::{Format, Integer, Kind, Text};
use crate::rust::{JsonKind, Proof, Test, TextFormat};

impl<'a> Decider<'a> {
    /// Decides the scalars of one kind. `strict`: another branch takes what is not listed here.
    pub(super) fn scalars(&mut self, kind: JsonKind, leaves: &[&Leaf<'a>], strict: bool) {
        let alone = branches(leaves).len() == 1;
        let (listed, free): (Vec<&Leaf<'a>>, Vec<&Leaf<'a>>) =
            leaves.iter().partition(|leaf| values(leaf.kind).is_some());
        for leaf in &listed {
            let values = values(leaf.kind).unwrap_or_default();
            // A list on its own takes every value of its kind, and keeps or refuses those it does not know.
            let constant = values.len() == 1;
            let test = if alone && !strict && !constant { Test::Any } else { Test::Is(values) };
            self.push(kind, test, leaf.branch);
        }
        let tests: Vec<(Test, usize)> =
            free.iter().map(|leaf| (recognised(leaf.kind), leaf.branch)).collect();
        let mut sorted: Vec<&(Test, usize)> = tests.iter().filter(|(test, _)| *test != Test::Any).collect();
        sorted.sort_by_key(|(test, _)| order(test));
        // What none of several recognises is none of them, as an integer outside of a range is none where another branch
        // takes any number. A format excludes nothing: it is no more than a hint (JSON Schema, `format`).
        let several = branches(&free).len() > 1;
        let excludes = |test: &Test| !matches!(test, Test::Any | Test::Format(_));
        let bounded =
            (several || strict && kind == JsonKind::Integer) && tests.iter().all(|(test, _)| excludes(test));
        if several || bounded {
            for (test, branch) in sorted {
                self.push(kind, test.clone(), *branch);
            }
        }
        // What nothing is known of takes the rest, else what excludes nothing, else the first.
        let mut rest: Vec<&(Test, usize)> = tests.iter().filter(|(test, _)| *test == Test::Any).collect();
        if rest.is_empty() {
            rest.extend(tests.iter().find(|(test, _)| !excludes(test)).or(tests.first()));
        }
        for (_, branch) in rest.into_iter().filter(|_| !bounded) {
            self.push(kind, Test::Any, *branch);
        }
        for (at, left) in leaves.iter().enumerate() {
            for right in &leaves[at + 1..] {
                if left.branch != right.branch {
                    self.proofs.note(left.branch, right.branch, separation(left.kind, right.kind));
                }
            }
        }
    }
}

/// Formats are the surest, lengths cost least, patterns may be too wide; most texts are long enough.
fn order(test: &Test) -> usize {
    match test {
        Test::Format(_) => 0,
        Test::Length(_, Some(_)) | Test::Within(..) => 1,
        Test::Length(_, None) => 3,
        _ => 2,
    }
}

/// What values that are not listed can be recognised by.
pub(super) fn recognised(kind: &Kind) -> Test {
    match kind {
        Kind::String(text) => text_test(text),
        Kind::Integer(Integer { minimum, maximum, .. }) if minimum.is_some() || maximum.is_some() => {
            Test::Within(*minimum, *maximum)
        }
        _ => Test::Any,
    }
}

fn text_test(text: &Text) -> Test {
    let format = match &text.format {
        Some(Format::Other(name)) => text_format(name),
        _ => None,
    };
    let regex = text.pattern.as_ref().and_then(|pattern| pattern.regex.clone());
    let least = text.min_length.filter(|least| *least > 0);
    match (format, regex) {
        (Some(format), _) => Test::Format(format),
        (None, Some(regex)) => Test::Matches(regex),
        (None, None) if least.is_some() || text.max_length.is_some() => {
            Test::Length(least.unwrap_or(0), text.max_length)
        }
        (None, None) => Test::Any,
    }
}

pub(super) fn text_format(name: &str) -> Option<TextFormat> {
    Some(match name {
        "uuid" | "guid" => TextFormat::Uuid,
        "ipv4" | "ip" => TextFormat::Ipv4,
        "ipv6" => TextFormat::Ipv6,
        "date-time" => TextFormat::DateTime,
        "date" => TextFormat::Date,
        "uri" | "url" => TextFormat::Uri,
        "email" => TextFormat::Email,
        _ => return None,
    })
}

fn separation(left: &Kind, right: &Kind) -> Proof {
    match (values(left), values(right)) {
        (Some(left), Some(right)) if left.iter().any(|value| right.contains(value)) => return Proof::Nothing,
        (Some(_), Some(_)) => return Proof::Value,
        (None, None) => {}
        _ => return Proof::ListedFirst,
    }
    between(&recognised(left), &recognised(right))
}

/// Whether hardly any value can be recognised as both.
pub(super) fn are_told(left: &Test, right: &Test) -> bool {
    *left != Test::Any && *right != Test::Any && between(left, right) != Proof::Nothing
}

/// What separates values that are recognised.
fn between(left: &Test, right: &Test) -> Proof {
    match (left, right) {
        (Test::Within(least, most), Test::Within(other_least, other_most)) => {
            let below = |most: Option<i64>, least: Option<i64>| {
                most.zip(least).is_some_and(|(most, least)| most < least)
            };
            if below(*most, *other_least) || below(*other_most, *least) {
                Proof::Range
            } else {
                Proof::Nothing
            }
        }
        (Test::Length(least, most), Test::Length(other_least, other_most)) => {
            let below = |most: &Option<usize>, least| most.is_some_and(|most| most < least);
            if below(most, *other_least) || below(other_most, *least) { Proof::Text } else { Proof::Nothing }
        }
        (left, right) if left == right => Proof::Nothing,
        (Test::Within(..), _) | (_, Test::Within(..)) => Proof::Range,
        _ => Proof::Text,
    }
}
