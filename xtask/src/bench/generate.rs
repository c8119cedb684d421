//! `cargo xtask bench generate`: what it takes to make a crate of a document.

use std::env;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use generator::limits;
use openapiv3::OpenAPI;
use serde_json::Value;

use super::copies::copies;
use super::{least, used};
use crate::Status;
use crate::console::line;
use crate::corpus::generator;
use crate::failure::{Failure, Stop, cannot};
use crate::usage::Usage;

/// Generating: CPU seconds and peak memory, by those of the least that any generator has to do
///
/// That floor is to parse the document with openapiv3, and to parse and format the text of the crate with syn and
/// prettyplease; it is measured in a process of its own in the same run. Then the document is generated several times
/// in one, to see that the time grows as the document does. Crates are written to `target/bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Documents in JSON, of OpenAPI 3.0
    #[arg(value_name = "FILE", required_unless_present = "floor")]
    documents: Vec<PathBuf>,

    /// How often a document is in one, at most; each time twice as often
    #[arg(long, value_name = "NUMBER", default_value = "4")]
    copies: NonZeroUsize,

    /// Measure each so often, and take the least
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    runs: usize,

    /// Fail when a target is missed
    #[arg(long)]
    strict: bool,

    /// Do what the floor is with this document and this crate
    #[arg(long, hide = true, num_args = 2, value_names = ["FILE", "DIR"])]
    floor: Option<Vec<PathBuf>>,
}

/// Of the floor's seconds, at most.
const RATIO: f64 = 1.5;
/// Gigabytes, at most, for a document that is there once.
const MEMORY: f64 = 0.4;
/// How the time grows with the document, at most: as its size to the power of this.
const EXPONENT: f64 = 1.1;

/// Runs the command.
pub(crate) fn run(args: &Args, root: &Path) -> Result<Status, Stop> {
    if let Some([document, krate]) = args.floor.as_deref() {
        return floor(document, krate).map(|()| Status::Done);
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join("bench/generate");
    fs::create_dir_all(&folder).map_err(|error| cannot("write", &folder, &error))?;
    let program = generator(root, &target)?;
    line(format_args!(
        "{:32} {:>6} {:>8} {:>8} {:>6} {:>6} {:>9}",
        "document", "copies", "seconds", "floor", "ratio", "GB", "exponent"
    ))?;
    let mut missed = 0;
    for document in &args.documents {
        missed += one(args, &program, document, &folder)?;
    }
    line(format_args!(
        "\nwanted: ratio {RATIO}, {MEMORY} GB for a document once, exponent {EXPONENT}; {missed} missed"
    ))?;
    Ok(if args.strict && missed > 0 { Status::Unfulfilled } else { Status::Done })
}

/// Measures one document, once and several times in one; how many targets were missed.
fn one(args: &Args, program: &Path, document: &Path, folder: &Path) -> Result<usize, Stop> {
    let tree = parsed(document)?;
    let stem = document.file_stem().unwrap_or(document.as_os_str()).to_string_lossy().into_owned();
    let (mut missed, mut times, mut once) = (0, 1, None);
    while times <= args.copies.get() {
        let (file, krate) =
            (folder.join(format!("{stem}-{times}.json")), folder.join(format!("{stem}-{times}")));
        let text = format!("{:#}", copies(&tree, times));
        if text.len() > limits::BYTES {
            line(format_args!("{stem:32} {times:6} more than the limit of {} MiB", limits::BYTES >> 20))?;
            break;
        }
        fs::write(&file, text).map_err(|error| cannot("write", &file, &error))?;
        let mut generate = Command::new(program);
        generate.args(["corpus", "--one"]).arg(&file).arg(folder).arg(&krate);
        let made = least(args.runs, || used(silent(&mut generate)))?;
        let mut floor = Command::new(program);
        floor.args(["bench", "generate", "--floor"]).arg(&file).arg(&krate);
        let floor = least(args.runs, || used(silent(&mut floor)))?;
        let ratio = made.seconds / floor.seconds;
        let exponent = once.map(|once: Usage| (made.seconds / once.seconds).ln() / (count(times)).ln());
        let faults = [
            ratio > RATIO,
            times == 1 && made.memory > MEMORY,
            exponent.is_some_and(|exponent| exponent > EXPONENT),
        ];
        missed += faults.into_iter().filter(|fault| *fault).count();
        line(format_args!(
            "{stem:32} {times:6} {:8.2} {:8.2} {ratio:6.2} {:6.2} {:>9}{}",
            made.seconds,
            floor.seconds,
            made.memory,
            exponent.map_or_else(String::new, |exponent| format!("{exponent:.2}")),
            if faults.contains(&true) { "  missed" } else { "" }
        ))?;
        once = once.or(Some(made));
        times *= 2;
    }
    Ok(missed)
}

#[expect(clippy::cast_precision_loss, reason = "a few copies")]
fn count(times: usize) -> f64 {
    times as f64
}

fn parsed(document: &Path) -> Result<Value, Stop> {
    let text = fs::read(document).map_err(|error| cannot("read", document, &error))?;
    serde_json::from_slice(&text).map_err(|error| cannot("parse", document, &error.into()).into())
}

/// What it says is of no interest here.
fn silent(command: &mut Command) -> &mut Command {
    command.stdout(Stdio::null()).stderr(Stdio::null())
}

/// What any generator has to do: parse the document, parse and format the code.
fn floor(document: &Path, krate: &Path) -> Result<(), Stop> {
    let text = fs::read(document).map_err(|error| cannot("read", document, &error))?;
    let parsed: OpenAPI =
        serde_json::from_slice(&text).map_err(|error| cannot("parse", document, &error.into()))?;
    let mut bytes = 0;
    format(&krate.join("src"), &mut bytes)?;
    line(format_args!("{} paths, {bytes} bytes", parsed.paths.paths.len()))?;
    Ok(())
}

fn format(folder: &Path, bytes: &mut usize) -> Result<(), Stop> {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    for entry in entries.map_err(|error| cannot("read", folder, &error))? {
        let path = entry.path();
        if path.is_dir() {
            format(&path, bytes)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).map_err(|error| cannot("read", &path, &error))?;
            let file = syn::parse_file(&text)
                .map_err(|error| Failure::new(format!("{} is no Rust: {error}", path.display())))?;
            *bytes += prettyplease::unparse(&file).len();
        }
    }
    Ok(())
}
