//! `cargo xtask fuzz`: the targets of `generator/fuzz`, in turn.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::builder::PossibleValuesParser;

use crate::Status;
use crate::console::line;
use crate::failure::{Failure, Stop, cannot};
use crate::tools::{command, run as run_tool};
use crate::workspace::Workspace;

/// Look for documents, texts and answers that break what must hold
///
/// Runs each target for some time, beginning with what earlier runs have found to be worth trying (in
/// `generator/fuzz/corpus`, which is not kept in the repository). The first input that breaks something ends its target's
/// run and is left in `generator/fuzz/artifacts`.
///
/// Needs a nightly toolchain and cargo-fuzz, and says so if one is missing; nothing is installed.
///
/// Exit status: 0 when nothing was found, 1 when something was.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The targets; all of them if none is named
    #[arg(value_name = "TARGET", value_parser = PossibleValuesParser::new(TARGETS.iter().map(|target| target.name)))]
    targets: Vec<String>,

    /// How long each target runs
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u32,
}

/// A target, and what it is run with.
struct Target {
    name: &'static str,
    /// What watches its memory. All of it is safe Rust but the reader of YAML, which was translated from C; what does not
    /// read YAML has more executions without.
    sanitizer: &'static str,
    options: &'static [&'static str],
    /// Folders and files of the repository that are worth trying first.
    seeds: &'static [&'static str],
}

const TARGETS: &[Target] = &[
    Target {
        name: "parse",
        sanitizer: "address",
        options: &["-max_len=16384", "-dict=openapi.dict"],
        seeds: &["tests/cases", "tests/refused", "tests/warned", "tests/hostile"],
    },
    Target { name: "emit", sanitizer: "none", options: &["-max_len=2048", "-len_control=0"], seeds: &[] },
    Target { name: "runtime", sanitizer: "none", options: &["-max_len=1024"], seeds: &[] },
];

/// What every target is run with: more memory, or more time for one input, is a finding.
const LIMITS: &[&str] = &["-rss_limit_mb=2048", "-timeout=20", "-print_final_stats=1"];

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Status, Stop> {
    let root = Workspace::find()?.root;
    needed(&root)?;
    let folder = root.join("generator/fuzz");
    let is_chosen =
        |target: &&Target| args.targets.is_empty() || args.targets.iter().any(|name| name == target.name);
    let mut status = Status::Done;
    let mut counts = Vec::new();
    for target in TARGETS.iter().filter(is_chosen) {
        let corpus = folder.join("corpus").join(target.name);
        fs::create_dir_all(&corpus).map_err(|error| cannot("create", &corpus, &error))?;
        seed(&root, target, &corpus)?;
        let (count, found) = run_target(&folder, target, args.seconds)?;
        counts.push(format!(
            "{:8} {count} executions{}",
            target.name,
            if found { ", and a finding" } else { "" }
        ));
        status = status.max(if found { Status::Unfulfilled } else { Status::Done });
    }
    counts.into_iter().try_for_each(line)?;
    Ok(status)
}

/// Says what is missing, and how to have it.
fn needed(root: &Path) -> Result<(), Stop> {
    let has = |program: &str, args: &[&str]| {
        let mut command = command(root, program);
        command.args(args).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let tools: [(&str, &[&str], &str); 2] = [
        (
            "a nightly toolchain",
            &["+nightly", "--version"],
            "rustup toolchain install nightly --profile minimal",
        ),
        ("cargo-fuzz", &["fuzz", "--version"], "cargo install cargo-fuzz --locked"),
    ];
    let missing = tools.iter().filter(|(_, args, _)| !has("cargo", args));
    let failures: Vec<Failure> =
        missing.map(|(what, _, how)| Failure::new(format!("fuzzing needs {what}")).help(*how)).collect();
    if failures.is_empty() { Ok(()) } else { Err(Stop::Failures(failures)) }
}

/// Copies documents of the repository into the corpus.
fn seed(root: &Path, target: &Target, corpus: &Path) -> Result<(), Stop> {
    for from in target.seeds {
        for file in documents(&root.join(from)) {
            let name =
                file.strip_prefix(root).unwrap_or(&file).display().to_string().replace(['/', '\\'], "-");
            fs::copy(&file, corpus.join(name)).map_err(|error| cannot("copy", &file, &error))?;
        }
    }
    Ok(())
}

/// The documents of a folder and those inside it.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let found = entries.flat_map(|path| if path.is_dir() { documents(&path) } else { vec![path] });
    found.filter(|path| path.extension().is_some_and(|kind| kind == "yaml" || kind == "json")).collect()
}

/// How often a target was run, and whether something was found.
fn run_target(folder: &Path, target: &Target, seconds: u32) -> Result<(String, bool), Stop> {
    let cargo = |subcommand: &str| {
        let mut cargo = command(folder, "cargo");
        let Target { name, sanitizer, .. } = target;
        cargo.args(["+nightly", "fuzz", subcommand, "--fuzz-dir", ".", "--sanitizer", sanitizer, name]);
        cargo
    };
    run_tool(&mut cargo("build"))?;
    let mut fuzz: Command = cargo("run");
    // Where the target notes each input before it looks at it.
    let last = folder.join("corpus").join(format!("{}-last", target.name));
    fuzz.env("FUZZ_INPUT", &last)
        .arg("--")
        .arg(format!("-max_total_time={seconds}"))
        .args(LIMITS)
        .args(target.options);
    let output = fuzz.output().map_err(|error| cannot("run", Path::new("cargo"), &error))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
    let found = !output.status.success();
    if found {
        let from =
            said.lines().position(|line| line.contains("panicked at") || line.starts_with("==")).unwrap_or(0);
        said.lines().skip(from).take(40).try_for_each(line)?;
        if last.exists() && !said.contains("Test unit written") {
            line(format_args!("the last input is in {}", last.display()))?;
        }
    }
    Ok((count.unwrap_or("no").trim().to_owned(), found))
}
