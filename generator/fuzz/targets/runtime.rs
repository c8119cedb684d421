//! Any answer of a server, and any bytes for a value: see `answers::check`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(words) = answers::check::check(bytes) {
        panic!("{words}");
    }
});
