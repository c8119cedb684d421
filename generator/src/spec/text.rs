//! Offsets, lines and columns of a document's text.

/// Where `part` stands in `text`, when it is a slice of it.
///
/// Both parsers lend out names and plain scalars as slices of their input; that is what gives every message an
/// exact place without a parser that keeps spans.
pub(super) fn offset_of(text: &str, part: &str) -> Option<usize> {
    let offset = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    (offset + part.len() <= text.len()).then_some(offset)
}

/// Line and column in characters of an offset, both from one.
pub(super) fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    (newlines(before.as_bytes()) + 1, column(before))
}

/// How many lines end before each block of a text, for whoever asks for many places of one text.
pub(super) struct Lines(Vec<usize>);

/// Bytes of a block.
const BLOCK: usize = 1 << 12;

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let ends = |sum: &mut usize, block: &[u8]| {
            let before = *sum;
            *sum += newlines(block);
            Some(before)
        };
        Self(text.as_bytes().chunks(BLOCK).scan(0, ends).collect())
    }

    /// Line and column in characters of an offset, both from one.
    pub(super) fn line_column(&self, text: &str, offset: usize) -> (usize, usize) {
        let before = text.get(..offset).unwrap_or(text);
        // At the end of the text the last block may be over.
        let block = (before.len() / BLOCK).min(self.0.len().saturating_sub(1));
        let ended = self.0.get(block).copied().unwrap_or_default();
        let within = before.as_bytes().get(block * BLOCK..).map_or(0, newlines);
        (ended + within + 1, column(before))
    }
}

/// So many bytes are counted in one byte, so that the processor counts many at once: no more than it can say.
const FEW: usize = 128;

/// How many lines end in a text.
fn newlines(text: &[u8]) -> usize {
    let few = |part: &[u8]| usize::from(part.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>());
    text.chunks(FEW).map(few).sum()
}

/// The column behind a text, in characters from one.
fn column(text: &str) -> usize {
    let start = text.rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].chars().filter(|&character| character != BOM).count() + 1
}

/// The offset of a line and a column in characters, both from one; the end of the line when it is shorter.
pub(super) fn offset_at(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        Some(nth) => text.match_indices('\n').nth(nth).map_or(text.len(), |(newline, _)| newline + 1),
        None => text.len() - without_bom(text).len(),
    };
    let rest = text[start..].split('\n').next().unwrap_or_default();
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(offset, _)| offset)
}

/// Byte order mark: some editors put it at the beginning of a file.
pub(super) const BOM: char = '\u{feff}';

/// The text behind a byte order mark.
pub(super) fn without_bom(text: &str) -> &str {
    text.strip_prefix(BOM).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_are_counted_in_characters() {
        let text = "\u{feff}ab\nüber: x\n\nend";
        assert_eq!(line_column(text, 3), (1, 1));
        let colon = text.find(':').unwrap();
        assert_eq!(line_column(text, colon), (2, 5));
        assert_eq!(offset_at(text, 2, 5), colon);
        assert_eq!(line_column(text, text.len()), (4, 4));
        for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
            assert_eq!(Lines::of(text).line_column(text, offset), line_column(text, offset));
        }
        let long = text.repeat(BLOCK);
        let lines = Lines::of(&long);
        for offset in (0..=long.len()).step_by(97).filter(|offset| long.is_char_boundary(*offset)) {
            assert_eq!(lines.line_column(&long, offset), line_column(&long, offset));
        }
        assert_eq!(offset_at(text, 1, 1), 3);
        assert_eq!(offset_at(text, 3, 9), text.len() - 4);
        assert_eq!(offset_at(text, 99, 1), text.len());
    }

    #[test]
    fn a_slice_knows_its_offset_and_another_text_does_not() {
        let text = String::from("hello world");
        assert_eq!(offset_of(&text, &text[6..]), Some(6));
        assert_eq!(offset_of(&text, &String::from("world and more than that")), None);
    }
}
