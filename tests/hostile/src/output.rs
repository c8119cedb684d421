//! What holds of every generated crate, whatever its document says.

mod docs;
mod names;
mod vocabulary;

use std::collections::BTreeSet;

use generator::files::{Content, Files};
use proc_macro2::{LexError, TokenStream};
use toml_edit::DocumentMut;

/// The run time is the same in every crate.
const COPIED: &str = "src/runtime/";

/// Looks at all files of a crate.
///
/// # Errors
/// What does not hold, in words.
pub fn check(files: &Files) -> Result<(), String> {
    paths(files)?;
    for (path, content) in files.iter() {
        if path.starts_with(COPIED) {
            continue;
        }
        let found = match content {
            Content::Manifest(manifest) => check_manifest(manifest),
            Content::Text(text) => check_text(path, text),
        };
        found.map_err(|words| format!("{path}: {words}"))?;
    }
    Ok(())
}

/// Names of files are made of few letters, differ where case does not count, and mean files on every system.
fn paths(files: &Files) -> Result<(), String> {
    const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com1", "lpt1"];
    let mut seen = BTreeSet::new();
    for (path, _) in files.iter() {
        for segment in path.split('/') {
            let stem = segment.split('.').next().unwrap_or_default();
            let is_plain = segment.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
            if stem.is_empty() || !is_plain || DEVICES.contains(&stem.to_ascii_lowercase().as_str()) {
                return Err(format!("a file of this name: {path:?}"));
            }
        }
        if !seen.insert(path.to_ascii_lowercase()) {
            return Err(format!("two files where case does not count: {path:?}"));
        }
    }
    Ok(())
}

fn check_text(path: &str, text: &str) -> Result<(), String> {
    if let Some(c) = text.chars().find(|c| *c != '\n' && turns_a_line(*c)) {
        return Err(format!("it has {c:?} in it"));
    }
    match path.rsplit_once('.') {
        Some((_, "rs")) => {}
        Some((_, "md")) => return docs::check(text),
        _ => return text.parse::<DocumentMut>().map(drop).map_err(|error| error.to_string()),
    }
    let tokens: TokenStream = text.parse().map_err(|error: LexError| error.to_string())?;
    let file: syn::File = syn::parse2(tokens.clone()).map_err(|error| format!("it is no Rust: {error}"))?;
    names::check(&file.items)?;
    vocabulary::check(&tokens)?;
    docs::of_tokens(tokens).iter().try_for_each(|doc| docs::check(doc))
}

/// Whether a character makes a line look like something else than it is. rustc refuses some of them.
fn turns_a_line(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The manifest of a new crate is TOML, says nothing but what codegen says, and does not change when it is merged again.
fn check_manifest(manifest: &generator::manifest::Manifest) -> Result<(), String> {
    let text = manifest.merge(None).map_err(|error| error.to_string())?;
    let document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    for (key, _) in document.as_table() {
        if !["package", "features", "dependencies", "dev-dependencies", "lints"].contains(&key) {
            return Err(format!("a section `{key}`"));
        }
    }
    if document["package"]["name"].as_str() != Some(&manifest.name) {
        return Err("the name of the package is another one".to_owned());
    }
    let again = manifest.merge(Some(&text)).map_err(|error| error.to_string())?;
    if again == text { Ok(()) } else { Err(format!("merged again it is another one:\n{text}\n{again}")) }
}
