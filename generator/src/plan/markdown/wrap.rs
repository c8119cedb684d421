//! Lines of a paragraph.

use std::borrow::Cow;

use super::text::{HARD_BREAK, KEPT_SPACE};

/// Breaks a paragraph into lines. Lines of the source stay if all of them fit.
pub(super) fn lines(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in paragraph.split(HARD_BREAK) {
        if let Some(last) = lines.last_mut() {
            last.push('\\');
        }
        let source: Vec<&str> = part.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        if source.iter().all(|line| length(line) <= width) {
            lines.extend(source.iter().map(|line| no_block((*line).to_owned())));
        } else {
            lines.extend(
                filled(source.iter().flat_map(|line| line.split(' ')), width).into_iter().map(no_block),
            );
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
        if line.contains(KEPT_SPACE) {
            *line = line.replace(KEPT_SPACE, " ");
        }
    }
    lines
}

/// As many words on each line as fit.
fn filled<'a>(words: impl Iterator<Item = &'a str>, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::with_capacity(width);
    let mut room = width;
    for word in together(words, width / 2) {
        let length = length(&word);
        if line.is_empty() {
            room = width.saturating_sub(length);
        } else if length < room {
            line.push(' ');
            room -= length + 1;
        } else {
            lines.push(std::mem::replace(&mut line, String::with_capacity(width)));
            room = width.saturating_sub(length);
        }
        line.push_str(&word);
    }
    lines.push(line);
    lines
}

/// Words, those that would begin a block at the start of a line being kept with the one before, if that is
/// not long.
fn together<'a>(words: impl Iterator<Item = &'a str>, longest: usize) -> Vec<Cow<'a, str>> {
    let mut out: Vec<Cow<'_, str>> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        match out.last_mut() {
            Some(before) if before.len() + word.len() < longest && begins_block(word) => {
                let before = before.to_mut();
                before.push(' ');
                before.push_str(word);
            }
            _ => out.push(Cow::Borrowed(word)),
        }
    }
    out
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Escapes the beginning of a line that would be taken for a list, a heading, a quote, a table or the like.
pub(super) fn no_block(line: String) -> String {
    if !begins_block(&line) {
        return line;
    }
    let (number, rest) = line.split_at(line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0));
    format!("{number}\\{rest}")
}

pub(super) fn begins_block(line: &str) -> bool {
    if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return false;
    }
    let word = line.split([' ', '\t', KEPT_SPACE]).next().unwrap_or_default();
    let only = |chars: &[char]| !word.is_empty() && word.chars().all(|c| chars.contains(&c));
    let number = word
        .strip_suffix(['.', ')'])
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()));
    let fence =
        line.starts_with("~~~") || (line.starts_with("```") && !line.trim_start_matches('`').contains('`'));
    number
        || fence
        || line.starts_with(['>', '|'])
        || word == "+"
        || ['#', '=', '*', '_'].into_iter().any(|c| only(&[c]))
        || only(&['|', ':', '-'])
}
