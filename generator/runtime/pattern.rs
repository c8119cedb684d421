//! Regular expressions of the description, compiled when they are first needed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use regex_lite::Regex;

/// Whether some part of `text` matches. The generator has proved that every pattern compiles; one that
/// does not would let the server decide.
pub(crate) fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: Mutex<BTreeMap<&str, Option<Regex>>> = Mutex::new(BTreeMap::new());

    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let regex = compiled.entry(pattern).or_insert_with(|| Regex::new(pattern).ok()).clone();
    // Others can look theirs up while this one is matched.
    drop(compiled);
    regex.is_none_or(|regex| regex.is_match(text))
}
