//! The workspace that the commands work on.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml_edit::Document;

use crate::failure::{Failure, Place, Stop, cannot};

/// The file that makes a folder a workspace.
pub(crate) const MANIFEST: &str = "Cargo.toml";

/// The root folder and its manifest.
pub(crate) struct Workspace {
    /// The root folder.
    pub(crate) root: PathBuf,
    /// Its manifest, which knows where in the text everything stands.
    pub(crate) manifest: Document<String>,
}

impl Workspace {
    /// The workspace of this program when cargo runs it, else that of the current folder.
    pub(crate) fn find() -> Result<Self, Stop> {
        let start = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(dir) => PathBuf::from(dir),
            None => env::current_dir().map_err(|error| cannot("find", Path::new("."), &error))?,
        };
        for root in start.ancestors() {
            let path = root.join(MANIFEST);
            let text = match fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                Err(error) => return Err(cannot("read", &path, &error).into()),
            };
            let manifest = parse(&path, text)?;
            if manifest.as_table().contains_key("workspace") {
                return Ok(Self { root: root.to_path_buf(), manifest });
            }
        }
        Err(Failure::new(format!("`{}` is in no cargo workspace", start.display()))
            .help("run this inside of the repository")
            .into())
    }

    /// A place in the manifest.
    pub(crate) fn place(&self, span: Option<Range<usize>>) -> Option<Place> {
        let text = self.manifest.raw().to_owned();
        span.map(|span| Place { file: MANIFEST.to_owned(), text, span })
    }
}

fn parse(path: &Path, text: String) -> Result<Document<String>, Failure> {
    Document::parse(text.clone()).map_err(|error| {
        let place = error.span().map(|span| Place { file: path.display().to_string(), text, span });
        Failure::new(error.message().replace('\n', ", ")).at(place)
    })
}
