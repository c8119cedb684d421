//! Where calls go: the client's server, an operation's own, or where the caller says.

use std::borrow::Cow;
use std::fmt;

use http::Uri;

use super::base_url::BaseUrl;
use super::client::Defaults;
use super::path::encode;
use super::refused::Place;
use super::request::Request;

/// Where the calls of a client go.
pub(super) struct Route {
    /// Where the API is.
    base: BaseUrl,
    /// Where relative URLs of the description begin.
    origin: BaseUrl,
    /// Whether operations with servers of their own go to `base` as well.
    everything: bool,
}

/// A server that is not the client's.
pub(super) enum Server {
    /// The description's for this operation: a URL, which may be relative, or nothing that is known.
    Own(&'static str),
    /// The caller's for this call.
    Given(String),
}

impl Route {
    /// Takes what the caller says, else the server of the description: `chosen`, or else `default`. In case of a fault, the
    /// option that it is in.
    pub(super) fn new(
        base_url: Option<&str>,
        origin: Option<&str>,
        chosen: Option<&str>,
        defaults: Defaults,
    ) -> Result<Self, (&'static str, String)> {
        let fault = |option| move |message: &str| (option, message.to_owned());
        let given = origin.map(BaseUrl::parse).transpose().map_err(fault("origin"))?;
        let server = chosen.unwrap_or(defaults.base_url);
        let base = match (base_url, &given) {
            (Some(url), _) => BaseUrl::parse(url).map_err(fault("base_url"))?,
            (None, Some(origin)) => origin.resolve(server).map_err(fault("server"))?,
            (None, None) if !is_relative(server) => BaseUrl::parse(server).map_err(fault("server"))?,
            (None, None) if defaults.takes_origin && !server.is_empty() => {
                let message = format!("is needed, or `base_url`: the description's server is {server:?}");
                return Err(("origin", message));
            }
            (None, None) if chosen.is_some() => {
                return Err((
                    "server",
                    format!("must be absolute, such as https://example.com, and is {server:?}"),
                ));
            }
            (None, None) => {
                return Err(fault("base_url")("is needed: the description does not say where the API is"));
            }
        };
        let origin = given.unwrap_or_else(|| base.without_path());
        Ok(Self { base, origin, everything: base_url.is_some() })
    }

    /// Where a call goes.
    pub(super) fn base(&self, server: Option<&Server>) -> Result<Cow<'_, BaseUrl>, &'static str> {
        match server {
            Some(Server::Given(url)) => BaseUrl::parse(url).map(Cow::Owned),
            Some(Server::Own("")) if !self.everything => {
                Err("is needed: the description does not say where this operation is")
            }
            Some(Server::Own(url)) if !self.everything => self.origin.resolve(url).map(Cow::Owned),
            Some(Server::Own(_)) | None => Ok(Cow::Borrowed(&self.base)),
        }
    }
}

impl Request {
    /// Goes to a server of the operation's own, unless the caller has one for all: a URL, which may be relative and is
    /// empty when nobody knows it.
    pub(crate) fn server(mut self, url: &'static str) -> Self {
        self.server = Some(Server::Own(url));
        self
    }

    /// Where it is sent. What is wrong with that is reported.
    pub(super) fn uri(&mut self) -> Uri {
        let client = self.client.clone();
        let (name, message) = match client.settings().route.base(self.server.as_ref()) {
            Ok(base) => match base.join(&self.target) {
                Ok(uri) => return uri,
                Err(error) => ("", error.to_string()),
            },
            Err(message) => ("base_url", message.to_owned()),
        };
        self.refuse(Place::Url, name, &message);
        Uri::default()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.base.fmt(f)
    }
}

impl BaseUrl {
    /// A URL of the description, which begins here if it is relative.
    fn resolve(&self, url: &str) -> Result<Self, &'static str> {
        if !is_relative(url) {
            return Self::parse(url);
        }
        // Where the description lies is not known, so there is nothing above this place.
        let mut rest = url;
        while let Some(shorter) = ["../", "./", "/"].iter().find_map(|prefix| rest.strip_prefix(prefix)) {
            rest = shorter;
        }
        Self::parse(&format!("{self}/{}", if matches!(rest, "." | "..") { "" } else { rest }))
    }
}

/// A value in the host of a server. What cannot stand in a host is percent-encoded, which no host may be: the URL is
/// refused then, and no value leads a call to another host.
pub(crate) fn in_host(value: &str) -> String {
    let mut text = String::new();
    encode(value, |byte| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte), &mut text);
    if text.is_empty() { "%".to_owned() } else { text }
}

/// Whether a URL says no host.
fn is_relative(url: &str) -> bool {
    !url.contains("://")
}
