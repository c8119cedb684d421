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
    print::blocks(&read::blocks(&chars::clean(text)), WIDTH)
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
