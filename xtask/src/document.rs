//! A document that a command works on.

use std::path::{Path, PathBuf};

use generator::source::Source;

use crate::entries::Entry;
use crate::failure::{Failure, Place, cannot};
use crate::workspace::Workspace;

/// Where a document is.
pub(crate) struct Document {
    /// On disk, and as messages name it.
    path: PathBuf,
    pub(crate) name: String,
    /// Where the manifest names it.
    place: Option<Place>,
    /// The folder of the files that it refers to, if not its own.
    references: Option<PathBuf>,
}

impl Document {
    /// The document of an entry.
    pub(crate) fn of_entry(workspace: &Workspace, entry: &Entry) -> Self {
        Self {
            path: workspace.root.join(&entry.document.value),
            name: entry.document.value.clone(),
            place: workspace.place(entry.document.span.clone()),
            references: entry.references.as_ref().map(|folder| workspace.root.join(&folder.value)),
        }
    }

    /// A document that the manifest does not know.
    pub(crate) fn at(path: &Path, references: Option<PathBuf>) -> Self {
        Self { path: path.to_path_buf(), name: path.display().to_string(), place: None, references }
    }

    /// Its text, and where the files are that it refers to.
    pub(crate) fn read(&self) -> Result<Source, Failure> {
        let source = Source::open(&self.path)
            .map_err(|error| cannot("read", Path::new(&self.name), &error).at(self.place.clone()))?;
        let source = source.named(self.name.clone());
        let Some(root) = &self.references else { return Ok(source) };
        source.within(root).map_err(|error| cannot("read", root, &error).at(self.place.clone()))
    }
}

/// The document's name for the header of every file: the same wherever the repository lies.
pub(crate) fn header_name(path: &Path) -> String {
    let is_local = path.is_relative() && !path.starts_with("..");
    let name = if is_local { Some(path.as_os_str()) } else { path.file_name() };
    name.unwrap_or(path.as_os_str()).to_string_lossy().replace('\\', "/")
}
