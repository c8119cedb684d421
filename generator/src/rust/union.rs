//! Unions of the generated crate and how a value's branch is decided.

use super::{Doc, Ident, Literal, Rule, Type};

/// One of several.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Branches in document order.
    pub variants: Vec<Variant>,
    /// The variant that keeps every other value, when a response can hold this type.
    pub unknown: Option<Ident>,
    /// How the branch is decided.
    pub decision: Decision,
    /// Whether it is part of a request: its constraints are checked before sending.
    pub checked: bool,
}

/// A branch.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// What it holds; `None` for a constant.
    pub payload: Option<Type>,
    /// Whether `From` makes the union from the payload: no other branch holds the same type.
    pub from: bool,
    /// Constraints of the payload.
    pub rules: Vec<Rule>,
    /// Whether anything in the payload is to be checked before sending.
    pub checked: bool,
}

/// An ordered list of guards, and why it tells the branches apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The first that holds while the value is read gives the variant (by position).
    pub guards: Vec<(Guard, usize)>,
    /// For every pair of variants, what separates them.
    pub pairs: Vec<Pair>,
}

/// A question about a value that is answered before any branch is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guard {
    /// The kind of value it is about.
    pub kind: JsonKind,
    /// What it asks.
    pub test: Test,
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// Anything.
    Any,
}

/// What is asked of a value of the right kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Nothing.
    Any,
    /// It is this scalar.
    Is(Literal),
    /// It has this member.
    Has(String),
    /// Its member is this scalar.
    Tag(String, Literal),
}

/// What separates two variants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Position of one.
    pub left: usize,
    /// Position of the other.
    pub right: usize,
    /// What separates them.
    pub proof: Proof,
}

/// Why two branches cannot be mistaken for each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Different kinds of JSON value.
    Kind,
    /// Different constants.
    Value,
    /// The discriminator, or a member that both fix to different constants.
    Tag(String),
    /// A member that one requires and the other does not declare.
    RequiredKey(String),
    /// A member that one declares and the other does not: evidence, no proof.
    DeclaredKey(String),
    /// Nothing; the first in the guards' order wins.
    Nothing,
}
