//! Events in the bytes of `text/event-stream`, by the rules of the WHATWG HTML standard (9.2.6).

use std::time::Duration;

use bytes::{Buf, Bytes};

/// An event as it came: the fields of the standard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RawEvent {
    /// `event`; empty if it was not sent.
    pub(super) name: String,
    /// The lines of `data`, with a line feed between them.
    pub(super) data: Vec<u8>,
    /// The last `id` that was sent, by this event or one before.
    pub(super) id: String,
}

/// An event is larger than the client accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// Reads events from pieces that may end anywhere, even within a character or a line break. What it holds is one event,
/// which is no larger than the limit.
#[derive(Debug)]
pub(super) struct Parser {
    limit: usize,
    /// The beginning of a line.
    line: Vec<u8>,
    /// Each line of `data`, a line feed behind it.
    data: Vec<u8>,
    name: String,
    id: String,
    retry: Option<Duration>,
    /// A carriage return has ended the last line: a line feed behind it ends none.
    after_return: bool,
    /// No line was read.
    at_start: bool,
}

impl Parser {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            line: Vec::new(),
            data: Vec::new(),
            name: String::new(),
            id: String::new(),
            retry: None,
            after_return: false,
            at_start: true,
        }
    }

    /// How long the server wants to be left alone before the next connection.
    pub(super) fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// Takes bytes from the piece until an event is complete, or all of them: then there is none yet.
    pub(super) fn take(&mut self, piece: &mut Bytes) -> Result<Option<RawEvent>, TooLarge> {
        while !piece.is_empty() {
            if std::mem::take(&mut self.after_return) && piece.starts_with(b"\n") {
                piece.advance(1);
                continue;
            }
            let end = piece.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let part = piece.split_to(end.unwrap_or(piece.len()));
            if self.line.len() + self.data.len() + part.len() > self.limit {
                return Err(TooLarge);
            }
            self.line.extend_from_slice(&part);
            if end.is_some() {
                self.after_return = piece.starts_with(b"\r");
                piece.advance(1);
                let line = std::mem::take(&mut self.line);
                if let Some(event) = self.end_line(&line) {
                    return Ok(Some(event));
                }
                // The next line needs room as well.
                self.line = line;
                self.line.clear();
            }
        }
        Ok(None)
    }

    fn end_line(&mut self, line: &[u8]) -> Option<RawEvent> {
        let is_first = std::mem::take(&mut self.at_start);
        let line = if is_first { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
        if line.is_empty() {
            return self.dispatch();
        }
        let (field, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => {
                let (field, value) = line.split_at(colon);
                let value = value.strip_prefix(b":").unwrap_or(value);
                (field, value.strip_prefix(b" ").unwrap_or(value))
            }
            None => (line, &[][..]),
        };
        // A line break is no part of a character: what is not UTF-8 here is not UTF-8 in the whole stream.
        let text = || String::from_utf8_lossy(value).into_owned();
        match field {
            b"data" => {
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"event" => self.name = text(),
            b"id" if !value.contains(&0) => self.id = text(),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                self.retry = text().parse().ok().map(Duration::from_millis).or(self.retry);
            }
            // Comments have no name, and other fields no meaning.
            _ => {}
        }
        None
    }

    /// The event that an empty line ends. One without `data` is none.
    fn dispatch(&mut self) -> Option<RawEvent> {
        let name = std::mem::take(&mut self.name);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        Some(RawEvent { name, data, id: self.id.clone() })
    }
}
