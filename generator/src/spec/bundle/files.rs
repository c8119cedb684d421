//! The files that a document refers to: found, and read once each.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::limits;
use crate::source::{self, Folder, Source};
use crate::spec::words::quoted;
use crate::spec::{scan, tree};

/// The files that were read.
pub(super) struct Files<'s> {
    /// As messages name it, the document.
    name: &'s str,
    folder: &'s Folder,
    read: BTreeMap<FileId, File>,
    by_path: BTreeMap<PathBuf, FileId>,
    size: usize,
}

struct File {
    path: PathBuf,
    name: String,
    /// Nothing, when the file is at fault: that has been said.
    root: Option<Value>,
}

/// What a path leads to.
pub(super) enum Opened {
    /// The document itself.
    Document,
    Other(FileId),
    /// A file in which a fault was found.
    Faulty,
}

/// Why a path leads nowhere.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn new(code: Code, message: String) -> Self {
        Self { code, message, help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn at(self, place: Place) -> Diagnostic {
        Diagnostic { help: self.help, ..Diagnostic::new(self.code, place, self.message) }
    }
}

impl<'s> Files<'s> {
    pub(super) fn new(source: &'s Source, folder: &'s Folder) -> Self {
        Self {
            name: &source.name,
            folder,
            read: BTreeMap::new(),
            by_path: BTreeMap::new(),
            size: source.text.len(),
        }
    }

    /// What a file holds.
    pub(super) fn root(&self, file: FileId) -> Option<&Value> {
        self.read.get(&file)?.root.as_ref()
    }

    /// A file as messages name it.
    pub(super) fn name(&self, file: FileId) -> &str {
        self.read.get(&file).map_or(self.name, |file| &file.name)
    }

    /// The name of a file without its folder and ending.
    pub(super) fn stem(&self, file: FileId) -> String {
        let stem = self.read.get(&file).and_then(|file| file.path.file_stem());
        stem.unwrap_or_default().to_string_lossy().into_owned()
    }

    /// How a file refers to the document.
    pub(super) fn way_back(&self, file: FileId) -> String {
        let from = self.read.get(&file).and_then(|file| file.path.parent()).unwrap_or(Path::new(""));
        shown(&relative(from, self.folder.document()))
    }

    /// Reads the file that a path in `from` leads to.
    pub(super) fn open(
        &mut self,
        from: Option<FileId>,
        path: &str,
        diagnostics: &mut Diagnostics,
    ) -> Result<Opened, Fault> {
        let from = match from.and_then(|file| self.read.get(&file)) {
            Some(file) => &file.path,
            None => self.folder.document(),
        };
        let path = self.find(from.parent().unwrap_or(from), path)?;
        if path == self.folder.document() {
            return Ok(Opened::Document);
        }
        let file = match self.by_path.get(&path) {
            Some(file) => *file,
            None => self.read(&path, diagnostics)?,
        };
        Ok(if self.root(file).is_some() { Opened::Other(file) } else { Opened::Faulty })
    }

    /// The canonical path of a file, unless it is outside of the folder that may be read.
    fn find(&self, folder: &Path, path: &str) -> Result<PathBuf, Fault> {
        let outside = || {
            let message = format!("{} is outside of the folder of the document's files", quoted(path));
            Fault::new(Code::RemoteReference, message)
                .help("name a folder that has them all in it: `--references DIR` of the command, or `references` of the entry")
        };
        // What is outside by its path alone is not looked for: whether it is there is nobody's business.
        let meant = normal(&folder.join(path));
        if !meant.starts_with(self.folder.root()) {
            return Err(outside());
        }
        let found = meant.canonicalize().map_err(|error| unreadable(path, &error))?;
        if found.starts_with(self.folder.root()) { Ok(found) } else { Err(outside()) }
    }

    fn read(&mut self, path: &Path, diagnostics: &mut Diagnostics) -> Result<FileId, Fault> {
        let name = self.shown_name(path);
        let metadata = path.metadata().map_err(|error| unreadable(&name, &error))?;
        if !metadata.is_file() {
            return Err(Fault::new(Code::UnknownReference, format!("{} is not a file", quoted(&name))));
        }
        let size = usize::try_from(metadata.len()).unwrap_or(usize::MAX);
        let fits = size.checked_add(self.size).is_some_and(|size| size <= limits::BYTES);
        if !fits || self.read.len() == limits::FILES {
            let message = format!(
                "the document's files are more than {}, or larger than {} MiB together",
                limits::FILES,
                limits::BYTES >> 20
            );
            return Err(Fault::new(Code::LimitExceeded, message));
        }
        let bytes = source::read(path).map_err(|error| unreadable(&name, &error))?;
        self.size += bytes.len();
        let source = Source::decode(name.clone(), bytes);
        let (root, faults) = parsed(&source);
        let file = diagnostics.add_file(source);
        diagnostics.extend(faults.into_iter().map(|mut fault| {
            fault.place = fault.place.of(Some(file));
            for (place, _) in &mut fault.related {
                *place = std::mem::replace(place, Place::Document).of(Some(file));
            }
            fault
        }));
        self.by_path.insert(path.to_path_buf(), file);
        self.read.insert(file, File { path: path.to_path_buf(), name, root });
        Ok(file)
    }

    /// A file as messages name it: as the document is named, that is from the same folder.
    fn shown_name(&self, path: &Path) -> String {
        let base = self.folder.document().parent().unwrap_or(Path::new(""));
        let folder = Path::new(self.name).parent().unwrap_or(Path::new(""));
        shown(&normal(&folder.join(relative(base, path))))
    }
}

/// The tree of a file, unless there is a fault in it.
fn parsed(source: &Source) -> (Option<Value>, Vec<Diagnostic>) {
    let mut found = Diagnostics::new();
    scan::check(source, &mut found);
    if found.has_errors() {
        return (None, found.iter().cloned().collect());
    }
    match tree::read(source) {
        Ok(tree) if tree.faults.is_empty() => (Some(tree.root), Vec::new()),
        Ok(tree) => (None, tree.faults),
        Err(fault) => (None, vec![*fault]),
    }
}

fn unreadable(path: &str, error: &io::Error) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            let message = format!("there is no file {}", quoted(path));
            Fault::new(Code::UnknownReference, message).help("paths begin at the file that has the reference")
        }
        _ => Fault::new(Code::Unreadable, format!("{} cannot be read: {error}", quoted(path))),
    }
}

/// A path without `.` and, as far as something is before it, `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(normal.components().next_back(), Some(Component::Normal(_))) => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

/// The way from a folder to a file, both canonical.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

/// A path as a document writes it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_file_is_as_short_as_it_can_be() {
        for (from, to, way) in [
            ("/a/b", "/a/b/c.yaml", "c.yaml"),
            ("/a/b", "/a/c/d.yaml", "../c/d.yaml"),
            ("/a", "/b.yaml", "../b.yaml"),
        ] {
            assert_eq!(relative(Path::new(from), Path::new(to)), Path::new(way));
        }
        assert_eq!(normal(Path::new("a/./b/../../../c")), Path::new("../c"));
        assert_eq!(normal(Path::new("/a/../b")), Path::new("/b"));
    }
}
