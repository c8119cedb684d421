//! What a user chooses: the little that the document cannot say.

mod check;
mod path;
mod select;

use std::collections::BTreeMap;

pub(crate) use check::{DERIVES, Needed, check};
pub use path::{NotAPath, RustPath};
pub use select::{NotASelector, SELECTORS, Selector};

/// What to generate, beside the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Name of the generated package, such as `generated-client`.
    pub crate_name: String,
    /// The document's name as it stands in the header of every file, such as `openapi/northflank.yaml`.
    pub document: String,
    /// Whether every struct of a response keeps the members that the document does not describe, and sends them back.
    pub keep_unknown_members: bool,
    /// Whether every named schema becomes a type that can be sent and received, used by an operation or not: for what
    /// webhooks and queues carry, and to show that types read and write what the document says.
    pub every_schema: bool,
    /// The operations that are generated: those that one of these selects, or all if there are none.
    pub include: Vec<Selector>,
    /// The operations that are not generated, of those that are included.
    pub exclude: Vec<Selector>,
    /// Types of other crates in place of generated ones: for a schema by its component's name or its JSON pointer, for
    /// all strings and numbers of a format by `format:NAME`. They implement serde's traits, `Clone`, `Debug` and `PartialEq`.
    pub types: BTreeMap<String, RustPath>,
    /// What names are made from, in place of the document's words: for a schema by its component's name or its JSON
    /// pointer, for an operation by `operation:ID`, for a value of an enumeration by the value's JSON pointer.
    pub names: BTreeMap<String, String>,
    /// What types derive beside what they do anyway: by the name of the type or of its schema, or `*` for all.
    pub derives: BTreeMap<String, Vec<RustPath>>,
    /// Dependencies of the generated crate, each with the text behind its `=`: `"1"` or `{ version = "1", … }`.
    pub dependencies: BTreeMap<String, String>,
}

impl Config {
    /// The choices of someone who chooses nothing but names.
    pub fn new(crate_name: impl Into<String>, document: impl Into<String>) -> Self {
        Self {
            crate_name: crate_name.into(),
            document: document.into(),
            keep_unknown_members: false,
            every_schema: false,
            include: Vec::new(),
            exclude: Vec::new(),
            types: BTreeMap::new(),
            names: BTreeMap::new(),
            derives: BTreeMap::new(),
            dependencies: BTreeMap::new(),
        }
    }
}
