//! Documents that mean harm, and what holds of every crate that is generated from any document.
//!
//! The fuzz targets of `generator/fuzz` and the tests of this package share it: a fuzzer looks for what breaks, a test
//! repeats with fixed seeds what it looks at.

use std::{env, fs};

pub mod document;
pub mod output;
pub mod random;
pub mod reading;
pub mod texts;

/// Writes what is about to be looked at to the file that `FUZZ_INPUT` names, if it is set: a stack that runs over ends a
/// fuzzer before it can say with which input.
pub fn keep(bytes: &[u8]) {
    if let Some(path) = env::var_os("FUZZ_INPUT") {
        // Without it there is only less to find out.
        let _ = fs::write(path, bytes);
    }
}
