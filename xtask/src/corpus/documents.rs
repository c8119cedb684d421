//! Which documents there are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Stop, cannot};

/// How a document's name ends.
const ENDINGS: &[&str] = &["json", "yaml", "yml"];

/// A document.
pub(super) struct Document {
    pub(super) path: PathBuf,
    /// The folder whose files it may refer to.
    pub(super) root: PathBuf,
    /// The name of its crate, which no other one has.
    pub(super) package: String,
}

/// The documents that are named, and those in the folders that are named, in order, up to a size in kilobytes.
pub(super) fn find(paths: &[PathBuf], largest: Option<u64>) -> Result<Vec<Document>, Stop> {
    let mut found = Vec::new();
    for path in paths {
        let path = path.canonicalize().map_err(|error| cannot("read", path, &error))?;
        if path.is_dir() {
            let mut inside = Vec::new();
            search(&path, &mut inside)?;
            found.extend(inside.into_iter().map(|document| (document, path.clone())));
        } else {
            let root = path.parent().unwrap_or(&path).to_path_buf();
            found.push((path, root));
        }
    }
    if let Some(largest) = largest {
        found.retain(|(path, _)| {
            path.metadata().is_ok_and(|metadata| metadata.len() <= largest.saturating_mul(1000))
        });
    }
    if found.is_empty() {
        return Err(Failure::new("there is no OpenAPI document").into());
    }
    let mut taken = BTreeMap::new();
    let named = found.into_iter().map(|(path, root)| {
        let package = package(&path);
        let count = taken.entry(package.clone()).and_modify(|count| *count += 1).or_insert(1);
        let package = if *count == 1 { package } else { format!("{package}-{count}") };
        Document { path, root, package }
    });
    Ok(named.collect())
}

fn search(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Stop> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|error| cannot("read", folder, &error))?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if path.is_dir() {
            search(&path, found)?;
        } else if ENDINGS.contains(&ending.as_str()) && is_document(&path)? {
            found.push(path);
        }
    }
    Ok(())
}

/// Whether a file says that it is an OpenAPI document: others are only parts of one.
fn is_document(path: &Path) -> Result<bool, Stop> {
    let bytes = fs::read(path).map_err(|error| cannot("read", path, &error))?;
    let text = String::from_utf8_lossy(&bytes);
    let is_json = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('{');
    let says = |line: &str| {
        let line = if is_json { line.trim_start() } else { line };
        ["openapi:", "\"openapi\":", "'openapi':", "\"openapi\" :"].iter().any(|key| line.starts_with(key))
    };
    Ok(text.lines().any(says) || (is_json && text.contains("\"openapi\"")))
}

/// The name of a document's crate, unless another one has it: its folder and its name, as far as a package may have them.
fn package(document: &Path) -> String {
    let stem = document.file_stem().unwrap_or_default().to_string_lossy();
    let folder = document.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let mut name = String::from("client");
    for c in format!("-{folder}-{stem}").chars() {
        let c = if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        if c != '-' || !name.ends_with('-') {
            name.push(c);
        }
    }
    name.trim_end_matches('-').to_owned()
}
