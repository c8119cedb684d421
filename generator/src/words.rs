//! Words of messages: names in quotes, and what a misspelt one may mean.

use std::borrow::Cow;

/// Characters of the document that a message repeats.
const MAX_QUOTED: usize = 60;

/// A piece of the document in back-ticks, cut when it is long.
pub(crate) fn quoted(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) => format!("`{}…`", printable(&text[..end])),
        None => format!("`{}`", printable(text)),
    }
}

/// A text on one line, with its control characters escaped.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let escape = |character: char| {
        if character.is_control() { character.escape_default().to_string() } else { character.to_string() }
    };
    Cow::Owned(text.chars().map(escape).collect())
}

/// The candidate that `name` is most likely a misspelling of.
pub(crate) fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let allowed = length / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
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

/// Longest name that is compared with others; longer ones are not names.
const MAX_COMPARED: usize = 200;

/// `did you mean …?`, or nothing when no candidate is close.
pub(crate) fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    closest(name, candidates).map(|candidate| format!("did you mean {}?", quoted(candidate)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelling_is_recognised_and_another_word_is_not() {
        let names = ["BuildOverrides", "GitBuildSource", "Port"];
        assert_eq!(closest("BuildOverides", names), Some("BuildOverrides"));
        assert_eq!(closest("gitbuildsource", names), Some("GitBuildSource"));
        assert_eq!(closest("Volume", names), None);
    }
}
