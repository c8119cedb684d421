//! What a person reads when a document is at fault: one small document a fault, the whole output as its snapshot.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::path::Path;

use generator::config::Config;
use generator::spec::{self, Source, Style};

/// Whether the document is refused, and what is said about it.
fn told(path: &Path) -> (bool, String) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let source = Source::open(path).unwrap().named(name);
    match generator::lint(&source, &Config::new("linted", &source.name)) {
        Ok(warnings) => (false, spec::render(&warnings, &source, Style::default())),
        Err(faults) => (true, spec::render(&faults, &source, Style::default())),
    }
}

#[test]
fn a_fault_without_a_clear_meaning_is_refused() {
    insta::with_settings!({ snapshot_path => "snapshots/refused", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::glob!("..", "refused/*.*", |path| {
            let (refused, text) = told(path);
            assert!(refused, "{text}");
            insta::assert_snapshot!("refused", text);
        });
    });
}

#[test]
fn a_fault_with_one_clear_meaning_is_a_warning() {
    insta::with_settings!({ snapshot_path => "snapshots/warned", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::glob!("..", "warned/*.*", |path| {
            let (refused, text) = told(path);
            assert!(!refused && !text.is_empty(), "{text}");
            insta::assert_snapshot!("warned", text);
        });
    });
}
