//! Media types that are misspelt, as far as that can be told.

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::{Found, MEDIA_TYPE};
use crate::spec::words::quoted;

/// What media types begin with, as IANA lists it.
const KINDS: &[&str] = &[
    "application",
    "audio",
    "example",
    "font",
    "haptics",
    "image",
    "message",
    "model",
    "multipart",
    "text",
    "video",
];

/// A kind that is none is data of its own, which nobody meant who left out a letter.
pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    let Some(name) = found.at.name().filter(|_| found.is(&MEDIA_TYPE)) else { return };
    let Some((kind, rest)) = name.split_once('/') else { return };
    if KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)) {
        return;
    }
    if let Some(meant) = lint.spelling.closest(kind, KINDS.iter().copied()) {
        let message = format!("no kind of media type: {}", quoted(kind));
        let place = Place::Key(found.at.pointer());
        lint.push(Diagnostic::new(Code::Unsupported, place, message).help(format!(
            "did you mean {}? As it stands it is a body of bytes",
            quoted(&format!("{meant}/{rest}"))
        )));
    }
}
