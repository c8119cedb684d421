//! Code blocks whose authors began the code behind the opening fence, or closed it behind the last line.

use std::borrow::Cow;

use super::read::is_language;

/// The text with a line of their own for such fences: Markdown would take that line for a remark and drop it, and the rest
/// of the text for code.
pub(super) fn alone(text: &str) -> Cow<'_, str> {
    if !text.contains("```") {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut printed: Vec<Cow<'_, str>> = Vec::with_capacity(lines.len());
    let mut at = 0;
    // How many marks a fence has that nothing closes: what comes later is closed by nothing either.
    let mut endless = usize::MAX;
    while let Some(line) = lines.get(at) {
        at += 1;
        let Some(fence) = Fence::opened(line) else {
            printed.push(Cow::Borrowed(line));
            continue;
        };
        if fence.begins_code() {
            printed.push(Cow::Owned(format!("{}{}", fence.indent, fence.marks)));
            printed.push(Cow::Owned(format!("{}{}", fence.indent, fence.info)));
        } else {
            printed.push(Cow::Borrowed(line));
        }
        let rest = &lines[at..];
        let marks = fence.marks.len();
        let search = marks < endless;
        let closed = search.then(|| rest.iter().position(|line| fence.is_closed_by(line))).flatten();
        if closed.is_none() {
            endless = endless.min(marks);
        }
        let behind = || rest.iter().position(|line| fence.code_before(line).is_some());
        match (closed, closed.is_none().then(behind).flatten()) {
            (_, Some(last)) => {
                printed.extend(rest[..last].iter().map(|line| Cow::Borrowed(*line)));
                printed.extend(rest.get(last).and_then(|line| fence.code_before(line)).map(Cow::Borrowed));
                printed.push(Cow::Owned(format!("{}{}", fence.indent, fence.marks)));
                at += last + 1;
            }
            (closed, None) => {
                let end = closed.map_or(rest.len(), |last| last + 1);
                printed.extend(rest[..end].iter().map(|line| Cow::Borrowed(*line)));
                at += end;
            }
        }
    }
    Cow::Owned(printed.join("\n"))
}

/// An opening fence.
struct Fence<'t> {
    indent: &'t str,
    marks: &'t str,
    info: &'t str,
}

impl<'t> Fence<'t> {
    fn opened(line: &'t str) -> Option<Self> {
        let rest = line.trim_start_matches(' ');
        let (indent, rest) = line.split_at(line.len() - rest.len());
        let info = rest.trim_start_matches('`');
        let marks = &rest[..rest.len() - info.len()];
        let is_fence = marks.len() > 2 && indent.len() < 4 && !info.contains('`');
        is_fence.then(|| Self { indent, marks, info: info.trim() })
    }

    /// Whether what stands behind it is code: neither a language nor attributes of one.
    fn begins_code(&self) -> bool {
        let word = self.info.split_whitespace().next().unwrap_or_default();
        let is_phrase = self.info.contains('<') || word.len() < self.info.len();
        is_phrase && !is_language(word) && !word.starts_with('{')
    }

    fn is_closed_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.marks.len() && line.bytes().all(|byte| byte == b'`')
    }

    /// What stands before a closing fence at the end of a line.
    fn code_before<'l>(&self, line: &'l str) -> Option<&'l str> {
        let code = line.trim_end().strip_suffix(self.marks)?;
        (!code.contains('`') && !code.trim().is_empty()).then(|| code.trim_end())
    }
}
