//! Tables for macros of the run time, laid out one line per entry. `prettyplease` cannot know how a macro wants its
//! tokens to stand.

use std::fmt::Write as _;

use super::gate::Table;
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

/// A line longer than this is broken at its lists.
const WIDTH: usize = 110;

/// Words behind which parentheses stand apart: those of a type, or of a list.
const APART: &[&str] = &[" of", " exact", " into", " items", " pairs"];

/// One table.
pub(super) fn print(table: Table) -> String {
    let features: Vec<String> = table.gate.iter().map(|name| format!("feature = {name:?}")).collect();
    let gate = match features.as_slice() {
        [] => String::new(),
        [only] => format!("#[cfg({only})]\n"),
        some => format!("#[cfg(any({}))]\n", some.join(", ")),
    };
    gate + &body(table.body)
}

fn body(table: TokenStream) -> String {
    let mut printer = Printer { text: String::new(), indent: 0, depth: 0, joint: true };
    printer.stream(table, false);
    printer.text.push('\n');
    printer.text
}

struct Printer {
    text: String,
    indent: usize,
    /// How many braces are open around what is printed.
    depth: usize,
    /// Whether the next token stands close to the last one.
    joint: bool,
}

impl Printer {
    fn stream(&mut self, tokens: TokenStream, lines: bool) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Punct(punct) => {
                    let c = punct.as_char();
                    if matches!(c, ',' | '.' | ':' | '>' | '!' | '?') || (c == '<') {
                        self.close_up(c);
                    }
                    self.word(&c.to_string());
                    let path = c == ':' && self.text.ends_with("::");
                    let binds =
                        path || matches!(c, '.' | '<' | '&' | '#' | '-') || punct.spacing() == Spacing::Joint;
                    self.joint = binds;
                    if c == ',' && lines && tokens.peek().is_some() {
                        self.new_line();
                    }
                }
                other => self.word(&other.to_string()),
            }
        }
    }

    /// Whether this punctuation stands close to what is before it.
    fn close_up(&mut self, c: char) {
        let arrow = c == '>' && self.text.ends_with('=');
        let range = c == '.' && (self.text.ends_with([' ', '\n']) || self.text.ends_with(['}', ']']));
        if !arrow && !range {
            self.joint = true;
        }
        if arrow {
            self.joint = true;
        }
    }

    fn word(&mut self, word: &str) {
        if !self.joint {
            self.text.push(' ');
        }
        self.text.push_str(word);
        self.joint = false;
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        let _ = write!(self.text, "{:1$}", "", 4 * self.indent);
        self.joint = true;
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Brace => return self.braces(group),
            Delimiter::Parenthesis => ('(', ')'),
            Delimiter::Bracket => ('[', ']'),
            Delimiter::None => return self.stream(group.stream(), false),
        };
        // A call or a payload stands close to its name; a list behind `:` or a name does not, and no tuple.
        let apart =
            self.text.ends_with([':', ')', ',']) || APART.iter().any(|word| self.text.ends_with(word));
        if open == '(' && !apart {
            self.joint = true;
        }
        self.word(&open.to_string());
        self.joint = true;
        let start = self.text.len();
        self.stream(group.stream(), false);
        let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let too_long = self.text[line_start..].chars().count() > WIDTH;
        // What is in parentheses is a type with commas of its own, or short.
        if too_long && open == '[' && group.stream().into_iter().any(|token| is_comma(&token)) {
            self.text.truncate(start);
            self.indent += 1;
            self.new_line();
            self.stream(group.stream(), true);
            if !self.text.ends_with(',') {
                self.text.push(',');
            }
            self.indent -= 1;
            self.new_line();
        }
        self.joint = true;
        self.word(&close.to_string());
    }

    fn braces(&mut self, group: &Group) {
        if self.depth == 0 {
            // The macro's own braces: what is in them says by itself where its lines are.
            self.depth += 1;
            self.word("{");
            self.stream(group.stream(), false);
            return self.word("}");
        }
        self.word("{");
        if group.stream().is_empty() {
            self.joint = true;
            return self.word("}");
        }
        self.indent += 1;
        self.new_line();
        self.stream(group.stream(), true);
        self.indent -= 1;
        self.new_line();
        self.word("}");
    }
}

fn is_comma(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',')
}
