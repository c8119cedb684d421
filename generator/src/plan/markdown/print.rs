//! The tree to lines.

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
        let own = block_lines(block, bullet, width);
        if own.is_empty() {
            continue;
        }
        if before.is_some_and(|before| !(tight && may_follow(before, block))) {
            lines.push(String::new());
        }
        lines.extend(own);
        before = Some(block);
    }
    lines
}

/// Two lists in a row would be one if their markers were the same.
fn bullet_after(block: &Block, before: Option<&Block>, marker: Option<char>) -> Option<char> {
    let Block::List(list) = block else { return None };
    let other = if list.start.is_some() { ['.', ')'] } else { ['-', '*'] };
    match (before, marker) {
        (Some(Block::List(_)), Some(same)) if same == list.marker => {
            other.into_iter().find(|marker| *marker != same)
        }
        _ => Some(list.marker),
    }
}

/// Whether a block begins in the line after a paragraph all the same.
fn may_follow(before: &Block, block: &Block) -> bool {
    let begins = match block {
        Block::List(list) => list.start.is_none_or(|start| start == 1),
        Block::Code { .. } | Block::Quote(_) => true,
        Block::Paragraph(_) | Block::Table(_) | Block::Rule => false,
    };
    begins && matches!(before, Block::Paragraph(_))
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
    let mut lines = Vec::new();
    let numbers = list.start.map_or(0, |start| if start < LARGEST { start } else { 1 })..;
    for (item, number) in list.items.iter().zip(numbers) {
        let mark = if list.start.is_some() { format!("{number}{marker}") } else { marker.to_string() };
        let indent = " ".repeat(mark.len() + 1);
        let own = joined(item, inner(width, indent.len()), !list.loose);
        if own.is_empty() {
            continue;
        }
        if list.loose && !lines.is_empty() {
            lines.push(String::new());
        }
        for (at, line) in own.iter().enumerate() {
            let lead = if at == 0 { format!("{mark} ") } else { indent.clone() };
            lines.push(format!("{lead}{line}").trim_end().to_owned());
        }
    }
    lines
}

/// A fenced block, longer in its fence than anything inside; blank lines at its ends and beside others are left out.
fn code(language: &str, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(expanded) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.pop_if(|last| last.is_empty());
    if lines.is_empty() {
        return lines;
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
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
