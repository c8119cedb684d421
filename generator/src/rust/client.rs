//! The client of the generated crate: operations, parameters, errors by status.

use super::{
    CallExample, Doc, HeaderStruct, Ident, Presence, Rule, Servers, StatusEnum, StatusPattern, Struct, Type,
};

/// What the client knows without being told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Where the API is.
    pub servers: Servers,
    /// Ways to prove who calls.
    pub schemes: Vec<Scheme>,
    /// Sets of these that are sent unless a method says otherwise: the first that the caller has, as a whole.
    pub security: Vec<Vec<usize>>,
}

/// A way to prove who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Where a request carries the credential.
    pub carrier: Carrier,
    /// The option of the client that takes it.
    pub option: Ident,
    /// The documentation of that option; `None` when it is the one that every client has.
    pub doc: Option<Doc>,
    /// Whether the description has it: where it has none at all, callers may give a token all the same.
    pub is_described: bool,
}

/// Where a request carries a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carrier {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A header, and what stands in it before the credential.
    Header(String, String),
    /// A parameter of the query.
    Query(String),
    /// A cookie.
    Cookie(String),
}

/// A file of operations, `src/operations/NAME.rs`.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationModule {
    /// File and module name.
    pub name: Ident,
    /// The heading above its methods in the client's documentation.
    pub heading: String,
    /// What the document says of the group.
    pub doc: Doc,
    /// Types that it names, sorted.
    pub imports: Vec<Ident>,
    /// The methods.
    pub methods: Vec<Method>,
    /// Optional parameters, one struct per method that has some.
    pub params: Vec<Struct>,
    /// Bodies of methods that take several media types.
    pub bodies: Vec<BodyEnum>,
    /// Headers of the answers of methods that have some.
    pub headers: Vec<HeaderStruct>,
    /// Errors of methods that have several.
    pub errors: Vec<StatusEnum>,
    /// Successes of methods that have several.
    pub successes: Vec<StatusEnum>,
    /// Enums of other files of operations that it names, sorted.
    pub shared: Vec<Ident>,
    /// The feature that turns the file on; `None` when it is always there.
    pub feature: Option<String>,
}

/// A method of the client.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Name.
    pub name: Ident,
    /// What it does.
    pub doc: Doc,
    /// Examples from the document, as Rust.
    pub examples: Vec<CallExample>,
    /// What stands under `# Errors`.
    pub errors_doc: Doc,
    /// `operationId`, for messages.
    pub operation: String,
    /// HTTP method and path template, in Markdown.
    pub request: String,
    /// HTTP method, in capitals.
    pub http: &'static str,
    /// Path segments.
    pub path: Vec<PathSegment>,
    /// Names and values of the query that are always the same.
    pub query: Vec<(String, String)>,
    /// Arguments in order.
    pub arguments: Vec<Argument>,
    /// What is sent beside path and body.
    pub sent: Vec<Sent>,
    /// Parameters with constraints.
    pub checks: Vec<ParameterCheck>,
    /// Where it goes, if not where the API is; empty when nobody knows it.
    pub server: Option<String>,
    /// What is sent as the body, and whether it may be absent.
    pub body: Option<(Payload, bool)>,
    /// What is demanded of the body beyond its type.
    pub body_rules: Vec<Rule>,
    /// Whether no credentials are sent.
    pub security: Option<Vec<Vec<usize>>>,
    /// What is asked for, unless it is plain JSON.
    pub accept: Option<String>,
    /// Which successes are read while they arrive.
    pub streamed: Option<Streamed>,
    /// Whether a redirect is a success.
    pub redirects: bool,
    /// The member of the body that asks for a stream.
    pub asks: Option<Asks>,
    /// Type and decoder of a success.
    pub success: (Type, Decoder),
    /// Type and decoder of an error.
    pub failure: (Type, Decoder),
}

/// What stands between two slashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathSegment(pub Vec<PathPart>);

/// A piece of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Fixed text.
    Literal(String),
    /// The value of an argument.
    Argument {
        /// The argument.
        name: Ident,
        /// Name on the wire.
        key: String,
        /// How it becomes text.
        style: ParameterStyle,
    },
}

/// An argument of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Name.
    pub name: Ident,
    /// How it is taken.
    pub kind: ArgumentKind,
}

/// The member of a body that asks for a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asks {
    /// Its field.
    pub member: Ident,
    /// When it is there.
    pub presence: Presence,
    /// Whether the body can be made from nothing.
    pub from_nothing: bool,
}

/// How an argument is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArgumentKind {
    /// `&str`
    Text,
    /// By value: numbers, booleans.
    Value(Type),
    /// `impl Into<T>`
    Into(Type),
    /// `impl Into<Option<T>>`
    IntoOption(Type),
    /// `&T`
    Reference(Type),
}

/// A parameter that is sent beside path and body.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// Where; never in the path.
    pub place: ParameterPlace,
    /// How it becomes text.
    pub style: ParameterStyle,
    /// Whether reserved characters are not escaped.
    pub reserved: bool,
    /// Name on the wire.
    pub key: String,
    /// The argument, or the field of the argument `params`.
    pub value: Ident,
    /// Whether it is a field of `params`.
    pub in_params: bool,
}

/// A parameter that is checked before anything is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterCheck {
    /// Where it is sent.
    pub place: ParameterPlace,
    /// Name on the wire.
    pub key: String,
    /// The argument, or the field of the argument `params`.
    pub value: Ident,
    /// Whether it is a field of `params`.
    pub in_params: bool,
    /// Constraints of the value, then of its elements, and so on.
    pub rules: Vec<Rule>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterPlace {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// As a cookie.
    Cookie,
}

impl ParameterPlace {
    /// Its name in the run time's `Place`.
    pub fn name(self) -> Ident {
        Ident::new(&format!("{self:?}"))
    }
}

/// How a value becomes text: a `Style` of the run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// `a,b` and `k,v`
    Simple,
    /// `a,b` and `k=v`
    SimpleExploded,
    /// `.a,b` and `.k,v`
    Label,
    /// `.a.b` and `.k=v`
    LabelExploded,
    /// `;name=a,b` and `;name=k,v`
    Matrix,
    /// `;name=a;name=b` and `;k=v`
    MatrixExploded,
    /// `name=a,b` and `name=k,v`
    Form,
    /// `name=a&name=b` and `k=v`
    FormExploded,
    /// `name=a%20b`
    Spaces,
    /// `name=a%7Cb`
    Pipes,
    /// `name[k]=v`
    Deep,
    /// JSON in one piece.
    Json,
}

impl ParameterStyle {
    /// Its name in the run time.
    pub fn name(self) -> Ident {
        Ident::new(&format!("{self:?}"))
    }
}

/// How the argument `body` is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    /// As JSON of this media type.
    Json(String),
    /// As a form, with the styles of members that have one.
    Form(Vec<(String, ParameterStyle)>),
    /// In parts: the media type, and those of parts that have one.
    Multipart(String, Vec<(String, String)>),
    /// As text of this media type.
    Text(String),
    /// As bytes of this media type.
    File(String),
    /// As its variant says.
    Choice(Ident),
}

/// An enum with a variant per media type of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyEnum {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Variants in document order.
    pub variants: Vec<BodyVariant>,
    /// Whether the body need not be there: a variant's type becomes that as well.
    pub optional: bool,
}

/// A body in one media type.
#[derive(Clone, Debug, PartialEq)]
pub struct BodyVariant {
    /// Name of the variant.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// What it holds.
    pub ty: Type,
    /// How it is sent.
    pub payload: Payload,
    /// Whether its type alone says that it is this variant.
    pub from: bool,
}

/// How a body becomes a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decoder {
    /// Any status: JSON.
    Json,
    /// Any status: nothing is read.
    Empty,
    /// Any status: text.
    Text,
    /// Any status: bytes.
    Bytes,
    /// Any status: bytes as they arrive.
    Download,
    /// Any status: events of JSON as they arrive.
    Events,
    /// Any status: events of text as they arrive.
    EventsOfText,
    /// Any status: events as objects of their fields, as they arrive.
    WholeEvents,
    /// Any status: lines of JSON as they arrive.
    Lines,
    /// Only these statuses, by the inner decoder.
    Only(Vec<StatusPattern>, Box<Decoder>),
    /// The `decode` function of a [`StatusEnum`].
    ByStatus(Ident),
    /// No status is described.
    Never,
}

impl Decoder {
    /// Whether what it reads is read while it arrives.
    pub fn is_streamed(&self) -> bool {
        matches!(self, Self::Download) || self.is_sequence()
    }

    /// Whether what comes back is one after the other.
    pub fn is_sequence(&self) -> bool {
        matches!(self, Self::Events | Self::EventsOfText | Self::WholeEvents | Self::Lines)
    }
}

/// Which successes are read while they arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Streamed {
    /// Every one.
    Always,
    /// Those that are events.
    IfEvents,
    /// As the enum says.
    By(Ident),
}
