//! What all ways of printing share: the findings in the order of the texts, and where in them each one is.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};
use crate::spec::Source;
use crate::spec::locate::Spans;
use crate::spec::text::Lines;

/// A finding and the other places that have the same.
pub(super) struct Repeated<'a> {
    pub(super) first: &'a Diagnostic,
    pub(super) others: Vec<&'a Place>,
}

/// A place in a text.
pub(super) struct Extent<'a> {
    pub(super) source: &'a Source,
    /// Without it the place is the text as a whole.
    pub(super) bytes: Option<Range<usize>>,
    /// The same in lines and columns.
    pub(super) span: Option<Span>,
}

/// From where to where, each as a line and a column in characters, both from one. The end is behind the last character.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) start: (usize, usize),
    pub(super) end: (usize, usize),
}

/// The texts, and what was found where in them.
pub(super) struct Page<'a> {
    /// The document, and after it the other files with findings.
    texts: BTreeMap<Option<FileId>, Text<'a>>,
}

/// One text.
struct Text<'a> {
    source: &'a Source,
    spans: Spans,
    lines: Lines,
}

impl<'a> Page<'a> {
    pub(super) fn new(diagnostics: &'a Diagnostics, source: &'a Source) -> Self {
        let mut places: BTreeMap<Option<FileId>, Vec<&Place>> = BTreeMap::new();
        for found in diagnostics.iter() {
            for place in found.related.iter().map(|(place, _)| place).chain([&found.place]) {
                let (file, place) = place.split();
                places.entry(file).or_default().push(place);
            }
        }
        let texts = places.into_iter().map(|(file, places)| {
            let source = file.and_then(|file| diagnostics.file(file)).unwrap_or(source);
            let (spans, lines) = (Spans::find(source, places), Lines::of(&source.text));
            (file, Text { source, spans, lines })
        });
        Self { texts: texts.collect() }
    }

    /// Where a place is, if its text is known.
    pub(super) fn extent(&self, place: &Place) -> Option<Extent<'a>> {
        let (file, place) = place.split();
        let Text { source, spans, lines } = self.texts.get(&file)?;
        let bytes = spans.span(source, place);
        let at = |offset| lines.line_column(&source.text, offset);
        let span = bytes.as_ref().map(|bytes| Span { start: at(bytes.start), end: at(bytes.end) });
        Some(Extent { source, bytes, span })
    }

    /// The findings by place: the document before other files, then as they stand in the text.
    pub(super) fn sorted(&self, diagnostics: &'a Diagnostics) -> Vec<&'a Diagnostic> {
        let mut found: Vec<_> = diagnostics.iter().map(|found| (self.start(&found.place), found)).collect();
        found.sort_by_key(|(start, found)| (*start, found.severity(), found.code));
        found.into_iter().map(|(_, found)| found).collect()
    }

    /// The findings by place, those that say the same folded into one.
    pub(super) fn folded(&self, diagnostics: &'a Diagnostics) -> Vec<Repeated<'a>> {
        let mut seen: BTreeMap<(Code, &str, Option<&str>), usize> = BTreeMap::new();
        let mut folded: Vec<Repeated<'a>> = Vec::new();
        for found in self.sorted(diagnostics) {
            let key = (found.code, found.message.as_str(), found.help.as_deref());
            match seen.get(&key) {
                Some(&index) if found.related.is_empty() => folded[index].others.push(&found.place),
                _ => {
                    seen.entry(key).or_insert(folded.len());
                    folded.push(Repeated { first: found, others: Vec::new() });
                }
            }
        }
        folded
    }

    fn start(&self, place: &Place) -> (Option<FileId>, usize) {
        let (file, within) = place.split();
        let span = self.texts.get(&file).and_then(|text| text.spans.span(text.source, within));
        (file, span.map_or(0, |span| span.start))
    }
}
