//! Links: documentation of what can be called next.

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::{Found, LINK};

pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    let names_its_target =
        ["operationId", "operationRef", "$ref"].iter().any(|name| found.members.contains_key(*name));
    if found.is(&LINK) && !names_its_target {
        let at = found.at.pointer();
        let message = "a link names no operation; it is left out";
        lint.push(
            Diagnostic::new(Code::Repaired, Place::Key(at.clone()), message)
                .help("add `operationId` or `operationRef`"),
        );
        lint.edits.remove(at);
    }
}
