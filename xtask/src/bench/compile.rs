//! `cargo xtask bench compile`: what the compiler spends on generated crates.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use generator::config::Config;
use generator::files::{Content, Files};
use generator::spec::{self, Source, Style};

use super::synthetic::{self, Way};
use super::{least, used};
use crate::Status;
use crate::console::line;
use crate::failure::{Failure, Stop, cannot};
use crate::tools::{cargo, run as run_tool};
use crate::usage::Usage;

/// Compiling: CPU seconds and peak memory of a crate alone, its dependencies already built
///
/// The structs have eight members each: strings, an integer, a boolean, a list, a nested struct, an enum and a string
/// that can be null. They are compiled as plain structs, with serde's derive, and as generated, without the transport.
/// Crates are written to `target/bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many structs
    #[arg(long, value_name = "NUMBER", default_value_t = 1500)]
    structs: usize,

    /// Measure only these rows of the table
    #[arg(long, value_name = "ROW", value_delimiter = ',')]
    only: Vec<String>,

    /// A document whose crate is measured as well
    #[arg(long, value_name = "FILE")]
    spec: Vec<PathBuf>,

    /// Measure each crate so often, and take the least
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    runs: usize,

    /// Fail when a target is missed
    #[arg(long)]
    strict: bool,
}

/// Structs without a codec.
const PLAIN: &str = "plain";
/// What every generated crate has, with next to no types.
const ONE: &str = "generated-one-struct";
/// What the others are compared with.
const BASELINE: &str = "derive";
/// What has a target.
const JUDGED: &str = "generated";
/// Of the baseline's, at most.
const CHECK: Target = Target { seconds: 0.25, memory: Some(0.5) };
const BUILD: Target = Target { seconds: 0.35, memory: None };

struct Target {
    seconds: f64,
    memory: Option<f64>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, root: &Path) -> Result<Status, Stop> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join("bench");
    let names = write_all(args, &folder)?;
    workspace(root, &folder, &names)?;
    let names = chosen(args, names)?;
    line(format_args!(
        "{} structs of 8 members; CPU seconds and peak memory, and both by those of `{BASELINE}`",
        args.structs
    ))?;
    let mut missed = 0;
    for (command, goal) in [("check", &CHECK), ("build", &BUILD)] {
        // The small crate of each set of dependencies, so that these are there.
        for name in [PLAIN, ONE] {
            run_tool(&mut compiler(&folder, command, name))?;
        }
        let mut rows = Vec::new();
        for name in &names {
            rows.push((name.as_str(), least(args.runs, || measure(&folder, command, name))?));
        }
        missed += table(command, &rows, goal)?;
    }
    line(format_args!("\n{missed} missed"))?;
    Ok(if args.strict && missed > 0 { Status::Unfulfilled } else { Status::Done })
}

/// The rows that are wanted. Without both sides of a ratio no target could be missed.
fn chosen(args: &Args, mut names: Vec<String>) -> Result<Vec<String>, Stop> {
    if let Some(unknown) = args.only.iter().find(|name| !names.contains(name)) {
        let message = format!("there is no row `{unknown}`; there are {}", names.join(", "));
        return Err(Failure::new(message).into());
    }
    names.retain(|name| args.only.is_empty() || args.only.contains(name));
    let has = |row: &str| names.iter().any(|name| name == row);
    if args.strict && !(has(BASELINE) && has(JUDGED)) {
        let message =
            format!("the targets are ratios of `{JUDGED}` and `{BASELINE}`: both have to be measured");
        return Err(Failure::new(message).into());
    }
    Ok(names)
}

/// Prints what a command used; how many targets were missed.
fn table(command: &str, rows: &[(&str, Usage)], goal: &Target) -> Result<usize, Stop> {
    line(format_args!(
        "\n{:26} {:>8} {:>8} {:>8} {:>8} {:>8} {:>8}",
        format!("cargo {command}"),
        "seconds",
        "ratio",
        "target",
        "GB",
        "ratio",
        "target"
    ))?;
    let baseline = rows.iter().find(|(name, _)| *name == BASELINE).map(|(_, usage)| *usage);
    let mut missed = 0;
    for (name, usage) in rows {
        let ratios = baseline.map(|base| (usage.seconds / base.seconds, usage.memory / base.memory));
        let (seconds, memory) = ratios.unwrap_or((f64::NAN, f64::NAN));
        let goals = if *name == JUDGED { (Some(goal.seconds), goal.memory) } else { (None, None) };
        let is_over = |found: f64, goal: Option<f64>| goal.is_some_and(|goal| found > goal);
        let over = usize::from(is_over(seconds, goals.0)) + usize::from(is_over(memory, goals.1));
        missed += over;
        let shown = |goal: Option<f64>| goal.map_or_else(String::new, |goal| format!("{goal:.2}"));
        line(format_args!(
            "{name:26} {:8.1} {seconds:8.2} {:>8} {:8.2} {memory:8.2} {:>8}{}",
            usage.seconds,
            shown(goals.0),
            usage.memory,
            shown(goals.1),
            if over > 0 { "  missed" } else { "" }
        ))?;
    }
    Ok(missed)
}

/// Writes every crate; their names, in the order of the table.
fn write_all(args: &Args, folder: &Path) -> Result<Vec<String>, Stop> {
    let mut names = Vec::new();
    for (name, derive) in [(PLAIN, false), (BASELINE, true)] {
        let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{serde}"
        );
        write(&folder.join(name).join("Cargo.toml"), &manifest)?;
        write(&folder.join(name).join("src/lib.rs"), &synthetic::by_hand(args.structs, derive))?;
        names.push(name.to_owned());
    }
    let both = source("synthetic.yaml", synthetic::document(args.structs, Way::Both));
    let received = source("synthetic.yaml", synthetic::document(args.structs, Way::Received));
    let one = source("synthetic.yaml", synthetic::document(1, Way::Both));
    let mut generated = vec![
        (JUDGED.to_owned(), generate(JUDGED, &both)?),
        (format!("{JUDGED}-without-build"), without_build(&generate(JUDGED, &both)?)),
        (format!("{JUDGED}-received"), generate(JUDGED, &received)?),
        (ONE.to_owned(), generate(JUDGED, &one)?),
    ];
    for path in &args.spec {
        let text = fs::read_to_string(path).map_err(|error| cannot("read", path, &error))?;
        let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
        let plain: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        generated.push((format!("spec-{plain}"), generate(JUDGED, &source(&path.to_string_lossy(), text))?));
    }
    for (name, files) in generated {
        write_generated(&folder.join(&name), &name, &files)?;
        names.push(name);
    }
    Ok(names)
}

fn source(name: &str, text: String) -> Source {
    Source::new(name, text)
}

fn generate(name: &str, source: &Source) -> Result<Files, Stop> {
    let config = Config::new(name, "synthetic.yaml");
    match generator::generate(source, &config) {
        Ok(generated) => Ok(generated.files),
        Err(faults) => Err(Failure::new(spec::render(&faults, source, Style::default())).into()),
    }
}

/// The files without constructors and setters.
fn without_build(files: &Files) -> Files {
    let mut rest = Files::new();
    for (path, content) in files.iter().filter(|(path, _)| !path.starts_with("src/build/")) {
        let content = match content {
            Content::Text(text) if path == "src/lib.rs" => {
                Content::Text(text.replace("\nmod build;\n", "\n"))
            }
            content => content.clone(),
        };
        rest.insert(path, content);
    }
    rest
}

fn write_generated(folder: &Path, name: &str, files: &Files) -> Result<(), Stop> {
    fs::create_dir_all(folder).map_err(|error| cannot("write", folder, &error))?;
    let changes = files.compare(folder).map_err(|error| cannot("read", folder, &error))?;
    generator::files::apply(&changes, folder).map_err(|error| cannot("write", folder, &error))?;
    // One name was generated for all; as packages of one workspace they need their own.
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| cannot("read", &manifest, &error))?;
    write(&manifest, &text.replacen(&format!("name = \"{JUDGED}\""), &format!("name = \"{name}\""), 1))
}

/// The workspace of the crates, with the versions that this one has downloaded.
fn workspace(root: &Path, folder: &Path, names: &[String]) -> Result<(), Stop> {
    write(&folder.join("Cargo.toml"), &format!("[workspace]\nresolver = \"3\"\nmembers = {names:?}\n"))?;
    let (from, to) = (root.join("Cargo.lock"), folder.join("Cargo.lock"));
    fs::copy(&from, &to).map(|_| ()).map_err(|error| cannot("copy", &from, &error).into())
}

/// Writes a file unless it says the same already.
fn write(path: &Path, text: &str) -> Result<(), Stop> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let written = path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(path, text));
    written.map_err(|error| cannot("write", path, &error).into())
}

/// A cargo command for the crates: one job and nothing incremental, so that runs can be compared.
fn compiler(folder: &Path, command: &str, name: &str) -> Command {
    let mut cargo = cargo(folder, &[command, "--offline", "--quiet", "--no-default-features", "--jobs", "1"]);
    cargo
        .args(["--package", name])
        .args(groups(&folder.join(name)))
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0");
    cargo
}

/// Turns on all groups of operations, where there are several.
fn groups(krate: &Path) -> &'static [&'static str] {
    let manifest = fs::read_to_string(krate.join("Cargo.toml")).unwrap_or_default();
    if manifest.contains("\nall = [") { &["--features", "all"] } else { &[] }
}

/// Compiles one crate again. What cargo itself uses is part of it: a tenth of a second.
fn measure(folder: &Path, command: &str, name: &str) -> Result<Usage, Stop> {
    let root = folder.join(name).join("src/lib.rs");
    let touched =
        File::options().write(true).open(&root).and_then(|file| file.set_modified(SystemTime::now()));
    touched.map_err(|error| cannot("write", &root, &error))?;
    used(&mut compiler(folder, command, name))
}
