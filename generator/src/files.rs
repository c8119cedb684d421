//! The files of a generated crate: what they should say, and what has to change on disk for that.
//!
//! [`Files::compare`] is the one place that decides. Writing, checking and the freshness test all go by its answer.
//!
//! - `src/` belongs to codegen. A file in it that codegen once wrote and no longer does is removed; a file in it
//!   that codegen did not write is [`Change::Foreign`], and then nothing is written at all. Names that begin with a
//!   dot are not looked at.
//! - `Cargo.toml` is shared: see [`crate::manifest`].
//! - Any other file, such as `README.md`, is codegen's while its first line says so. Whoever removes that line
//!   takes the file over, and codegen leaves it alone from then on.
//! - Everything else beside `src/` (`examples/`, `tests/`, …) is never looked at.

mod disk;

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;

use disk::{Found, find, named, refused};

use crate::manifest::{Manifest, MergeError};
use crate::mark::is_ours;

/// The folder in which nothing but codegen writes.
const OWNED: &str = "src";

/// What one file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// The whole text, header included.
    Text(String),
    /// A `Cargo.toml`: merged with what the user wrote into the one on disk.
    Manifest(Manifest),
}

/// The files of one crate by their path: relative, and separated by `/` on every system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    contents: BTreeMap<String, Content>,
}

/// One difference between a folder and what it should hold. The path is relative to the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The file is not there yet.
    Missing {
        /// Where.
        path: String,
        /// What it should say.
        new: String,
    },
    /// The file says something else.
    Different {
        /// Where.
        path: String,
        /// What it says, with `\n` at the end of every line.
        old: String,
        /// What it should say.
        new: String,
    },
    /// Codegen wrote the file once and no longer does.
    Stale {
        /// Where.
        path: String,
        /// What it says.
        old: String,
    },
    /// Something that codegen did not write stands where only codegen may write.
    Foreign {
        /// Where.
        path: String,
        /// What is wrong with it.
        reason: Reason,
    },
}

/// Why codegen does not touch what stands at a path. Reads well after the path: "is a symbolic link".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its first line does not say that codegen wrote it.
    NotOurs,
    /// A link, which could lead out of the folder.
    Link,
    /// A folder, or something stranger, where a file belongs.
    NotAFile,
    /// Something else where a folder belongs.
    NotAFolder,
    /// No text, so that there is no first line.
    NotText,
    /// A `Cargo.toml` that cannot be merged with.
    NotMergeable(MergeError),
}

impl Files {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. A path is written once: the second text would silently win.
    pub fn insert(&mut self, path: impl Into<String>, content: Content) {
        let path = path.into();
        debug_assert!(!self.contents.contains_key(&path), "written twice: {path}");
        self.contents.insert(path, content);
    }

    /// What a file should say.
    pub fn get(&self, path: &str) -> Option<&Content> {
        self.contents.get(path)
    }

    /// Every file, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Content)> {
        self.contents.iter().map(|(path, content)| (path.as_str(), content))
    }

    /// Bytes of all texts.
    pub fn size(&self) -> usize {
        let texts = self.contents.values().map(|content| match content {
            Content::Text(text) => text.len(),
            Content::Manifest(_) => 0,
        });
        texts.sum()
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.contents.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }

    /// What has to change in `dir`, ordered by path; nothing when it is fresh. A folder that does not exist is empty.
    ///
    /// Line ends are not a difference: a checkout may have turned them into `\r\n`.
    ///
    /// # Errors
    /// When a path would leave `dir`, or the disk cannot be read. The message names the path.
    pub fn compare(&self, dir: &Path) -> io::Result<Vec<Change>> {
        let mut changes = self.strays(dir)?;
        for (path, content) in &self.contents {
            changes.extend(difference(dir, path, content)?);
        }
        changes.sort_by(|a, b| a.path().cmp(b.path()));
        changes.dedup(); // one symbolic link is in the way of every file below it
        Ok(changes)
    }

    /// Files of the owned folder that are no longer, or never were, written.
    fn strays(&self, dir: &Path) -> io::Result<Vec<Change>> {
        let mut changes = Vec::new();
        for path in disk::listing(dir, OWNED)? {
            if self.contents.contains_key(&path) {
                continue;
            }
            changes.extend(match find(dir, &path)? {
                Found::Nothing => None,
                Found::File(old) if is_ours(&old) => Some(Change::Stale { path, old }),
                Found::File(_) => Some(Change::Foreign { path, reason: Reason::NotOurs }),
                Found::Foreign { path, reason } => Some(Change::Foreign { path, reason }),
            });
        }
        Ok(changes)
    }
}

impl Change {
    /// The path of the file, relative to the folder.
    pub fn path(&self) -> &str {
        match self {
            Self::Missing { path, .. }
            | Self::Different { path, .. }
            | Self::Stale { path, .. }
            | Self::Foreign { path, .. } => path,
        }
    }

    /// Makes the change: writes or removes this one file. No reader ever sees half a file.
    ///
    /// # Errors
    /// When the disk refuses. Something foreign is never touched, so that is an error too.
    pub fn apply(&self, dir: &Path) -> io::Result<()> {
        let path = self.path();
        if let Found::Foreign { path, reason } = find(dir, path)? {
            return Err(refused(&dir.join(path), reason));
        }
        let target = dir.join(path);
        match self {
            Self::Missing { new, .. } | Self::Different { new, .. } => disk::write(&target, new),
            Self::Stale { .. } => disk::remove(&target, &dir.join(OWNED)),
            Self::Foreign { reason, .. } => return Err(refused(&target, reason)),
        }
        .map_err(|error| named(&error, &target))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs => f.write_str("is not written by codegen"),
            Self::Link => f.write_str("is a symbolic link"),
            Self::NotAFile => f.write_str("is not a regular file"),
            Self::NotAFolder => f.write_str("is not a folder"),
            Self::NotText => f.write_str("is not UTF-8 text"),
            Self::NotMergeable(error) => error.fmt(f),
        }
    }
}

impl From<MergeError> for Reason {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::NotOurs => Self::NotOurs,
            error => Self::NotMergeable(error),
        }
    }
}

/// Makes all changes, or none when one of them is foreign.
///
/// # Errors
/// As [`Change::apply`]; the first failure ends it.
pub fn apply(changes: &[Change], dir: &Path) -> io::Result<()> {
    for change in changes {
        if let Change::Foreign { path, reason } = change {
            return Err(refused(&dir.join(path), reason));
        }
    }
    // Removals first: where names ignore case, `Foo.rs` and `foo.rs` are one file.
    let (removals, writes): (Vec<_>, Vec<_>) =
        changes.iter().partition(|change| matches!(change, Change::Stale { .. }));
    removals.into_iter().chain(writes).try_for_each(|change| change.apply(dir))
}

/// What has to change for one file to say what it should.
fn difference(dir: &Path, path: &str, content: &Content) -> io::Result<Option<Change>> {
    let found = find(dir, path)?;
    let path = path.to_owned();
    let old = match found {
        Found::Nothing => None,
        Found::File(text) => Some(text),
        Found::Foreign { path, reason } => return Ok(Some(Change::Foreign { path, reason })),
    };
    let new = match content {
        Content::Text(new) => new.clone(),
        Content::Manifest(manifest) => match manifest.merge(old.as_deref()) {
            Ok(new) => new,
            Err(error) => return Ok(Some(Change::Foreign { path, reason: error.into() })),
        },
    };
    Ok(match old {
        None => Some(Change::Missing { path, new }),
        Some(old) if old == new => None,
        Some(old) if is_ours(&old) => Some(Change::Different { path, old, new }),
        Some(_) if is_owned(&path) => Some(Change::Foreign { path, reason: Reason::NotOurs }),
        Some(_) => None, // taken over by the user
    })
}

fn is_owned(path: &str) -> bool {
    path.split('/').next() == Some(OWNED)
}

#[cfg(test)]
mod tests;
