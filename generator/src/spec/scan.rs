//! What must be known of a text before a parser may see it: linear in its size, whatever it holds.

use super::Source;
use super::text::{line_column, without_bom};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::limits;

/// Refuses texts that no parser should see.
pub(super) fn check(source: &Source, diagnostics: &mut Diagnostics) {
    let text = without_bom(&source.text);
    if text.len() > limits::BYTES {
        let message = format!("larger than the limit of {} MiB", limits::BYTES >> 20);
        diagnostics.push(Diagnostic::new(Code::LimitExceeded, Place::Document, message));
    } else if let Some(offset) = source.broken {
        let message = "the text is not UTF-8 from here on";
        diagnostics.push(
            Diagnostic::new(Code::Unreadable, text_place(&source.text, offset), message)
                .help("save the file as UTF-8 text"),
        );
    } else if let Some(offset) = source.text.find('\0') {
        let message = "the text holds a NUL byte";
        diagnostics.push(
            Diagnostic::new(Code::Unreadable, text_place(&source.text, offset), message)
                .help("save the file as UTF-8 text"),
        );
    } else if text.trim_start().starts_with('<') {
        let offset = source.text.find('<').unwrap_or_default();
        diagnostics.push(
            Diagnostic::new(Code::Syntax, text_place(&source.text, offset), "this is HTML or XML")
                .help("save the document itself and not a page about it; it begins with `openapi: 3.0.3`"),
        );
    } else if text.trim().is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::Syntax, Place::Document, "the file is empty")
                .help("an OpenAPI document begins with `openapi: 3.0.3`"),
        );
    }
}

/// Refuses YAML whose brackets are nested too deep.
///
/// `serde_yaml` takes quadratic time on nested flow collections before its own limit speaks, so this counts brackets
/// where YAML would read them: not in quotes, comments, block scalars or the middle of plain text.
pub(super) fn flow_depth(text: &str) -> Option<Diagnostic> {
    let offset = Lexer { bytes: text.as_bytes(), at: 0, quote: None }.too_deep()?;
    let message = format!("nested deeper than the limit of {} levels", limits::DEPTH);
    Some(Diagnostic::new(Code::LimitExceeded, text_place(text, offset), message))
}

/// The last quoted text of several lines before an offset, if nothing else is between them: a quote that was forgotten
/// is closed by the next one, where another text was to begin.
pub(super) fn last_long_quote(text: &str, before: usize) -> Option<(usize, usize)> {
    let mut lexer = Lexer { bytes: text.as_bytes().get(..before)?, at: 0, quote: None };
    lexer.too_deep();
    let (start, end) = lexer.quote?;
    let between = text.get(end..before)?;
    let is_long = text.get(start..end)?.contains('\n');
    (is_long && between.trim().lines().count() <= 1).then_some((start, end))
}

fn text_place(text: &str, offset: usize) -> Place {
    let (line, column) = line_column(text, offset);
    Place::Text { line, column }
}

/// As much of YAML's lexical structure as it takes to tell brackets from text.
struct Lexer<'t> {
    bytes: &'t [u8],
    at: usize,
    /// From where to where the last quoted text went.
    quote: Option<(usize, usize)>,
}

impl Lexer<'_> {
    /// The offset of the first bracket beyond the limit.
    fn too_deep(&mut self) -> Option<usize> {
        // Lines indented deeper than this continue a plain scalar.
        let mut scalar = None;
        while self.at < self.bytes.len() {
            let indent = self.blanks();
            match self.peek() {
                None => return None,
                Some(b'\n' | b'\r' | b'#') => {}
                Some(_) if scalar.is_some_and(|parent| indent >= parent) => {}
                Some(_) => {
                    scalar = match self.entry(indent) {
                        Ok(scalar) => scalar,
                        Err(offset) => return Some(offset),
                    };
                }
            }
            self.line();
        }
        None
    }

    /// Reads what stands on a line of block style. Returns the indentation from which on following lines belong to
    /// a plain scalar, or as an error the offset at which brackets are too deep.
    fn entry(&mut self, indent: usize) -> Result<Option<usize>, usize> {
        let start = self.at;
        let mut inner = indent;
        loop {
            let column = indent + (self.at - start);
            match self.peek() {
                Some(b'-' | b'?') if self.blank_after(1) => {
                    self.at += 1;
                    inner = column + 1;
                }
                Some(b'&' | b'!') => self.word(),
                Some(quote @ (b'"' | b'\'')) => {
                    self.quoted(quote);
                    self.blanks();
                    if self.peek() != Some(b':') {
                        return Ok(None);
                    }
                    self.at += 1;
                    inner = column + 1;
                }
                Some(b'[' | b'{') => return self.flow().map(|()| None),
                Some(b'|' | b'>') => {
                    self.block_scalar(inner);
                    return Ok(None);
                }
                None | Some(b'\n' | b'\r' | b'#') => return Ok(None),
                Some(_) if self.key() => inner = column + 1,
                Some(_) => return Ok(Some(inner)),
            }
            self.blanks();
        }
    }

    /// Skips a plain key and its colon, when the rest of the line holds one.
    fn key(&mut self) -> bool {
        let rest = &self.bytes[self.at..];
        let end = rest.iter().position(|&byte| byte == b'\n').unwrap_or(rest.len());
        let colon = (0..end).find(|&offset| {
            rest[offset] == b':' && matches!(rest.get(offset + 1), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
        });
        let comment = (1..end).find(|&offset| rest[offset] == b'#' && rest[offset - 1] == b' ');
        match colon {
            Some(colon) if comment.is_none_or(|comment| colon < comment) => {
                self.at += colon + 1;
                true
            }
            _ => false,
        }
    }

    /// Skips a flow collection.
    fn flow(&mut self) -> Result<(), usize> {
        let mut depth = 0;
        // Quotes and comments only begin where a token can begin.
        let mut fresh = true;
        while let Some(byte) = self.peek() {
            match byte {
                b'[' | b'{' if depth == limits::DEPTH => return Err(self.at),
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                b'"' | b'\'' if fresh => {
                    self.quoted(byte);
                    fresh = false;
                    continue;
                }
                b'#' if fresh => self.line_end(),
                _ => {}
            }
            fresh = matches!(byte, b'[' | b'{' | b',' | b':' | b' ' | b'\t' | b'\n' | b'\r');
            self.at += 1;
            if depth == 0 {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Skips a quoted scalar.
    fn quoted(&mut self, quote: u8) {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.peek() {
            let doubled = quote == b'\'' && self.bytes.get(self.at + 1) == Some(&quote);
            self.at += match byte {
                b'\\' if quote == b'"' => 2,
                _ if byte == quote && doubled => 2,
                _ => 1,
            };
            if byte == quote && !doubled {
                self.quote = Some((start, self.at));
                return;
            }
        }
    }

    /// Skips a block scalar: its header, and every line that is blank or indented at least as deep as `inner`.
    fn block_scalar(&mut self, inner: usize) {
        loop {
            self.line();
            let start = self.at;
            let indent = self.blanks();
            match self.peek() {
                None => return,
                Some(b'\n' | b'\r') => {}
                Some(_) if indent >= inner.max(1) => {}
                Some(_) => {
                    // The caller skips to the next line, and that is this one.
                    self.at = start.saturating_sub(1);
                    return;
                }
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blank_after(&self, offset: usize) -> bool {
        matches!(self.bytes.get(self.at + offset), None | Some(b' ' | b'\t' | b'\n' | b'\r'))
    }

    /// Skips blanks and says how many.
    fn blanks(&mut self) -> usize {
        let start = self.at;
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        self.at - start
    }

    fn word(&mut self) {
        while !self.blank_after(0) {
            self.at += 1;
        }
    }

    fn line_end(&mut self) {
        while self.peek().is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
    }

    fn line(&mut self) {
        self.line_end();
        self.at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_brackets_are_refused_where_they_begin_to_be_too_many() {
        let text = format!("a: 1\nb: {}", "[".repeat(200));
        let fault = flow_depth(&text).unwrap();
        assert_eq!(fault.place, Place::Text { line: 2, column: 4 + limits::DEPTH });
        assert!(flow_depth(&"[{".repeat(limits::DEPTH / 2)).is_none());
        assert!(
            flow_depth(&"- [".repeat(limits::DEPTH)).is_none(),
            "`- [` inside brackets is plain text and a bracket"
        );
        assert!(flow_depth(&"- [".repeat(limits::DEPTH + 1)).is_some());
    }

    #[test]
    fn brackets_in_text_do_not_count() {
        let many = "[".repeat(500);
        for text in [
            format!("a: \"{many}\"\nb: 1"),
            format!("a: '{many}'' {many}'"),
            format!("a: |\n  {many}\n\n  {many}\nb: 1"),
            format!("- >-\n  {many}\n- 1"),
            format!("a: text {many}\n  {many} continued\nb: 1"),
            format!("a: [1, 2] # {many}"),
            format!("# {many}\n'a': &x !tag |\n  {many}"),
            format!("a: {{b: \"{many}\", c: 'it''s {many}', d: it's}}"),
        ] {
            assert_eq!(flow_depth(&text), None, "{text}");
        }
    }

    #[test]
    fn brackets_behind_text_count() {
        let many = "[".repeat(500);
        for text in [
            format!("a: |\n  text\nb: {many}"),
            format!("a: text\n  continued\nb:\n  {many}"),
            format!("a: 'quoted'\nb: &x !t {many}"),
            format!("- - ? {many}"),
            format!("\"a\": {{b: 'it''s', c: {many}"),
        ] {
            assert!(flow_depth(&text).is_some(), "{text}");
        }
    }
}
