//! Reading a document: whatever it is, there is a client or an explanation.

use generator::config::Config;
use generator::diagnostic::{Diagnostics, Severity};
use generator::spec::{self, Source, Style};
use serde_json::Value;

use crate::output;

/// Reads bytes as a document and, if there is a crate, looks at it. Says what does not hold.
///
/// # Errors
/// What does not hold, in words.
pub fn check(bytes: &[u8]) -> Result<Outcome, String> {
    let source = Source::decode("openapi.yaml", bytes.to_vec());
    check_source(&source, &Config::new("client", "openapi.yaml"))
}

/// What became of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is a crate, and it is as it should be.
    Generated,
    /// The document is refused, with a place for every finding.
    Refused,
}

/// The same of a document that is text already.
///
/// # Errors
/// What does not hold, in words.
pub fn check_source(source: &Source, config: &Config) -> Result<Outcome, String> {
    match generator::generate(source, config) {
        Ok(generated) => {
            findings(&generated.warnings, source)?;
            output::check(&generated.files)?;
            Ok(Outcome::Generated)
        }
        Err(faults) => {
            findings(&faults, source)?;
            if faults.iter().any(|fault| fault.severity() == Severity::Error) {
                Ok(Outcome::Refused)
            } else {
                Err("it is refused, and no finding is an error".to_owned())
            }
        }
    }
}

/// Every finding that names a part of the document has a line in it, and can be shown in each format.
fn findings(found: &Diagnostics, source: &Source) -> Result<(), String> {
    let plain = spec::render(found, source, Style::default());
    for c in plain.chars() {
        if c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            return Err(format!("{c:?} is printed to a terminal: {plain:?}"));
        }
    }
    let lines = spec::json_lines(found, source);
    let objects: Result<Vec<Value>, _> = lines.lines().map(serde_json::from_str).collect();
    let objects = objects.map_err(|error| format!("{error}: {lines}"))?;
    let count = found.iter().count();
    if objects.len() != count {
        return Err(format!("{count} findings, but {} objects of JSON", objects.len()));
    }
    for object in objects {
        // An empty document has no line.
        if object["pointer"].as_str().is_some_and(|at| !at.is_empty()) && !object["line"].is_u64() {
            return Err(format!("a finding without a line: {object}"));
        }
    }
    for line in spec::annotations(found, source).lines() {
        if !line.starts_with("::error ") && !line.starts_with("::warning ") {
            return Err(format!("an annotation begins a line of its own: {line:?}"));
        }
    }
    Ok(())
}
