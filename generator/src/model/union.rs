//! Unions: one value of several schemas.

use super::SchemaId;

/// Whether exactly one branch holds, or at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnionStyle {
    /// `oneOf`
    OneOf,
    /// `anyOf`
    AnyOf,
}

/// One of several.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// `oneOf` or `anyOf`
    pub style: UnionStyle,
    /// At least two.
    pub branches: Vec<Branch>,
    /// The `discriminator`.
    pub tag: Option<Tag>,
}

/// One branch of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// Its values.
    pub schema: SchemaId,
    /// What it was called before it was merged with what all branches share.
    pub hint: Option<String>,
    /// The discriminator's values that stand for it.
    pub tags: Vec<String>,
}

/// A property whose value says which branch it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name on the wire.
    pub property: String,
}
