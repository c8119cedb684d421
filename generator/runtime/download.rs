//! Bodies of bytes.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header;

use super::answer::{Answer, Decoded};
use super::decode_error::{DecodeError, is_page};
use super::media::may_be_page;
use super::stream::{Source, StreamError};

/// Bytes that are read while they arrive: piece by piece with [`chunk`](Self::chunk), or all of them with
/// [`bytes`](Self::bytes).
///
/// The time limit of the call holds until the answer begins, and then for each piece. Dropping a download gives the rest
/// of it up.
pub struct Download {
    source: Source,
    max_size: usize,
}

impl Download {
    /// The next bytes, or `None` at the end. Pieces are as the transport has them: where one ends means nothing.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`](super::Error::Transport) when the rest does not come.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, StreamError> {
        self.source.next_chunk().await
    }

    /// All bytes that are left, if the client accepts answers that are as large as that.
    ///
    /// # Errors
    ///
    /// [`Error::Transport`](super::Error::Transport) when the rest does not come or is too large.
    pub async fn bytes(&mut self) -> Result<Bytes, StreamError> {
        let mut all = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if chunk.len() > self.max_size.saturating_sub(all.len()) {
                return Err(self.source.too_large(self.max_size));
            }
            if all.is_empty() {
                all = chunk.into();
            } else {
                all.extend_from_slice(&chunk);
            }
        }
        Ok(all.into())
    }

    /// How many bytes there are in all, if the server says so.
    pub fn length(&self) -> Option<u64> {
        self.source.answer().headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
    }

    /// Waits no longer than this for each piece, in place of the time limit of the call.
    pub fn set_idle_timeout(&mut self, limit: Duration) {
        self.source.set_patience(limit);
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download").field("length", &self.length()).finish_non_exhaustive()
    }
}

/// Hands the body over as it arrives, unless it is a page in place of what the description has.
#[allow(clippy::unnecessary_wraps, reason = "one of several decoders, all of one type")]
pub(crate) fn download(answer: &Answer) -> Decoded<Download> {
    let accept = answer.asked().accept;
    if may_be_page(accept, answer.media_type()) && is_page(answer.body()) {
        let message = format!("expected {}, found text/html", accept.unwrap_or_default());
        return Some(Err(DecodeError::of_another(answer.body(), message)));
    }
    let mut source = Source::of(answer);
    let (limit, max_size) = (source.timeout(), source.max_size());
    source.set_patience(limit);
    Some(Ok(Download { source, max_size }))
}
