//! `cargo xtask explain`: more about a code than fits into a message.

use anstyle::{AnsiColor, Style};
use generator::codes::{Code, Explanation};
use generator::diagnostic::Severity;

use crate::Status;
use crate::console::{Console, line};
use crate::failure::{Failure, Stop};

/// Say more about the code of a message
///
/// Prints what a code such as `bad-path` means, with an example that has the fault and one that has not. Without a code,
/// lists all of them.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// A code, as it stands in brackets in a message
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

const BOLD: Style = Style::new().bold();
const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const GREEN: Style = AnsiColor::Green.on_default().bold();

/// Runs the command.
pub(crate) fn run(args: &Args, console: &Console) -> Result<Status, Stop> {
    match &args.code {
        Some(name) => explain(find(name)?, console)?,
        None => list(console)?,
    }
    Ok(Status::Done)
}

/// The codes that a document alone can have: what is said of a choice explains itself.
fn codes() -> impl Iterator<Item = &'static Code> {
    Code::ALL.iter().filter(|code| code.is_of_documents())
}

/// The code of this name, also as it is printed: `error[bad-path]`.
fn find(name: &str) -> Result<Code, Stop> {
    let own = name.split_once('[').map_or(name, |(_, rest)| rest.trim_end_matches(']'));
    if let Some(code) = codes().find(|code| code.name() == own) {
        return Ok(*code);
    }
    let known: Vec<&str> = codes().map(|code| code.name()).collect();
    let help = match similar::get_close_matches(own, &known, 1, 0.6)[..] {
        [near] => format!("did you mean `{near}`?"),
        _ => "`cargo xtask explain` lists all codes".to_owned(),
    };
    Err(Failure::new(format!("there is no code `{}`", own.escape_debug())).help(help).into())
}

fn severity(code: Code) -> (Style, &'static str) {
    match code.severity() {
        Severity::Error => (RED, "error"),
        Severity::Warning => (YELLOW, "warning"),
    }
}

fn explain(code: Code, console: &Console) -> Result<(), Stop> {
    let (style, word) = severity(code);
    let Explanation { text, wrong, right, .. } = code.explanation();
    let title = console.paint(style, format_args!("{word}[{}]", code.name()));
    line(format_args!("{title}: {}", code.meaning()))?;
    if !text.is_empty() {
        line(format_args!("\n{text}"))?;
    }
    for (style, word, example) in [(RED, "Wrong", wrong), (GREEN, "Right", right)] {
        line(format_args!("\n{}\n", console.paint(style, format_args!("{word}:"))))?;
        for text in example.lines() {
            line(format_args!("    {text}").to_string().trim_end())?;
        }
    }
    Ok(())
}

fn list(console: &Console) -> Result<(), Stop> {
    let width = codes().map(|code| code.name().len()).max().unwrap_or_default();
    for kind in [Severity::Error, Severity::Warning] {
        let codes: Vec<Code> = codes().copied().filter(|code| code.severity() == kind).collect();
        let heading = match kind {
            Severity::Error => "Errors: nothing is generated",
            Severity::Warning => "Warnings: generation goes on",
        };
        line(console.paint(BOLD, heading))?;
        for code in codes {
            let name = console.paint(severity(code).0, format_args!("{:width$}", code.name()));
            line(format_args!("  {name}  {}", code.meaning()))?;
        }
    }
    Ok(())
}
