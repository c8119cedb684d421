//! Documents that mean harm, and what holds of every crate that is generated from any document.
//!
//! The fuzz targets of `generator/fuzz` and the tests of this package share it: a fuzzer looks for what breaks, a test
//! repeats with fixed seeds what it looks at.

pub mod document;
pub mod output;
pub mod random;
pub mod reading;
pub mod texts;
