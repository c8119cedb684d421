//! What is found wrong before anything is sent.

use std::error::Error;
use std::fmt;

use super::check::Violation;

/// What is wrong with a text that no header can have.
pub(super) const NOT_VISIBLE: &str = "has a line break or another character beyond visible ASCII";

/// A request, or a client, that cannot be: everything that is wrong with it, at once. Nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    operation: Option<&'static str>,
    problems: Vec<Problem>,
}

/// One thing that is wrong. Names the place, never the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    place: Place,
    name: String,
    message: String,
}

/// Where something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Place {
    /// An option of the client.
    Client,
    /// A value in the path.
    Path,
    /// A value in the query.
    Query,
    /// The URL as a whole.
    Url,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// The body; the name is the JSON path, such as `overrides.docker.dockerFilePath`.
    Body,
}

impl Refused {
    pub(super) fn new(operation: Option<&'static str>, problems: Vec<Problem>) -> Self {
        Self { operation, problems }
    }

    /// The operation that was called, as the description names it; none when the client itself could not be
    /// built.
    pub fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// Everything that is wrong; at least one.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl Problem {
    pub(super) fn new(place: Place, name: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place, name: name.into(), message: message.into() }
    }

    /// Where.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The name of the parameter, header or option, or the JSON path in the body; empty for the whole.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl From<Violation> for Problem {
    fn from(Violation { path, message }: Violation) -> Self {
        Self::new(Place::Body, path, message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self.place {
            Place::Client => "option",
            Place::Path => "path parameter",
            Place::Query => "query parameter",
            Place::Url => "URL",
            Place::Header => "header",
            Place::Cookie => "cookie",
            Place::Body if self.name.is_empty() => "body",
            Place::Body => "body at",
        };
        f.write_str(place)?;
        if !self.name.is_empty() {
            write!(f, " `{}`", self.name)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation {
            Some(operation) => write!(f, "{operation}: nothing was sent")?,
            None => f.write_str("the client cannot be built")?,
        }
        match self.problems.as_slice() {
            [problem] => write!(f, ": {problem}"),
            problems => problems.iter().try_for_each(|problem| write!(f, "\n  {problem}")),
        }
    }
}

impl Error for Refused {}
