//! The Rust to write, fully decided: names, types, boxes, files, codec. No tokens yet, and no question left open.
//!
//! Types only, so that `cargo xtask codegen --print rust` can show a whole crate, and printing it cannot fail.

mod client;
mod expr;
mod header;
mod ident;
mod items;
mod outcome;
mod server;
mod types;
mod union;

use std::collections::BTreeSet;

pub use client::{
    Argument, ArgumentKind, Asks, BodyEnum, BodyVariant, Carrier, Client, Decoder, Method, OperationModule,
    ParameterCheck, ParameterPlace, ParameterStyle, PathPart, PathSegment, Payload, Scheme, Sent, Streamed,
};
pub use expr::{CallExample, Expr};
pub use header::{HeaderForm, HeaderStruct, TypedHeader};
pub use ident::Ident;
pub use items::{
    Alias, Choice, Constant, Doc, Enum, EnumVariant, Field, Item, Literal, Newtype, Presence, Preset, Rest,
    Rule, Struct, TypeModule,
};
pub use outcome::{OutcomeModule, StatusArm, StatusEnum, StatusPattern};
pub use server::{DefaultServer, ServerEnum, ServerVariant, Servers, Variable, VariableEnum};
pub use types::{Path, Style, Type};
pub use union::{
    Access, Decision, Fit, Guard, JsonKind, OwnTag, Proof, Separation, Switch, Test, TextFormat, Union,
    Variant,
};

/// A crate.
#[derive(Clone, Debug, PartialEq)]
pub struct Crate {
    /// Package name.
    pub name: String,
    /// The document's name, for headers.
    pub document: String,
    /// Crate documentation.
    pub doc: Doc,
    /// The `description` of the package.
    pub description: String,
    /// The client's defaults.
    pub client: Client,
    /// Files of types.
    pub types: Vec<TypeModule>,
    /// Files of operations.
    pub operations: Vec<OperationModule>,
    /// What operations of several groups give back.
    pub outcomes: OutcomeModule,
    /// One feature for each group of operations, when there are several groups.
    pub features: Vec<GroupFeature>,
    /// The document's named schemas that have a type.
    pub schemas: Vec<Component>,
    /// Types of other crates that stand for schemas.
    pub foreign: Vec<Path>,
    /// How many elements the tuples have that there can be.
    pub tuples: BTreeSet<usize>,
    /// What the user's types need: crates, each with the text behind its `=` in the manifest.
    pub dependencies: Vec<(String, String)>,
}

/// A feature that turns on a group of operations and the types that they need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupFeature {
    /// Its name.
    pub name: String,
    /// What the document calls the group.
    pub heading: String,
}

/// A named schema and its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name in the document.
    pub name: String,
    /// The type of its values.
    pub ty: Type,
}
