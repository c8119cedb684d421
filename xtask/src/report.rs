//! What codegen tells after writing or checking a crate.

use std::fmt::Write;
use std::io;
use std::time::Duration;

use anstyle::{AnsiColor, Style};
use generator::Counts;
use generator::files::Change;
use similar::TextDiff;

use crate::Status;
use crate::console::Console;

/// What codegen made of one crate. Names are as the user wrote them.
pub(crate) struct Outcome<'a> {
    /// The package.
    pub(crate) name: &'a str,
    /// The document.
    pub(crate) document: &'a str,
    /// The folder.
    pub(crate) output: &'a str,
    /// What writes it.
    pub(crate) command: &'a str,
    /// How many files it has.
    pub(crate) files: usize,
    /// What is in them.
    pub(crate) counts: Counts,
    /// What differs, or differed, on disk.
    pub(crate) changes: &'a [Change],
}

/// So many files are named one by one.
const LISTED: usize = 20;
/// So many lines of difference are shown of one file, and of all together.
const LINES_OF_FILE: usize = 60;
const LINES: usize = 200;
/// A line is cut here.
const COLUMNS: usize = 160;

const GREEN: Style = AnsiColor::Green.on_default();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const RED: Style = AnsiColor::Red.on_default();
const CYAN: Style = AnsiColor::Cyan.on_default();

/// Tells what was written.
pub(crate) fn written(outcome: &Outcome, took: Duration, console: &Console) -> io::Result<()> {
    list(outcome, ["created", "updated", "removed"], console)?;
    let Outcome { name, document, files, .. } = outcome;
    let (total, unchanged) = (counted(*files, "file"), files - rewritten(outcome));
    let what = contents(outcome.counts);
    let seconds = took.as_secs_f64();
    console
        .line(format_args!("{name}: {what} from {document}; {total}, {unchanged} unchanged; {seconds:.2} s"))
}

/// Tells whether everything is fresh, and if not, what writing would change.
pub(crate) fn check(outcome: &Outcome, console: &Console) -> io::Result<Status> {
    let Outcome { name, document, files, .. } = outcome;
    if outcome.changes.is_empty() {
        let what = contents(outcome.counts);
        console.line(format_args!("{name}: {what} from {document}; all {files} files are fresh"))?;
        return Ok(Status::Done);
    }
    list(outcome, ["missing", "differs", "left over"], console)?;
    differences(outcome, console)?;
    let count = outcome.changes.len();
    let verb = if count == 1 { "is" } else { "are" };
    console.line(format_args!(
        "{name}: {} {verb} not what {document} gives\nhelp: run `{}`",
        counted(count, "file"),
        outcome.command
    ))?;
    Ok(Status::Unfulfilled)
}

/// How many files are written anew; the rest of the changes are removals.
fn rewritten(outcome: &Outcome) -> usize {
    outcome.changes.iter().filter(|change| !matches!(change, Change::Stale { .. })).count()
}

/// "23 types, 4 operations, 1 left out"
fn contents(Counts { types, operations, skipped }: Counts) -> String {
    let mut text = format!("{}, {}", counted(types, "type"), counted(operations, "operation"));
    if skipped > 0 {
        let _ = write!(text, ", {skipped} left out");
    }
    text
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A line for each change; the words are for a missing, a different and a stale file.
fn list(outcome: &Outcome, [missing, different, stale]: [&str; 3], console: &Console) -> io::Result<()> {
    for change in outcome.changes.iter().take(LISTED) {
        let (color, word) = match change {
            Change::Missing { .. } => (GREEN, missing),
            Change::Different { .. } => (YELLOW, different),
            Change::Stale { .. } | Change::Foreign { .. } => (RED, stale),
        };
        let word = console.paint(color, format_args!("{word:>9}"));
        console.line(format_args!("{word} {}/{}", outcome.output, change.path()))?;
    }
    match outcome.changes.len().saturating_sub(LISTED) {
        0 => Ok(()),
        more => console.line(format_args!("          and {more} more")),
    }
}

/// The differing files as unified diffs, as far as there is room.
fn differences(outcome: &Outcome, console: &Console) -> io::Result<()> {
    let mut room = LINES;
    for change in outcome.changes {
        let Change::Different { path, old, new } = change else { continue };
        if room == 0 {
            return console.line("\n(more files differ)\n");
        }
        let path = format!("{}/{path}", outcome.output);
        let diff = TextDiff::configure().timeout(Duration::from_secs(1)).diff_lines(old, new);
        let text =
            diff.unified_diff().header(&path, &format!("{path} from {}", outcome.document)).to_string();
        let shown = room.min(LINES_OF_FILE);
        console.line("")?;
        for difference in text.lines().take(shown) {
            console.line(diff_line(difference, console))?;
        }
        let total = text.lines().count();
        if total > shown {
            console.line(format_args!("({} more)", counted(total - shown, "line")))?;
        }
        room -= total.min(shown);
    }
    console.line("")
}

fn diff_line(line: &str, console: &Console) -> String {
    let style = match line.as_bytes().first() {
        Some(b'+') => GREEN,
        Some(b'-') => RED,
        Some(b'@') => CYAN,
        _ => Style::new(),
    };
    console.paint(style, printable(line))
}

/// A line that does nothing to the terminal, and not all of it when it is long.
fn printable(line: &str) -> String {
    let mut text: String = line
        .chars()
        .take(COLUMNS)
        .map(|c| if c.is_control() && c != '\t' { '\u{fffd}' } else { c })
        .collect();
    if line.chars().nth(COLUMNS).is_some() {
        text.push('…');
    }
    text
}
