//! What several packages of tests have in common.

use std::error::Error;
use std::fs;
use std::path::Path;

use generator::config::Config;
use generator::files;
use generator::spec::{Source, Style, render};

/// Makes the client of a document for a package that includes `client/src/items.rs` below `out`: the work of a build
/// script.
///
/// # Errors
/// The document's faults, or what went wrong with the files.
pub fn client(source: &Source, package: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let config = Config::new(package, source.name.clone());
    let generated =
        generator::generate(source, &config).map_err(|faults| render(&faults, source, Style::default()))?;
    let folder = out.join("client");
    fs::create_dir_all(&folder)?;
    files::apply(&generated.files.compare(&folder)?, &folder)?;

    // An included file cannot have attributes of the whole crate; who includes it has them instead.
    let root = fs::read_to_string(folder.join("src/lib.rs"))?;
    let items = root.find("\nmod ").ok_or("the generated crate has modules")?;
    // The first line says that codegen wrote the file, so that it does not refuse to write there again.
    let mark = root.lines().next().unwrap_or_default();
    fs::write(folder.join("src/items.rs"), format!("{mark}\n{}", &root[items..]))?;
    Ok(())
}
