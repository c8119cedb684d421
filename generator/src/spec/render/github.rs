//! Findings as workflow commands of GitHub, which shows them beside the lines of a change.

use std::fmt::Write as _;

use super::page::{Extent, Page, Span};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::spec::Source;

/// A command for each finding, in the order of the text; those that say the same are one, at its first place.
pub fn annotations(diagnostics: &Diagnostics, source: &Source) -> String {
    let page = Page::new(diagnostics, source);
    let commands = page.folded(diagnostics).into_iter();
    commands.map(|repeated| command(&page, repeated.first, repeated.others.len())).collect()
}

fn command(page: &Page, found: &Diagnostic, others: usize) -> String {
    let mut text = match found.severity() {
        Severity::Error => "::error ",
        Severity::Warning => "::warning ",
    }
    .to_owned();
    if let Some(Extent { source, span, .. }) = page.extent(&found.place) {
        let _ = write!(text, "file={},", property(&source.name));
        if let Some(Span { start: (line, column), .. }) = span {
            let _ = write!(text, "line={line},col={column},");
        }
    }
    let _ = write!(text, "title={}::{}", property(found.code.name()), data(&found.message));
    let mut more: Vec<String> =
        found.place.pointer().map(|at| format!("at {}", at.as_str())).into_iter().collect();
    match others {
        0 => {}
        1 => more.push("and at one other place".to_owned()),
        count => more.push(format!("and at {count} other places")),
    }
    more.extend(found.help.as_ref().map(|help| format!("help: {help}")));
    for line in more {
        let _ = write!(text, "%0A{}", data(&line));
    }
    text.push('\n');
    text
}

/// A text that cannot end its command, nor begin another one.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same for the value of a property, which ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Code;
    use crate::diagnostic::Place;
    use crate::pointer::Pointer;

    #[test]
    fn nothing_in_a_document_can_write_a_command() {
        let source = Source::new("a,b: 100%.yaml", "a: 1\n'b%': 2\n");
        let mut found = Diagnostics::new();
        let place = Place::Value(Pointer::root().key("b%"));
        let message = "50 %\n::error::forged";
        found.push(Diagnostic::new(Code::WrongType, place, message).help("one\r\ntwo"));
        assert_eq!(
            annotations(&found, &source),
            "::error file=a%2Cb%3A 100%25.yaml,line=2,col=7,title=wrong-type::50 %25%0A::error::forged\
             %0Aat /b%25%0Ahelp: one%0D%0Atwo\n"
        );
    }
}
