//! Room for work that recurses as deep as a document leads.

use std::{panic, thread};

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::limits;

/// Does some work with a stack that is large enough for every document within the limits, whatever is left of the caller's.
/// What is not touched of it costs nothing.
///
/// # Errors
/// Those of the work, or that there is no room for it.
pub(crate) fn with_room<T: Send>(
    work: impl FnOnce() -> Result<T, Diagnostics> + Send,
) -> Result<T, Diagnostics> {
    let done = thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(limits::STACK).spawn_scoped(scope, work)?;
        Ok(worker.join().unwrap_or_else(|payload| panic::resume_unwind(payload)))
    });
    done.unwrap_or_else(|error: std::io::Error| {
        let message = format!("there is no room to work in: {error}");
        Err(Diagnostics::from_iter([Diagnostic::new(Code::LimitExceeded, Place::Document, message)]))
    })
}
