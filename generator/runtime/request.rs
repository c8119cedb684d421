//! A request in the making: what a generated operation names.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use serde::Serialize;

use super::answer::{Asked, Decoder};
use super::bodies::AddBody;
use super::call::Call;
use super::check::{Check, Rule, Violation, violations_of};
use super::client::Client;
use super::credential::{Security, TokenSet};
use super::exchange::Sealed;
use super::file::{File, lay_aside};
use super::multipart::Multipart;
use super::path::Path;
use super::payload::Payload;
use super::refused::{NOT_VISIBLE, Place, Problem, Refused};
use super::secret::Secret;
use super::server::Server;
use super::stream::Streamed;
use super::style::{self, Style, form, in_cookie, in_header, in_header_json, in_url, in_url_reserved, pairs};
use super::tree::Tree;

/// A request in the making. Whatever is wrong with it is collected and reported by the call, all at once.
pub(crate) struct Request {
    pub(super) client: Client,
    pub(super) operation: &'static str,
    pub(super) method: Method,
    /// Path and query, escaped.
    pub(super) target: String,
    pub(super) headers: HeaderMap,
    body: Payload,
    /// What the place of the body demands beyond its type.
    body_rules: Vec<Rule>,
    pub(super) problems: Vec<Problem>,
    pub(super) timeout: Duration,
    pub(super) repeats: u32,
    /// The sets of schemes that the operation takes.
    pub(super) security: Security,
    /// The token of this call alone, and the schemes that it is one of.
    pub(super) token: Option<(TokenSet, Secret)>,
    /// Where it goes, if not where the API is.
    pub(super) server: Option<Server>,
    /// Which successes are read while they arrive.
    streamed: Option<Streamed>,
    /// What the description asks for.
    accept: Option<&'static str>,
    /// Whether a redirect is what is wanted.
    redirects: bool,
}

impl Request {
    pub(super) fn new(client: Client, operation: &'static str, method: Method, path: Path) -> Self {
        let settings = client.settings();
        Self {
            headers: settings.headers.clone(),
            timeout: settings.timeout,
            repeats: settings.repeats,
            security: settings.security,
            token: None,
            server: None,
            streamed: None,
            accept: None,
            redirects: false,
            client,
            operation,
            method,
            target: path.text,
            body: Payload::default(),
            body_rules: Vec::new(),
            problems: path.problems,
        }
    }

    /// Checks a parameter against the constraints of the description.
    pub(crate) fn check<T: Check + ?Sized>(
        mut self,
        place: Place,
        name: &str,
        value: &T,
        rules: &[Rule],
    ) -> Self {
        for Violation { path, message } in violations_of(value, rules) {
            let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
            self.refuse(place, &format!("{name}{dot}{path}"), &message);
        }
        self
    }

    /// A parameter in the query: `a=1&a=2` for a list (form, exploded).
    pub(crate) fn query<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.query_as(Style::FormExploded, name, value)
    }

    /// A parameter in the query, in any style for it.
    pub(crate) fn query_as<T: Serialize + ?Sized>(mut self, style: Style, name: &str, value: &T) -> Self {
        let value = self.tree(Place::Query, name, value);
        self.push_query(&pairs(style, name, &value, in_url));
        self
    }

    /// A parameter in the query whose reserved characters are not escaped (`allowReserved`).
    pub(crate) fn query_reserved<T: Serialize + ?Sized>(
        mut self,
        style: Style,
        name: &str,
        value: &T,
    ) -> Self {
        let value = self.tree(Place::Query, name, value);
        self.push_query(&pairs(style, name, &value, in_url_reserved));
        self
    }

    fn push_query(&mut self, pairs: &[(String, String)]) {
        for (name, value) in pairs {
            // A path has no question mark: it is always escaped there.
            self.target.push(if self.target.contains('?') { '&' } else { '?' });
            self.target.extend([name, "=", value]);
        }
    }

    /// A header; a list is separated by commas (simple).
    pub(crate) fn header<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.header_as(Style::Simple, name, value)
    }

    /// A header, in any style for it.
    pub(crate) fn header_as<T: Serialize + ?Sized>(mut self, style: Style, name: &str, value: &T) -> Self {
        let value = self.tree(Place::Header, name, value);
        let escape = if style == Style::Json { in_header_json } else { in_header };
        if let Some(text) = style::text(style, name, &value, escape) {
            self.set_header(name, &text);
        }
        self
    }

    /// A cookie; a list is several of one name (form, exploded).
    pub(crate) fn cookie<T: Serialize + ?Sized>(self, name: &str, value: &T) -> Self {
        self.cookie_as(Style::FormExploded, name, value)
    }

    /// A cookie, in any style for it. All cookies are one header.
    pub(crate) fn cookie_as<T: Serialize + ?Sized>(mut self, style: Style, name: &str, value: &T) -> Self {
        let value = self.tree(Place::Cookie, name, value);
        for (name, value) in pairs(style, name, &value, in_cookie) {
            let before = self.headers.get(header::COOKIE).and_then(|before| before.to_str().ok());
            let before = before.map_or_else(String::new, |before| format!("{before}; "));
            self.set_header(header::COOKIE.as_str(), &format!("{before}{name}={value}"));
        }
        self
    }

    /// A value in pieces. One that has none is reported.
    fn tree<T: Serialize + ?Sized>(&mut self, place: Place, name: &str, value: &T) -> Tree {
        match Tree::of(value) {
            Ok(tree) => tree,
            Err(error) => {
                self.refuse(place, name, &error.to_string());
                Tree::Nothing
            }
        }
    }

    /// Sets a header, in place of one of the same name.
    pub(super) fn set_header(&mut self, name: &str, value: &str) {
        let Ok(key) = HeaderName::from_bytes(name.as_bytes()) else {
            return self.refuse(Place::Header, name, "is not the name of a header");
        };
        if [header::CONTENT_LENGTH, header::TRANSFER_ENCODING].contains(&key) {
            return self.refuse(Place::Header, name, "is for the transport to set");
        }
        if key == header::ACCEPT {
            self.accept = None;
        }
        match HeaderValue::from_str(value) {
            Ok(mut value) if value.to_str().is_ok() => {
                // It may be a credential; whatever prints the request leaves it out.
                value.set_sensitive(key != header::ACCEPT);
                self.headers.insert(key, value);
            }
            _ => self.refuse(Place::Header, name, NOT_VISIBLE),
        }
    }

    /// Sends no credentials: the description says that this operation needs none.
    pub(crate) fn anonymous(mut self) -> Self {
        self.security = &[];
        self
    }

    /// Takes other credentials than most operations: one of these sets.
    pub(crate) fn security(mut self, sets: Security) -> Self {
        self.security = sets;
        self
    }

    /// Sends this token instead of the client's.
    pub(super) fn set_token(&mut self, token: &str) {
        let set = self.set_for_token();
        let Some((_, scheme)) = self.client.settings().schemes.get(set.token) else { return };
        let token = Secret::new(token);
        match scheme.check(&token) {
            Ok(()) => self.token = Some((set, token)),
            Err(message) => {
                let (place, name) = scheme.place();
                self.refuse(place, name, message);
            }
        }
    }

    /// Expects other media types than plain JSON.
    pub(crate) fn accept(mut self, media_type: &'static str) -> Self {
        self.set_header(header::ACCEPT.as_str(), media_type);
        self.accept = Some(media_type);
        self
    }

    /// Takes a redirect for a success.
    pub(crate) fn redirects(mut self) -> Self {
        self.redirects = true;
        self
    }

    /// Leaves these successes to be read while they arrive.
    pub(crate) fn streamed(mut self, streamed: Streamed) -> Self {
        self.streamed = Some(streamed);
        self
    }

    /// A JSON body, checked against the constraints of the description.
    pub(crate) fn json<T: Serialize + Check + ?Sized>(self, body: &T) -> Self {
        self.json_as("application/json", body)
    }

    /// A JSON body of this media type.
    pub(crate) fn json_as<T: Serialize + Check + ?Sized>(
        mut self,
        media_type: &'static str,
        body: &T,
    ) -> Self {
        self.check_body(body);
        match serde_json::to_vec(body) {
            Ok(text) => self.body(media_type, text),
            Err(error) => {
                self.refuse(Place::Body, "", &format!("cannot be written as JSON: {error}"));
                self
            }
        }
    }

    /// A JSON body that may be left out; then nothing is sent.
    pub(crate) fn json_if<T: Serialize + Check + ?Sized>(self, body: Option<&T>) -> Self {
        self.optional(body, Self::json)
    }

    /// A body of any kind that may be left out; then nothing is sent.
    pub(crate) fn optional<T>(self, body: Option<T>, add: impl FnOnce(Self, T) -> Self) -> Self {
        match body {
            Some(body) => add(self, body),
            None => self,
        }
    }

    /// A body in one of several media types.
    pub(crate) fn with(self, body: impl AddBody) -> Self {
        body.add_to(self)
    }

    /// A form in one line: `a=1&b=x+y`. Lists repeat their name and objects are JSON, but for members whose style
    /// is said. Nothing is sent for a body that is left out.
    pub(crate) fn form<T: Serialize + Check + ?Sized>(mut self, body: &T, styles: &[(&str, Style)]) -> Self {
        self.check_body(body);
        let Some(members) = self.members(Tree::of(body)) else { return self };
        let pairs = form(&members, styles);
        let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        self.body("application/x-www-form-urlencoded", pairs.join("&"))
    }

    /// A multipart body, a part per member, with the media types of those that are not written as usual. Nothing is
    /// sent for a body that is left out.
    pub(crate) fn multipart<T: Serialize + Check + ?Sized>(
        mut self,
        media_type: &str,
        body: &T,
        types: &[(&str, &str)],
    ) -> Self {
        self.check_body(body);
        let (tree, files) = lay_aside(|| Tree::of(body));
        let Some(members) = self.members(tree) else { return self };
        let Multipart { boundary, body, problems, .. } = Multipart::new(&members, files, types);
        for (name, problem) in problems {
            self.refuse(Place::Body, &name, problem);
        }
        self.payload(&format!("{media_type}; boundary={boundary}"), body)
    }

    /// A text.
    pub(crate) fn text(self, media_type: &str, body: String) -> Self {
        self.body(media_type, body)
    }

    /// A file, of its own media type if it has one.
    pub(crate) fn file(self, media_type: &str, body: &File) -> Self {
        let mut payload = Payload::default();
        payload.push_file(body);
        self.payload(body.content_type.as_deref().unwrap_or(media_type), payload)
    }

    /// A body of any media type.
    pub(crate) fn body(self, media_type: &str, body: impl Into<Bytes>) -> Self {
        self.payload(media_type, Payload::from(body.into()))
    }

    fn payload(mut self, media_type: &str, body: Payload) -> Self {
        self.set_header(header::CONTENT_TYPE.as_str(), media_type);
        if body.is_streamed() {
            // What was read cannot be sent again.
            self.repeats = 0;
            let length = body.length().map(HeaderValue::from);
            self.headers.extend(length.map(|length| (header::CONTENT_LENGTH, length)));
        }
        self.body = body;
        self
    }

    /// The members of a body that is made of them; none at all for a body that is left out.
    fn members(&mut self, body: Result<Tree, serde::de::value::Error>) -> Option<Vec<(String, Tree)>> {
        match body {
            Ok(Tree::Members(members)) => return Some(members),
            Ok(Tree::Nothing) => {}
            Ok(_) => self.refuse(Place::Body, "", "is not an object: its members are what is sent"),
            Err(error) => self.refuse(Place::Body, "", &error.to_string()),
        }
        None
    }

    fn check_body<T: Check + ?Sized>(&mut self, body: &T) {
        self.problems.extend(violations_of(body, &self.body_rules).into_iter().map(Problem::from));
    }

    /// What is demanded of the body that follows, where its type is not its own.
    pub(crate) fn body_rules(mut self, rules: &[Rule]) -> Self {
        self.body_rules = rules.to_vec();
        self
    }

    /// The call, with what reads a success (2xx) and what reads any other status.
    pub(crate) fn call<T, E>(self, success: Decoder<T>, error: Decoder<E>) -> Call<T, E> {
        Call::new(self, success, error)
    }

    pub(super) fn refuse(&mut self, place: Place, name: &str, message: &str) {
        self.problems.push(Problem::new(place, name, message));
    }

    /// The request as it is sent, unless something is wrong with it.
    pub(super) fn seal(mut self) -> Result<Sealed, Refused> {
        let granted = self.granted();
        let uri = self.uri();
        if !self.problems.is_empty() {
            return Err(Refused::new(Some(self.operation), self.problems));
        }
        let url = uri.to_string();
        let url = url.split_once('?').map_or(url.as_str(), |(url, _)| url).to_owned();
        let asked = Asked {
            operation: self.operation,
            method: self.method.clone(),
            url,
            accept: self.accept,
            redirects: self.redirects,
            #[cfg(feature = "drift")]
            drift: self.client.settings().drift.clone(),
        };
        let stream = if self.body.is_streamed() { self.body.stream() } else { None };
        if self.body.is_streamed() && stream.is_none() {
            let read = Problem::new(Place::Body, "", "is a stream that was read before");
            return Err(Refused::new(Some(self.operation), vec![read]));
        }
        let mut request = http::Request::new(if stream.is_some() { Bytes::new() } else { self.body.bytes() });
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = self.headers;
        Ok(Sealed { request, stream, asked, granted, streamed: self.streamed })
    }
}
