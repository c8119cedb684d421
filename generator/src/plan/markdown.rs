//! The document's texts as lines of Rust documentation.
//!
//! Texts are Markdown from strangers. rustdoc would run their code as tests, look up their brackets as Rust
//! paths and warn of their HTML and bare links, so no text is passed through: it is parsed to a small tree
//! and printed anew from what the tree can hold. Whatever is not in the tree cannot come out; see `tree`.

mod builder;
mod chars;
mod fence;
mod html;
mod line;
mod print;
mod read;
mod span;
mod table;
mod text;
mod tree;
mod wrap;

#[cfg(test)]
mod tests;

/// Longest line, in characters; words, code and tables that are longer stay whole.
const WIDTH: usize = 100;

/// A text of several paragraphs, one entry for each line of documentation.
pub(super) fn lines(text: &str) -> Vec<String> {
    let text = chars::clean(text);
    if is_plain(&text) { wrap::lines(&text, WIDTH) } else { parsed(&text) }
}

/// The lines of a text, whatever it is.
fn parsed(text: &str) -> Vec<String> {
    print::blocks(&read::blocks(text), WIDTH)
}

/// Whether a text is certainly one paragraph of words and nothing else, as most are: the parser would find nothing in it.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let is_harmless = |(at, byte): (usize, &u8)| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => true,
        b' ' | b',' | b'.' | b';' | b':' | b'\'' | b'"' | b'(' | b')' | b'/' | b'-' | b'?' | b'%' => at > 0,
        // Within a word it marks nothing.
        b'_' => at > 0 && is_word(at - 1) && is_word(at + 1),
        _ => false,
    };
    !text.is_empty()
        && bytes.iter().enumerate().all(is_harmless)
        && !wrap::begins_block(text)
        && !text.contains("http")
}

/// A text of one line, such as a title: what marks a list, a heading or the like elsewhere is plain text
/// here.
pub(super) fn inline(text: &str) -> String {
    let clean = chars::clean(text);
    let words: Vec<&str> = clean.split_whitespace().collect();
    let mut line = wrap::no_block(words.join(" "));
    if line.starts_with('[') && line.split_once(']').is_some_and(|(_, rest)| rest.starts_with(':')) {
        // The definition of a link would not be shown.
        line.insert(0, '\\');
    }
    wrap::no_block(text::one_line(&tree::flat(read::blocks(&line)), " "))
}

/// A code span that shows any text; what has no glyph is shown as an escape.
pub(super) fn code(text: &str) -> String {
    let shown = chars::visible(text);
    // A span of blanks alone would not be seen.
    if text.trim().is_empty() { format!("`\"{shown}\"`") } else { span::code(&shown) }
}
