//! The same document gives the same bytes. Hash maps are seeded anew each time, so one that is iterated shows.

use std::fs;
use std::path::{Path, PathBuf};

use generator::Stage;
use generator::config::Config;
use generator::spec::Source;

/// Every case, and the documents of `openapi`.
fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a package lies in the repository");
    let cases = fs::read_dir(root.join("tests/cases")).into_iter().flatten().flatten();
    let documents =
        cases.map(|case| case.path().join("openapi.yaml")).chain([root.join("openapi/northflank.yaml")]);
    documents.filter(|path| path.is_file()).collect()
}

#[test]
fn two_runs_give_the_same() {
    let config = Config::new("client", "openapi.yaml");
    let documents = documents();
    assert!(!documents.is_empty());
    for document in documents {
        let source = Source::open(&document).unwrap().named("openapi.yaml");
        let run = || {
            let generated =
                generator::generate(&source, &config).map(|generated| (generated.files, generated.warnings));
            let stages = [Stage::Model, Stage::Rust, Stage::Unions]
                .map(|stage| generator::print(&source, &config, stage));
            (generated, stages)
        };
        assert!(run() == run(), "{} gives something else each time", document.display());
    }
}
