//! The generated client on the wire: what it sends, what it refuses to send, and what becomes of every answer.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test ends where it cannot go on")]

/// The run time itself, for what no operation of Northflank needs.
#[allow(unexpected_cfgs, unreachable_pub, unused_qualifications, reason = "it is written for other packages")]
#[path = "../../generator/runtime/mod.rs"]
#[rustfmt::skip]
mod runtime;

mod wire {
    // With what it is tested.
    mod documented;
    mod memory;
    mod server;

    // What is sent, and what is refused before.
    mod captures;
    mod clients;
    mod paths;
    mod requests;
    mod rules;

    // What comes back.
    mod answers;
    mod arrivals;
    mod codec;
    mod drift;
    mod outcomes;
    mod places;
    mod secrets;

    // What does not come back.
    mod broken;
    mod limits;
    mod repeats;

    // What no operation of Northflank needs.
    mod cases;
    mod sample;
    mod streams;
    mod styles;
}
