//! Operations: what can be asked and what comes back.

use super::{Doc, Json, SchemaId, Security, Server};
use crate::pointer::Pointer;

/// One method on one path.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Where the document says so.
    pub pointer: Pointer,
    /// `operationId`, or method and path.
    pub id: String,
    /// What names are made from: the same, unless the user calls it otherwise.
    pub name: String,
    /// HTTP method.
    pub method: Method,
    /// The path template, split at `/`.
    pub path: Vec<Segment>,
    /// Names and values that its path has behind a `?`: they are always sent.
    pub query: Vec<(String, String)>,
    /// `tags`, in document order.
    pub tags: Vec<String>,
    /// `summary`
    pub summary: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// Parameters, the path's own first, in document order.
    pub parameters: Vec<Parameter>,
    /// What is sent.
    pub body: Option<Body>,
    /// What comes back, in document order.
    pub responses: Vec<Response>,
    /// What a success of it is.
    pub success: SuccessKind,
    /// Where it is, if not where the API is; its own or its path's.
    pub servers: Vec<Server>,
    /// What proves who calls, where the operation says so itself.
    pub security: Option<Security>,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// GET
    Get,
    /// PUT
    Put,
    /// POST
    Post,
    /// DELETE
    Delete,
    /// OPTIONS
    Options,
    /// HEAD
    Head,
    /// PATCH
    Patch,
    /// TRACE
    Trace,
}

impl Method {
    /// The method as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// What stands between two slashes of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment(pub Vec<SegmentPart>);

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SegmentPart {
    /// Fixed text.
    Literal(String),
    /// The value of the path parameter of this name.
    Parameter(String),
}

/// A parameter beside the body.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where the document says so.
    pub pointer: Pointer,
    /// Where it is sent.
    pub location: Location,
    /// Its name on the wire.
    pub name: String,
    /// Whether it is always sent.
    pub required: bool,
    /// How its value becomes text.
    pub encoding: Encoding,
    /// Words for people, and an example.
    pub doc: Doc,
    /// Its value.
    pub schema: SchemaId,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// In the path template.
    Path,
    /// Behind the `?`.
    Query,
    /// As a header.
    Header,
    /// As a cookie.
    Cookie,
}

impl Location {
    /// The word of the document.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// How a value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// By a `style`.
    Styled {
        /// Which.
        style: Style,
        /// Whether arrays and objects are taken apart.
        explode: bool,
        /// `allowReserved`
        reserved: bool,
    },
    /// As JSON in one piece: `content`.
    Json,
}

/// The `style` of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `simple`
    Simple,
    /// `label`
    Label,
    /// `matrix`
    Matrix,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
}

/// What a response carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// JSON of this schema.
    Json(SchemaId),
    /// Text.
    Text,
    /// Anything else, byte by byte.
    Binary,
    /// `text/event-stream`, with the schema of its events; text without one.
    Events(Option<SchemaId>),
    /// JSON line by line, with the schema of a line.
    Lines(SchemaId),
}

impl Media {
    /// What values look like, when they are more than text or bytes.
    pub fn schema(self) -> Option<SchemaId> {
        match self {
            Self::Json(schema) | Self::Lines(schema) => Some(schema),
            Self::Events(schema) => schema,
            Self::Text | Self::Binary => None,
        }
    }

    /// Whether it is values one after the other, without an end that is known.
    pub fn is_sequence(self) -> bool {
        matches!(self, Self::Events(_) | Self::Lines(_))
    }
}

/// One way in which a response can be written.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The media type, as the document has it.
    pub media_type: String,
    /// What it is.
    pub media: Media,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// How its value becomes text.
    pub encoding: Encoding,
    /// Words for people.
    pub doc: Doc,
    /// Its value.
    pub schema: SchemaId,
}

/// What is sent.
#[derive(Clone, Debug)]
pub struct Body {
    /// Whether something must be sent.
    pub required: bool,
    /// `description`
    pub description: Option<String>,
    /// In what it can be written; at least one.
    pub content: Vec<Content>,
}

/// One media type of a body.
#[derive(Clone, Debug)]
pub struct Content {
    /// Where the document says so.
    pub pointer: Pointer,
    /// The media type, as the document has it.
    pub media_type: String,
    /// How values become bytes.
    pub notation: Notation,
    /// The document's examples.
    pub examples: Vec<Example>,
}

/// How a body is written.
#[derive(Clone, Debug)]
pub enum Notation {
    /// JSON of this schema.
    Json(SchemaId),
    /// `application/x-www-form-urlencoded`: members of this schema, and how those are written that say so.
    Form(SchemaId, Vec<(String, Encoding)>),
    /// `multipart/*`: members of this schema, and the media types of those that say so.
    Multipart(SchemaId, Vec<(String, String)>),
    /// Text, which the caller writes.
    Text,
    /// Bytes, which the caller has.
    Binary,
}

impl Notation {
    /// What values look like, when they are more than text or bytes.
    pub fn schema(&self) -> Option<SchemaId> {
        match self {
            Self::Json(schema) | Self::Form(schema, _) | Self::Multipart(schema, _) => Some(*schema),
            Self::Text | Self::Binary => None,
        }
    }
}

/// An example of a request.
#[derive(Clone, Debug)]
pub struct Example {
    /// Where the document has it.
    pub pointer: Pointer,
    /// `summary`, else the example's name.
    pub summary: Option<String>,
    /// The value.
    pub value: Json,
}

/// What comes back.
#[derive(Clone, Debug)]
pub struct Response {
    /// Which statuses.
    pub status: Status,
    /// The entry of `components/responses` that it is.
    pub entry: Option<String>,
    /// `description`
    pub description: String,
    /// What it can carry, each in another notation; nothing when it has no body.
    pub content: Vec<Carried>,
    /// Headers that it may have.
    pub headers: Vec<Header>,
}

/// What a success of an operation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuccessKind {
    /// A 2xx status, or what the default describes.
    Usual,
    /// A redirect (3xx): no 2xx status is described. What it carries is not looked at.
    Redirect,
    /// Another protocol than HTTP (101): nothing else is described.
    Upgrade,
}

/// The statuses a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Exactly this one.
    Code(u16),
    /// `1XX` to `5XX`, by the first digit.
    Range(u8),
    /// Every other.
    Default,
}

impl Status {
    /// Whether it can only be a success (2xx).
    pub fn is_success(self) -> bool {
        match self {
            Self::Code(code) => (200..300).contains(&code),
            Self::Range(digit) => digit == 2,
            Self::Default => false,
        }
    }

    /// Whether it can only be a redirect (3xx). What says that nothing was modified leads nowhere.
    pub fn is_redirect(self) -> bool {
        match self {
            Self::Code(code) => (300..400).contains(&code) && code != 304,
            Self::Range(digit) => digit == 3,
            Self::Default => false,
        }
    }

    /// Whether it is no answer, or none in HTTP (1xx).
    pub fn is_informational(self) -> bool {
        match self {
            Self::Code(code) => (100..200).contains(&code),
            Self::Range(digit) => digit == 1,
            Self::Default => false,
        }
    }
}
