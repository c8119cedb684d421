//! The seam between this client and whatever speaks HTTP.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

/// A future in a box: one type for every call, whatever it asks for.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request and brings back the answer.
///
/// The default is made of `reqwest` (feature `reqwest`). Implement this to use another HTTP library, to
/// record traffic or to answer from memory in a test, and hand it to
/// [`ClientBuilder::transport`](super::ClientBuilder::transport).
///
/// An implementation sends the request as it is, once: it follows no redirect, repeats nothing and adds no
/// credentials. Limits of time and size, and repeats, are the client's business; for these it borrows the
/// timer.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and returns the answer as soon as its head has arrived.
    ///
    /// Dropping the future gives the request up.
    ///
    /// # Errors
    ///
    /// [`TransportError`] when no answer has begun. Its kind must be honest: after
    /// [`Connect`](TransportErrorKind::Connect) even a `POST` is sent again.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// As [`send`](Self::send), with a body that is read piece by piece. Such a request is never repeated.
    ///
    /// By itself this reads the whole body, and then sends it.
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send), and what the body fails with.
    fn send_stream(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, mut body) = request.into_parts();
            let mut bytes = Vec::new();
            while let Some(chunk) = body.next_chunk().await? {
                bytes.extend_from_slice(&chunk);
            }
            self.send(http::Request::from_parts(head, bytes.into())).await
        })
    }

    /// Completes after `duration`. Waits between repeats and the time limit of a call are measured with it.
    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()>;
}

/// A body that is read piece by piece: of an answer, so that a size limit holds while it arrives, or of a request
/// that is too large to be held at once.
pub struct Body(Box<dyn Chunks>);

/// The pieces of a body, in order.
pub trait Chunks: Send {
    /// The next piece, or `None` at the end of the body.
    ///
    /// # Errors
    ///
    /// [`TransportError`] when the body ends before it is complete.
    fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

impl Body {
    /// A body that arrives in pieces.
    pub fn new(chunks: impl Chunks + 'static) -> Self {
        Self(Box::new(chunks))
    }

    /// The next piece, or `None` at the end.
    pub(super) fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        self.0.next_chunk()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}

/// A body that is there already.
struct Whole(Option<Bytes>);

impl Chunks for Whole {
    fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let chunk = self.0.take();
        Box::pin(async { Ok(chunk) })
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::new(Whole(Some(bytes)))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

/// Why there is no complete answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
    /// How long a stream was silent, if that is what took too long.
    silence: Option<Duration>,
}

/// The ways in which an answer can fail to arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection was made, so nothing was sent.
    Connect,
    /// The time for the call was up, or that for the next piece of a stream. The server may have acted on the request.
    Timeout,
    /// The connection broke before the answer was complete. The server may have acted on the request.
    Cut,
    /// The answer is larger than the client accepts.
    TooLarge,
    /// The transport cannot send this request at all; nothing was sent.
    Unsendable,
}

impl TransportError {
    /// An error of this kind, with what caused it.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind, source: Some(source.into()), silence: None }
    }

    /// Whether a time limit of our own was exceeded, and none of the transport's.
    pub(super) fn is_time_up(&self) -> bool {
        self.kind == TransportErrorKind::Timeout && self.source.is_none()
    }

    /// Nothing came of a stream for as long as the caller waits.
    pub(super) fn silence(limit: Duration) -> Self {
        Self { silence: Some(limit), ..TransportErrorKind::Timeout.into() }
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl From<TransportErrorKind> for TransportError {
    fn from(kind: TransportErrorKind) -> Self {
        Self { kind, source: None, silence: None }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(silence) = self.silence {
            return write!(f, "nothing came for {silence:?}");
        }
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection could be made",
            TransportErrorKind::Timeout => "the time for the call was up",
            TransportErrorKind::Cut => "the connection broke before the answer was complete",
            TransportErrorKind::TooLarge => "the answer is larger than the client accepts",
            TransportErrorKind::Unsendable => "the request cannot be sent",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
