//! An answer made of bytes, in pieces of any size.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::{Body, BoxFuture, Chunks, Transport, TransportError, TransportErrorKind};

/// What the client is given, and never shows.
pub(super) const TOKEN: &str = "a-token-that-nobody-sees";

const STATUSES: &[u16] = &[200, 200, 200, 200, 202, 204, 304, 400, 404, 418, 429, 500, 503, 302, 401];
const TYPES: &[&str] = &[
    "application/json",
    "text/event-stream",
    "application/x-ndjson",
    "application/json-seq",
    "application/octet-stream",
    "text/plain",
    "application/problem+json; charset=utf-8",
    "image/png",
    "",
    "text/event-stream;charset=\"utf-8",
    "*/*",
];

/// What a server answers.
pub(super) struct Answer {
    head: http::response::Parts,
    pieces: Vec<Bytes>,
    breaks: bool,
    requests: Requests,
}

/// The body that was sent last.
#[derive(Clone, Default)]
pub(super) struct Requests(Arc<Mutex<Option<Bytes>>>);

impl Requests {
    pub(super) fn taken(&self) -> Option<Bytes> {
        self.0.lock().ok()?.take()
    }
}

impl Answer {
    /// Nothing, and that is well.
    pub(super) fn empty() -> Self {
        Self::new(StatusCode::NO_CONTENT, HeaderMap::new(), Vec::new(), false)
    }

    fn new(status: StatusCode, headers: HeaderMap, pieces: Vec<Bytes>, breaks: bool) -> Self {
        let (mut head, ()) = http::Response::new(()).into_parts();
        (head.status, head.headers) = (status, headers);
        Self { head, pieces, breaks, requests: Requests::default() }
    }

    /// Four bytes say status, media type, size of the pieces and what else there is; then comes the body.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let (head, body) = bytes.split_at(bytes.len().min(4));
        let at = |index: usize| usize::from(head.get(index).copied().unwrap_or(0));
        let status = STATUSES[at(0) % STATUSES.len()];
        let mut headers = HeaderMap::new();
        let media = TYPES[at(1) % TYPES.len()];
        if !media.is_empty() {
            headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static(media));
        }
        let mut rest = body;
        if at(3) & 1 == 1 {
            // A line of the body is the value of a header.
            let end = body.iter().position(|byte| *byte == b'\n').unwrap_or(body.len());
            rest = body.get(end + 1..).unwrap_or_default();
            for name in
                ["x-count", "x-names", "retry-after", "content-length", "x-ratelimit-reset", "location"]
            {
                if let Ok(value) = HeaderValue::from_bytes(&body[..end]) {
                    headers.append(HeaderName::from_static(name), value);
                }
            }
        }
        let size = at(2).max(1);
        let pieces = rest.chunks(size).map(Bytes::copy_from_slice).collect();
        Self::new(StatusCode::from_u16(status).unwrap_or_default(), headers, pieces, at(3) & 2 == 2)
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    pub(super) fn requests(&self) -> Requests {
        self.requests.clone()
    }
}

impl Transport for Answer {
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        if let Ok(mut sent) = self.requests.0.lock() {
            *sent = Some(request.into_body());
        }
        let body = Pieces { pieces: self.pieces.clone().into_iter(), breaks: self.breaks };
        let response = http::Response::from_parts(self.head.clone(), Body::new(body));
        Box::pin(async { Ok(response) })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        // A time limit does not run out; a pause between repeats is over at once.
        if duration == LIMIT { Box::pin(std::future::pending()) } else { Box::pin(std::future::ready(())) }
    }
}

/// The time limit of every call.
pub(super) const LIMIT: Duration = Duration::from_secs(1 << 40);

struct Pieces {
    pieces: std::vec::IntoIter<Bytes>,
    breaks: bool,
}

impl Chunks for Pieces {
    fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let next = match self.pieces.next() {
            None if self.breaks => Err(TransportErrorKind::Cut.into()),
            piece => Ok(piece),
        };
        Box::pin(std::future::ready(next))
    }
}
