//! Any bytes: a crate that is as it should be, or located faults.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    hostile::keep(bytes);
    if let Err(words) = hostile::reading::check(bytes) {
        panic!("{words}");
    }
});
