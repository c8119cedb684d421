//! One document: generated, and its crate checked.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use generator::config::Config;
use generator::files::{self, Content};
use generator::spec::{self, Source, Style};
use toml_edit::{DocumentMut, Item};

use super::documents::Document;
use super::report::{Checked, Generated, Row};
use super::unions::Unions;
use crate::Status;
use crate::console::{fault, line};
use crate::failure::{Stop, cannot};
use crate::tools::cargo;
use crate::usage::{self, Usage};

/// Generates a crate, and prints what is in it: what [`measure_generation`] runs.
/// The crate is called as its folder. The document may refer to files below `root`.
pub(super) fn generate(document: &Path, root: &Path, folder: &Path) -> Result<Status, Stop> {
    let source = Source::open(document).and_then(|source| source.within(root));
    let source = source.map_err(|error| cannot("read", document, &error))?;
    let package = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    let name = document.file_name().unwrap_or(document.as_os_str()).to_string_lossy();
    match generator::generate(&source, &Config::new(package, name)) {
        Err(faults) => {
            fault(&spec::render(&faults, &source, Style::default()));
            Ok(Status::Failed)
        }
        Ok(generated) => {
            if !generated.warnings.is_empty() {
                fault(&spec::render(&generated.warnings, &source, Style::default()));
            }
            fs::create_dir_all(folder).map_err(|error| cannot("write", folder, &error))?;
            let changes = generated.files.compare(folder).map_err(|error| cannot("read", folder, &error))?;
            files::apply(&changes, folder).map_err(|error| cannot("write", folder, &error))?;
            let lines = generated.files.iter().map(|(_, content)| match content {
                Content::Text(text) => text.lines().count(),
                Content::Manifest(_) => 0,
            });
            line(Generated {
                types: generated.counts.types,
                operations: generated.counts.operations,
                skipped: generated.counts.skipped,
                warnings: generated.warnings.iter().count(),
                lines: lines.sum(),
                unions: Unions::of(&generated),
            })?;
            Ok(Status::Done)
        }
    }
}

/// Generates a crate in a process of its own. What it says about the document stands beside the crate.
pub(super) fn measure_generation(generator: &Path, document: &Document, krate: &Path) -> Result<Row, Stop> {
    let (log, said) = (beside(krate, "generate.log"), beside(krate, "generate.out"));
    let mut command = Command::new(generator);
    command.args(["corpus", "--one"]).arg(&document.path).arg(&document.root).arg(krate);
    let (ended, usage) = logged(&mut command, &log, &said)?;
    let said = fs::read_to_string(&said).map_err(|error| cannot("read", &said, &error))?;
    let generated = if ended { said.parse().ok() } else { None };
    Ok(Row { package: document.package.clone(), generation: usage, generated, checked: None })
}

/// A command of cargo that looks at a crate, and what it is told.
pub(super) struct Way {
    command: &'static str,
    arguments: Vec<String>,
}

impl Way {
    pub(super) fn new(command: &'static str, arguments: &[&str]) -> Self {
        Self { command, arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect() }
    }
}

/// The features of a crate that each turn on a group of operations.
pub(super) fn groups(krate: &Path) -> Result<Vec<String>, Stop> {
    let manifest = krate.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| cannot("read", &manifest, &error))?;
    let document: DocumentMut =
        text.parse().map_err(|error| cannot("read", &manifest, &io::Error::other(error)))?;
    let all = document.get("features").and_then(|features| features.get("all")).and_then(Item::as_array);
    Ok(all.into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect())
}

/// Looks at a crate alone in each way: the most that one check of it used.
pub(super) fn check(krate: &Path, folder: &Path, ways: &[Way]) -> Result<Checked, Stop> {
    // As part of no other workspace.
    let manifest = krate.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| cannot("read", &manifest, &error))?;
    if !text.contains("[workspace]") {
        let alone = format!("{text}\n[workspace]\n");
        fs::write(&manifest, alone).map_err(|error| cannot("write", &manifest, &error))?;
    }
    let mut checked = Checked { usage: Usage::default(), passed: true };
    for (number, way) in ways.iter().enumerate() {
        let dependencies = dependencies(krate, folder, way)?;
        let (log, said) = (beside(krate, &format!("check-{number}.log")), beside(krate, "check.out"));
        let (passed, usage) = if dependencies {
            logged(&mut cargo_for(krate, folder, way), &log, &said)?
        } else {
            (false, Usage::default())
        };
        checked.passed &= passed;
        if way.command == "check" {
            checked.usage.seconds = checked.usage.seconds.max(usage.seconds);
            checked.usage.memory = checked.usage.memory.max(usage.memory);
        }
    }
    Ok(checked)
}

/// Builds what a crate depends on, with an empty root in place of its own.
fn dependencies(krate: &Path, folder: &Path, way: &Way) -> Result<bool, Stop> {
    let (root, aside) = (krate.join("src/lib.rs"), krate.join("src/lib.rs.aside"));
    let moved = |from: &Path, to: &Path| fs::rename(from, to).map_err(|error| cannot("move", from, &error));
    moved(&root, &aside)?;
    fs::write(&root, "").map_err(|error| cannot("write", &root, &error))?;
    let (log, said) = (beside(krate, "dependencies.log"), beside(krate, "check.out"));
    let built = logged(&mut cargo_for(krate, folder, way), &log, &said);
    moved(&aside, &root)?;
    // The moved file is older than what was just compiled.
    let touched = File::options()
        .write(true)
        .open(&root)
        .and_then(|file| file.set_modified(std::time::SystemTime::now()));
    touched.map_err(|error| cannot("write", &root, &error))?;
    built.map(|(passed, _)| passed)
}

fn cargo_for(krate: &Path, folder: &Path, way: &Way) -> Command {
    let mut command = cargo(krate, &[way.command, "--quiet"]);
    command
        .args(&way.arguments)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings");
    command
}

/// Runs a command with its output in files: whether it ended well, and what it used.
fn logged(command: &mut Command, log: &Path, said: &Path) -> Result<(bool, Usage), Stop> {
    let create = |path: &Path| File::create(path).map_err(|error| cannot("write", path, &error));
    command.stdin(Stdio::null()).stderr(create(log)?).stdout(create(said)?);
    let program = PathBuf::from(command.get_program());
    let (status, usage) = usage::of(command).map_err(|error| cannot("run", &program, &error))?;
    Ok((status.success(), usage))
}

/// `NAME.ENDING` beside the folder `NAME`.
fn beside(krate: &Path, ending: &str) -> PathBuf {
    let mut name = krate.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
