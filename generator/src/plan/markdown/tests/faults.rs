//! What rustdoc, rustc and readers would complain of.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::plan::markdown::{chars, read};

/// What is wrong with lines of documentation.
pub(super) fn complaints(lines: &[String]) -> Vec<String> {
    let mut complaints = faults(&lines.join("\n"));
    for line in lines {
        if line.ends_with(char::is_whitespace) {
            complaints.push(format!("ends with a space: {line:?}"));
        }
        if !line.chars().all(chars::shown) {
            complaints.push(format!("holds what is not shown: {line:?}"));
        }
    }
    let blank = |line: Option<&String>| line.is_some_and(String::is_empty);
    let twice = lines.windows(2).any(|two| two[0].is_empty() && two[1].is_empty());
    if blank(lines.first()) || blank(lines.last()) || twice {
        complaints.push("blank lines".to_owned());
    }
    complaints
}

/// Reads a text as rustdoc does and says what it would warn of, or run.
fn faults(printed: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut broken = Vec::new();
    let on_broken = |link: BrokenLink| -> Option<(CowStr, CowStr)> {
        broken.push(format!("broken link {}", link.reference));
        None
    };
    let mut faults = Vec::new();
    let (mut verbatim, mut in_table) = (false, false);
    for event in Parser::new_with_broken_link_callback(printed, options, Some(on_broken)) {
        match &event {
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. }) => verbatim = true,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => verbatim = false,
            Event::Start(Tag::Table(_)) => in_table = true,
            Event::End(TagEnd::Table) => in_table = false,
            _ => {}
        }
        if is_fault(&event, verbatim, in_table) {
            faults.push(format!("{event:?}"));
        }
    }
    faults.extend(broken);
    faults
}

fn is_fault(event: &Event, verbatim: bool, in_table: bool) -> bool {
    match event {
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
            **info != *"text" && !read::LANGUAGES.split(' ').any(|language| **info == *language)
        }
        Event::Start(Tag::Link { link_type, dest_url, .. }) => {
            let target = dest_url.to_ascii_lowercase();
            *link_type != LinkType::Email
                && !["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
        }
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))
        | Event::Html(_)
        | Event::FootnoteReference(_)
        | Event::TaskListMarker(_) => true,
        Event::Start(tag) => {
            matches!(
                tag,
                Tag::Heading { .. } | Tag::Image { .. } | Tag::FootnoteDefinition(_) | Tag::HtmlBlock
            )
        }
        Event::Text(text) if !verbatim => {
            let bare = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric());
            text.contains("http") && text.split("://").skip(1).any(bare)
        }
        Event::InlineHtml(tag) => !(in_table && **tag == *"<br>"),
        _ => false,
    }
}
