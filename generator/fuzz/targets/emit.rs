//! Any document: a crate that is as it should be, and the same one each time, or located faults.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    hostile::keep(bytes);
    if let Err(words) = hostile::document::check(bytes) {
        panic!("{words}");
    }
});
