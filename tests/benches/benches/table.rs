//! What was measured, beside what is wanted.

use std::env;
use std::process::ExitCode;

/// Prints rows as they come, and remembers whether all are as wanted.
pub(crate) struct Table {
    missed: usize,
    /// Only rows with this text in their name are wanted.
    only: Option<String>,
}

impl Table {
    /// Begins a table.
    pub(crate) fn new(columns: [&str; 3]) -> Self {
        let [ours, baseline, result] = columns;
        println!("{:46} {ours:>10} {baseline:>10} {result:>8} {:>8}", "", "target");
        Self { missed: 0, only: env::args().skip(1).find(|argument| !argument.starts_with('-')) }
    }

    /// Whether a row is wanted, before it is measured.
    pub(crate) fn wants(&self, what: &str) -> bool {
        self.only.as_ref().is_none_or(|only| what.contains(only.as_str()))
    }

    /// A heading within the table.
    pub(crate) fn heading(words: &str) {
        println!("{words}");
    }

    /// A row. Without a target it only informs.
    pub(crate) fn row(
        &mut self,
        what: &str,
        [ours, baseline]: [String; 2],
        result: f64,
        target: Option<f64>,
    ) {
        let missed = target.is_some_and(|target| result > target);
        self.missed += usize::from(missed);
        let target = target.map_or_else(String::new, |target| format!("{target:.2}"));
        let mark = if missed { "  missed" } else { "" };
        println!("  {what:44} {ours:>10} {baseline:>10} {result:>8.2} {target:>8}{mark}");
    }

    /// Ends the table. Only with `--strict` is a missed target a failure: a busy machine misses some.
    pub(crate) fn end(self) -> ExitCode {
        println!("\n{} missed", self.missed);
        let is_strict = env::args().any(|argument| argument == "--strict");
        if is_strict && self.missed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
