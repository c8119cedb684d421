//! Answers that are read while they arrive: what a download, events and lines have in common.

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use super::answer::Answer;
use super::client::Client;
use super::error::{Error, Unanswered};
use super::exchange::Deadline;
use super::transport::{Body, BoxFuture, TransportError, TransportErrorKind};

pub(crate) use super::download::download;
pub(crate) use super::events::{events, events_of_text, whole_events};
pub(crate) use super::lines::lines;

/// Whether a success of this status and media type is read while it arrives.
pub(crate) type Streamed = fn(u16, Option<&str>) -> bool;

/// Every success is.
pub(crate) fn always(_: u16, _: Option<&str>) -> bool {
    true
}

/// Every success is that does not say that it is something else than events: what else it is may be an error.
pub(crate) fn if_events(_: u16, media_type: Option<&str>) -> bool {
    media_type.is_none_or(|media_type| media_type.eq_ignore_ascii_case("text/event-stream"))
}

/// The body of an answer that was not read.
pub(super) struct Unread {
    pub(super) body: Body,
    pub(super) client: Client,
    /// The time limit of the call.
    pub(super) timeout: Duration,
}

/// Why a stream ended too early. No error of the operation's own can come that late.
pub(super) type StreamError = Error<Infallible>;

/// A body that arrives.
pub(super) struct Source {
    /// Status and headers.
    answer: Answer,
    /// `None` after its end.
    unread: Option<Unread>,
    /// What was read already.
    ready: Option<Bytes>,
    /// How long to wait for a piece.
    patience: Duration,
}

impl Source {
    /// The body of this answer; the bytes of an answer that was read, too.
    pub(super) fn of(answer: &Answer) -> Self {
        let unread = answer.unread();
        let ready = unread.is_none().then(|| answer.body().clone());
        Self { answer: answer.clone(), unread, ready, patience: Duration::MAX }
    }

    /// Waits no longer than this for each piece.
    pub(super) fn set_patience(&mut self, limit: Duration) {
        self.patience = limit;
    }

    /// The time limit of the call.
    pub(super) fn timeout(&self) -> Duration {
        self.unread.as_ref().map_or(Duration::MAX, |unread| unread.timeout)
    }

    /// How much of it may be held at once.
    pub(super) fn max_size(&self) -> usize {
        self.unread.as_ref().map_or(usize::MAX, |unread| unread.client.settings().max_response_size)
    }

    pub(super) fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The next piece, or `None` at the end, and ever after.
    pub(super) fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, StreamError>> {
        Box::pin(async move {
            if let Some(bytes) = self.ready.take() {
                return Ok(Some(bytes));
            }
            let patience = self.patience;
            let Some(Unread { body, client, .. }) = &mut self.unread else { return Ok(None) };
            let mut deadline = Deadline::new(&*client.settings().transport, patience);
            let read = deadline.limit(body.next_chunk()).await;
            drop(deadline);
            match read {
                Ok(Some(chunk)) => Ok(Some(chunk)),
                Ok(None) => {
                    self.end();
                    Ok(None)
                }
                Err(error) if error.is_time_up() => Err(self.fail(TransportError::silence(patience))),
                Err(error) => Err(self.fail(error)),
            }
        })
    }

    /// Gives the rest up; the connection is closed or used for something else.
    pub(super) fn end(&mut self) {
        (self.unread, self.ready) = (None, None);
    }

    /// What is too large is given up.
    pub(super) fn too_large(&mut self, limit: usize) -> StreamError {
        self.fail(TransportError::new(TransportErrorKind::TooLarge, format!("more than {limit} bytes")))
    }

    fn fail(&mut self, error: TransportError) -> StreamError {
        self.end();
        Error::Transport(Unanswered::new(self.answer.asked().clone(), error, 1, Some(self.answer.clone())))
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream").field("operation", &self.answer.operation()).finish_non_exhaustive()
    }
}
