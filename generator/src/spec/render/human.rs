//! Findings as text for a person: the place, an excerpt of the document, what to write instead.

use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::page::{Extent, Page, Repeated, Span};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::spec::Source;
use crate::spec::words::printable;

/// Findings of one severity that are shown; there are documents with thousands.
const MAX_SHOWN: usize = 100;

/// Places that are listed where a finding is repeated.
const MAX_REPEATS: usize = 5;

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour the text for a terminal.
    pub color: bool,
}

/// Every finding in the order of the text, and how many there are.
pub fn render(diagnostics: &Diagnostics, source: &Source, style: Style) -> String {
    let page = Page::new(diagnostics, source);
    let renderer = style.renderer();
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

impl Style {
    fn renderer(self) -> Renderer {
        if self.color { Renderer::styled().hyperlink(false) } else { Renderer::plain() }
    }
}

/// One finding as a person reads it.
pub(super) fn rendered(page: &Page, found: &Diagnostic) -> String {
    Style::default().renderer().render(&page.report(&Repeated { first: found, others: Vec::new() }))
}

impl<'a> Page<'a> {
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
            Place::Choice(at) => Some(format!("in the option {}", printable(at.as_str()))),
            place => {
                let at = place.pointer().filter(|at| !at.as_str().is_empty());
                at.map(|at| format!("at {}", printable(at.as_str())))
            }
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
            let extent = self.extent(place)?;
            text.push_str(if index == 0 { "" } else { ", " });
            if place.split().0 != first.place.split().0 {
                let _ = write!(text, "{}:", printable(&extent.source.name));
            }
            let (line, column) = extent.span.map_or((1, 1), |span| span.start);
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
        let Some(Extent { source, bytes, span }) = self.extent(place) else { return vec![group] };
        let name = printable(&source.name);
        let (Some(bytes), Some(Span { start: (line, column), .. })) = (bytes, span) else {
            return vec![group.element(Origin::path(name))];
        };
        let excerpt = Excerpt::new(&source.text, bytes);
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
