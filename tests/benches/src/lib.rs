//! A generated crate, and what it is compared with. The build script makes both.

#![allow(
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "none of it is written by hand"
)]

include!(concat!(env!("OUT_DIR"), "/client/src/items.rs"));

/// The same types with serde's derive.
pub mod baseline {
    include!(concat!(env!("OUT_DIR"), "/baseline.rs"));
}
