//! `cargo xtask roundtrip`: generated types against instances of the schemas that they come from.

use std::path::{self, Path, PathBuf};
use std::{env, fs};

use crate::failure::{Failure, Stop, cannot};
use crate::tools::cargo;
use crate::workspace::Workspace;
use crate::{Status, entries};

/// Show that generated types read and write what schemas allow
///
/// From each document a crate is generated with the types of every named schema, and compiled; JSON bodies that have no
/// name are given one. Instances of each schema are made from the schema alone: every branch, members present and
/// absent, limits, formats, patterns. Those that an independent validator accepts must come back equal; those with one
/// fault must be refused, with its path.
///
/// Scratch crates are in `target/roundtrip`. Schemas that contradict themselves are listed in
/// `tests/roundtrip/exceptions.toml`.
///
/// Exit status: 0 when everything comes back, 1 when something does not, 2 when that could not be found out.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// OpenAPI documents
    #[arg(value_name = "DOCUMENT", required = true)]
    documents: Vec<PathBuf>,

    /// A folder that has all files in it that the documents refer to, if their own have not
    #[arg(long, value_name = "DIR")]
    references: Option<PathBuf>,

    /// Write the full list of failures to a file
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Status, Stop> {
    let root = Workspace::find()?.root;
    let json = args.json.as_deref().map(absolute).transpose()?;
    let references = args.references.as_deref().map(absolute).transpose()?;
    try_all(&root, &args.documents, json.as_deref(), references.as_deref())
}

/// Tries the documents of this repository: those that crates are generated from, and the tests' cases.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Stop> {
    let root = &workspace.root;
    let cases = root.join("tests/cases");
    let found = fs::read_dir(&cases).map_err(|error| cannot("read", &cases, &error))?;
    let mut documents: Vec<PathBuf> =
        found.flatten().map(|case| case.path().join("openapi.yaml")).filter(|path| path.is_file()).collect();
    documents.sort();
    documents.extend(entries::read(workspace)?.iter().map(|entry| root.join(&entry.document.value)));
    match try_all(root, &documents, None, None)? {
        Status::Done => Ok(()),
        Status::Unfulfilled | Status::Failed => {
            Err(Failure::new("not everything that the schemas allow comes back").into())
        }
    }
}

/// The work is done by a package of its own, so that this one stays small.
fn try_all(
    root: &Path,
    documents: &[PathBuf],
    json: Option<&Path>,
    references: Option<&Path>,
) -> Result<Status, Stop> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let mut command = cargo(root, &["run", "--quiet", "--package", "roundtrip", "--"]);
    command.arg("--root").arg(root).arg("--target").arg(absolute(&target)?);
    if let Some(file) = json {
        command.arg("--json").arg(file);
    }
    if let Some(folder) = references {
        command.arg("--references").arg(folder);
    }
    command.arg("--");
    for document in documents {
        // Told here as this command tells faults, and with the name that was given.
        let found = document.canonicalize().map_err(|error| cannot("read", document, &error))?;
        command.arg(found);
    }
    let status = command.status().map_err(|error| cannot("run", Path::new("cargo"), &error))?;
    match status.code() {
        Some(0) => Ok(Status::Done),
        Some(1) => Ok(Status::Unfulfilled),
        Some(2) => Err(Failure::new("not every document could be tried").into()),
        _ => Err(Failure::new(format!("the round trip could not be made: {status}")).into()),
    }
}

/// A path that means the same in the workspace's root, where the work is done.
fn absolute(path: &Path) -> Result<PathBuf, Failure> {
    path::absolute(path).map_err(|error| cannot("find", path, &error))
}
