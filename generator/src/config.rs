//! What a user chooses: the little that the document cannot say.

/// What to generate, beside the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Name of the generated package, such as `generated-client`.
    pub crate_name: String,
    /// The document's name as it stands in the header of every file, such as `openapi/northflank.yaml`.
    pub document: String,
}
