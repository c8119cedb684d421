//! What proves who calls.

/// A way to prove who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// What the document calls it.
    pub name: String,
    /// What the document says of it.
    pub description: Option<String>,
    /// What is sent, and where.
    pub kind: SchemeKind,
}

/// What is sent, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer TOKEN`: `http` with `bearer`, `oauth2` and `openIdConnect`.
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// `Authorization: SCHEME …`, for any other scheme of `http`.
    Authorization(String),
    /// A key in a header.
    Header(String),
    /// A key in the query.
    Query(String),
    /// A key in a cookie.
    Cookie(String),
}

/// Sets of schemes, by their places in [`Api::schemes`](super::Api::schemes): one set is enough, and all of a set are
/// needed. No set at all: nothing is sent.
pub type Security = Vec<Vec<usize>>;
