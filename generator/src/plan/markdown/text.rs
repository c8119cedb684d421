//! Pieces of a line to Markdown that reads back as the same pieces. A character is escaped only where it
//! would otherwise be taken for something.

use std::collections::BTreeSet;

use super::html;
use super::span;
use super::tree::Inline;

/// Stands for a space that must not become a line break; texts are clean of it.
pub(super) const KEPT_SPACE: char = '\0';
/// Stands for a line break that readers see.
pub(super) const HARD_BREAK: char = '\u{1}';

/// A character, and whether it is of the text or of what we have put around it.
struct Atom {
    char: char,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Of the text: to be escaped where needed.
    Text,
    /// Final.
    Fixed,
    /// Begins emphasis.
    Open,
    /// Ends emphasis.
    Close,
    /// Begins a link.
    LinkOpen,
    /// Ends a link's text.
    LinkClose,
}

/// A paragraph, with the placeholders above and with line feeds where the source has some.
pub(super) fn paragraph(inlines: &[Inline]) -> String {
    escaped(&atoms(inlines))
}

/// The same where only a line fits.
pub(super) fn one_line(inlines: &[Inline], hard_break: &str) -> String {
    let text = paragraph(inlines).replace(HARD_BREAK, hard_break).replace([KEPT_SPACE, '\n'], " ");
    text.trim().to_owned()
}

fn atoms(inlines: &[Inline]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    let mut put = |text: &str, role| {
        // A code span must not meet another backtick.
        let meets = atoms
            .last()
            .is_some_and(|last: &Atom| last.char == '`' && (last.role == Role::Fixed || role == Role::Fixed));
        if meets && text.starts_with('`') {
            atoms.push(Atom { char: ' ', role: Role::Fixed });
        }
        atoms.extend(text.chars().map(|char| Atom { char, role }));
    };
    let mut in_link = false;
    for inline in inlines {
        match inline {
            Inline::Text(text) if in_link => put(text, Role::Text),
            Inline::Text(text) => {
                let mut rest = text.as_str();
                while let Some(address) = span::next_address(rest) {
                    put(&rest[..address.start], Role::Text);
                    put(&address.shown.replace(' ', "\0"), Role::Fixed);
                    rest = &rest[address.end..];
                }
                put(rest, Role::Text);
            }
            Inline::Code(text) => put(&span::code(text).replace(' ', "\0"), Role::Fixed),
            Inline::Open(mark) => put(mark, Role::Open),
            Inline::Close(mark) => put(mark, Role::Close),
            Inline::LinkOpen => {
                in_link = true;
                put("[", Role::LinkOpen);
            }
            Inline::LinkClose(target) => {
                in_link = false;
                put("]", Role::LinkClose);
                put(&format!("({})", span::in_parentheses(target)), Role::Fixed);
            }
            Inline::Auto(target) => {
                put(&format!("<{}>", target.strip_prefix("mailto:").unwrap_or(target)), Role::Fixed);
            }
            Inline::Soft => put("\n", Role::Fixed),
            Inline::Hard => put("\u{1}", Role::Fixed),
        }
    }
    atoms
}

fn escaped(atoms: &[Atom]) -> String {
    let marks = ['*', '_', '~'].map(|mark| pairing(atoms, mark));
    let mut out = String::with_capacity(atoms.len());
    let mut in_link = false;
    for (at, Atom { char, role }) in atoms.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &atoms[at]);
        let after = atoms.get(at + 1);
        match role {
            Role::Text if marks.iter().any(|marks| marks.contains(&at)) || special(atoms, at, in_link) => {
                out.push('\\');
            }
            // Markdown knows emphasis by the characters around it; a space helps where they do not fit.
            Role::Open if before.is_some_and(is_word) && after.is_some_and(is_punctuation) => out.push(' '),
            Role::LinkOpen => in_link = true,
            Role::LinkClose => in_link = false,
            _ => {}
        }
        out.push(*char);
        if *role == Role::Close && before.is_some_and(is_punctuation) && after.is_some_and(is_word) {
            out.push(' ');
        }
    }
    out
}

/// Whether a character of the text would be taken for something.
fn special(atoms: &[Atom], at: usize, in_link: bool) -> bool {
    let next = |ahead: usize| atoms.get(at + ahead).map(|atom| atom.char);
    match atoms[at].char {
        '`' => true,
        '\\' => next(1).is_none_or(|c| c.is_ascii_punctuation() || c.is_whitespace() || c.is_control()),
        '<' => next(1).is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        // `[]` alone is no link.
        '[' => in_link || next(1) != Some(']') || matches!(next(2), Some('(' | '[' | ':')),
        ']' => in_link,
        '!' => atoms.get(at + 1).is_some_and(|atom| atom.role == Role::LinkOpen),
        // A footnote.
        '^' => at > 0 && atoms[at - 1].role == Role::LinkOpen,
        '&' => {
            let ahead: String = atoms[at..].iter().take(48).map(|atom| atom.char).collect();
            html::reference(&ahead).is_some()
        }
        _ => false,
    }
}

/// Places of a mark in the text that could pair with another one, or with a real one; none when no two of
/// them could. Said of more places than Markdown would say, as the characters around them may get escapes.
fn pairing(atoms: &[Atom], mark: char) -> BTreeSet<usize> {
    let mut places = BTreeSet::new();
    if !atoms.iter().any(|atom| atom.char == mark) {
        return places;
    }
    let mut opened = false;
    let mut text_opened = false;
    let mut paired = false;
    let mut from = 0_usize;
    for run in atoms.chunk_by(|one, next| one.char == next.char && one.role == next.role) {
        let before = from.checked_sub(1).map(|at| &atoms[at]);
        let after = atoms.get(from + run.len());
        match run[0].role {
            _ if run[0].char != mark => {}
            Role::Open => opened = true,
            Role::Close => paired |= text_opened,
            Role::Text => {
                let word = |atom: Option<&Atom>| mark == '_' && atom.is_some_and(is_word);
                let opens = after.is_some_and(|atom| !is_blank(atom)) && !word(before);
                let closes = before.is_some_and(|atom| !is_blank(atom)) && !word(after);
                paired |= opened && closes;
                opened |= opens;
                text_opened |= opens;
                if opens || closes {
                    places.extend(from..from + run.len());
                }
            }
            _ => {}
        }
        from += run.len();
    }
    if paired { places } else { BTreeSet::new() }
}

fn is_word(atom: &Atom) -> bool {
    atom.char.is_alphanumeric()
}

/// A control character is one of our placeholders.
fn is_blank(atom: &Atom) -> bool {
    atom.char.is_whitespace() || atom.char.is_control()
}

fn is_punctuation(atom: &Atom) -> bool {
    !is_word(atom) && !is_blank(atom)
}
