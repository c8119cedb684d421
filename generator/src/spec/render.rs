//! Findings as text for a person: the place, an excerpt of the document, what to write instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Source;
use super::locate::Spans;
use super::text::{line_column, without_bom};
use super::words::printable;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place, Severity};

/// Findings of one severity that are shown; there are documents with thousands.
const MAX_SHOWN: usize = 100;

/// Places that are listed where a finding is repeated.
const MAX_REPEATS: usize = 5;

/// Characters of a long line that are shown before and after what is underlined.
const MARGIN: (usize, usize) = (40, 60);

/// Longest line that is shown as a whole, in bytes.
const MAX_LINE: usize = 140;

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour the text for a terminal.
    pub color: bool,
}

/// Every finding in the order of the text, and how many there are.
pub fn render(diagnostics: &Diagnostics, source: &Source, style: Style) -> String {
    let page = Page::new(diagnostics, source);
    let renderer = if style.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() };
    let mut text = String::new();
    let mut hidden = Tally::default();
    let mut shown = Tally::default();
    for repeated in page.folded(diagnostics) {
        let severity = repeated.first.severity();
        if shown.of(severity) == MAX_SHOWN {
            hidden.add(severity, 1 + repeated.others.len());
            continue;
        }
        shown.add(severity, 1);
        text.push_str(&renderer.render(&page.report(&repeated)));
        text.push_str("\n\n");
    }
    let mut total = Tally::default();
    diagnostics.iter().for_each(|found| total.add(found.severity(), 1));
    if hidden != Tally::default() {
        let _ = writeln!(text, "not shown: {hidden}");
    }
    if !diagnostics.is_empty() {
        let _ = writeln!(text, "{}: {total}", printable(&source.name));
    }
    text
}

/// A number of errors and warnings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    errors: usize,
    warnings: usize,
}

impl Tally {
    fn of(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
        }
    }

    fn add(&mut self, severity: Severity, count: usize) {
        match severity {
            Severity::Error => self.errors += count,
            Severity::Warning => self.warnings += count,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let count = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        match (self.errors, self.warnings) {
            (errors, 0) => f.write_str(&count(errors, "error")),
            (0, warnings) => f.write_str(&count(warnings, "warning")),
            (errors, warnings) => write!(f, "{}, {}", count(errors, "error"), count(warnings, "warning")),
        }
    }
}

/// A finding and the other places that have the same.
struct Repeated<'a> {
    first: &'a Diagnostic,
    others: Vec<&'a Place>,
}

/// What all findings share: the texts, and what was found where in them.
struct Page<'a> {
    /// The document, and after it the other files with findings.
    texts: BTreeMap<Option<FileId>, (&'a Source, Spans)>,
}

impl<'a> Page<'a> {
    fn new(diagnostics: &'a Diagnostics, source: &'a Source) -> Self {
        let mut places: BTreeMap<Option<FileId>, Vec<&Place>> = BTreeMap::new();
        for found in diagnostics.iter() {
            for place in found.related.iter().map(|(place, _)| place).chain([&found.place]) {
                let (file, place) = place.split();
                places.entry(file).or_default().push(place);
            }
        }
        let texts = places.into_iter().map(|(file, places)| {
            let source = file.and_then(|file| diagnostics.file(file)).unwrap_or(source);
            (file, (source, Spans::find(source, places)))
        });
        Self { texts: texts.collect() }
    }

    /// The text that a place is in, and its extent there.
    fn find(&self, place: &Place) -> Option<(&'a Source, Option<Range<usize>>)> {
        let (file, place) = place.split();
        let (source, spans) = self.texts.get(&file)?;
        Some((source, spans.span(source, place)))
    }

    /// The findings by place, those that say the same folded into one.
    fn folded(&self, diagnostics: &'a Diagnostics) -> Vec<Repeated<'a>> {
        let mut found: Vec<_> = diagnostics.iter().map(|found| (self.start(&found.place), found)).collect();
        found.sort_by_key(|(start, found)| (*start, found.severity(), found.code));
        let mut seen: BTreeMap<(Code, &str, Option<&str>), usize> = BTreeMap::new();
        let mut folded: Vec<Repeated<'a>> = Vec::new();
        for (_, found) in found {
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

    /// What findings are sorted by: the document before other files, and then the place in the text.
    fn start(&self, place: &Place) -> (Option<FileId>, usize) {
        let start = self.find(place).and_then(|(_, span)| span).map_or(0, |span| span.start);
        (place.split().0, start)
    }

    fn report(&self, repeated: &Repeated<'a>) -> Vec<Group<'a>> {
        let found = repeated.first;
        let level = match found.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title =
            Group::with_title(level.clone().primary_title(printable(&found.message)).id(found.code.name()));
        let mut groups = self.excerpt(title, &level, &found.place, found.label.as_deref());
        let at = match found.place.split().1 {
            Place::Key(at) | Place::Value(at) if !at.as_str().is_empty() => {
                Some(format!("at {}", printable(at.as_str())))
            }
            Place::Choice(at) => Some(format!("in the option {}", printable(at.as_str()))),
            _ => None,
        };
        let notes = at.into_iter().chain(self.others(repeated));
        let notes = notes.map(|note| Level::NOTE.no_name().message(note));
        let help = found.help.as_deref().map(|help| Level::HELP.message(printable(help)));
        if let Some(group) = groups.pop() {
            groups.push(group.elements(notes).elements(help));
        }
        for (place, words) in &found.related {
            let title = Group::with_title(Level::NOTE.secondary_title(printable(words)));
            groups.extend(self.excerpt(title, &Level::NOTE, place, None));
        }
        groups
    }

    fn others(&self, Repeated { first, others }: &Repeated<'a>) -> Option<String> {
        let (shown, more) = others.split_at(others.len().min(MAX_REPEATS));
        let mut text = match others.len() {
            0 => return None,
            1 => "and at ".to_owned(),
            count => format!("and at {count} other places: "),
        };
        for (index, place) in shown.iter().enumerate() {
            let (source, span) = self.find(place)?;
            let (line, column) = line_column(&source.text, span.map_or(0, |span| span.start));
            text.push_str(if index == 0 { "" } else { ", " });
            if place.split().0 != first.place.split().0 {
                let _ = write!(text, "{}:", printable(&source.name));
            }
            let _ = write!(text, "{line}:{column}");
        }
        if !more.is_empty() {
            text.push_str(", …");
        }
        Some(text)
    }

    /// Adds the place and, where it is in the text, its line.
    fn excerpt(
        &self,
        group: Group<'a>,
        level: &Level<'a>,
        place: &Place,
        label: Option<&'a str>,
    ) -> Vec<Group<'a>> {
        let Some((source, span)) = self.find(place) else { return vec![group] };
        let name = printable(&source.name);
        let Some(span) = span else {
            return vec![group.element(Origin::path(name))];
        };
        let (line, column) = line_column(&source.text, span.start);
        let excerpt = Excerpt::new(&source.text, span);
        let mark = AnnotationKind::Primary.span(excerpt.span).label(label.map(printable));
        let snippet = Snippet::source(excerpt.line).line_start(line).annotation(mark);
        if excerpt.whole {
            return vec![group.element(snippet.path(name))];
        }
        // A snippet finds its column in its line: for a piece of a line it must be said.
        let origin = Origin::path(name).line(line).char_column(column);
        vec![group.element(origin), Group::with_level(level.clone()).element(snippet)]
    }
}

/// The line that a span begins on, and the span in it.
struct Excerpt {
    line: String,
    span: Range<usize>,
    /// Whether it is the whole line, not only what is around the span.
    whole: bool,
}

impl Excerpt {
    fn new(text: &str, span: Range<usize>) -> Self {
        let start = text[..span.start]
            .rfind('\n')
            .map_or(text.len() - without_bom(text).len(), |newline| newline + 1);
        let line = text[start..].split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let from = span.start.saturating_sub(start).min(line.len());
        let to = span.end.saturating_sub(start).clamp(from, line.len());
        if line.len() <= MAX_LINE {
            return Self { line: line.to_owned(), span: from..to, whole: true };
        }
        let (before, after) = MARGIN;
        let left = line[..from].char_indices().rev().nth(before - 1).map_or(0, |(offset, _)| offset);
        let right = line[from..].char_indices().nth(after).map_or(line.len(), |(offset, _)| from + offset);
        let lead = if left == 0 { "" } else { "…" };
        let tail = if right == line.len() { "" } else { "…" };
        let offset = |at: usize| at.min(right) - left + lead.len();
        let span = offset(from)..offset(to);
        Self { line: format!("{lead}{}{tail}", &line[left..right]), span, whole: left == 0 }
    }
}
