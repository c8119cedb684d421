//! The piece of a text that is shown for a place in it.

use std::ops::Range;

use crate::spec::text::without_bom;

/// Characters of a long line that are shown before and after what is underlined.
const MARGIN: (usize, usize) = (40, 60);

/// Longest line that is shown as a whole, in bytes.
const MAX_LINE: usize = 140;

/// The line that a span begins on, and the span in it.
pub(super) struct Excerpt {
    pub(super) line: String,
    pub(super) span: Range<usize>,
    /// Whether it is the whole line, not only what is around the span.
    pub(super) whole: bool,
}

impl Excerpt {
    pub(super) fn new(text: &str, span: Range<usize>) -> Self {
        let start = text[..span.start]
            .rfind('\n')
            .map_or(text.len() - without_bom(text).len(), |newline| newline + 1);
        let line = text[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let from = span.start.saturating_sub(start).min(line.len());
        let to = span.end.saturating_sub(start).clamp(from, line.len());
        // What is printed masks the other control characters. This one is as long as those, so places stay what they are.
        let line = &line.replace(|c| matches!(c, '\u{80}'..='\u{9f}'), "·");
        if line.len() <= MAX_LINE {
            return Self { line: line.clone(), span: from..to, whole: true };
        }
        let (before, after) = MARGIN;
        let left = line[..from].char_indices().rev().nth(before - 1).map_or(0, |(offset, _)| offset);
        let right = line[from..].char_indices().nth(after).map_or(line.len(), |(offset, _)| from + offset);
        let lead = if left == 0 { "" } else { "…" };
        let tail = if right == line.len() { "" } else { "…" };
        let offset = |at: usize| at.min(right) - left + lead.len();
        let span = offset(from)..offset(to);
        Self { line: format!("{lead}{}{tail}", &line[left..right]), span, whole: left == 0 }
    }
}
