//! Makes the client of `openapi.yaml`, which becomes this package's library.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use generator::config::Config;
use generator::files;
use generator::spec::{Source, Style, render};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    let source = Source::open("openapi.yaml".as_ref())?;
    let config = Config::new("answers", "openapi.yaml");
    let generated =
        generator::generate(&source, &config).map_err(|faults| render(&faults, &source, Style::default()))?;
    let folder = Path::new(&out).join("client");
    fs::create_dir_all(&folder)?;
    files::apply(&generated.files.compare(&folder)?, &folder)?;

    // An included file cannot have attributes of the whole crate; `src/lib.rs` has them instead.
    let root = fs::read_to_string(folder.join("src/lib.rs"))?;
    let items = root.find("\nmod ").ok_or("the generated crate has modules")?;
    // The first line says that codegen wrote the file, so that it does not refuse to write there again.
    let mark = root.lines().next().unwrap_or_default();
    fs::write(folder.join("src/items.rs"), format!("{mark}\n{}", &root[items..]))?;

    // The generated code asks for these features, which nothing here needs.
    println!("cargo::rustc-check-cfg=cfg(feature, values(\"reqwest\", \"all\", \"kinds\"))");
    println!("cargo::rerun-if-changed=openapi.yaml");
    Ok(())
}
