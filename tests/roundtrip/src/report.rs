//! What is told: faults as they are found, a table in the end, and all of it as JSON.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use serde_json::{Value, json};

/// What came of one document.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) schemas: usize,
    /// Instances that were made, that the judge accepts, and that came back.
    pub(crate) tried: usize,
    pub(crate) accepted: usize,
    pub(crate) passed: usize,
    /// Faulty instances, and those of them that were refused where the fault is.
    pub(crate) wrong: usize,
    pub(crate) wrong_passed: usize,
    /// Faulty instances that a union may keep, and did.
    pub(crate) exempt: usize,
    /// Valid instances of which a part was kept as unknown.
    pub(crate) unknown: Vec<Failure>,
    pub(crate) failures: Vec<Failure>,
    /// Failures that an exception explains.
    pub(crate) excepted: usize,
    /// Schemas that the judge cannot read, and why.
    pub(crate) unjudged: Vec<String>,
    /// Schemas without any instance that the judge accepts.
    pub(crate) empty: Vec<String>,
    /// Why the document could not be tried at all.
    pub(crate) stopped: Option<Stopped>,
}

/// Why a document could not be tried.
#[derive(Debug)]
pub(crate) enum Stopped {
    /// The generator refuses it, and says why: there is nothing to try.
    NotGenerated(String),
    /// What was generated does not work.
    Broken(String),
}

impl From<String> for Stopped {
    fn from(why: String) -> Self {
        Self::Broken(why)
    }
}

impl Stopped {
    fn why(&self) -> &str {
        match self {
            Self::NotGenerated(why) | Self::Broken(why) => why,
        }
    }
}

/// One instance that is not treated as it should be.
#[derive(Clone)]
pub(crate) struct Failure {
    pub(crate) schema: String,
    pub(crate) reason: String,
    pub(crate) instance: String,
}

/// So many groups of failures are shown of one document.
const GROUPS: usize = 60;
/// So much of an instance is shown.
const SHOWN: usize = 160;

impl Failure {
    pub(crate) fn new(schema: &str, reason: &str, instance: &Value) -> Self {
        Self { schema: schema.to_owned(), reason: reason.to_owned(), instance: instance.to_string() }
    }
}

impl Tally {
    pub(crate) fn is_clean(&self) -> bool {
        self.failures.is_empty() && self.stopped.is_none()
    }

    /// Whether there was nothing to try.
    pub(crate) fn is_not_generated(&self) -> bool {
        matches!(self.stopped, Some(Stopped::NotGenerated(_)))
    }

    /// Failures of one schema for one reason, in the order in which they were found.
    fn groups(&self) -> Vec<(&Failure, usize)> {
        let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut groups: Vec<(&Failure, usize)> = Vec::new();
        for failure in &self.failures {
            let place = *places.entry((&failure.schema, &failure.reason)).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((shortest, count)) => {
                    *count += 1;
                    // The shortest instance is the easiest to understand.
                    if failure.instance.len() < shortest.instance.len() {
                        *shortest = failure;
                    }
                }
                None => groups.push((failure, 1)),
            }
        }
        groups
    }

    /// Tells what is wrong with one document.
    pub(crate) fn tell(&self, document: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        if !self.is_clean() {
            writeln!(out, "\n{document}")?;
        }
        if let Some(why) = &self.stopped {
            writeln!(out, "  {}", why.why().replace('\n', "\n    "))?;
        }
        let groups = self.groups();
        for (Failure { schema, reason, instance }, count) in groups.iter().take(GROUPS) {
            let times = if *count > 1 { format!(" ({count} times)") } else { String::new() };
            writeln!(out, "  {schema}: {}{times}\n      {}", printable(reason), printable(instance))?;
        }
        if groups.len() > GROUPS {
            writeln!(out, "  ({} more groups)", groups.len() - GROUPS)?;
        }
        out.flush()
    }

    /// All of it, for programs.
    pub(crate) fn json(&self, document: &str) -> Value {
        let list = |found: &[Failure]| -> Value {
            let row = |Failure { schema, reason, instance }: &Failure| json!({ "schema": schema, "reason": reason, "instance": instance });
            found.iter().map(row).collect()
        };
        json!({
            "document": document,
            "schemas": self.schemas,
            "tried": self.tried,
            "accepted": self.accepted,
            "passed": self.passed,
            "wrong": self.wrong,
            "wrongPassed": self.wrong_passed,
            "exempt": self.exempt,
            "keptUnknown": list(&self.unknown),
            "excepted": self.excepted,
            "unjudged": self.unjudged,
            "withoutInstance": self.empty,
            "notGenerated": self.is_not_generated(),
            "stopped": self.stopped.as_ref().map(Stopped::why),
            "failures": list(&self.failures),
        })
    }
}

/// One line that does nothing to the terminal.
fn printable(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

/// A line for each document.
pub(crate) fn table(rows: &[(String, Tally, Duration)]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let width = rows.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or(0).max("document".len());
    writeln!(
        out,
        "\n{:width$} {:>7} {:>7} {:>8} {:>7} {:>6} {:>7} {:>6} {:>7} {:>5} {:>5} {:>6} {:>6}",
        "document",
        "schemas",
        "made",
        "accepted",
        "passed",
        "wrong",
        "refused",
        "exempt",
        "unknown",
        "none",
        "?",
        "failed",
        "s"
    )?;
    for (name, tally, took) in rows {
        let failed = match tally.stopped {
            None => tally.failures.len().to_string(),
            Some(Stopped::NotGenerated(_)) => "none".to_owned(),
            Some(Stopped::Broken(_)) => "all".to_owned(),
        };
        writeln!(
            out,
            "{name:width$} {:>7} {:>7} {:>8} {:>7} {:>6} {:>7} {:>6} {:>7} {:>5} {:>5} {failed:>6} {:>6.1}",
            tally.schemas,
            tally.tried,
            tally.accepted,
            tally.passed,
            tally.wrong,
            tally.wrong_passed,
            tally.exempt,
            tally.unknown.len(),
            tally.empty.len(),
            tally.unjudged.len(),
            took.as_secs_f64()
        )?;
    }
    writeln!(
        out,
        "\nmade: instances of the schemas; accepted: valid ones; passed: came back equal; wrong: with one fault; refused: \
         with the fault's path;\nexempt: faults that a union keeps as unknown; unknown: valid ones kept as unknown; none: \
         schemas without an instance;\n?: schemas that the validator cannot read; failed: none where the document cannot be \
         generated"
    )?;
    let count = |wanted: fn(&Tally) -> bool| rows.iter().filter(|(_, tally, _)| wanted(tally)).count();
    let (clean, not_generated) = (count(Tally::is_clean), count(Tally::is_not_generated));
    let failed = rows.len() - clean - not_generated;
    writeln!(out, "\n{clean} documents passed, {failed} failed, {not_generated} cannot be generated")
}

/// Says on a terminal how far it is.
pub(crate) struct Progress {
    shown: bool,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self { shown: io::stderr().is_terminal() }
    }

    /// Replaces the line of before. There is nobody to tell when that fails.
    pub(crate) fn say(&self, text: &str) {
        if self.shown {
            let _ =
                write!(io::stderr(), "\r\u{1b}[2K{}", printable(text).chars().take(100).collect::<String>());
        }
    }

    pub(crate) fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\u{1b}[2K");
        }
    }
}
