//! Which name was meant by one that is not known.

use std::cell::Cell;

use crate::words::quoted;

/// Guesses what misspelt names were meant to be, until it has compared enough of them.
///
/// One of these serves a whole stage, which bounds what a document costs in which every name is wrong.
#[derive(Debug)]
pub(crate) struct Spelling {
    left: Cell<usize>,
}

/// Comparisons of names in one stage; a second's worth is more than any honest document needs.
const MAX_COMPARISONS: usize = 1_000_000;

/// Longest name that is compared with others, in bytes; longer ones are not names.
const MAX_COMPARED: usize = 200;

impl Default for Spelling {
    fn default() -> Self {
        Self { left: Cell::new(MAX_COMPARISONS) }
    }
}

impl Spelling {
    /// The candidate that `name` is most likely a misspelling of.
    pub(crate) fn closest<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let allowed = name.chars().count() / 3;
        let mut best: Option<(usize, &str)> = None;
        for candidate in candidates {
            self.left.set(self.left.get().checked_sub(1)?);
            if candidate.eq_ignore_ascii_case(name) {
                return Some(candidate);
            }
            // The distance is at least the difference in length, which is far cheaper to find.
            if candidate.len().abs_diff(name.len()) > allowed * 4 || name.len() > MAX_COMPARED {
                continue;
            }
            let distance = strsim::osa_distance(name, candidate);
            if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }

    /// `did you mean …?`, or nothing when no candidate is close.
    pub(crate) fn did_you_mean<'a>(
        &self,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<String> {
        self.closest(name, candidates).map(|candidate| format!("did you mean {}?", quoted(candidate)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_is_recognised_and_another_word_is_not() {
        let names = ["BuildOverrides", "GitBuildSource", "Port"];
        let closest = |name| Spelling::default().closest(name, names);
        assert_eq!(closest("BuildOverides"), Some("BuildOverrides"));
        assert_eq!(closest("gitbuildsource"), Some("GitBuildSource"));
        assert_eq!(closest("Volume"), None);
    }

    #[test]
    fn guessing_has_an_end() {
        let spelling = Spelling::default();
        let names: Vec<String> = (0..MAX_COMPARISONS).map(|number| number.to_string()).collect();
        let closest = |name| spelling.closest(name, names.iter().map(String::as_str));
        assert_eq!(closest("99999x"), Some("99999"));
        assert_eq!(closest("1"), None);
    }
}
