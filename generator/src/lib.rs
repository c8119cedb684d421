//! Reads an OpenAPI description and writes a Rust client crate.

pub mod codes;
pub mod config;
pub mod diagnostic;
pub mod pointer;
pub mod spec;
