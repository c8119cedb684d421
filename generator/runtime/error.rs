//! Everything that can go wrong with a call, by how far it got.

use std::fmt;

use http::StatusCode;

use super::answer::{Answer, Asked, Excerpt};
use super::decode_error::DecodeError;
use super::refused::Refused;
use super::response::Response;
use super::transport::{TransportError, TransportErrorKind};

/// Why a call did not succeed.
///
/// `E` is the body of an error as the operation describes it. The texts name the operation and, once there is
/// an answer, its status; they never show a header of the request or the body of a success, unless that is something
/// else than the description says as a whole, such as a page in place of JSON. What an operating
/// system or a library had to say is behind [`source`](std::error::Error::source).
#[non_exhaustive]
#[derive(Debug)]
pub enum Error<E> {
    /// The request is not one that can be sent; nothing was sent.
    Refused(Refused),
    /// There is no complete answer.
    Transport(Unanswered),
    /// The server answered with an error that the description has: with a status that is not 2xx. A redirect is one
    /// too, unless it is all that the operation is for, and that nothing has changed (304).
    Api(Response<E>),
    /// The server answered with a status that the description does not have.
    Undescribed(Answer),
    /// The body of the answer is not what the description says.
    Undecodable {
        /// The answer as it came.
        answer: Answer,
        /// What is wrong with it, and where.
        error: DecodeError,
    },
}

impl<E> Error<E> {
    /// The operation that was called, as the description names it; none for a client that could not be built.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Refused(refused) => refused.operation(),
            Self::Transport(unanswered) => Some(unanswered.operation()),
            Self::Api(response) => Some(response.answer().operation()),
            Self::Undescribed(answer) | Self::Undecodable { answer, .. } => Some(answer.operation()),
        }
    }

    /// The answer, as far as it came: after [`Error::Transport`] its body may be cut.
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Refused(_) => None,
            Self::Transport(unanswered) => unanswered.partial(),
            Self::Api(response) => Some(response.answer()),
            Self::Undescribed(answer) | Self::Undecodable { answer, .. } => Some(answer),
        }
    }

    /// The status of the answer, if one has begun.
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(Answer::status)
    }

    /// Whether the time for the call was up.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Transport(unanswered) if unanswered.kind() == TransportErrorKind::Timeout)
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => refused.fmt(f),
            Self::Transport(unanswered) => unanswered.fmt(f),
            Self::Api(response) => {
                let answer = response.answer();
                write!(f, "{}: the server answered {}", answer.operation(), Status(answer))?;
                excerpt(f, answer, ": ")
            }
            Self::Undescribed(answer) => {
                write!(f, "{}: the description has no answer {}", answer.operation(), Status(answer))?;
                excerpt(f, answer, ": ")
            }
            Self::Undecodable { answer, error } => {
                let operation = answer.operation();
                write!(f, "{operation}: the answer ({}) does not match the description\n  ", Status(answer))?;
                if let Some(event) = error.event() {
                    write!(f, "in an event `{}`: ", Excerpt(event.as_bytes()))?;
                }
                if !error.path().is_empty() {
                    f.write_str("at ")?;
                }
                write!(f, "{error}")?;
                let before = if error.event().is_some() { "\n  data: " } else { "\n  body: " };
                if error.is_foreign() { shown(f, answer, before) } else { excerpt(f, answer, before) }
            }
        }
    }
}

/// The beginning of the body of an error. That of a success may hold secrets and is not shown.
fn excerpt(f: &mut fmt::Formatter<'_>, answer: &Answer, before: &str) -> fmt::Result {
    if answer.is_success() { Ok(()) } else { shown(f, answer, before) }
}

/// The beginning of a body, if there is one.
fn shown(f: &mut fmt::Formatter<'_>, answer: &Answer, before: &str) -> fmt::Result {
    if answer.body().is_empty() { Ok(()) } else { write!(f, "{before}{}", Excerpt(answer.body())) }
}

/// `404 Not Found, request id 4f1c…`
struct Status<'a>(&'a Answer);

impl fmt::Display for Status<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let status = self.0.status();
        f.write_str(status.as_str())?;
        if let Some(reason) = status.canonical_reason() {
            write!(f, " {reason}")?;
        }
        elsewhere(f, self.0)?;
        match self.0.request_id() {
            Some(id) => write!(f, ", request id {}", Excerpt(id.as_bytes())),
            None => Ok(()),
        }
    }
}

/// Where an answer sends the caller instead of giving what was asked for.
fn elsewhere(f: &mut fmt::Formatter<'_>, answer: &Answer) -> fmt::Result {
    let header = |name| answer.headers().get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    match answer.status() {
        StatusCode::SWITCHING_PROTOCOLS => {
            let protocol = header(http::header::UPGRADE).unwrap_or("another protocol");
            write!(f, " to {}, in which no call goes on", Excerpt(protocol.as_bytes()))
        }
        StatusCode::NOT_MODIFIED => Ok(()),
        status if status.is_redirection() => match header(http::header::LOCATION).map(without_secrets) {
            Some(url) => write!(f, ", a redirect to {} that is not followed", Excerpt(url.as_bytes())),
            None => f.write_str(", a redirect that is not followed"),
        },
        _ => Ok(()),
    }
}

/// A URL without what may be secret in it: user, query and fragment.
fn without_secrets(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    match url.split_once("//") {
        Some((scheme, rest)) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let host = authority.rsplit('@').next().unwrap_or_default();
            format!("{scheme}//{host}{path}")
        }
        None => url.to_owned(),
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(unanswered) => std::error::Error::source(unanswered),
            // The others say all they know themselves.
            Self::Refused(_) | Self::Api(_) | Self::Undescribed(_) | Self::Undecodable { .. } => None,
        }
    }
}

impl<E> From<Refused> for Error<E> {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// A call without a complete answer.
#[derive(Debug)]
pub struct Unanswered(Box<Inner>);

#[derive(Debug)]
struct Inner {
    asked: Asked,
    error: TransportError,
    attempts: u32,
    partial: Option<Answer>,
}

impl Unanswered {
    pub(super) fn new(asked: Asked, error: TransportError, attempts: u32, partial: Option<Answer>) -> Self {
        Self(Box::new(Inner { asked, error, attempts, partial }))
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.0.error.kind()
    }

    /// The operation that was called, as the description names it.
    pub fn operation(&self) -> &'static str {
        self.0.asked.operation
    }

    /// The URL of the request, without its query.
    pub fn url(&self) -> &str {
        &self.0.asked.url
    }

    /// How often the request was tried.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Status, headers and as much of the body as came, if the answer had begun; a body that is too large is
    /// not kept.
    pub fn partial(&self) -> Option<&Answer> {
        self.0.partial.as_ref()
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { asked, error, attempts, partial } = &*self.0;
        write!(f, "{}: {error}", asked.operation)?;
        if let Some(answer) = partial {
            write!(f, " ({})", Status(answer))?;
        }
        write!(f, ": {} {}", asked.method, asked.url)?;
        if *attempts > 1 { write!(f, ", {attempts} attempts") } else { Ok(()) }
    }
}

impl std::error::Error for Unanswered {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.0.error)
    }
}
