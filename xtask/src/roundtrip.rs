//! `cargo xtask roundtrip`: generated types against instances of the schemas that they come from.

use std::env;
use std::path::{self, Path, PathBuf};

use crate::Status;
use crate::failure::{Failure, Stop, cannot};
use crate::tools::cargo;
use crate::workspace::Workspace;

/// Show that generated types read and write what schemas allow
///
/// From each document a crate is generated with the types of every named schema, and compiled. Instances of each
/// schema are made from the schema alone: every branch, members present and absent, limits, formats, patterns. Those
/// that an independent validator accepts must come back equal; those with one fault must be refused, with its path.
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

    /// Write the full list of failures to a file
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Runs the command. The work is done by a package of its own, so that this one stays small.
pub(crate) fn run(args: &Args) -> Result<Status, Stop> {
    let root = Workspace::find()?.root;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let mut command = cargo(&root, &["run", "--quiet", "--package", "roundtrip", "--"]);
    command.arg("--root").arg(&root).arg("--target").arg(absolute(&target)?);
    if let Some(file) = &args.json {
        command.arg("--json").arg(absolute(file)?);
    }
    command.arg("--");
    for document in &args.documents {
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
