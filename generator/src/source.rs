//! A document's text, and where the files that it refers to may be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document's text and the name to show for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Shown in messages and headers, such as `openapi/northflank.yaml`.
    pub name: String,
    /// YAML or JSON.
    pub text: String,
    /// Where references to other files lead; without it there is no other file.
    pub folder: Option<Folder>,
}

impl Source {
    /// A document that is one text: a reference to another file is a fault of it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), folder: None }
    }

    /// A document on disk, which may refer to files of its own folder. Its name is the path as it is given.
    ///
    /// # Errors
    /// When it cannot be read, or is not UTF-8.
    pub fn open(path: &Path) -> io::Result<Self> {
        let text = fs::read_to_string(path)?;
        let name = path.display().to_string();
        Ok(Self { name, text, folder: Some(Folder::of(path)?) })
    }

    /// The same document under another name.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// The same document, which may refer to files below `root` as well.
    ///
    /// # Errors
    /// When the folder cannot be found.
    pub fn within(mut self, root: &Path) -> io::Result<Self> {
        self.folder = self.folder.map(|folder| folder.within(root)).transpose()?;
        Ok(self)
    }
}

/// Where a document is, and around it what may be read: no reference leads out of there, neither by `..` nor by a
/// symbolic link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// The document itself. References are relative to the file that has them.
    document: PathBuf,
    /// Both are canonical, so that what is inside is told by the path.
    root: PathBuf,
}

impl Folder {
    /// The folder of a document on disk.
    ///
    /// # Errors
    /// When there is no such document.
    pub fn of(document: &Path) -> io::Result<Self> {
        let document = document.canonicalize()?;
        let root = document.parent().unwrap_or(&document).to_path_buf();
        Ok(Self { document, root })
    }

    /// A folder that is read from instead of the document's own.
    ///
    /// # Errors
    /// When it cannot be found.
    pub fn within(mut self, root: &Path) -> io::Result<Self> {
        self.root = root.canonicalize()?;
        Ok(self)
    }

    /// The document, as a canonical path.
    pub fn document(&self) -> &Path {
        &self.document
    }

    /// The folder outside of which nothing is read, as a canonical path.
    pub fn root(&self) -> &Path {
        &self.root
    }
}
