//! What is said when a crate cannot be written.

use generator::diagnostic::{self, Diagnostics};
use generator::files::Reason;
use generator::mark::MARK;
use generator::source::Source;

use super::{Args, Target};
use crate::Status;
use crate::console::Console;
use crate::failure::{Failure, Stop, UNWRITABLE};
use crate::workspace::MANIFEST;

impl Target {
    /// Nothing that a client could do may be missing.
    pub(super) fn deny_skipped(&self, warnings: &Diagnostics) -> Result<(), Stop> {
        let count = warnings.missed().count();
        if count == 0 {
            return Ok(());
        }
        let things = if count == 1 { "1 thing".to_owned() } else { format!("{count} things") };
        let failure =
            Failure::new(format!("{things} of `{}` would be left out", self.document.name)).code("skipped");
        Err(failure.help(format!("see them with `{} --print left-out`", self.command)).into())
    }

    /// Says what is wrong: with the document, and with what was chosen.
    pub(super) fn refuse(
        &self,
        mut faults: Diagnostics,
        source: &Source,
        args: &Args,
        console: &Console,
    ) -> Result<Status, Stop> {
        let choices = faults.take_choices();
        args.messages.print(&faults, source, console)?;
        if choices.is_empty() {
            return Ok(Status::Failed);
        }
        let failures = choices.into_iter().map(|found| {
            let place = match &found.place {
                diagnostic::Place::Choice(at) => self.choices.get(at).cloned(),
                _ => None,
            };
            let failure = Failure::new(found.message).code(found.code.name()).at(place);
            match found.help {
                Some(help) => failure.help(help),
                None => failure,
            }
        });
        Err(Stop::Failures(failures.collect()))
    }

    /// What stands where only codegen may write.
    pub(super) fn foreign(&self, path: &str, reason: &Reason) -> Failure {
        let help = match reason {
            Reason::NotMergeable(_) => "correct it, so that it can be merged".to_owned(),
            Reason::NotOurs if path == MANIFEST => {
                format!("make its first line `# {MARK}` to have it merged, or choose another folder")
            }
            _ => "codegen replaces only what it wrote: move it away, or choose another folder".to_owned(),
        };
        Failure::new(format!("`{}/{path}` {reason}", self.output_name)).code(UNWRITABLE).help(help)
    }
}
