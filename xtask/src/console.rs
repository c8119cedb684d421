//! What the user sees: results on standard output, faults on standard error, colours where a terminal shows them.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstyle::Style;

use crate::failure::Failure;

/// Both streams.
pub(crate) struct Console {
    color_out: bool,
    color_err: bool,
}

impl Console {
    /// Looks at the streams and at `NO_COLOR`.
    pub(crate) fn new() -> Self {
        let allowed = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self {
            color_out: allowed && io::stdout().is_terminal(),
            color_err: allowed && io::stderr().is_terminal(),
        }
    }

    /// Whether standard error shows colours.
    pub(crate) fn color_err(&self) -> bool {
        self.color_err
    }

    /// Words for standard output in a style.
    pub(crate) fn paint(&self, style: Style, words: impl Display) -> String {
        if self.color_out { format!("{style}{words}{style:#}") } else { words.to_string() }
    }

    /// Faults on standard error.
    pub(crate) fn failures(&self, failures: &[Failure]) {
        for failure in failures {
            fault(&failure.render(self.color_err));
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
