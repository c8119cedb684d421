//! The line that is being read: words, emphasis, code and links of one paragraph.

use super::chars;
use super::span;
use super::tree::Inline;

/// A paragraph in the making.
#[derive(Default)]
pub(super) struct Line {
    inlines: Vec<Inline>,
    marks: Vec<Mark>,
    link: Option<Link>,
    /// Contents of a `<code>` that is open.
    code: Option<String>,
    /// Contents of a `<pre>` that is open.
    pre: Option<String>,
}

/// Emphasis that is open.
struct Mark {
    text: &'static str,
    /// Not when the same look was open already.
    shown: bool,
}

/// A link that is open.
struct Link {
    target: String,
    /// How much emphasis it stands in.
    marks: usize,
}

impl Line {
    /// Its pieces, and the contents of a `<pre>`.
    pub(super) fn finish(mut self) -> (Vec<Inline>, Option<String>) {
        if let Some(code) = self.code.take() {
            // A tag that is never closed is a placeholder.
            self.text(&format!("<code>{code}"));
        }
        self.end_link();
        self.close_marks(0);
        let mut inlines = self.inlines;
        while inlines.pop_if(|last| blank(last)).is_some() {}
        let lead = inlines.iter().take_while(|inline| blank(inline)).count();
        inlines.drain(..lead);
        if let Some(Inline::Text(text)) = inlines.first_mut() {
            text.drain(..text.len() - text.trim_start().len());
        }
        (inlines, self.pre)
    }

    /// Plain text.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(pre) = &mut self.pre {
            pre.push_str(&chars::clean(text));
            return;
        }
        let text = chars::clean_line(text);
        if let Some(code) = &mut self.code {
            code.push_str(&text);
            return;
        }
        let mut text = text.as_str();
        if self.begins_mark() && text.starts_with(char::is_whitespace) {
            self.before_marks(Inline::Text(" ".to_owned()));
            text = text.trim_start();
        }
        match self.inlines.last_mut() {
            _ if text.is_empty() => {}
            Some(Inline::Text(before)) => before.push_str(text),
            _ => self.inlines.push(Inline::Text(text.to_owned())),
        }
    }

    /// Text of HTML, in which any white space is one space.
    pub(super) fn html_text(&mut self, text: &str) {
        if self.is_verbatim() {
            self.text(text);
            return;
        }
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            let space = c.is_ascii_whitespace();
            if !space {
                words.push(c);
            } else if !words.ends_with(' ') {
                words.push(' ');
            }
        }
        let spaced = match self.inlines.last() {
            Some(Inline::Text(before)) => before.ends_with(' '),
            Some(Inline::Soft | Inline::Hard) | None => true,
            _ => false,
        };
        self.text(if spaced { words.trim_start_matches(' ') } else { &words });
    }

    /// A code span.
    pub(super) fn code(&mut self, text: &str) {
        let text = chars::clean_line(text);
        if self.is_verbatim() || text.trim().is_empty() {
            self.text(&text);
        } else {
            self.inlines.push(Inline::Code(text));
        }
    }

    /// `<code>` begins.
    pub(super) fn open_code(&mut self) {
        if !self.is_verbatim() {
            self.code = Some(String::new());
        }
    }

    /// `<code>` ends.
    pub(super) fn close_code(&mut self) {
        if let Some(code) = self.code.take() {
            self.code(&code.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    /// `<pre>` begins.
    pub(super) fn open_pre(&mut self) {
        self.pre = Some(String::new());
    }

    /// A line break of the source.
    pub(super) fn soft_break(&mut self) {
        if self.is_verbatim() {
            self.text("\n");
        } else if self.begins_mark() {
            self.before_marks(Inline::Soft);
        } else if !matches!(self.inlines.last(), Some(Inline::Soft | Inline::Hard)) {
            self.inlines.push(Inline::Soft);
        }
    }

    /// A line break that readers see. Whether it is the second one, which ends the paragraph.
    pub(super) fn hard_break(&mut self) -> bool {
        if self.is_verbatim() {
            self.text("\n");
            return false;
        }
        while self.inlines.pop_if(|last| *last != Inline::Hard && blank(last)).is_some() {}
        match self.inlines.last() {
            Some(Inline::Hard) => return self.marks.is_empty() && self.link.is_none(),
            _ if self.begins_mark() => self.before_marks(Inline::Hard),
            _ => self.inlines.push(Inline::Hard),
        }
        false
    }

    /// Emphasis begins.
    pub(super) fn open_mark(&mut self, text: &'static str) {
        if self.is_verbatim() {
            self.text(text);
            return;
        }
        let shown = !self.marks.iter().any(|mark| same_look(mark.text, text));
        self.marks.push(Mark { text, shown });
        if shown {
            self.inlines.push(Inline::Open(text));
        }
    }

    /// The innermost emphasis of this look ends, and what has begun inside it.
    pub(super) fn close_mark(&mut self, text: &'static str) {
        if self.is_verbatim() {
            self.text(text);
            return;
        }
        let Some(at) = self.marks.iter().rposition(|mark| same_look(mark.text, text)) else { return };
        if self.link.as_ref().is_some_and(|link| at < link.marks) {
            self.end_link();
        }
        self.close_marks(at);
    }

    fn close_marks(&mut self, keep: usize) {
        while self.marks.len() > keep {
            let Some(mark) = self.marks.pop() else { return };
            if !mark.shown {
                continue;
            }
            // Markdown ends emphasis only after a letter: a space goes behind the end.
            let space = self.take_space();
            if self.inlines.last() == Some(&Inline::Open(mark.text)) {
                self.inlines.pop();
            } else {
                self.inlines.push(Inline::Close(mark.text));
            }
            self.put_space(space);
        }
    }

    /// A link begins, if it leads to where links may lead. Links do not nest.
    pub(super) fn open_link(&mut self, target: &str) -> bool {
        if self.link.is_some() || self.is_verbatim() {
            return false;
        }
        let Some(target) = span::destination(target) else { return false };
        self.link = Some(Link { target, marks: self.marks.len() });
        self.inlines.push(Inline::LinkOpen);
        true
    }

    /// A link ends, if one is open.
    pub(super) fn end_link(&mut self) {
        let Some(Link { target, marks }) = self.link.take() else { return };
        self.close_marks(marks);
        let space = self.take_space();
        let start = self.inlines.iter().rposition(|inline| *inline == Inline::LinkOpen).unwrap_or(0);
        let bare = match &self.inlines[start..] {
            [_] => true,
            [_, Inline::Text(text)] => {
                span::destination(text).as_ref() == Some(&target)
                    || target.strip_prefix("mailto:") == Some(text)
            }
            _ => false,
        };
        if bare {
            self.inlines.truncate(start);
            self.inlines.push(Inline::Auto(target));
        } else {
            self.inlines.push(Inline::LinkClose(target));
        }
        self.put_space(space);
    }

    /// Inside `<code>` or `<pre>`.
    fn is_verbatim(&self) -> bool {
        self.code.is_some() || self.pre.is_some()
    }

    /// Emphasis or a link has just begun.
    fn begins_mark(&self) -> bool {
        matches!(self.inlines.last(), Some(Inline::Open(_) | Inline::LinkOpen))
    }

    /// Puts a space or a break before emphasis that has just begun, unless one is there.
    fn before_marks(&mut self, inline: Inline) {
        let begins = |inline: &&Inline| matches!(inline, Inline::Open(_) | Inline::LinkOpen);
        let at = self.inlines.len() - self.inlines.iter().rev().take_while(begins).count();
        let spaced = match at.checked_sub(1).map(|before| &self.inlines[before]) {
            Some(Inline::Text(text)) => inline != Inline::Hard && text.ends_with(' '),
            Some(before) => *before == Inline::Hard || *before == inline,
            None => true,
        };
        if !spaced {
            self.inlines.insert(at, inline);
        }
    }

    /// Takes away the space at the end of the line: the widest of what is there.
    fn take_space(&mut self) -> Option<Inline> {
        let mut space = None;
        loop {
            match self.inlines.last_mut() {
                Some(Inline::Soft | Inline::Hard) => {
                    let taken = self.inlines.pop();
                    space = if space == Some(Inline::Hard) { space } else { taken };
                }
                Some(Inline::Text(text)) if text.ends_with(char::is_whitespace) => {
                    text.truncate(text.trim_end().len());
                    if text.is_empty() {
                        self.inlines.pop();
                    }
                    space = space.or_else(|| Some(Inline::Text(" ".to_owned())));
                }
                _ => return space,
            }
        }
    }

    fn put_space(&mut self, space: Option<Inline>) {
        match space {
            Some(Inline::Text(space)) => self.text(&space),
            Some(space) => self.inlines.push(space),
            None => {}
        }
    }
}

/// Whether two marks are both bold, both slanted or both struck through.
fn same_look(one: &str, other: &str) -> bool {
    match (one.starts_with('~'), other.starts_with('~')) {
        (false, false) => one.len() == other.len(),
        (one, other) => one == other, // one tilde or two
    }
}

/// A break or space.
fn blank(inline: &Inline) -> bool {
    match inline {
        Inline::Soft | Inline::Hard => true,
        Inline::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}
