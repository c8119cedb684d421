//! Markdown to the tree.

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::builder::{Builder, Container};
use super::tree::Block;
use super::{fence, html};

/// What a code block may be said to hold. rustdoc takes a block for Rust unless it has a word that rustdoc
/// does not know, so there is always one word, and it is one of these or `text`.
pub(super) const LANGUAGES: &str = "bash c console cpp cs csharp css csv diff dns go graphql hcl html http \
    ini java javascript js json jsonc jsonpath kotlin markdown php powershell promql properties protobuf py \
    python rb ruby sh shell sql swift toml ts tsx typescript xml yaml yml zsh";

/// Reads a text that is clean already.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    // Without task lists: as text their boxes are harmless, while readers do not agree on what follows a box.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_GFM;
    let builder = Builder::new();
    let text = &*fence::alone(text);
    let mut reader =
        Reader { source: text, builder, verbatim: None, language: None, footnote: None, links: Vec::new() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, range.start);
    }
    reader.builder.finish()
}

struct Reader<'a> {
    source: &'a str,
    builder: Builder,
    /// The code or HTML block that is open.
    verbatim: Option<String>,
    /// Of the code block that is open, if it is fenced.
    language: Option<&'static str>,
    /// The label of a footnote that begins.
    footnote: Option<String>,
    /// Links and images that are open, and whether each is kept.
    links: Vec<bool>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            Event::Text(text) | Event::Html(text) if self.verbatim.is_some() => {
                if let Some(verbatim) = &mut self.verbatim {
                    verbatim.push_str(&text);
                }
            }
            Event::Html(text) | Event::InlineHtml(text) => html::read(&mut self.builder, &text),
            Event::Code(text) => self.builder.line.code(&text),
            Event::Text(text) => self.builder.line.text(&text),
            Event::FootnoteReference(label) => self.builder.line.text(&format!("[^{label}]")),
            Event::SoftBreak => self.builder.line.soft_break(),
            Event::HardBreak => self.builder.hard_break(),
            Event::Rule => self.builder.rule(),
            // Not asked for in `blocks`.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag, at: usize) {
        match tag {
            Tag::Paragraph => {
                self.builder.paragraph();
                if let Some(label) = self.footnote.take() {
                    self.builder.line.text(&format!("[^{label}]: "));
                }
            }
            Tag::FootnoteDefinition(label) => {
                self.builder.flush();
                self.footnote = Some(label.to_string());
            }
            Tag::Heading { .. } => {
                self.builder.flush();
                self.builder.line.open_mark("**");
            }
            Tag::BlockQuote(kind) => {
                self.builder.container(Container::Quote);
                if let Some(kind) = kind {
                    self.label(kind);
                }
            }
            Tag::CodeBlock(kind) => {
                self.builder.flush();
                self.language = match kind {
                    CodeBlockKind::Fenced(info) => Some(language(&info)),
                    CodeBlockKind::Indented => None,
                };
                self.verbatim = Some(String::new());
            }
            Tag::HtmlBlock => {
                self.builder.flush();
                self.verbatim = Some(String::new());
            }
            Tag::List(start) => self.builder.list(start, self.marker(at)),
            Tag::Item => self.builder.container(Container::Item),
            Tag::Table(alignments) => self.builder.table(alignments.into_iter().map(delimiter).collect()),
            Tag::TableHead | Tag::TableRow => self.builder.row(),
            Tag::TableCell => self.builder.container(Container::Cell),
            Tag::Emphasis => self.builder.line.open_mark(self.mark(at, "_", "*")),
            Tag::Strong => self.builder.line.open_mark(self.mark(at, "__", "**")),
            Tag::Strikethrough => self.builder.line.open_mark(self.mark(at, "~~", "~")),
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                let kept = self.builder.line.open_link(&format!("mailto:{dest_url}"));
                self.links.push(kept);
            }
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let kept = self.builder.line.open_link(&dest_url);
                self.links.push(kept);
            }
            _ => self.builder.flush(),
        }
    }

    fn end(&mut self, tag: TagEnd, at: usize) {
        match tag {
            TagEnd::CodeBlock => {
                let text = self.verbatim.take().unwrap_or_default();
                let (language, text) = match self.language.take() {
                    Some(language) => (language, text.as_str()),
                    None => unfenced(&text).unwrap_or(("text", &text)),
                };
                self.builder.code(language, text.to_owned());
            }
            TagEnd::HtmlBlock => {
                let text = self.verbatim.take().unwrap_or_default();
                html::read(&mut self.builder, &text);
                self.builder.flush();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::Table | TagEnd::TableCell => {
                self.builder.end_container();
            }
            TagEnd::Emphasis => self.builder.line.close_mark(self.mark(at, "_", "*")),
            TagEnd::Strong => self.builder.line.close_mark(self.mark(at, "__", "**")),
            TagEnd::Strikethrough => self.builder.line.close_mark(self.mark(at, "~~", "~")),
            TagEnd::Link | TagEnd::Image => {
                if self.links.pop() == Some(true) {
                    self.builder.line.end_link();
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            _ => self.builder.flush(),
        }
    }

    /// Which of two marks stands in the source.
    fn mark(&self, at: usize, one: &'static str, other: &'static str) -> &'static str {
        if self.source.get(at..).is_some_and(|source| source.starts_with(one)) { one } else { other }
    }

    /// The character that marks a list's first element.
    fn marker(&self, at: usize) -> char {
        let source = self.source.get(at..).unwrap_or_default();
        source.chars().find(|c| matches!(c, '-' | '*' | '+' | '.' | ')')).unwrap_or('-')
    }

    /// What kind of note a block quote is.
    fn label(&mut self, kind: BlockQuoteKind) {
        self.builder.line.open_mark("**");
        self.builder.line.text(match kind {
            BlockQuoteKind::Note => "Note",
            BlockQuoteKind::Tip => "Tip",
            BlockQuoteKind::Important => "Important",
            BlockQuoteKind::Warning => "Warning",
            BlockQuoteKind::Caution => "Caution",
        });
        self.builder.flush();
    }
}

/// A code block that is fenced and indented, which its author did not mean to show.
fn unfenced(text: &str) -> Option<(&'static str, &str)> {
    let (info, inside) = text.trim().strip_prefix("```")?.strip_suffix("```")?.split_once('\n')?;
    (!inside.contains("```")).then(|| (language(info), inside))
}

fn language(info: &str) -> &'static str {
    known(info).unwrap_or("text")
}

/// Whether a text begins with the name of a language.
pub(super) fn is_language(info: &str) -> bool {
    known(info).is_some() || ["rust", "rs", "text", "txt", "plain", "plaintext"].contains(&first(info))
}

fn known(info: &str) -> Option<&'static str> {
    LANGUAGES.split(' ').find(|language| language.eq_ignore_ascii_case(first(info)))
}

fn first(info: &str) -> &str {
    info.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

fn delimiter(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}
