//! A document's text, and where the files that it refers to may be.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::limits;

/// A document's text and the name to show for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Shown in messages and headers, such as `openapi/northflank.yaml`.
    pub name: String,
    /// YAML or JSON.
    pub text: String,
    /// Where references to other files lead; without it there is no other file.
    pub folder: Option<Folder>,
    /// Where the text was not UTF-8: the offset of a replacement character. Such a text is refused.
    pub broken: Option<usize>,
}

impl Source {
    /// A document that is one text: a reference to another file is a fault of it.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into(), folder: None, broken: None }
    }

    /// A document that is one text, as its bytes.
    pub fn decode(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::new(name, text),
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                Self { broken: Some(error.utf8_error().valid_up_to()), ..Self::new(name, text) }
            }
        }
    }

    /// A document on disk, which may refer to files of its own folder. Its name is the path as it is given.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let folder = Some(Folder::of(path)?);
        Ok(Self { folder, ..Self::decode(path.display().to_string(), read(path)?) })
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

/// The bytes of a file, as far as it takes to know that it is too large.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let most = limits::BYTES + 1;
    let file = File::open(path)?;
    // What is no file has no size, or says that it has none.
    let size = usize::try_from(file.metadata()?.len()).unwrap_or(most);
    let mut bytes = Vec::with_capacity(size.saturating_add(1).min(most));
    file.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
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
