//! A decoded answer.

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};

use super::answer::Answer;
use super::rate_limit::RateLimit;

/// A typed body together with the answer that it came in.
///
/// Dereferences to the body, so that its members are at hand: `response.data.id`.
#[derive(Clone)]
pub struct Response<T> {
    // Boxed because errors hold responses too, and an error should not make every `Result` large.
    body: Box<T>,
    answer: Answer,
}

impl<T> Response<T> {
    pub(super) fn new(body: T, answer: Answer) -> Self {
        Self { body: Box::new(body), answer }
    }

    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body alone.
    pub fn into_body(self) -> T {
        *self.body
    }

    /// The answer as it came, with the bytes of its body unless they are read while they arrive.
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.answer.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// How many requests are left, as far as the headers say.
    pub fn rate_limit(&self) -> RateLimit {
        self.answer.rate_limit()
    }

    /// What the server calls this request, for its support; see [`Answer::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        self.answer.request_id()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// For a body that is read on: a download, events.
impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.body
    }
}

/// Shows the decoded body, which knows its secrets, and not the bytes.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("operation", &self.answer.operation())
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
