//! Credentials: what proves who calls, and where a request carries it.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::refused::Place;
use super::secret::Secret;
use super::style::in_url;
use super::transport::BoxFuture;

/// Gives tokens, and new ones when the old are no longer taken.
pub trait TokenProvider: Send + Sync + 'static {
    /// The token for a request. It is asked for each, so an implementation keeps what it has.
    ///
    /// `refused` is the token that the server has just answered with 401: then a new one is wanted, with which the
    /// request is sent once more. The same token again means that there is no better one.
    ///
    /// # Errors
    ///
    /// Whatever kept it from a token. The call fails with [`Error::Refused`](super::Error::Refused), or with the
    /// server's 401.
    fn token<'a>(
        &'a self,
        refused: Option<&'a Secret>,
    ) -> BoxFuture<'a, Result<Secret, Box<dyn Error + Send + Sync>>>;
}

/// A token, a key, or what gives them. Made from any text.
#[derive(Clone)]
pub struct Credential(Source);

#[derive(Clone)]
enum Source {
    Fixed(Secret),
    Provided(Arc<dyn TokenProvider>),
}

impl Credential {
    /// Tokens that change while the client is in use.
    pub fn provided(provider: impl TokenProvider) -> Self {
        Self(Source::Provided(Arc::new(provider)))
    }

    /// A user's name and password, as HTTP's basic authentication sends them (RFC 7617).
    pub fn basic(user: &str, password: &str) -> Self {
        Self(Source::Fixed(Secret::new(base64(format!("{user}:{password}").as_bytes()))))
    }

    /// What it is, if that is known without asking.
    pub(super) fn fixed(&self) -> Option<&Secret> {
        match &self.0 {
            Source::Fixed(secret) => Some(secret),
            Source::Provided(_) => None,
        }
    }

    /// What it is now.
    pub(super) async fn secret(
        &self,
        refused: Option<&Secret>,
    ) -> Result<Secret, Box<dyn Error + Send + Sync>> {
        match &self.0 {
            Source::Fixed(secret) => Ok(secret.clone()),
            Source::Provided(provider) => provider.token(refused).await,
        }
    }
}

impl<T: Into<Secret>> From<T> for Credential {
    fn from(secret: T) -> Self {
        Self(Source::Fixed(secret.into()))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credential(…)")
    }
}

/// Where a request carries a credential.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scheme {
    /// A header, and what stands in it before the credential.
    Header(&'static str, &'static str),
    /// A parameter of the query.
    Query(&'static str),
    /// A cookie.
    Cookie(&'static str),
}

/// The schemes that an operation takes: one of these sets, by their places in [`Defaults`](super::client::Defaults).
pub(crate) type Security = &'static [&'static [usize]];

/// A set of schemes in which a call has a token of its own.
pub(super) struct TokenSet {
    /// The scheme of the token.
    pub(super) token: usize,
    /// All schemes of the set.
    pub(super) schemes: &'static [usize],
}

impl TokenSet {
    /// The schemes of what is sent beside the token.
    pub(super) fn others(&self) -> impl Iterator<Item = &'static usize> {
        let token = self.token;
        self.schemes.iter().filter(move |index| **index != token)
    }
}

impl Scheme {
    /// `Authorization: Bearer …` (RFC 6750).
    pub(crate) const BEARER: Self = Self::Header("authorization", "Bearer ");
    /// `Authorization: Basic …` (RFC 7617).
    pub(crate) const BASIC: Self = Self::Header("authorization", "Basic ");

    /// Puts a credential into a request, unless the caller has put something else there.
    pub(super) fn carry(
        self,
        secret: &Secret,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), &'static str> {
        match self {
            Self::Header(name, _) => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| BAD_NAME)?;
                if !request.headers().contains_key(&name) {
                    request.headers_mut().insert(name, self.value(secret)?);
                }
            }
            Self::Query(name) => {
                let url = request.uri().to_string();
                let separator = if url.contains('?') { '&' } else { '?' };
                let pair = format!("{}={}", in_url(name), in_url(secret.expose()));
                let url = format!("{url}{separator}{pair}");
                *request.uri_mut() = url.parse().map_err(|_| "fits no URL")?;
            }
            Self::Cookie(name) => {
                let before = request.headers().get(header::COOKIE).and_then(|before| before.to_str().ok());
                let before = before.map_or_else(String::new, |before| format!("{before}; "));
                let cookies = sensitive(&format!("{before}{name}={}", visible(secret)?))?;
                request.headers_mut().insert(header::COOKIE, cookies);
            }
        }
        Ok(())
    }

    /// Puts another credential in the place of the one that a request carries; false where that cannot be.
    pub(super) fn replace(self, secret: &Secret, headers: &mut HeaderMap) -> bool {
        let Self::Header(name, _) = self else { return false };
        match (HeaderName::from_bytes(name.as_bytes()), self.value(secret)) {
            (Ok(name), Ok(value)) => {
                headers.insert(name, value);
                true
            }
            _ => false,
        }
    }

    /// What is wrong with a credential for this place, if anything is. It is never shown.
    pub(super) fn check(self, secret: &Secret) -> Result<(), &'static str> {
        match self {
            Self::Header(name, _) if HeaderName::from_bytes(name.as_bytes()).is_err() => Err(BAD_NAME),
            Self::Header(..) => self.value(secret).map(drop),
            Self::Query(_) if secret.expose().is_empty() => Err(EMPTY),
            Self::Query(_) => Ok(()),
            Self::Cookie(_) => visible(secret).map(drop),
        }
    }

    /// Whether a name and a password are sent.
    pub(super) fn is_basic(self) -> bool {
        matches!(self, Self::Header(_, "Basic "))
    }

    /// Where it stands, for messages.
    pub(super) fn place(self) -> (Place, &'static str) {
        match self {
            Self::Header(name, _) => (Place::Header, name),
            Self::Query(name) => (Place::Query, name),
            Self::Cookie(name) => (Place::Cookie, name),
        }
    }

    fn value(self, secret: &Secret) -> Result<HeaderValue, &'static str> {
        let prefix = if let Self::Header(_, prefix) = self { prefix } else { "" };
        sensitive(&format!("{prefix}{}", visible(secret)?))
    }
}

const EMPTY: &str = "is empty";
const BAD_NAME: &str = "is sent in a header whose name no header can have";

fn visible(secret: &Secret) -> Result<&str, &'static str> {
    let text = secret.expose();
    if text.is_empty() {
        return Err(EMPTY);
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("has a space, a line break or another character beyond visible ASCII");
    }
    Ok(text)
}

fn sensitive(text: &str) -> Result<HeaderValue, &'static str> {
    let mut value = HeaderValue::try_from(text).map_err(|_| "fits no header")?;
    value.set_sensitive(true);
    Ok(value)
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let [first, second, third] = [0, 1, 2].map(|at| chunk.get(at).copied().map_or(0, u32::from));
        let bits = first << 16 | second << 8 | third;
        for place in 0..4_usize {
            let letter = ALPHABET.get((bits >> (18 - 6 * place)) as usize & 63).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    text
}
