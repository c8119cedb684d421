//! The client: what all calls share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::base_url::BaseUrl;
use super::path::Path;
use super::request::Request;
use super::transport::Transport;

/// The API: every operation is a method. Made by a [`ClientBuilder`](super::ClientBuilder).
///
/// Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client(Arc<Settings>);

/// What a description says about the whole API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Defaults {
    /// URL of the first server.
    pub(crate) base_url: &'static str,
    /// `name/version` of the generated crate.
    pub(crate) user_agent: &'static str,
    /// How a token is sent.
    pub(crate) token: TokenHeader<&'static str>,
}

/// The header that carries the token: its name and what stands before the token, such as `Bearer `.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokenHeader<Name = HeaderName> {
    pub(crate) name: Name,
    pub(crate) prefix: &'static str,
}

/// What a client was built with.
pub(super) struct Settings {
    pub(super) transport: Box<dyn Transport>,
    pub(super) base_url: BaseUrl,
    /// Sent with every request; the token's among them.
    pub(super) headers: HeaderMap,
    pub(super) token_header: TokenHeader,
    pub(super) timeout: Duration,
    pub(super) repeats: u32,
    pub(super) max_response_size: usize,
    #[cfg(feature = "drift")]
    pub(super) drift: super::drift::Hook,
}

impl Client {
    pub(super) fn new(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.0
    }

    /// Begins a request of this operation.
    pub(crate) fn request(&self, operation: &'static str, method: Method, path: Path) -> Request {
        Request::new(self.clone(), operation, method, path)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = self.settings();
        f.debug_struct("Client")
            .field("base_url", &format_args!("{}", settings.base_url))
            .field("timeout", &settings.timeout)
            .finish_non_exhaustive()
    }
}

impl TokenHeader<&'static str> {
    /// `Authorization: Bearer …` (RFC 6750).
    pub(crate) const BEARER: Self = Self { name: "authorization", prefix: "Bearer " };
}

impl TokenHeader {
    /// The header's value for this token, or what is wrong with the token. Neither ever shows it.
    pub(super) fn value(&self, token: &str) -> Result<HeaderValue, &'static str> {
        if token.is_empty() {
            return Err("is empty");
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("has a space, a line break or another character beyond visible ASCII");
        }
        let mut value =
            HeaderValue::try_from(format!("{}{token}", self.prefix)).map_err(|_| "fits no header")?;
        value.set_sensitive(true);
        Ok(value)
    }
}
