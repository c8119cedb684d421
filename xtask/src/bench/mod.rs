//! `cargo xtask bench`: what generated code costs: when it runs, when it is compiled, when it is made.

mod compile;
mod copies;
mod generate;
mod synthetic;

use std::path::PathBuf;
use std::process::Command;

use crate::Status;
use crate::failure::{Failure, Stop, cannot};
use crate::tools::{cargo, run as run_tool};
use crate::usage::{self, Usage};
use crate::workspace::Workspace;

/// Measure generated code against hand-written code with serde's derive
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    Speed(Speed),
    Compile(compile::Args),
    Generate(generate::Args),
}

/// Reading and writing JSON: the time it takes, and how often it allocates
///
/// The same as `cargo bench --package benches`. Each row compares generated types with hand-written ones in one run.
#[derive(clap::Args)]
struct Speed {
    /// Fail when a target is missed
    #[arg(long)]
    strict: bool,
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Status, Stop> {
    let workspace = Workspace::find()?;
    match &args.what {
        What::Speed(Speed { strict }) => {
            let mut command = cargo(&workspace.root, &["bench", "--package", "benches"]);
            if *strict {
                command.args(["--", "--strict"]);
            }
            run_tool(&mut command).map(|()| Status::Done)
        }
        What::Compile(args) => compile::run(args, &workspace.root),
        What::Generate(args) => generate::run(args, &workspace.root),
    }
}

/// What a command used that has to end well.
fn used(command: &mut Command) -> Result<Usage, Stop> {
    let program = PathBuf::from(command.get_program());
    let (status, usage) = usage::of(command).map_err(|error| cannot("run", &program, &error))?;
    if status.success() { Ok(usage) } else { Err(Failure::new(format!("{command:?}: {status}")).into()) }
}

/// The least of some runs: what disturbs a run only makes it longer.
fn least(runs: usize, mut run: impl FnMut() -> Result<Usage, Stop>) -> Result<Usage, Stop> {
    let mut least = run()?;
    for _ in 1..runs {
        let next = run()?;
        least.seconds = least.seconds.min(next.seconds);
        least.memory = least.memory.min(next.memory);
    }
    Ok(least)
}
