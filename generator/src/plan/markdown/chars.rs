//! Which characters may come out.

use std::borrow::Cow;

/// Removes what has no glyph: it can hide or reorder what a reader of the source sees. Every kind of line
/// break becomes a line feed; tabs stay, as they matter to Markdown.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b'\n' | b'\t' | b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let shown = text
        .replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\n' | '\t' => Some(c),
            '\u{b}' | '\u{c}' => Some(' '),
            c => shown(c).then_some(c),
        })
        .collect();
    Cow::Owned(shown)
}

/// The same for a piece of one line, such as a character reference may have brought in after `clean`. Every
/// kind of space becomes a plain one.
pub(super) fn clean_line(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| shown(*c)).collect()
}

/// Shows what has no glyph as an escape.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if shown(c) && !matches!(c, '\u{2028}' | '\u{2029}') {
            out.push(c);
        } else {
            out.extend(c.escape_default());
        }
    }
    Cow::Owned(out)
}

/// Neither a control character nor an invisible one that joins, breaks, reorders or tags.
pub(super) fn shown(c: char) -> bool {
    let invisible = matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}'..='\u{ffff}'
            | '\u{e0000}'..='\u{e0fff}'
    );
    !c.is_control() && !invisible
}
