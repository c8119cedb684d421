//! The tree to lines.

use super::span;
use super::table;
use super::text;
use super::tree::{Block, List};
use super::wrap;

/// Room that is left for words however deep they stand.
const NARROWEST: usize = 40;

/// Lines of blocks, with a blank line between each two.
pub(super) fn blocks(blocks: &[Block], width: usize) -> Vec<String> {
    joined(blocks, width, false)
}

fn joined(blocks: &[Block], width: usize, tight: bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut before: Option<&Block> = None;
    let mut bullet = None;
    for block in blocks {
        bullet = bullet_after(block, before, bullet);
        if before.is_some_and(|before| !tight || is_apart(before, block)) {
            lines.push(String::new());
        }
        lines.extend(block_lines(block, bullet, width));
        before = Some(block);
    }
    lines
}

/// Two lists in a row would be one if their markers were the same.
fn bullet_after(block: &Block, before: Option<&Block>, marker: Option<char>) -> Option<char> {
    let Block::List(list) = block else { return None };
    let other = if list.start.is_some() { ['.', ')'] } else { ['-', '*'] };
    match (before, marker) {
        (Some(Block::List(_)), Some(marker)) if marker == list.marker => {
            other.into_iter().find(|other| *other != marker)
        }
        _ => Some(list.marker),
    }
}

/// Whether a block would be part of the one before if there were no blank line between them.
fn is_apart(before: &Block, block: &Block) -> bool {
    let begins = match block {
        Block::List(list) => list.start.is_none_or(|start| start == 1),
        Block::Code { .. } | Block::Quote(_) => true,
        Block::Paragraph(_) | Block::Table(_) | Block::Rule => false,
    };
    !begins || !matches!(before, Block::Paragraph(_))
}

fn block_lines(block: &Block, marker: Option<char>, width: usize) -> Vec<String> {
    match block {
        Block::Paragraph(inlines) => wrap::lines(&text::paragraph(inlines), width),
        Block::Code { language, text } => code(language, text),
        Block::Quote(blocks) => {
            let lines = joined(blocks, inner(width, 2), false);
            lines.iter().map(|line| format!("> {line}").trim_end().to_owned()).collect()
        }
        Block::List(list) => list_lines(list, marker.unwrap_or(list.marker), width),
        Block::Table(table) => table::lines(table, width),
        Block::Rule => vec!["---".to_owned()],
    }
}

fn inner(width: usize, indent: usize) -> usize {
    width.saturating_sub(indent).max(NARROWEST)
}

fn list_lines(list: &List, marker: char, width: usize) -> Vec<String> {
    /// Markdown reads nine digits.
    const LARGEST: u64 = 900_000_000;
    let numbers = list.start.map_or(0, |start| if start < LARGEST { start } else { 1 })..;
    // Markdown takes a list for a loose one if there is a blank line between blocks of any element.
    let apart = |item: &Vec<Block>| item.windows(2).any(|two| is_apart(&two[0], &two[1]));
    let loose = list.loose || list.items.iter().any(apart);
    let mut lines = Vec::new();
    for (item, number) in list.items.iter().zip(numbers) {
        if loose && !lines.is_empty() {
            lines.push(String::new());
        }
        let mark = if list.start.is_some() { format!("{number}{marker}") } else { marker.to_string() };
        let own = joined(item, inner(width, mark.len() + 1), !loose);
        let indent = " ".repeat(mark.len());
        for (at, line) in own.iter().enumerate() {
            let lead = if at == 0 { &mark } else { &indent };
            lines.push(format!("{lead} {line}").trim_end().to_owned());
        }
    }
    lines
}

/// A fenced block, longer in its fence than anything inside; blank lines at its ends and beside others are
/// left out.
fn code(language: &str, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(expanded) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.pop_if(|last| last.is_empty());
    let fence = "`".repeat(span::longest_ticks(text).max(2) + 1);
    lines.insert(0, format!("{fence}{language}"));
    lines.push(fence);
    lines
}

/// A line with spaces for tabs.
fn expanded(line: &str) -> String {
    const TAB: usize = 4;
    let mut out = String::with_capacity(line.len());
    let mut column = 0;
    for c in line.trim_end().chars() {
        let wide = if c == '\t' { TAB - column % TAB } else { 1 };
        column += wide;
        if c == '\t' { out.extend(std::iter::repeat_n(' ', wide)) } else { out.push(c) }
    }
    out
}
