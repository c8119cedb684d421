//! What the user sees: results on standard output, faults on standard error, colours where a terminal shows them.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstyle::Style;

use crate::failure::Failure;

/// Both streams.
pub(crate) struct Console {
    /// Whether standard output is for data alone, and results go to standard error.
    data: bool,
    color_out: bool,
    color_err: bool,
}

impl Console {
    /// Looks at the streams and at `NO_COLOR`.
    pub(crate) fn new() -> Self {
        let allowed = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            data: false,
            color_out: allowed && io::stdout().is_terminal(),
            color_err: allowed && io::stderr().is_terminal(),
        }
    }

    /// The same, or one that leaves standard output to what a program reads.
    pub(crate) fn leaving_output(&self, to_data: bool) -> Self {
        let color_out = if to_data { self.color_err } else { self.color_out };
        Self { data: to_data, color_out, color_err: self.color_err }
    }

    /// Whether standard output is for data alone.
    pub(crate) fn is_data(&self) -> bool {
        self.data
    }

    /// A line of the results.
    ///
    /// # Errors
    /// When nobody reads it any more.
    pub(crate) fn line(&self, text: impl Display) -> io::Result<()> {
        if self.data { writeln!(io::stderr(), "{text}") } else { line(text) }
    }

    /// Whether standard error shows colours.
    pub(crate) fn color_err(&self) -> bool {
        self.color_err
    }

    /// Words of the results in a style.
    pub(crate) fn paint(&self, style: Style, words: impl Display) -> String {
        if self.color_out { format!("{style}{words}{style:#}") } else { words.to_string() }
    }

    /// Faults on standard error, or among the data.
    pub(crate) fn failures(&self, failures: &[Failure]) {
        for failure in failures {
            if self.data {
                // There is nobody to tell when that fails.
                let _ = text(&failure.json());
            } else {
                fault(&failure.render(self.color_err));
            }
        }
    }
}

/// A line on standard output.
///
/// # Errors
/// When nobody reads it any more.
pub(crate) fn line(text: impl Display) -> io::Result<()> {
    writeln!(io::stdout(), "{text}")
}

/// A text on standard output as it is.
///
/// # Errors
/// When nobody reads it any more.
pub(crate) fn text(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A rendered fault on standard error. There is nobody to tell when that fails.
pub(crate) fn fault(rendered: &str) {
    let _ = writeln!(io::stderr(), "{}\n", rendered.trim_end());
}
