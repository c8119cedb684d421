//! What a document may ask of the machine. Every limit stands here, and in the README; where one is exceeded, the fault is
//! `limit-exceeded`, at the place where it was noticed.

/// Bytes of the document, and of all files that it refers to together.
pub const BYTES: usize = 32 << 20;

/// Files that a document may consist of.
pub const FILES: usize = 10_000;

/// Levels of nesting; the limit that both parsers have built in.
pub const DEPTH: usize = 128;

/// Values of a document, each as often as YAML aliases or references to files repeat it.
pub const VALUES: usize = 1_000_000;

/// Bytes of all texts in a document, each as often as aliases repeat it.
pub const TEXT: usize = 2 * BYTES;

/// Bytes of the JSON pointers to all values: how long the names are on the way to each. Real documents have up to twice
/// their own size.
pub const PLACES: usize = 4 * BYTES;

/// Schemas that are looked into one inside the other, because `allOf`, `oneOf` and `anyOf` lead from each to the next.
pub const COMPOSITIONS: usize = 1_000;

/// Lists and maps that hold each other by reference, with no type of its own in between: Rust spells them as one type.
pub const HELD: usize = 128;

/// Branches of a union: each pair of them is compared.
pub const BRANCHES: usize = 500;

/// Members of the branches of all unions, once for each branch that they are compared with. Real documents have up to 90,000.
pub const COMPARED: usize = 10_000_000;

/// Parameters, media types, headers, servers and other parts that stand together at one place: each pair of them is
/// compared. Real documents have up to some fifty.
pub const LISTED: usize = 250;

/// Members of all objects, when each has those of its parents as well.
pub const MEMBERS: usize = 200_000;

/// Bytes of a generated crate. That of the largest description that we know, of 13 MB, has 6 million.
pub const EMITTED: usize = 64 << 20;

/// Bytes of the stack for what recurses within these limits. A build without optimisation takes tens of KiB for a
/// schema in a schema.
pub const STACK: usize = 64 << 20;
