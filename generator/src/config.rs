//! What a user chooses: the little that the document cannot say.

mod select;

pub use select::{SELECTORS, Selector};

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
        }
    }
}
