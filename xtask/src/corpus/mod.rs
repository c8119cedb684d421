//! `cargo xtask corpus`: many documents to crates, and what that takes.

mod documents;
mod report;
mod run;
mod unions;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Status;
use crate::console::line;
use crate::failure::{Failure, Stop, cannot};
use crate::tools::{cargo, run as run_tool};
use crate::workspace::Workspace;
use documents::Document;
use report::{Report, Row};
use run::Way;

/// The size of a small document, in kilobytes.
const SMALL: u64 = 100;

/// Generate and compile the crate of every document, and print what each took
///
/// A folder stands for all OpenAPI documents in it, and each of these may refer to files anywhere in it. Each document is generated in a process of its own, and its crate
/// checked alone, its dependencies already built, with warnings denied. CPU seconds and the peak of memory are those of
/// the one check that used most. A document that fails does not stop the others.
///
/// Crates, messages and the table so far are in `target/corpus`.
///
/// Exit status: 0 when every document gives a crate that compiles, 1 when one does not, 2 when that could not be found
/// out.
#[derive(clap::Args, Default)]
#[command(verbatim_doc_comment)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Args {
    /// Documents and folders of documents
    #[arg(value_name = "PATH", required_unless_present = "one")]
    paths: Vec<PathBuf>,

    /// Leave out documents of more than so many kilobytes
    #[arg(long, value_name = "KB")]
    largest: Option<u64>,

    /// Generate only
    #[arg(long)]
    no_check: bool,

    /// Check each crate with all features and without any as well
    #[arg(long)]
    features: bool,

    /// Check each crate with each group of operations alone as well
    #[arg(long)]
    each: bool,

    /// Look at each crate with clippy, and make its documentation, both with warnings denied
    #[arg(long)]
    lints: bool,

    /// Leave out the documents whose row the table has from a run that was broken off
    #[arg(long)]
    resume: bool,

    /// Remove each crate when it is checked
    #[arg(long)]
    remove: bool,

    /// Generate this document, with the files below this folder, into this folder, and print what became of it
    #[arg(long, hide = true, num_args = 3, value_names = ["FILE", "DIR", "DIR"])]
    one: Option<Vec<PathBuf>>,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Status, Stop> {
    if let Some([document, root, folder]) = args.one.as_deref() {
        return run::generate(document, root, folder);
    }
    let root = Workspace::find()?.root;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join("corpus");
    fs::create_dir_all(&folder).map_err(|error| cannot("write", &folder, &error))?;
    let documents = documents::find(&args.paths, args.largest)?;
    let generator = generator(&root, &target)?;
    let mut report = Report::open(&folder.join("report.tsv"), args.resume)?;
    line(Row::heading())?;
    for document in &documents {
        if report.has(&document.path) {
            continue;
        }
        let row = row(args, &generator, &folder, document)?;
        line(&row)?;
        report.add(&document.path, &row)?;
    }
    let failed = report.end()?;
    Ok(if failed > 0 { Status::Unfulfilled } else { Status::Done })
}

/// The smaller ones of the documents in a folder, with warnings denied: what CI has time for.
pub(crate) fn check(folder: &Path) -> Result<(), Stop> {
    let paths = vec![folder.to_path_buf()];
    match run(&Args { paths, largest: Some(SMALL), features: true, remove: true, ..Args::default() })? {
        Status::Done => Ok(()),
        _ => Err(Failure::new("not every document became a crate that compiles").into()),
    }
}

/// This program, optimised: what it takes to generate is what it takes users' builds.
pub(crate) fn generator(root: &Path, target: &Path) -> Result<PathBuf, Stop> {
    run_tool(&mut cargo(root, &["build", "--quiet", "--release", "--package", "xtask"]))?;
    Ok(target.join("release/xtask").with_extension(env::consts::EXE_EXTENSION))
}

/// How a crate is looked at, the plain way first.
fn ways(args: &Args, krate: &Path) -> Result<Vec<Way>, Stop> {
    let mut ways = vec![Way::new("check", &[])];
    if args.features {
        ways.push(Way::new("check", &["--all-features"]));
        ways.push(Way::new("check", &["--no-default-features"]));
    }
    if args.each {
        let groups = run::groups(krate)?;
        ways.extend(
            groups.iter().map(|group| Way::new("check", &["--no-default-features", "--features", group])),
        );
    }
    if args.lints {
        ways.push(Way::new("clippy", &["--all-features"]));
        ways.push(Way::new("doc", &["--no-deps", "--all-features"]));
    }
    Ok(ways)
}

fn row(args: &Args, generator: &Path, folder: &Path, document: &Document) -> Result<Row, Stop> {
    let krate = folder.join(&document.package);
    let mut row = run::measure_generation(generator, document, &krate)?;
    if row.is_generated() && !args.no_check {
        row.checked = Some(run::check(&krate, folder, &ways(args, &krate)?)?);
    }
    if args.remove && krate.exists() {
        fs::remove_dir_all(&krate).map_err(|error| cannot("remove", &krate, &error))?;
    }
    Ok(row)
}
