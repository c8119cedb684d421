//! What a command used of the machine.

use std::io;
use std::process::{Command, ExitStatus};
use std::time::Duration;

use wait4::Wait4 as _;

/// What one command used, with all that it started and waited for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// CPU time, of the program and of the system for it.
    pub(crate) seconds: f64,
    /// The most memory that one of its processes had, in gigabytes.
    pub(crate) memory: f64,
}

/// Runs a command to its end, whatever that is.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn of(command: &mut Command) -> io::Result<(ExitStatus, Usage)> {
    let used = command.spawn()?.wait4()?;
    let total: Duration = used.rusage.utime + used.rusage.stime;
    let usage = Usage { seconds: total.as_secs_f64(), memory: gigabytes(used.rusage.maxrss) };
    Ok((used.status, usage))
}

#[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
fn gigabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e9
}
