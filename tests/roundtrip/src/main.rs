//! Whether generated types read and write what the schemas of documents allow: `cargo xtask roundtrip`.
//!
//! Instances are made from the schemas alone, and judged by a validator from other hands; the generator has no say in
//! what is right. See `check.rs` for what is tried.

mod bodies;
mod check;
mod compare;
mod dialect;
mod document;
mod exceptions;
mod heirs;
mod judge;
mod lenient;
mod one_way;
mod parts;
mod path;
mod program;
mod report;
mod scratch;
mod synth;
mod wrong;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use serde_json::Value;

use document::Document;
use exceptions::Exceptions;
use generator::source::Source;
use report::{Progress, Stopped, Tally};
use scratch::Scratch;

/// What `cargo xtask roundtrip` hands over.
#[derive(Parser)]
struct Args {
    /// The repository
    #[arg(long)]
    root: PathBuf,
    /// Where scratch crates are written and built
    #[arg(long)]
    target: PathBuf,
    /// A file for the full list of failures
    #[arg(long)]
    json: Option<PathBuf>,
    /// A folder that has all files in it that the documents refer to, if their own have not
    #[arg(long)]
    references: Option<PathBuf>,
    /// OpenAPI documents
    #[arg(required = true)]
    documents: Vec<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(status) => ExitCode::from(status as u8),
        Err(fault) => {
            let _ = writeln!(io::stderr(), "error: {fault}");
            ExitCode::from(2)
        }
    }
}

/// How all of it ended.
#[derive(Clone, Copy)]
enum Status {
    Passed = 0,
    Failed = 1,
    /// A document could not be tried, for it cannot be generated.
    NotTried = 2,
}

/// Tries all documents.
fn run(args: &Args) -> Result<Status, String> {
    let list = args.root.join("tests/roundtrip/exceptions.toml");
    let exceptions = Exceptions::read(&list)?;
    let scratch = Scratch::new(&args.root, &args.target);
    let progress = Progress::new();
    let mut rows: Vec<(String, Tally, Duration)> = Vec::new();
    if let Some(missing) = args.documents.iter().find(|path| !path.is_file()) {
        return Err(format!("cannot read `{}`: no such file", missing.display()));
    }
    for path in &args.documents {
        let started = Instant::now();
        let name = shown_name(path);
        let mut tally = one(&scratch, path, args.references.as_deref(), &name, &progress)
            .unwrap_or_else(|why| Tally { stopped: Some(why), ..Tally::default() });
        exceptions.apply(&name, &mut tally);
        progress.clear();
        tally.tell(&name).map_err(|error| error.to_string())?;
        rows.push((name, tally, started.elapsed()));
    }
    report::table(&rows).map_err(|error| error.to_string())?;
    if let Some(path) = &args.json {
        let all: Value = rows.iter().map(|(name, tally, _)| tally.json(name)).collect();
        fs::write(path, format!("{all:#}\n"))
            .map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    }
    let unused = exceptions.unused();
    if !unused.is_empty() {
        let words = format!("\n{}: not needed any more: {}", list.display(), unused.join(", "));
        writeln!(io::stdout(), "{words}").map_err(|error| error.to_string())?;
    }
    let has_failed = |tally: &Tally| !tally.is_clean() && !tally.is_not_generated();
    Ok(if !unused.is_empty() || rows.iter().any(|(_, tally, _)| has_failed(tally)) {
        Status::Failed
    } else if rows.iter().any(|(_, tally, _)| tally.is_not_generated()) {
        Status::NotTried
    } else {
        Status::Passed
    })
}

fn one(
    scratch: &Scratch,
    path: &Path,
    references: Option<&Path>,
    name: &str,
    progress: &Progress,
) -> Result<Tally, Stopped> {
    progress.say(&format!("{name}: generating and compiling"));
    let unreadable = |why: String| Stopped::NotGenerated(format!("cannot be read: {why}"));
    let source = Source::open(path).and_then(|source| match references {
        Some(folder) => source.within(folder),
        None => Ok(source),
    });
    let source = source.map_err(|error| unreadable(error.to_string()))?;
    let mut document = Document::read(&source.text).map_err(unreadable)?;
    document.bundle(&source).map_err(Stopped::NotGenerated)?;
    // As it stands, it may be at fault in ways that are not seen any more when it is written anew.
    scratch::generate(&source, "unnamed")?;
    let named = bodies::name(&mut document);
    let source = if named { Source::new(source.name, document.root.to_string()) } else { source };
    let Some(built) = scratch.build(path, &source, &document)? else { return Ok(Tally::default()) };
    let tally = check::check(&document, &built, &mut |index, count, schema| {
        progress.say(&format!("{name}: {index} of {count} schemas, {schema}"));
    })?;
    Ok(tally)
}

/// The document's folder and name.
fn shown_name(path: &Path) -> String {
    let folder = path.parent().and_then(Path::file_name);
    let parts = folder.into_iter().chain(path.file_name());
    parts.map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}
