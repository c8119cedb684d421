//! The table: a row for each document, on the screen and in a file that a later run goes on with.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::unions::{self, Unions};
use crate::console::line;
use crate::failure::{Stop, cannot};
use crate::usage::Usage;

/// What became of one document.
pub(super) struct Row {
    pub(super) package: String,
    pub(super) generation: Usage,
    /// Nothing, when the document was refused.
    pub(super) generated: Option<Generated>,
    /// Nothing, when that was not asked for.
    pub(super) checked: Option<Checked>,
}

/// What a crate has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Generated {
    pub(super) types: usize,
    pub(super) operations: usize,
    pub(super) skipped: usize,
    pub(super) warnings: usize,
    pub(super) lines: usize,
    pub(super) unions: Unions,
}

/// What the compiler says.
pub(super) struct Checked {
    pub(super) usage: Usage,
    pub(super) passed: bool,
}

/// As the process that generates prints it.
impl fmt::Display for Generated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { types, operations, skipped, warnings, lines, unions } = self;
        write!(f, "{types} {operations} {skipped} {warnings} {lines}{unions}")
    }
}

impl FromStr for Generated {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (numbers, unions) = unions::split(text);
        let numbers: Result<Vec<usize>, _> = numbers.split_whitespace().map(str::parse).collect();
        match numbers.map_err(|_| ())?[..] {
            [types, operations, skipped, warnings, lines] => {
                Ok(Self { types, operations, skipped, warnings, lines, unions: unions.parse()? })
            }
            _ => Err(()),
        }
    }
}

impl Row {
    pub(super) fn heading() -> impl fmt::Display {
        format!(
            "{:44} {:>7} {:>6} {:>6} {:>5} {:>6} {:>8} {:>8} {:>7} {:>6}",
            "crate", "gen s", "GB", "ops", "out", "types", "lines", "warnings", "check s", "GB"
        )
    }

    pub(super) fn is_generated(&self) -> bool {
        self.generated.is_some()
    }

    /// Whether the document gives a crate, and one that compiles.
    fn is_well(&self) -> bool {
        self.is_generated() && self.checked.as_ref().is_none_or(|checked| checked.passed)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { package, generation, generated, checked } = self;
        write!(f, "{package:44} {:7.2} {:6.2} ", generation.seconds, generation.memory)?;
        let Some(Generated { types, operations, skipped, warnings, lines, .. }) = generated else {
            return f.write_str("REFUSED");
        };
        write!(f, "{operations:6} {skipped:5} {types:6} {lines:8} {warnings:8}")?;
        match checked {
            Some(Checked { usage, passed: true }) => write!(f, " {:7.1} {:6.2}", usage.seconds, usage.memory),
            Some(Checked { passed: false, .. }) => f.write_str(" DOES NOT COMPILE"),
            None => Ok(()),
        }
    }
}

/// All rows.
pub(super) struct Report {
    file: PathBuf,
    /// Each row as text, with whether it is well, and what was generated.
    rows: BTreeMap<PathBuf, Kept>,
}

/// A row as the file has it.
struct Kept {
    is_well: bool,
    generated: Generated,
}

impl Report {
    /// Begins a table, or goes on with the one that is there.
    pub(super) fn open(file: &Path, resume: bool) -> Result<Self, Stop> {
        let mut report = Self { file: file.to_path_buf(), rows: BTreeMap::new() };
        if !resume {
            fs::write(file, "").map_err(|error| cannot("write", file, &error))?;
        }
        let text = fs::read_to_string(file).unwrap_or_default();
        for line in text.lines() {
            if let [document, is_well, generated, _] = line.split('\t').collect::<Vec<_>>()[..] {
                let generated = generated.parse().unwrap_or_default();
                report.rows.insert(PathBuf::from(document), Kept { is_well: is_well == "true", generated });
            }
        }
        Ok(report)
    }

    pub(super) fn has(&self, document: &Path) -> bool {
        self.rows.contains_key(document)
    }

    pub(super) fn add(&mut self, document: &Path, row: &Row) -> Result<(), Stop> {
        let kept = Kept { is_well: row.is_well(), generated: row.generated.clone().unwrap_or_default() };
        let text = format!("{}\t{}\t{}\t{row}\n", document.display(), kept.is_well, kept.generated);
        let mut file = OpenOptions::new().append(true).create(true).open(&self.file);
        let written =
            file.as_mut().map_err(|error| cannot("write", &self.file, error))?.write_all(text.as_bytes());
        written.map_err(|error| cannot("write", &self.file, &error))?;
        self.rows.insert(document.to_path_buf(), kept);
        Ok(())
    }

    /// Prints the sums; how many documents failed.
    pub(super) fn end(&self) -> Result<usize, Stop> {
        let sum =
            |of: fn(&Generated) -> usize| self.rows.values().map(|row| of(&row.generated)).sum::<usize>();
        let failed = self.rows.values().filter(|row| !row.is_well).count();
        let (operations, skipped) = (sum(|row| row.operations), sum(|row| row.skipped));
        line(format_args!(
            "\n{} documents, {failed} failed; {} types, {} operations, {skipped} left out; {} lines",
            self.rows.len(),
            sum(|row| row.types),
            operations,
            sum(|row| row.lines)
        ))?;
        let unions = self.rows.iter().map(|(document, row)| (document.as_path(), &row.generated.unions));
        if let Some(summary) = unions::summary(unions) {
            line(summary)?;
        }
        Ok(failed)
    }
}
