//! Makes what the benches compare: a generated crate, which becomes this package's library, and the same types with
//! serde's derive.

#![expect(clippy::print_stdout, reason = "this is how a build script talks to cargo")]

mod baseline;
mod document;
mod shapes;

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use generator::config::Config;
use generator::files;
use generator::spec::{Source, Style, render};

fn main() -> Result<(), Box<dyn Error>> {
    let out = env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?;
    let out = Path::new(&out);
    let (shapes, unions) = (shapes::shapes(), shapes::unions());
    fs::write(out.join("baseline.rs"), baseline::baseline(&shapes, &unions))?;

    let text = serde_json::to_string_pretty(&document::document(&shapes, &unions))?;
    let source = Source::new("shapes.json", text);
    let config = Config::new("benches", source.name.clone());
    let generated =
        generator::generate(&source, &config).map_err(|faults| render(&faults, &source, Style::default()))?;
    let folder = out.join("client");
    fs::create_dir_all(&folder)?;
    files::apply(&generated.files.compare(&folder)?, &folder)?;

    // An included file cannot have attributes of the whole crate; `src/lib.rs` has them instead.
    let root = fs::read_to_string(folder.join("src/lib.rs"))?;
    let items = root.find("\nmod ").ok_or("the generated crate has modules")?;
    // The first line says that codegen wrote the file, so that it does not refuse to write there again.
    let mark = root.lines().next().unwrap_or_default();
    fs::write(folder.join("src/items.rs"), format!("{mark}\n{}", &root[items..]))?;

    // The generated code asks for this feature, which is not measured.
    println!("cargo::rustc-check-cfg=cfg(feature, values(\"reqwest\"))");
    println!("cargo::rerun-if-changed=build");
    Ok(())
}
