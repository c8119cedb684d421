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

/// A text on one line that shows what is in it: with characters escaped that act on a terminal, or turn the direction
/// in which it is read.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let escape = |character: char| {
        if acts(character) { character.escape_default().to_string() } else { character.to_string() }
    };
    Cow::Owned(text.chars().map(escape).collect())
}

/// Whether a character does something to a line instead of being shown in it.
fn acts(character: char) -> bool {
    let turns =
        matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    character.is_control() || turns || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_line_is_escaped() {
        assert_eq!(printable("a\u{1b}[2J\u{202e}b\u{2028}c é"), "a\\u{1b}[2J\\u{202e}b\\u{2028}c é");
        assert_eq!(quoted("\u{2066}"), "`\\u{2066}`");
    }
}
