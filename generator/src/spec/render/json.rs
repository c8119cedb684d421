//! Findings for a program: one object of JSON a line. What the members mean stands in the README; they are only added to.

use serde_json::{Value, json};

use super::human;
use super::page::{Extent, Page, Span};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::pointer::Pointer;
use crate::spec::Source;

/// Every finding in the order of the text, each on a line of its own; those that say the same are not folded.
pub fn json_lines(diagnostics: &Diagnostics, source: &Source) -> String {
    let page = Page::new(diagnostics, source);
    let lines = page.sorted(diagnostics).into_iter().map(|found| format!("{}\n", object(&page, found)));
    lines.collect()
}

fn object(page: &Page, found: &Diagnostic) -> Value {
    let own = found.label.iter().map(|words| (&found.place, words));
    let others = found.related.iter().map(|(place, words)| (place, words));
    let labels = own.chain(others).map(|(place, words)| {
        let mut label = json!({ "message": words });
        put_place(&mut label, page, place);
        label
    });
    let labels = labels.collect::<Vec<_>>();
    let mut object = json!({
        "code": found.code.name(),
        "severity": match found.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "message": found.message,
    });
    put_place(&mut object, page, &found.place);
    object["labels"] = labels.into();
    object["help"] = found.help.clone().into();
    object["rendered"] = human::rendered(page, found).into();
    object
}

/// Adds where something is. What is not known is null: the document as a whole has no line.
fn put_place(object: &mut Value, page: &Page, place: &Place) {
    let extent = page.extent(place);
    let span = extent.as_ref().and_then(|extent| extent.span);
    object["file"] = extent.map(|Extent { source, .. }| source.name.clone()).into();
    object["line"] = span.map(|Span { start: (line, _), .. }| line).into();
    object["column"] = span.map(|Span { start: (_, column), .. }| column).into();
    object["end"] = span
        .map_or(Value::Null, |Span { end: (line, column), .. }| json!({ "line": line, "column": column }));
    object["pointer"] = place.pointer().map(Pointer::as_str).into();
}
