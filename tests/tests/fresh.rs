//! The generated crates are what their documents give.

use std::fs;
use std::path::Path;

use generator::config::Config;
use generator::files::Change;
use generator::spec::Source;
use toml_edit::DocumentMut;

#[test]
fn the_generated_crates_are_fresh() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let read =
        |path: &str| fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let manifest: DocumentMut = read("Cargo.toml").parse().unwrap();
    for entry in manifest["workspace"]["metadata"]["codegen"].as_array_of_tables().unwrap() {
        let [document, output, name] =
            ["document", "output", "crate"].map(|key| entry[key].as_str().unwrap());
        let source = Source::new(document, read(document));
        let config = Config::new(name, document);
        let generated = generator::generate(&source, &config).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let changes = generated.files.compare(&root.join(output)).unwrap();
        let paths: Vec<&str> = changes.iter().map(Change::path).collect();
        assert!(paths.is_empty(), "`{output}` is not fresh: run `cargo xtask codegen {name}`: {paths:#?}");
    }
}
