//! What a server sent back, and how its body becomes a value.

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, header};
use serde::Serialize;

use super::decode::Decode;
use super::decode_error::DecodeError;
use super::error::Error;
use super::media::rank;
use super::rate_limit::RateLimit;
use super::response::Response;
use super::stream::Unread;

/// An answer as it came: status, headers and the bytes of its body. Cheap to clone.
#[derive(Clone)]
pub struct Answer(Arc<Inner>);

struct Inner {
    asked: Asked,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// The body of an answer that is read while it arrives, until it is taken.
    unread: Mutex<Option<Unread>>,
}

/// What was asked for. Holds nothing secret: no query and no headers.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) operation: &'static str,
    pub(super) method: Method,
    /// Scheme, host and path.
    pub(super) url: String,
    /// The media types of a success, as the description has them, if it has others than JSON and the caller asks for none.
    pub(super) accept: Option<&'static str>,
    /// Whether a redirect is what is wanted.
    pub(super) redirects: bool,
    /// Who is told what the description does not know.
    #[cfg(feature = "drift")]
    pub(super) drift: super::drift::Hook,
}

/// What a decoder makes of an answer; `None` for a status that the description does not have.
pub(crate) type Decoded<T> = Option<Result<T, DecodeError>>;

/// Makes a value of an answer.
pub(crate) type Decoder<T> = fn(&Answer) -> Decoded<T>;

/// Names in use for the identity of a request, most common first.
const REQUEST_ID: [&str; 3] = ["x-request-id", "request-id", "x-correlation-id"];

impl Answer {
    pub(super) fn new(asked: Asked, head: http::response::Parts, body: Bytes) -> Self {
        Self::with(asked, head.status, head.headers, body, None)
    }

    /// An answer whose body is read while it arrives.
    pub(super) fn streamed(asked: Asked, head: http::response::Parts, unread: Unread) -> Self {
        Self::with(asked, head.status, head.headers, Bytes::new(), Some(unread))
    }

    /// This answer, with a part of its body in place of all of it.
    pub(super) fn with_body(&self, body: Bytes) -> Self {
        Self::with(self.asked().clone(), self.status(), self.headers().clone(), body, None)
    }

    fn with(
        asked: Asked,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
        unread: Option<Unread>,
    ) -> Self {
        Self(Arc::new(Inner { asked, status, headers, body, unread: Mutex::new(unread) }))
    }

    /// The rest of an answer that is read while it arrives; once.
    pub(super) fn unread(&self) -> Option<Unread> {
        self.0.unread.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn asked(&self) -> &Asked {
        &self.0.asked
    }

    /// The operation that was called, as the description names it.
    pub fn operation(&self) -> &'static str {
        self.0.asked.operation
    }

    /// The HTTP method of the request.
    pub fn method(&self) -> &Method {
        &self.0.asked.method
    }

    /// The URL of the request, without its query.
    pub fn url(&self) -> &str {
        &self.0.asked.url
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The body, byte for byte. Nothing, if it is read while it arrives.
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// The body as text; what is not UTF-8 is replaced by `U+FFFD`.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(without_bom(self.body()))
    }

    /// How many requests are left, as far as the headers say.
    pub fn rate_limit(&self) -> RateLimit {
        RateLimit::read(self.headers())
    }

    /// What the server calls this request, for its support: `x-request-id`, `request-id` or
    /// `x-correlation-id`.
    pub fn request_id(&self) -> Option<&str> {
        REQUEST_ID.iter().find_map(|name| self.headers().get(*name)?.to_str().ok())
    }

    /// The `content-type`, without its parameters.
    pub(crate) fn media_type(&self) -> Option<&str> {
        media_type(self.headers())
    }

    /// Whether the media type is this one, or one of this range.
    pub(super) fn has_media(&self, range: &str) -> bool {
        self.media_type().is_some_and(|media_type| rank(range, media_type).is_some())
    }

    /// Decodes with `decoder` when the description has one of these ranges of statuses only.
    pub(crate) fn only<T>(&self, statuses: &[RangeInclusive<u16>], decoder: Decoder<T>) -> Decoded<T> {
        let status = self.status().as_u16();
        if statuses.iter().any(|range| range.contains(&status)) { decoder(self) } else { None }
    }

    /// Whether it is what was wanted: a 2xx status, or a redirect where the description has no other success.
    pub(super) fn is_success(&self) -> bool {
        let status = self.status();
        status.is_success()
            || self.asked().redirects && status.is_redirection() && status != StatusCode::NOT_MODIFIED
    }

    /// The outcome of a call: `success` reads what was wanted, `error` any other status.
    pub(super) fn decode<T, E>(
        self,
        success: Decoder<T>,
        error: Decoder<E>,
    ) -> Result<Response<T>, Error<E>> {
        if self.is_success() {
            let body = self.decode_as(success)?;
            return Ok(Response::new(body, self));
        }
        let body = self.decode_as(error)?;
        Err(Error::Api(Response::new(body, self)))
    }

    fn decode_as<T, E>(&self, decoder: Decoder<T>) -> Result<T, Error<E>> {
        match decoder(self) {
            Some(Ok(value)) => Ok(value),
            Some(Err(error)) => Err(Error::Undecodable { answer: self.clone(), error }),
            None => Err(Error::Undescribed(self.clone())),
        }
    }
}

/// The `content-type`, without its parameters.
pub(super) fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    value.split(';').next().map(str::trim).filter(|media| !media.is_empty())
}

/// Shows neither headers nor the body of a success, which may hold what no log should.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Answer");
        debug.field("operation", &self.operation()).field("method", self.method()).field("url", &self.url());
        debug.field("status", &self.status()).field("request_id", &self.request_id());
        debug.field("body", &format_args!("{} bytes", self.body().len()));
        if !self.is_success() {
            debug.field("excerpt", &format_args!("{}", Excerpt(self.body())));
        }
        debug.finish_non_exhaustive()
    }
}

/// The beginning of a body on one line, for messages.
pub(super) struct Excerpt<'a>(pub(super) &'a [u8]);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 500;
        // No more bytes than that many characters can have: the rest need not be looked at.
        let head = self.0.get(..4 * LONGEST).unwrap_or(self.0);
        let text = String::from_utf8_lossy(head);
        let mut characters = text.chars();
        for character in characters.by_ref().take(LONGEST) {
            fmt::Write::write_char(f, if character.is_control() { ' ' } else { character })?;
        }
        if characters.next().is_some() || head.len() < self.0.len() { f.write_str("…") } else { Ok(()) }
    }
}

/// Reads JSON.
#[allow(clippy::unnecessary_wraps, reason = "one of several decoders, all of one type")]
pub(crate) fn json<T: for<'de> Decode<'de> + Serialize>(answer: &Answer) -> Decoded<T> {
    let text = without_bom(answer.body());
    Some(read_json(answer, text).map_err(|error| unreadable(answer, text, &error)))
}

/// Reads JSON that came in an answer.
pub(super) fn read_json<T: for<'de> Decode<'de> + Serialize>(
    answer: &Answer,
    text: &[u8],
) -> Result<T, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let value = T::decode(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    #[cfg(feature = "drift")]
    if let Ok(value) = &value {
        answer.asked().drift.compare(answer.operation(), text, value);
    }
    #[cfg(not(feature = "drift"))]
    let _ = answer;
    value
}

/// The error of [`json`], apart from it: that function is compiled once for each type.
#[cold]
fn unreadable(answer: &Answer, text: &[u8], error: &serde_json::Error) -> DecodeError {
    if text.trim_ascii().is_empty() {
        return DecodeError::new("expected JSON, found an empty body");
    }
    match answer.media_type() {
        Some(media) if error.is_syntax() && !media.contains("json") => {
            DecodeError::of_another(text, format!("expected JSON, found {}", Excerpt(media.as_bytes())))
        }
        _ => DecodeError::json(text, error),
    }
}

/// Reads nothing: for a status without a body. What is sent all the same is in [`Answer::body`].
#[allow(clippy::unnecessary_wraps, reason = "one of several decoders, all of one type")]
pub(crate) fn empty(_: &Answer) -> Decoded<()> {
    Some(Ok(()))
}

/// Reads text in UTF-8.
#[allow(clippy::unnecessary_wraps, reason = "one of several decoders, all of one type")]
pub(crate) fn text(answer: &Answer) -> Decoded<String> {
    let text = std::str::from_utf8(without_bom(answer.body())).map(str::to_owned);
    Some(text.map_err(|error| DecodeError::new(format!("expected text in UTF-8: {error}"))))
}

/// Takes the body as it is.
#[allow(clippy::unnecessary_wraps, reason = "one of several decoders, all of one type")]
pub(crate) fn bytes(answer: &Answer) -> Decoded<Bytes> {
    Some(Ok(answer.body().clone()))
}

/// For an operation whose description has no status of this side at all.
pub(crate) fn never<T>(_: &Answer) -> Decoded<T> {
    None
}

/// Some servers put a byte order mark before their JSON, which RFC 8259 allows to ignore.
fn without_bom(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}

/// `by_status! { Name { 404 => NotFound: json, 410 => Gone, 500..=599 => Server: json, _ => Other: text } }`
/// implements the decoder `Name::decode`. A variant without decoder carries nothing. Without `_`, every other
/// status is one that the description does not have. `Name of Body { … }`: all that carry something carry this.
macro_rules! by_status {
    ($name:ident $(of $body:ty)? { $($status:pat => $variant:ident $(: $decoder:expr)?),+ $(,)? }) => {
        impl $name {
            #[allow(dead_code, reason = "who uses it may be off")]
            pub(crate) fn decode(answer: &$crate::runtime::Answer) -> $crate::runtime::answer::Decoded<Self> {
                #[allow(unreachable_patterns, reason = "the description may have a default")]
                match answer.status().as_u16() {
                    $($status => $crate::runtime::answer::by_status!(@answer, Self::$variant $(, $decoder)?),)+
                    _ => None,
                }
            }
        }

        $crate::runtime::answer::by_status!(body [$($body)?] $name { $($variant $(: $decoder)?),+ });
    };
    (body [] $($rest:tt)*) => {};
    (body [$body:ty] $name:ident { $($variant:ident $(: $decoder:expr)?),+ }) => {
        impl $name {
            /// What it carries, whatever the status; `None` where the description has nothing.
            pub fn body(&self) -> Option<&$body> {
                match self {
                    $($crate::runtime::answer::by_status!(held body $variant $($decoder)?) =>
                        $crate::runtime::answer::by_status!(lent body $($decoder)?),)+
                }
            }
        }
    };
    (held $body:ident $variant:ident $decoder:expr) => { Self::$variant($body) };
    (held $body:ident $variant:ident) => { Self::$variant };
    (lent $body:ident $decoder:expr) => { Some($body) };
    (lent $body:ident) => { None };
    (@$answer:ident, $variant:expr, $decoder:expr) => { $decoder($answer).map(|body| body.map($variant)) };
    (@$answer:ident, $variant:expr) => { Some(Ok($variant)) };
}
pub(crate) use by_status;
