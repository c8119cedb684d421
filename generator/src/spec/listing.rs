//! What of a document is not in the output, as a list for a person: a line for each kind of thing and reason.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Source;
use super::locate::Spans;
use super::text::line_column;
use super::words::printable;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Part, Place};

/// What is the same at all places: whether it is not missed, what it is, why, and what to do instead.
type Key<'a> = (bool, Part, &'a str, Option<&'a str>);

/// Places that are shown of what is left out at many.
const SHOWN: usize = 3;

/// Everything that is left out, what is missed first.
pub(crate) fn left_out(diagnostics: &Diagnostics, source: &Source) -> String {
    let places = Places::find(diagnostics, source);
    let mut lines: Vec<(Key<'_>, Vec<&Place>)> = Vec::new();
    let mut known = BTreeMap::new();
    for found in diagnostics.left_out() {
        let Some(part) = found.left_out else { continue };
        let key = (!found.is_missed(), part, found.message.as_str(), found.help.as_deref());
        let index = *known.entry(key).or_insert(lines.len());
        if index == lines.len() {
            lines.push((key, Vec::new()));
        }
        if let Some((_, all)) = lines.get_mut(index) {
            all.push(&found.place);
        }
    }
    lines.sort_by_key(|((covered, part, ..), _)| (*covered, *part));
    let mut text = String::new();
    let mut before = None;
    for ((covered, part, message, help), all) in &lines {
        if before != Some(*covered) {
            let title = if *covered { "not generated, and not missed:" } else { "left out:" };
            let _ = writeln!(text, "{}{title}", if before.is_some() { "\n" } else { "" });
            before = Some(*covered);
        }
        let shown: Vec<String> = all.iter().take(SHOWN).map(|place| places.show(place)).collect();
        let more = all.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let help = help.map_or_else(String::new, |help| format!("; {}", printable(help)));
        let _ = writeln!(text, "  {}: {}{help}", part.noun(), printable(message));
        let _ = writeln!(text, "    {}{more}", shown.join(", "));
    }
    let missed = diagnostics.missed().count();
    let all = diagnostics.left_out().count();
    let _ = writeln!(
        text,
        "{}{}: {missed} left out, {} not generated and not missed",
        if all > 0 { "\n" } else { "" },
        printable(&source.name),
        all - missed
    );
    text
}

/// Where things stand in the texts.
struct Places<'a> {
    texts: BTreeMap<Option<FileId>, (&'a Source, Spans)>,
}

impl<'a> Places<'a> {
    fn find(diagnostics: &'a Diagnostics, source: &'a Source) -> Self {
        let mut places: BTreeMap<Option<FileId>, Vec<&Place>> = BTreeMap::new();
        for Diagnostic { place, .. } in diagnostics.left_out() {
            let (file, place) = place.split();
            places.entry(file).or_default().push(place);
        }
        let texts = places.into_iter().map(|(file, places)| {
            let source = file.and_then(|file| diagnostics.file(file)).unwrap_or(source);
            (file, (source, Spans::find(source, places)))
        });
        Self { texts: texts.collect() }
    }

    fn show(&self, place: &Place) -> String {
        let (file, place) = place.split();
        let Some((source, spans)) = self.texts.get(&file) else { return String::new() };
        let name = printable(&source.name);
        match spans.span(source, place) {
            Some(span) => {
                let (line, column) = line_column(&source.text, span.start);
                format!("{name}:{line}:{column}")
            }
            None => name.into_owned(),
        }
    }
}
