//! A line `{"schema": "Name", "instance": "JSON text"}` in, a line about it out.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Value, json};
use CRATE::roundtrip::{Outcome, outcome};

/// Values are nested as deep as JSON may be.
const STACK: usize = 256 << 20;

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(answer_all);
    let ended = thread.map(|thread| thread.join());
    std::process::exit(i32::from(!matches!(ended, Ok(Ok(Some(()))))));
}

fn answer_all() -> Option<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line.ok()?).ok()?;
        let (schema, instance) = (asked["schema"].as_str()?, asked["instance"].as_str()?);
        let answer = match catch_unwind(AssertUnwindSafe(|| outcome(schema, instance))) {
            Ok(Outcome::Written { text, unknown }) => json!({ "ok": text, "unknown": unknown }),
            Ok(Outcome::Refused(error)) => json!({ "error": { "path": error.path(), "message": error.message() } }),
            Ok(Outcome::Unwritable(why)) => json!({ "broken": format!("cannot be written: {why}") }),
            Ok(Outcome::Unnamed) => json!({ "broken": "has no type" }),
            Err(_) => json!({ "broken": "panicked" }),
        };
        out.write_all(format!("{answer}\n").as_bytes()).ok()?;
    }
    Some(())
}
