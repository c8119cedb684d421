//! `cargo xtask ci`: all that has to hold, as CI runs it.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use clap::builder::PossibleValuesParser;

use crate::console::{Console, line};
use crate::failure::{Failure, Stop};
use crate::tools::{cargo, cargo_deny, node, python, run as run_tool};
use crate::workspace::Workspace;
use crate::{Status, codegen, conformance, corpus, entries, roundtrip};

/// Run what CI runs
///
/// Every step runs, whether or not an earlier one failed. The last line counts them: `N passed, N failed`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The steps to run; all of them if none is named
    #[arg(value_name = "STEP", value_parser = PossibleValuesParser::new(STEPS.iter().map(|step| step.name)))]
    steps: Vec<String>,

    /// List the steps
    #[arg(long)]
    list: bool,
}

/// One step.
struct Step {
    name: &'static str,
    /// What holds when it passes.
    about: &'static str,
    run: fn(&Workspace, &Console) -> Result<(), Stop>,
}

const STEPS: &[Step] = &[
    Step { name: "fmt", about: "the code is formatted", run: |at, _| fmt(&at.root) },
    Step {
        name: "clippy",
        about: "the lints find nothing, whatever features are on",
        run: |at, _| clippy(&at.root),
    },
    Step {
        name: "test",
        about: "the tests pass",
        run: |workspace, _| run_tool(&mut cargo(&workspace.root, &["test", "--workspace"])),
    },
    Step {
        name: "optimized",
        about: "what is generated is the same when the compiler optimizes the generator",
        run: |at, _| optimized(&at.root),
    },
    Step {
        name: "roundtrip",
        about: "what the schemas of the documents allow is read and written, and nothing else",
        run: |workspace, _| roundtrip::check(workspace),
    },
    Step {
        name: "corpus",
        about: "real documents beside the project, if there are any, become crates that compile",
        run: |at, _| corpus(&at.root),
    },
    Step { name: "codegen", about: "the generated crates are fresh", run: |_, console| codegen(console) },
    Step { name: "doc", about: "the documentation builds without a warning", run: |at, _| doc(&at.root) },
    Step {
        name: "deny",
        about: "what is built in has terms and sources that are listed, and no known fault",
        run: |at, _| deny(&at.root),
    },
    Step {
        name: "openapi",
        about: "two linters accept the documents",
        run: |workspace, _| openapi(workspace),
    },
    Step {
        name: "conformance",
        about: "a mock server of the document accepts every example that the client sends",
        run: |workspace, _| conformance::check(workspace),
    },
];

const BOLD: Style = Style::new().bold();
const GREEN: Style = AnsiColor::Green.on_default();
const RED: Style = AnsiColor::Red.on_default();

/// How one step ended.
struct Done {
    name: &'static str,
    passed: bool,
    took: Duration,
}

/// Runs the command.
pub(crate) fn run(args: &Args, console: &Console) -> Result<Status, Stop> {
    if args.list {
        for Step { name, about, .. } in STEPS {
            line(format_args!("{name:12} {about}"))?;
        }
        return Ok(Status::Done);
    }
    let workspace = Workspace::find()?;
    let is_chosen = |step: &&Step| args.steps.is_empty() || args.steps.iter().any(|name| name == step.name);
    let done = STEPS
        .iter()
        .filter(is_chosen)
        .map(|step| one(step, &workspace, console))
        .collect::<Result<Vec<_>, _>>()?;
    summary(&done, console)
}

/// Runs one step. What is wrong is told at once; only a reader that is gone ends the run.
fn one(step: &Step, workspace: &Workspace, console: &Console) -> Result<Done, Stop> {
    line(console.paint(BOLD, format_args!("\n== {}: {}", step.name, step.about)))?;
    let started = Instant::now();
    let passed = match (step.run)(workspace, console) {
        Ok(()) => true,
        Err(Stop::ReaderGone) => return Err(Stop::ReaderGone),
        Err(Stop::Failures(failures)) => {
            console.failures(&failures);
            false
        }
    };
    Ok(Done { name: step.name, passed, took: started.elapsed() })
}

/// A compiler's fault has changed what came out, and no test without optimization could see it.
fn optimized(root: &Path) -> Result<(), Stop> {
    let tests = ["test", "--release", "--package", "tests", "--test", "cases", "--test", "refused"];
    run_tool(cargo(root, &tests).args(["--", "--skip", "emitted_code_compiles"]))
}

/// Documents of other people's are no part of the project.
fn corpus(root: &Path) -> Result<(), Stop> {
    let folder = root.join("../shared/specs/real");
    if folder.is_dir() {
        return corpus::check(&folder);
    }
    line("there are none")?;
    Ok(())
}

fn summary(done: &[Done], console: &Console) -> Result<Status, Stop> {
    line("")?;
    for Done { name, passed, took } in done {
        let (style, word) = if *passed { (GREEN, "passed") } else { (RED, "failed") };
        line(format_args!("{name:12} {} {:6.1} s", console.paint(style, word), took.as_secs_f64()))?;
    }
    let passed = done.iter().filter(|step| step.passed).count();
    let failed = done.len() - passed;
    line(format_args!("\n{passed} passed, {failed} failed"))?;
    Ok(if failed == 0 { Status::Done } else { Status::Unfulfilled })
}

/// The run time is no module of the generator, so `cargo fmt` does not see it.
fn fmt(root: &Path) -> Result<(), Stop> {
    run_tool(&mut cargo(root, &["fmt", "--all", "--check"]))?;
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--check", "generator/runtime/mod.rs"]).current_dir(root);
    run_tool(&mut rustfmt)
}

fn clippy(root: &Path) -> Result<(), Stop> {
    let deny = ["--", "-D", "warnings"];
    let everything = ["clippy", "--workspace", "--all-targets", "--all-features", "--locked"];
    run_tool(cargo(root, &everything).args(deny))?;
    let bare = ["clippy", "--package", "generated-client", "--no-default-features", "--locked"];
    run_tool(cargo(root, &bare).args(deny))
}

fn codegen(console: &Console) -> Result<(), Stop> {
    match codegen::run(&codegen::Args::check(), console)? {
        Status::Done => Ok(()),
        Status::Unfulfilled | Status::Failed => {
            Err(Failure::new("the generated crates are not fresh").into())
        }
    }
}

fn doc(root: &Path) -> Result<(), Stop> {
    run_tool(cargo(root, &["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-Dwarnings"))
}

/// The list of known faults is a repository of its own, which cannot be reached from everywhere.
fn deny(root: &Path) -> Result<(), Stop> {
    let check = ["check", "--hide-inclusion-graph"];
    run_tool(cargo_deny(root)?.args(check).args(["bans", "licenses", "sources"]))?;
    if let Err(stop) = run_tool(cargo_deny(root)?.args(["fetch", "db"])) {
        if let Stop::ReaderGone = stop {
            return Err(stop);
        }
        return line("known faults are not looked for, because their list cannot be reached")
            .map_err(Stop::from);
    }
    run_tool(cargo_deny(root)?.args(check).arg("advisories"))
}

fn openapi(workspace: &Workspace) -> Result<(), Stop> {
    let root = &workspace.root;
    for entry in entries::read(workspace)? {
        let document = Path::new(&entry.document.value);
        run_tool(python(root, "openapi-spec-validator")?.arg(document))?;
        let mut redocly = node(root, "@redocly/cli/bin/cli.js")?;
        redocly.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true").arg("lint");
        let config = document.with_file_name("redocly.yaml");
        if root.join(&config).is_file() {
            redocly.arg("--config").arg(config);
        }
        run_tool(redocly.arg(document))?;
    }
    Ok(())
}
