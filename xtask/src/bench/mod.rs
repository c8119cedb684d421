//! `cargo xtask bench`: what generated code costs: when it runs, when it is compiled, when it is made.

mod compile;
mod copies;
mod generate;
mod synthetic;

use crate::Status;
use crate::failure::Stop;
use crate::tools::{cargo, run as run_tool};
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
