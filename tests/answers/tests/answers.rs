//! What a fuzzer looks for in any number of answers, in a few thousand that are the same each time.

use answers::check::check;

/// Pieces of which answers are made: those that the readers look for.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"kind\":\"Cat\"",
    "\"kind\":\"Dog\"",
    "\"lives\":",
    "\"text\":\"a\"",
    "\"tagged\":",
    "\"radius\":1.5",
    "\"mixed\":",
    "\"scalar\":",
    "\"shape\":",
    "\"free\":",
    "\"pair\":[\"a\",1]",
    "\"unit\":\"",
    "\"",
    "null",
    "true",
    "1",
    "-0.0",
    "1e300",
    "18446744073709551615",
    "0.1",
    "\\u0000",
    "\\ud800",
    "é",
    "\u{feff}",
    "data: ",
    "data:",
    "event: a\n",
    "id: \0\n",
    "retry: 9\n",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\u{1e}",
    "[DONE]",
    "  ",
    "\"word\":\"ab-c.d\"",
    "\"letters\":\"aba\"",
    "\"even\":4",
    "\"set\":[\"a\",\"a\"]",
    "{\"kind\":\"Cat\"}",
    "{\"text\":\"a\",\"tagged\":{\"kind\":\"Bird\"}}",
    "\"2020-01-01T00:00:00Z\"",
    "\"now\"",
];

#[test]
fn any_answer_is_read_or_refused() {
    let mut state = 1_u64;
    let mut below = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % end
    };
    for _ in 0..20_000 {
        let mut bytes: Vec<u8> = (0..5).map(|_| u8::try_from(below(256)).unwrap_or(0)).collect();
        for _ in 0..below(14) {
            bytes.extend_from_slice(PIECES[below(PIECES.len())].as_bytes());
        }
        // Values have no head.
        if bytes[0] % 20 < 12 {
            bytes.drain(1..5);
        }
        if let Err(words) = check(&bytes) {
            panic!("{words}\n{:?}", String::from_utf8_lossy(&bytes));
        }
    }
}
