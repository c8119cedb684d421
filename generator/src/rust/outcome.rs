//! What operations give back, by status.

use std::collections::BTreeMap;

use super::{Decoder, Doc, HeaderStruct, Ident, Type};

/// The file of what operations of several groups give back, `src/operations/shared.rs`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OutcomeModule {
    /// Types that it names, sorted.
    pub imports: Vec<Ident>,
    /// The enums.
    pub enums: Vec<StatusEnum>,
    /// The structs of headers.
    pub headers: Vec<HeaderStruct>,
    /// The features of which one has to be on for one of these; none is listed for what is always there.
    pub gates: BTreeMap<Ident, Vec<String>>,
}

impl OutcomeModule {
    /// The features of which one has to be on for one of these; none when it is always there.
    pub fn gate(&self, name: &Ident) -> &[String] {
        self.gates.get(name).map_or(&[], Vec::as_slice)
    }
}

/// Statuses, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StatusPattern {
    /// First.
    pub from: u16,
    /// Last.
    pub to: u16,
}

/// An enum with a variant per status.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusEnum {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Variants, exact statuses before ranges before the default.
    pub arms: Vec<StatusArm>,
    /// What all variants hold that hold anything.
    pub body: Option<Type>,
    /// An enum with the same variants, of which this is another name.
    pub same: Option<Ident>,
}

/// What one status, or a range of them, carries.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusArm {
    /// Name of the variant.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Which statuses; `None` for every other.
    pub status: Option<StatusPattern>,
    /// What it holds.
    pub ty: Type,
    /// Which media type, or range of them; `None` where the status has only one.
    pub media: Option<String>,
    /// How it is read.
    pub decoder: Decoder,
}

impl StatusEnum {
    /// Whether a part of it is read while it arrives.
    pub fn is_streamed(&self) -> bool {
        self.arms.iter().any(|arm| arm.decoder.is_streamed())
    }

    /// Whether the status alone says which variant it is, of an answer that is there as a whole.
    pub fn is_by_status(&self) -> bool {
        !self.is_streamed() && self.arms.iter().all(|arm| arm.media.is_none())
    }
}
