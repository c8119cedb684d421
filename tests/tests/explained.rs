//! Every code is explained, every example gives what it says, and every code is shown somewhere as a person reads it.

#![expect(clippy::unwrap_used, reason = "a test may")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use generator::codes::{Code, Explanation};
use generator::config::Config;
use generator::diagnostic::Severity;
use generator::spec::{self, Source, Style};

/// What examples leave out.
const COMMON: [(&str, &str); 3] = [
    ("openapi:", "openapi: 3.0.3\n"),
    ("info:", "info: {title: Builds, version: '1'}\n"),
    ("paths:", "paths: {}\n"),
];

/// The codes that a document alone can have.
fn codes() -> impl Iterator<Item = &'static Code> {
    Code::ALL.iter().filter(|code| code.is_of_documents())
}

/// The whole document of an example.
fn document(example: &str) -> Source {
    let has = |key: &str| example.lines().any(|line| line.starts_with(key));
    let mut text: String = COMMON.iter().filter(|(key, _)| !has(key)).map(|(_, line)| *line).collect();
    text.push_str(example);
    text.push('\n');
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).unwrap());
        bytes.extend(rest.as_bytes());
    }
    Source::decode("example.yaml", bytes)
}

/// The codes that a document gives, and what is printed about it.
fn found(source: &Source) -> (BTreeSet<Code>, String) {
    let config = Config { every_schema: true, ..Config::new("example", "example.yaml") };
    let found = generator::lint(source, &config).unwrap_or_else(|faults| faults);
    (found.iter().map(|finding| finding.code).collect(), spec::render(&found, source, Style::default()))
}

#[test]
fn every_code_has_an_explanation_that_agrees_with_the_table() {
    for code in codes() {
        let Explanation { heading, wrong, right, .. } = code.explanation();
        let severity = match code.severity() {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
        };
        assert_eq!(heading, format!("{severity}: {}", code.meaning()), "{}", code.name());
        assert!(!wrong.is_empty() && !right.is_empty(), "{}", code.name());
    }
    let text = fs::read_to_string(root().join("generator/src/codes.md")).unwrap();
    let sections = text.lines().filter_map(|line| line.strip_prefix("## "));
    assert!(sections.eq(codes().map(|code| code.name())), "the sections are not those of the table");
}

#[test]
fn every_wrong_example_gives_its_code_alone_and_every_right_one_gives_nothing() {
    let mut faults = Vec::new();
    for code in codes() {
        let Explanation { wrong, right, .. } = code.explanation();
        for (example, wanted) in [(wrong, BTreeSet::from([*code])), (right, BTreeSet::new())] {
            let (codes, text) = found(&document(example));
            if codes != wanted {
                faults.push(format!("== {}:\n{example}\n{text}", code.name()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_code_is_in_a_snapshot() {
    let mut shown = String::new();
    for folder in ["refused", "warned"] {
        for snapshot in fs::read_dir(root().join("tests/tests/snapshots").join(folder)).unwrap() {
            shown.push_str(&fs::read_to_string(snapshot.unwrap().path()).unwrap());
        }
    }
    let missing: Vec<&str> =
        codes().map(|code| code.name()).filter(|name| !shown.contains(&format!("[{name}]: "))).collect();
    assert!(missing.is_empty(), "no document in tests/refused or tests/warned has: {missing:?}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
