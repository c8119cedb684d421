//! Makes the client of `openapi.yaml`, which becomes this package's library.

use std::env;
use std::error::Error;
use std::path::Path;

use generator::spec::Source;

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    tests::client(&Source::open("openapi.yaml".as_ref())?, "answers", Path::new(&out))?;

    // The generated code asks for these features, which nothing here needs.
    println!("cargo::rustc-check-cfg=cfg(feature, values(\"reqwest\", \"all\", \"kinds\"))");
    println!("cargo::rerun-if-changed=openapi.yaml");
    Ok(())
}
