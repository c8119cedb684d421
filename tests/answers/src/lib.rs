//! A generated crate, made by the build script, and what holds of it whatever a server sends.

#![allow(
    missing_docs,
    unreachable_pub,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "most of it is not written by hand"
)]

include!(concat!(env!("OUT_DIR"), "/client/src/items.rs"));

pub mod check;
