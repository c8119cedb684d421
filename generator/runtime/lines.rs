//! JSON line by line: `application/x-ndjson`, `application/jsonl`, `application/json-seq`.

use std::fmt;
use std::time::Duration;

use bytes::{Buf, Bytes};
use serde::Serialize;

use super::answer::{Answer, Decoded, read_json};
use super::decode::Decode;
use super::decode_error::DecodeError;
use super::error::Error;
use super::stream::{Source, StreamError};
use super::transport::BoxFuture;

/// Values that are read while they arrive, one a line: `while let Some(line) = lines.next().await? { … }`.
///
/// The time limit of the call holds until the answer begins; then a stream may be silent for as long as it likes,
/// unless [`set_idle_timeout`](Self::set_idle_timeout) says otherwise. A line is limited to the size that a whole answer
/// may have. Dropping the stream gives the rest of it up.
pub struct Lines<T> {
    reader: Reader,
    decode: fn(&Answer, &[u8]) -> Result<T, DecodeError>,
}

/// All that does not depend on what a line holds.
struct Reader {
    source: Source,
    limit: usize,
    /// What is left of the last piece.
    piece: Bytes,
    /// The beginning of a line.
    line: Vec<u8>,
}

impl<T> Lines<T> {
    /// The next value, or `None` at the end of the stream. Empty lines are nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] when the line is not what the description says: its answer holds the line in place of the
    /// body, and the stream can be read on. [`Error::Transport`] when the rest does not come.
    pub async fn next(&mut self) -> Result<Option<T>, StreamError> {
        let Some(line) = self.reader.next().await? else { return Ok(None) };
        let answer = self.reader.source.answer();
        match (self.decode)(answer, &line) {
            Ok(value) => Ok(Some(value)),
            Err(error) => Err(Error::Undecodable { answer: answer.with_body(line.into()), error }),
        }
    }

    /// Waits no longer than this for something to come.
    pub fn set_idle_timeout(&mut self, limit: Duration) {
        self.reader.source.set_patience(limit);
    }
}

impl Reader {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Vec<u8>>, StreamError>> {
        Box::pin(async move {
            loop {
                let end = self.piece.iter().position(|byte| *byte == b'\n');
                let part = self.piece.split_to(end.unwrap_or(self.piece.len()));
                if part.len() > self.limit.saturating_sub(self.line.len()) {
                    (self.piece, self.line) = (Bytes::new(), Vec::new());
                    return Err(self.source.too_large(self.limit));
                }
                self.line.extend_from_slice(&part);
                let next = match end {
                    Some(_) => {
                        self.piece.advance(1);
                        true
                    }
                    None => match self.source.next_chunk().await? {
                        Some(piece) => {
                            self.piece = piece;
                            continue;
                        }
                        // The last line need not be ended.
                        None => false,
                    },
                };
                let line = std::mem::take(&mut self.line);
                if !is_empty(&line) {
                    return Ok(Some(line));
                }
                if !next {
                    return Ok(None);
                }
            }
        })
    }
}

/// In front of each value of a sequence (RFC 7464).
const SEPARATOR: u8 = 0x1E;

fn is_empty(line: &[u8]) -> bool {
    line.iter().all(|byte| byte.is_ascii_whitespace() || *byte == SEPARATOR)
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lines").field(&self.reader.source).finish()
    }
}

/// A JSON value a line.
#[allow(clippy::unnecessary_wraps, reason = "one of several decoders, all of one type")]
pub(crate) fn lines<T: for<'de> Decode<'de> + Serialize>(answer: &Answer) -> Decoded<Lines<T>> {
    let source = Source::of(answer);
    let limit = source.max_size();
    let reader = Reader { source, limit, piece: Bytes::new(), line: Vec::new() };
    Some(Ok(Lines {
        reader,
        decode: |answer, line| {
            let line = line.strip_prefix(&[SEPARATOR]).unwrap_or(line);
            read_json(answer, line).map_err(|error| DecodeError::json(line, &error))
        },
    }))
}
