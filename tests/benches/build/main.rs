//! Makes what the benches compare: a generated crate, which becomes this package's library, and the same types with
//! serde's derive.

#![expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

mod baseline;
mod document;
mod shapes;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use generator::spec::Source;

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    let out = Path::new(&out);
    let (shapes, unions) = (shapes::shapes(), shapes::unions());
    fs::write(out.join("baseline.rs"), baseline::baseline(&shapes, &unions))?;

    let text = serde_json::to_string_pretty(&document::document(&shapes, &unions))?;
    tests::client(&Source::new("shapes.json", text), "benches", out)?;

    // The generated code asks for this feature, which is not measured.
    println!("cargo::rustc-check-cfg=cfg(feature, values(\"reqwest\"))");
    println!("cargo::rerun-if-changed=build");
    Ok(())
}
