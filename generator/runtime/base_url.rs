//! Where the API is.

use std::fmt;

use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};

use super::path::{is_dot_segment, is_path_text};

/// The URL that paths are appended to.
#[derive(Clone)]
pub(super) struct BaseUrl {
    scheme: Scheme,
    authority: Authority,
    /// Empty, or a path that does not end in a slash.
    prefix: String,
}

impl BaseUrl {
    /// Reads `https://host`, with a port and a path if need be; a slash at the end means nothing.
    ///
    /// What is refused is not repeated in the message: there may be a password in it.
    pub(super) fn parse(text: &str) -> Result<Self, &'static str> {
        // Looked for before parsing, which drops a fragment without a word.
        if text.contains(['?', '#']) {
            return Err("must have no query and no fragment");
        }
        let parts = text.parse::<Uri>().map_err(|_| "is not a URL")?.into_parts();
        let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
            return Err("must be absolute, such as https://example.com");
        };
        if scheme != Scheme::HTTPS && scheme != Scheme::HTTP {
            return Err("must begin with https:// or http://");
        }
        if authority.as_str().contains('@') {
            return Err("must have no user name and no password");
        }
        if authority.as_str().contains('%') {
            return Err("has a host with characters that no host has");
        }
        // Colons are in the address as well where it ends in a bracket.
        let has_port = authority.as_str().contains(':') && !authority.as_str().ends_with(']');
        if has_port && authority.port_u16().is_none() {
            return Err("has a port that cannot be");
        }
        let path = parts.path_and_query.unwrap_or_else(|| PathAndQuery::from_static("/"));
        let prefix = path.path().trim_end_matches('/').to_owned();
        if prefix.split('/').any(is_dot_segment) || !prefix.bytes().all(is_path_text) {
            return Err("must have no dot segments in its path, and everything unusual percent-encoded");
        }
        Ok(Self { scheme, authority, prefix })
    }

    /// Its beginning, which says the host and nothing more.
    pub(super) fn without_path(&self) -> Self {
        Self { prefix: String::new(), ..self.clone() }
    }

    /// The URL of a path with its query, both escaped.
    pub(super) fn join(&self, target: &str) -> http::Result<Uri> {
        let path_and_query = PathAndQuery::try_from(format!("{}{target}", self.prefix))?;
        let (scheme, authority) = (self.scheme.clone(), self.authority.clone());
        Uri::builder().scheme(scheme).authority(authority).path_and_query(path_and_query).build()
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.prefix)
    }
}
