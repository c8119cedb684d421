//! What a description demands of one value, and what is wrong with one that is otherwise.

use super::pattern;

/// What a description demands of one value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    min_length: usize,
    max_length: usize,
    pattern: Option<&'static str>,
    /// The pattern as the description has it, where its syntax is another.
    said: Option<&'static str>,
    at_least: Option<f64>,
    above: Option<f64>,
    at_most: Option<f64>,
    below: Option<f64>,
    multiple_of: Option<f64>,
    pub(super) unique: bool,
    only: Option<bool>,
}

/// No demand.
pub(crate) const fn rule() -> Rule {
    Rule {
        min_length: 0,
        max_length: usize::MAX,
        pattern: None,
        said: None,
        at_least: None,
        above: None,
        at_most: None,
        below: None,
        multiple_of: None,
        unique: false,
        only: None,
    }
}

#[allow(dead_code, reason = "a description need not use every constraint")]
impl Rule {
    /// Fewest characters, elements or members.
    pub(crate) const fn min_length(mut self, length: usize) -> Self {
        self.min_length = length;
        self
    }

    /// Most characters, elements or members.
    pub(crate) const fn max_length(mut self, length: usize) -> Self {
        self.max_length = length;
        self
    }

    /// A regular expression that some part of a string matches.
    pub(crate) const fn pattern(mut self, pattern: &'static str) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// What the description says for the regular expression, in its own syntax.
    pub(crate) const fn said(mut self, source: &'static str) -> Self {
        self.said = Some(source);
        self
    }

    /// Smallest number.
    pub(crate) const fn at_least(mut self, bound: f64) -> Self {
        self.at_least = Some(bound);
        self
    }

    /// Numbers are greater than this.
    pub(crate) const fn above(mut self, bound: f64) -> Self {
        self.above = Some(bound);
        self
    }

    /// Largest number.
    pub(crate) const fn at_most(mut self, bound: f64) -> Self {
        self.at_most = Some(bound);
        self
    }

    /// Numbers are less than this.
    pub(crate) const fn below(mut self, bound: f64) -> Self {
        self.below = Some(bound);
        self
    }

    /// Numbers are a multiple of this.
    pub(crate) const fn multiple_of(mut self, divisor: f64) -> Self {
        self.multiple_of = Some(divisor);
        self
    }

    /// No element comes twice.
    pub(crate) const fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// The boolean that it has to be.
    pub(crate) const fn only(mut self, value: bool) -> Self {
        self.only = Some(value);
        self
    }

    /// What is wrong with a boolean.
    pub(super) fn boolean(&self, value: bool) -> Option<String> {
        let only = self.only.filter(|only| *only != value)?;
        Some(format!("is {value}, must be {only}"))
    }

    /// What is wrong with a number of characters, elements or members.
    pub(super) fn size(&self, found: usize, what: &str) -> Option<String> {
        let s = if found == 1 { "" } else { "s" };
        if found < self.min_length {
            Some(format!("has {found} {what}{s}, at least {} needed", self.min_length))
        } else if found > self.max_length {
            Some(format!("has {found} {what}{s}, at most {} allowed", self.max_length))
        } else {
            None
        }
    }

    /// What is wrong with a text.
    pub(crate) fn text(&self, text: &str) -> Option<String> {
        self.size(text.chars().count(), "character").or_else(|| {
            let pattern = self.pattern?;
            (!pattern::matches(pattern, text))
                .then(|| format!("does not match the pattern {}", self.said.unwrap_or(pattern)))
        })
    }

    /// What is wrong with a number.
    pub(super) fn number(&self, value: f64) -> Option<String> {
        let fault =
            |wrong: bool, words: &str, bound: f64| wrong.then(|| format!("is {value}, {words} {bound}"));
        self.at_least
            .and_then(|bound| fault(value < bound, "must be at least", bound))
            .or_else(|| self.above.and_then(|bound| fault(value <= bound, "must be greater than", bound)))
            .or_else(|| self.at_most.and_then(|bound| fault(value > bound, "must be at most", bound)))
            .or_else(|| self.below.and_then(|bound| fault(value >= bound, "must be less than", bound)))
            .or_else(|| {
                let divisor = self.multiple_of?;
                // Decimal fractions have no exact float: 0.3 is a multiple of 0.1, but for what three roundings change.
                let times = value / divisor;
                let off = (times - times.round()).abs();
                fault(off > 4.0 * f64::EPSILON * times.abs(), "must be a multiple of", divisor)
            })
    }
}
