//! What a document is made of, as far as a part of it can be left out.

/// A thing that a document describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// An operation, or a path with all of them.
    Operation,
    /// A parameter.
    Parameter,
    /// A member of an object.
    Property,
    /// A media type of a body.
    MediaType,
    /// A response.
    Response,
    /// A header of a response.
    Header,
    /// A security scheme.
    SecurityScheme,
    /// Requests that the server makes: webhooks and callbacks.
    Callback,
    /// A server.
    Server,
}

impl Part {
    /// Its name in a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Property => "property",
            Self::MediaType => "media type",
            Self::Response => "response",
            Self::Header => "header",
            Self::SecurityScheme => "security scheme",
            Self::Callback => "callback",
            Self::Server => "server",
        }
    }
}
