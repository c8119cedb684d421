//! URLs that documentation points to.

use super::Lint;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::spec::shape::{Found, Kind, SCHEMA, SERVER};
use crate::spec::words::quoted;

pub(super) fn check(lint: &mut Lint<'_>, found: Found<'_, '_>) {
    // Those of servers have more rules, and variables: `resolve` has both. Schemas have none, and are many.
    if found.is(&SERVER) || found.is(&SCHEMA) {
        return;
    }
    for (name, url) in found.members {
        let Some(Kind::Url) = found.table.member(name).map(|member| member.kind) else { continue };
        let Some(url) = url.as_str().filter(|url| url.contains(is_foreign)) else { continue };
        let place = Place::Value(found.at.key(name).pointer());
        let mut fault = Diagnostic::new(Code::BadUrl, place, format!("not a URL: {}", quoted(url)));
        if url.contains(char::is_whitespace) {
            fault = fault.help("write `%20` for a blank");
        }
        lint.push(fault);
    }
}

/// Whether no URL has this character.
fn is_foreign(character: char) -> bool {
    character.is_whitespace() || character.is_control() || "<>\"\\^`".contains(character)
}
