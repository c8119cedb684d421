//! Room for work that recurses as deep as a document leads.

use std::{io, panic, thread};

use crate::limits;

/// Does some work with a stack that is large enough for every document within the limits, whatever is left of the caller's.
/// What is not touched of it costs nothing.
///
/// # Errors
/// When there is no room for it.
pub(crate) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(limits::STACK).spawn_scoped(scope, work)?;
        Ok(worker.join().unwrap_or_else(|payload| panic::resume_unwind(payload)))
    })
}
