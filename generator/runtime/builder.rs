//! How a client is built.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderValue, header};

use super::client::{Client, Defaults, Settings, token_scheme};
use super::credential::Credential;
use super::refused::{NOT_VISIBLE, Place, Problem, Refused};
use super::retry::REPEATS;
use super::server::Route;
use super::transport::Transport;

/// How long a call may take unless the caller says otherwise.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How large an answer may be unless the caller says otherwise: 64 MiB.
const MAX_RESPONSE_SIZE: usize = 64 << 20;

/// A client in the making. Every option has a default but the token, without which no credentials are sent.
#[must_use = "there is no client until `build`"]
pub struct ClientBuilder {
    defaults: Defaults,
    /// In place of all servers of the description.
    base_url: Option<String>,
    /// Where the description's relative URLs begin.
    origin: Option<String>,
    /// A server of the description, in place of its default.
    server: Option<String>,
    user_agent: String,
    credentials: Vec<Option<Credential>>,
    timeout: Duration,
    repeats: u32,
    max_response_size: usize,
    #[cfg(feature = "drift")]
    drift: super::drift::Hook,
    transport: Option<Box<dyn Transport>>,
}

impl ClientBuilder {
    pub(crate) fn new(defaults: Defaults) -> Self {
        Self {
            defaults,
            base_url: None,
            origin: None,
            server: None,
            user_agent: defaults.user_agent.to_owned(),
            credentials: vec![None; defaults.schemes.len()],
            timeout: TIMEOUT,
            repeats: REPEATS,
            max_response_size: MAX_RESPONSE_SIZE,
            #[cfg(feature = "drift")]
            drift: super::drift::Hook::default(),
            transport: None,
        }
    }

    /// The token that calls send, but for operations that need none or another credential: a text, or a [`Credential`]
    /// that gives new ones. Of several schemes of the description it is the first that takes a token.
    ///
    /// An operation that takes none of the credentials that the client has is called without any.
    pub fn token(self, token: impl Into<Credential>) -> Self {
        let scheme = token_scheme(self.defaults.schemes);
        self.credential(scheme, token.into())
    }

    /// The credential of a scheme.
    pub(crate) fn credential(mut self, scheme: usize, credential: Credential) -> Self {
        if let Some(place) = self.credentials.get_mut(scheme) {
            *place = Some(credential);
        }
        self
    }

    /// Another server than those of the description: `https://host`, with a port and a path if need be.
    ///
    /// Every call goes there, those of operations included that have servers of their own in the description.
    /// A single call is sent elsewhere by [`Call::base_url`](super::Call::base_url).
    ///
    /// Credentials go to this server and to no other: redirects are not followed. Over `http://` they travel
    /// unprotected, which is for tests and for networks that protect them by other means.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Where the description's relative URLs begin.
    pub(crate) fn begin_at(mut self, origin: String) -> Self {
        self.origin = Some(origin);
        self
    }

    /// A server of the description: a URL, which may be relative.
    pub(crate) fn at(mut self, server: String) -> Self {
        self.server = Some(server);
        self
    }

    /// What the client calls itself; the crate's name and version by default.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = name.into();
        self
    }

    /// How long a call may take, repeats and pauses included: 30 seconds by default, `Duration::MAX` for no
    /// limit.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// How often a request is sent again at most: twice by default, 0 for never.
    ///
    /// A request is sent again when no connection could be made. One whose method is idempotent (`GET`,
    /// `HEAD`, `PUT`, `DELETE`, `OPTIONS`, `TRACE`) is also sent again after a broken connection and after
    /// the statuses 429, 502, 503 and 504. `POST` and `PATCH` are not: they might do twice what was asked for
    /// once.
    ///
    /// Pauses begin at half a second and double. `retry-after` and, for 429, `x-ratelimit-reset` make them
    /// longer; if the server asks for more than 30 seconds, or for more than is left of the call's time, its
    /// answer is passed on.
    pub fn retries(mut self, most: u32) -> Self {
        self.repeats = most;
        self
    }

    /// How large the body of an answer may be, in bytes: 64 MiB by default.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Calls `hook` for everything in an answer that the description does not know: members, values of enumerations,
    /// branches of unions. None of it makes a call fail.
    #[cfg(feature = "drift")]
    pub fn on_drift(mut self, hook: impl Fn(&super::Drift) + Send + Sync + 'static) -> Self {
        self.drift = super::drift::Hook::new(hook);
        self
    }

    /// What sends the requests, in place of the default.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Builds the client. Connects to nothing yet.
    ///
    /// # Errors
    ///
    /// [`Refused`] with every option that cannot be. Without the feature `reqwest` there is no default
    /// transport, and [`transport`](Self::transport) must be called.
    pub fn build(self) -> Result<Client, Refused> {
        let mut problems = Problems::default();
        let (base_url, origin) = (self.base_url.as_deref(), self.origin.as_deref());
        let route = Route::new(base_url, origin, self.server.as_deref(), self.defaults)
            .map_err(|(option, message)| problems.push(option, message))
            .ok();
        let headers = problems.keep("user_agent", headers(&self.user_agent));
        for ((name, scheme), credential) in self.defaults.schemes.iter().zip(&self.credentials) {
            let fixed = credential.as_ref().and_then(Credential::fixed);
            problems.keep(name, fixed.map_or(Ok(()), |secret| scheme.check(secret)));
        }
        let transport = match self.transport {
            Some(transport) => Some(transport),
            None => problems.keep("transport", default_transport()),
        };
        let (Some(route), Some(headers), Some(transport), []) =
            (route, headers, transport, problems.0.as_slice())
        else {
            return Err(Refused::new(None, problems.0));
        };
        Ok(Client::new(Settings {
            transport,
            route,
            headers,
            schemes: self.defaults.schemes,
            security: self.defaults.security,
            credentials: self.credentials,
            timeout: self.timeout,
            repeats: self.repeats,
            max_response_size: self.max_response_size,
            #[cfg(feature = "drift")]
            drift: self.drift,
        }))
    }
}

/// Shows no token.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("user_agent", &self.user_agent)
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("retries", &self.repeats)
            .field("max_response_size", &self.max_response_size)
            .finish_non_exhaustive()
    }
}

/// What is wrong with the options.
#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn keep<T>(&mut self, option: &str, value: Result<T, impl Into<String>>) -> Option<T> {
        value.map_err(|message| self.push(option, message)).ok()
    }

    fn push(&mut self, option: &str, message: impl Into<String>) {
        self.0.push(Problem::new(Place::Client, option, message));
    }
}

/// What every request sends.
fn headers(user_agent: &str) -> Result<HeaderMap, &'static str> {
    let user_agent = HeaderValue::from_str(user_agent).map_err(|_| NOT_VISIBLE)?;
    Ok(HeaderMap::from_iter([
        (header::ACCEPT, HeaderValue::from_static("application/json")),
        (header::USER_AGENT, user_agent),
    ]))
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Box<dyn Transport>, String> {
    match super::reqwest::Reqwest::new() {
        Ok(transport) => Ok(Box::new(transport)),
        Err(error) => Err(format!("cannot be made: {error}")),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Box<dyn Transport>, &'static str> {
    Err("is needed, as the feature `reqwest` is off")
}
