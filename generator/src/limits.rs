//! What a document may ask of the machine. Every limit stands here; where it is exceeded, the fault is
//! `limit-exceeded`, at the place where it was noticed.

/// Bytes of the document, and of all files that it refers to together.
pub const BYTES: usize = 32 << 20;

/// Files that a document may consist of.
pub const FILES: usize = 10_000;

/// Levels of nesting; the limit that both parsers have built in.
pub const DEPTH: usize = 128;
