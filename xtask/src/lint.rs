//! `cargo xtask lint`: what is wrong with documents, and nothing written.

use std::path::PathBuf;

use generator::config::Config;

use crate::Status;
use crate::console::Console;
use crate::document::{Document, header_name};
use crate::entries;
use crate::failure::Stop;
use crate::messages::Messages;
use crate::workspace::Workspace;

/// Say what is wrong with documents, without writing anything
///
/// Everything that `codegen` would say is said, without a crate. Without a file, the documents of the entries in the
/// root `Cargo.toml` are read, with the options that stand there.
///
/// Exit status: 0 when no document is at fault, 1 when one is (with `--deny-warnings`: or has a warning), 2 when a
/// document cannot be read.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// OpenAPI documents
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Take a warning for an error
    #[arg(long)]
    deny_warnings: bool,

    /// Look at every named schema, whether an operation uses it or not
    #[arg(long, requires = "files")]
    every_schema: bool,

    /// The folder that has all files in it that the documents refer to, if their own have not
    #[arg(long, value_name = "DIR", requires = "files")]
    references: Option<PathBuf>,

    #[command(flatten)]
    messages: Messages,
}

/// Runs the command.
pub(crate) fn run(args: &Args, console: &Console) -> Result<Status, Stop> {
    let mut worst = Status::Done;
    for (document, config) in args.documents()? {
        let source = match document.read() {
            Ok(source) => source,
            Err(failure) => {
                console.failures(&[failure]);
                worst = Status::Failed;
                continue;
            }
        };
        let (found, refused) = match generator::lint(&source, &config) {
            Ok(warnings) => (warnings, false),
            Err(faults) => (faults, true),
        };
        args.messages.print(&found, &source, console)?;
        if refused || (args.deny_warnings && !found.is_empty()) {
            worst = worst.max(Status::Unfulfilled);
        }
    }
    Ok(worst)
}

impl Args {
    fn documents(&self) -> Result<Vec<(Document, Config)>, Stop> {
        if self.files.is_empty() {
            let workspace = Workspace::find()?;
            let entries = entries::read(&workspace)?;
            let known = entries.iter().map(|entry| (Document::of_entry(&workspace, entry), entry.config()));
            return Ok(known.collect());
        }
        let config =
            |path| Config { every_schema: self.every_schema, ..Config::new("linted", header_name(path)) };
        let documents =
            self.files.iter().map(|path| (Document::at(path, self.references.clone()), config(path)));
        Ok(documents.collect())
    }
}
