//! A call that is ready to be made.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::time::Duration;

use super::answer::Decoder;
use super::error::Error;
use super::exchange::exchange;
use super::request::Request;
use super::response::Response;
use super::server::Server;
use super::transport::BoxFuture;

/// A call that is ready to be made: `.await` makes it.
///
/// Before that it can be given options of its own. It borrows nothing, so it can be handed to another task.
/// The default transport needs a Tokio run time with I/O and time enabled.
///
/// Dropping the future gives the call up; the server may have acted on it all the same.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<T, E> {
    request: Box<Request>,
    success: Decoder<T>,
    error: Decoder<E>,
}

impl<T, E> Call<T, E> {
    pub(super) fn new(request: Request, success: Decoder<T>, error: Decoder<E>) -> Self {
        Self { request: Box::new(request), success, error }
    }

    /// How long the whole call may take, repeats and pauses included; in place of the client's limit.
    /// `Duration::MAX` is no limit. An answer that is read while it arrives has only to begin by then.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.request.timeout = limit;
        self
    }

    /// Sends the request once and never again, whatever happens.
    pub fn no_retry(mut self) -> Self {
        self.request.repeats = 0;
        self
    }

    /// Sends this header, in place of one of the same name.
    ///
    /// A name or value that no header can have makes the call fail with [`Error::Refused`].
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.set_header(name, value);
        self
    }

    /// Goes to this server, whatever is said of the client or of the operation: `https://host`, with a port and a path
    /// if need be. Credentials go there too.
    ///
    /// A URL that cannot be makes the call fail with [`Error::Refused`].
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.request.server = Some(Server::Given(url.into()));
        self
    }

    /// Sends this token instead of the one that the client has for the operation, in the same place, and no other of
    /// the client's credentials but those that the operation takes beside it.
    ///
    /// Where the client has none, it is sent as the operation takes one; where that takes none, as
    /// [`ClientBuilder::token`](super::ClientBuilder::token) would be.
    pub fn token(mut self, token: &str) -> Self {
        self.request.set_token(token);
        self
    }
}

impl<T: 'static, E: 'static> IntoFuture for Call<T, E> {
    type Output = Result<Response<T>, Error<E>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { request, success, error } = self;
        // All that is long happens in `exchange`, which is compiled once and not for every `T` and `E`.
        Box::pin(async move { exchange(request).await?.decode(success, error) })
    }
}

impl<T, E> fmt::Debug for Call<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.request.operation)
            .field("method", &self.request.method)
            .field("timeout", &self.request.timeout)
            .finish_non_exhaustive()
    }
}
