//! The client: what all calls share.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method};

use super::credential::{Credential, Scheme, Security};
use super::path::Path;
use super::request::Request;
use super::server::Route;
use super::transport::Transport;

/// The API: every operation is a method. Made by a [`ClientBuilder`](super::ClientBuilder).
///
/// Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client(Arc<Settings>);

/// What a description says about the whole API.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Defaults {
    /// URL of the server that is used unless the caller says otherwise. It may be relative, and is empty when there is none.
    pub(crate) base_url: &'static str,
    /// Whether there is an option `origin`, which says where relative URLs begin.
    pub(crate) takes_origin: bool,
    /// `name/version` of the generated crate.
    pub(crate) user_agent: &'static str,
    /// What the description calls security schemes, each with the option that takes its credential.
    pub(crate) schemes: &'static [(&'static str, Scheme)],
    /// The sets of schemes that an operation takes unless it says otherwise.
    pub(crate) security: Security,
}

/// What a client was built with.
pub(super) struct Settings {
    pub(super) transport: Box<dyn Transport>,
    pub(super) route: Route,
    /// Sent with every request.
    pub(super) headers: HeaderMap,
    pub(super) schemes: &'static [(&'static str, Scheme)],
    pub(super) security: Security,
    /// What the caller has given, by scheme.
    pub(super) credentials: Vec<Option<Credential>>,
    pub(super) timeout: Duration,
    pub(super) repeats: u32,
    pub(super) max_response_size: usize,
    #[cfg(feature = "drift")]
    pub(super) drift: super::drift::Hook,
}

impl Settings {
    /// Whether the caller has given a credential of a scheme.
    pub(super) fn has(&self, scheme: usize) -> bool {
        self.credentials.get(scheme).is_some_and(Option::is_some)
    }

    /// The scheme of what is called the token.
    pub(super) fn token_scheme(&self) -> usize {
        token_scheme(self.schemes)
    }
}

/// The first scheme that takes a token; a name with a password is none.
pub(super) fn token_scheme(schemes: &[(&str, Scheme)]) -> usize {
    schemes.iter().position(|(_, scheme)| !scheme.is_basic()).unwrap_or_default()
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
            .field("base_url", &format_args!("{}", settings.route))
            .field("timeout", &settings.timeout)
            .finish_non_exhaustive()
    }
}
