//! Constraints of a description, checked before a request is sent: all violations at once, each with its path.
//!
//! Responses are never checked: a server may outgrow its description.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde::Serialize;

use super::maybe::Maybe;
use super::others::Is;
pub(crate) use super::rule::{Rule, rule};
use super::secret::Secret;

/// A value that a request's description does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where in the request, such as `overrides.docker.dockerFilePath` or `tags[0]`.
    pub path: String,
    /// What is wrong, without the value itself.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}

impl std::error::Error for Violation {}

/// Every violation in a value.
pub(crate) fn violations<T: Check + ?Sized>(value: &T) -> Vec<Violation> {
    violations_of(value, &[])
}

/// Every violation in a value with constraints that are not its type's own.
pub(crate) fn violations_of<T: Check + ?Sized>(value: &T, rules: &[Rule]) -> Vec<Violation> {
    let mut at = At::default();
    value.check(rules, &mut at);
    at.violations
}

/// A value with constraints.
pub(crate) trait Check {
    /// Notes every violation. `rules` come from the place that holds the value: the first is for the value
    /// itself, the next for its elements, and so on. A type of its own has its own rules.
    fn check(&self, _rules: &[Rule], _at: &mut At) {}
}

/// A member that need not be there.
pub(crate) trait Optional {
    /// Whether it is sent at all.
    fn is_there(&self) -> bool;
}

impl<T> Optional for Option<T> {
    fn is_there(&self) -> bool {
        self.is_some()
    }
}

impl<T> Optional for Maybe<T> {
    fn is_there(&self) -> bool {
        !self.is_absent()
    }
}

/// The place that is looked at, and what was found so far.
#[derive(Debug, Default)]
pub(crate) struct At {
    steps: Vec<Step>,
    violations: Vec<Violation>,
}

#[derive(Debug)]
enum Step {
    Member(String),
    Element(usize),
}

impl At {
    /// Looks at a member.
    pub(crate) fn member<T: Check + ?Sized>(&mut self, name: &str, value: &T, rules: &[Rule]) {
        self.steps.push(Step::Member(name.to_owned()));
        value.check(rules, self);
        self.steps.pop();
    }

    pub(crate) fn element<T: Check + ?Sized>(&mut self, index: usize, value: &T, rules: &[Rule]) {
        self.steps.push(Step::Element(index));
        value.check(rules, self);
        self.steps.pop();
    }

    /// Notes a violation here, if there is one.
    pub(crate) fn note(&mut self, message: Option<String>) {
        let Some(message) = message else { return };
        let mut path = String::new();
        for step in &self.steps {
            match step {
                Step::Member(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
                Step::Element(index) => {
                    let _ = write!(path, "[{index}]");
                }
            }
        }
        self.violations.push(Violation { path, message });
    }
}

/// Members that have to be there together: their names, and whether they are.
type Set<'a> = &'a [(&'static str, bool)];

#[allow(dead_code, reason = "few descriptions ask for it")]
impl At {
    /// One set of members has to be there as a whole.
    pub(crate) fn at_least_one(&mut self, sets: &[Set<'_>]) {
        let count = complete(sets);
        self.note((count == 0).then(|| format!("needs {}", names(sets))));
    }

    /// One set of members has to be there as a whole, and no other.
    pub(crate) fn exactly_one(&mut self, sets: &[Set<'_>]) {
        let count = complete(sets);
        self.note((count != 1).then(|| format!("needs exactly one of {}", names(sets))));
    }

    /// A member says which branch of a union this is, if it is there.
    pub(crate) fn tag<T: Serialize>(&mut self, key: &str, value: &T, texts: &[&'static str]) {
        let is = |text: &&'static str| value.serialize(Is(text));
        if is(&"").is_ok() && !texts.iter().any(|text| is(text) == Ok(true)) {
            let quoted: Vec<String> = texts.iter().map(|text| format!("`{text}`")).collect();
            self.steps.push(Step::Member(key.to_owned()));
            self.note(Some(format!("stands for another branch, this one's is {}", quoted.join(" or "))));
            self.steps.pop();
        }
    }

    /// So many members are there: those that always are, some of those that may be, and those without a field.
    pub(crate) fn members(&mut self, rule: &Rule, always: usize, optional: &[bool], others: usize) {
        let there = optional.iter().filter(|there| **there).count();
        self.note(rule.size(always + there + others, "member"));
    }
}

fn complete(sets: &[Set<'_>]) -> usize {
    sets.iter().filter(|set| set.iter().all(|(_, there)| *there)).count()
}

fn names(sets: &[Set<'_>]) -> String {
    let set =
        |set: &Set<'_>| set.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
    sets.iter().map(set).collect::<Vec<_>>().join(" or ")
}

impl Check for str {
    fn check(&self, rules: &[Rule], at: &mut At) {
        at.note(rules.first().and_then(|rule| rule.text(self)));
    }
}

impl Check for String {
    fn check(&self, rules: &[Rule], at: &mut At) {
        self.as_str().check(rules, at);
    }
}

impl Check for Secret {
    fn check(&self, rules: &[Rule], at: &mut At) {
        self.expose().check(rules, at);
    }
}

macro_rules! check_numbers {
    ($($ty:ty),*) => {$(
        impl Check for $ty {
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "bounds beyond 2^53 are rare and rounded alike")]
            fn check(&self, rules: &[Rule], at: &mut At) {
                at.note(rules.first().and_then(|rule| rule.number(*self as f64)));
            }
        }
    )*};
}

check_numbers!(i32, i64, u64);

impl Check for bool {
    fn check(&self, rules: &[Rule], at: &mut At) {
        at.note(rules.first().and_then(|rule| rule.boolean(*self)));
    }
}

impl Check for f64 {
    fn check(&self, rules: &[Rule], at: &mut At) {
        // It would be sent as null.
        if self.is_finite() {
            at.note(rules.first().and_then(|rule| rule.number(*self)));
        } else {
            at.note(Some(format!("is {self}, which JSON has no number for")));
        }
    }
}

macro_rules! check_nothing {
    ($($ty:ty),*) => {$(
        impl Check for $ty {}
    )*};
}

check_nothing!((), serde_json::Value);

impl<T: Check> Check for Option<T> {
    fn check(&self, rules: &[Rule], at: &mut At) {
        if let Some(value) = self {
            value.check(rules, at);
        }
    }
}

impl<T: Check> Check for Maybe<T> {
    fn check(&self, rules: &[Rule], at: &mut At) {
        if let Some(value) = self.as_ref() {
            value.check(rules, at);
        }
    }
}

impl<T: Check> Check for Box<T> {
    fn check(&self, rules: &[Rule], at: &mut At) {
        self.as_ref().check(rules, at);
    }
}

impl<T: Check + PartialEq> Check for Vec<T> {
    fn check(&self, rules: &[Rule], at: &mut At) {
        self.as_slice().check(rules, at);
    }
}

impl<T: Check + ?Sized> Check for &T {
    fn check(&self, rules: &[Rule], at: &mut At) {
        (**self).check(rules, at);
    }
}

impl<T: Check + PartialEq> Check for [T] {
    fn check(&self, rules: &[Rule], at: &mut At) {
        let (own, inner) = rules.split_at(rules.len().min(1));
        if let Some(rule) = own.first() {
            at.note(rule.size(self.len(), "element"));
            let repeated = |index: &usize| self[..*index].contains(&self[*index]);
            if let (true, Some(index)) = (rule.unique, (1..self.len()).find(repeated)) {
                at.note(Some(format!("element {index} comes twice, each must be unique")));
            }
        }
        for (index, element) in self.iter().enumerate() {
            at.element(index, element, inner);
        }
    }
}

impl<T: Check> Check for BTreeMap<String, T> {
    fn check(&self, rules: &[Rule], at: &mut At) {
        let (own, inner) = rules.split_at(rules.len().min(1));
        at.note(own.first().and_then(|rule| rule.size(self.len(), "member")));
        for (name, member) in self {
            at.member(name, member, inner);
        }
    }
}

/// `checks! { struct Name { "member" => field: [rules], … } }`, or `enum Name { Variant: [rules] "tag" => field is "text", … }`.
///
/// Behind a struct's members, `..field: [rules]` is for all others, `= 1 + [field, …] + others: [rule]` for how many members
/// there are, and `exactly_one of (["member" => field, …], …)` for those of which some have to be there.
macro_rules! checks {
    ($kind:ident $name:ident {}) => {
        impl $crate::runtime::check::Check for $name {}
    };
    (
        struct $name:ident { $($key:literal => $field:ident: [$($rule:expr),* $(,)?]),* $(,)? }
        $(..$rest:ident: [$($inner:expr),* $(,)?])?
        $(= $always:literal + [$($optional:ident),* $(,)?] $(+ $others:ident)?: [$size:expr])?
        $($count:ident of ($([$($member:literal => $own:ident),* $(,)?]),* $(,)?))*
    ) => {
        impl $crate::runtime::check::Check for $name {
            fn check(&self, _: &[$crate::runtime::check::Rule], at: &mut $crate::runtime::check::At) {
                $(at.member($key, &self.$field, &[$($rule),*]);)*
                $($crate::runtime::check::Check::check(&self.$rest, &[$($inner),*], at);)?
                $(
                    let optional = [$($crate::runtime::check::Optional::is_there(&self.$optional)),*];
                    at.members(&$size, $always, &optional, 0 $(+ self.$others.len())?);
                )?
                $(at.$count(&[$(&[$(($member, $crate::runtime::check::Optional::is_there(&self.$own))),*]),*]);)*
            }
        }
    };
    (enum $name:ident {
        $($variant:ident: [$($rule:expr),* $(,)?] $($key:literal => $tag:ident is $($text:literal)+)?),* $(,)?
    }) => {
        impl $crate::runtime::check::Check for $name {
            #[allow(unreachable_patterns, clippy::match_wildcard_for_single_variants,
                reason = "some branches may have no constraint")]
            fn check(&self, _: &[$crate::runtime::check::Rule], at: &mut $crate::runtime::check::At) {
                match self {
                    $(Self::$variant(value) => {
                        $(at.tag($key, &value.$tag, &[$($text),+]);)?
                        $crate::runtime::check::Check::check(value, &[$($rule),*], at);
                    })*
                    _ => {}
                }
            }
        }
    };
}

pub(crate) use checks;
