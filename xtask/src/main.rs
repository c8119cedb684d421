//! The commands of this repository: `cargo xtask --help`.

mod bench;
mod ci;
mod codegen;
mod conformance;
mod console;
mod corpus;
mod document;
mod entries;
mod explain;
mod failure;
mod fuzz;
mod lint;
mod messages;
mod report;
mod roundtrip;
mod tools;
mod usage;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use console::Console;
use failure::Stop;

/// A document becomes many small values: with this allocator the whole takes a third less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The commands of this repository
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Codegen(codegen::Args),
    Lint(lint::Args),
    Explain(explain::Args),
    Bench(bench::Args),
    Ci(ci::Args),
    Corpus(corpus::Args),
    Conformance(conformance::Args),
    Fuzz(fuzz::Args),
    Roundtrip(roundtrip::Args),
}

/// How a command ended. The worst of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Status {
    /// All is well.
    Done = 0,
    /// What was checked does not hold: a file is not fresh, a step of the CI failed.
    Unfulfilled = 1,
    /// The command could not do its work.
    Failed = 2,
}

fn main() -> ExitCode {
    let arguments = std::env::args_os().collect::<Vec<_>>();
    let console = Console::new().leaving_output(messages::is_data(&arguments));
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        // A program that reads the messages reads this one too; help and the like are for persons.
        Err(error) if error.use_stderr() && console.is_data() => {
            console.failures(&[messages::usage(&error)]);
            return ExitCode::from(Status::Failed as u8);
        }
        Err(error) => error.exit(),
    };
    let outcome = match cli.command {
        Command::Codegen(args) => codegen::run(&args, &console),
        Command::Lint(args) => lint::run(&args, &console),
        Command::Explain(args) => explain::run(&args, &console),
        Command::Bench(args) => bench::run(&args),
        Command::Ci(args) => ci::run(&args, &console),
        Command::Corpus(args) => corpus::run(&args),
        Command::Conformance(args) => conformance::run(&args),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Roundtrip(args) => roundtrip::run(&args),
    };
    let status = match outcome {
        Ok(status) => status,
        Err(Stop::ReaderGone) => Status::Done,
        Err(Stop::Failures(failures)) => {
            console.failures(&failures);
            Status::Failed
        }
    };
    ExitCode::from(status as u8)
}
