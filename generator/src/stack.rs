//! Room for work that recurses as deep as a document leads.

use std::io;
use std::thread;

use crate::limits;

/// Does some work with a stack that is large enough for every document within the limits. What is not touched of it
/// costs nothing.
///
/// # Errors
/// When there is no room, or the work did not come to an end.
pub(crate) fn with_room<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    thread::scope(|scope| {
        let worker = thread::Builder::new().stack_size(limits::STACK).spawn_scoped(scope, work)?;
        worker.join().map_err(|_| io::Error::other("the worker gave up"))
    })
}
