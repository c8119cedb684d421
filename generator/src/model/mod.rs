//! What the API says: references resolved, compositions merged, no word of Rust yet.
//!
//! Types only. Names stand here as the document spells them; what they are called in Rust is decided by `plan`.

mod json;
mod object;
mod operation;
mod schema;
mod security;
mod server;
mod union;

use std::collections::{BTreeMap, BTreeSet};

pub use json::Json;
pub use object::{Additional, Choice, Object, Property};
pub use operation::{
    Body, Carried, Content, Encoding, Example, Header, Location, Media, Method, Notation, Operation,
    Parameter, Response, Segment, SegmentPart, Status, Style, SuccessKind,
};
pub use schema::{
    Array, Doc, Enum, EnumValue, Format, Integer, IntegerWidth, Kind, Literal, Number, Pattern, Schema,
    SchemaId, Schemas, Text,
};
pub use security::{Scheme, SchemeKind, Security};
pub use server::{Server, ServerVariable, UrlPart};
pub use union::{Branch, Tag, Union, UnionStyle};

/// An API, with every reference followed.
#[derive(Clone, Debug)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// `servers`, in document order.
    pub servers: Vec<Server>,
    /// Tags in document order; those that only operations name come last.
    pub tags: Vec<TagInfo>,
    /// Every schema.
    pub schemas: Schemas,
    /// Operations in document order.
    pub operations: Vec<Operation>,
    /// Ways to prove who calls, in document order.
    pub schemes: Vec<Scheme>,
    /// What operations need that say nothing of it.
    pub security: Security,
    /// What the user calls a schema.
    pub renamed: BTreeMap<SchemaId, Renamed>,
    /// Schemas that the user has a type for, with the key of that choice.
    pub mapped: BTreeMap<SchemaId, String>,
    /// Entries of `components/responses` that carry the same error.
    pub one_error: BTreeSet<String>,
}

/// A name of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// The key of that choice.
    pub key: String,
    /// The words that the name is made from.
    pub name: String,
}

/// A group of operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagInfo {
    /// The tag.
    pub name: String,
    /// What the document says of it.
    pub description: Option<String>,
}
