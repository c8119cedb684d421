//! Tables.

use super::text;
use super::tree::{Inline, Table};

/// The lines of a table. Columns are aligned unless that makes its lines too long.
pub(super) fn lines(table: &Table, width: usize) -> Vec<String> {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|inlines| cell(inlines)).collect()).collect();
    if let Some(head) = rows.first_mut() {
        head.resize(columns, String::new());
    }
    let delimiters = (0..columns).map(|column| table.alignments.get(column).unwrap_or(&"---").to_string());
    rows.insert(1.min(rows.len()), delimiters.collect());
    let mut widths = vec![0; columns];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = length(cell).max(*width);
        }
    }
    if widths.iter().sum::<usize>() + 3 * columns < width {
        for (at, row) in rows.iter_mut().enumerate() {
            row.resize(columns, String::new());
            for (cell, width) in row.iter_mut().zip(&widths) {
                // A delimiter such as `--:` grows inside, a cell at its end.
                let (place, filler) = if at == 1 { (1, "-") } else { (cell.len(), " ") };
                cell.insert_str(place, &filler.repeat(width - length(cell)));
            }
        }
    }
    rows.iter().map(|row| format!("| {} |", row.join(" | "))).collect()
}

/// A cell. A bar ends it even inside a code span; a tag is the only line break it can have.
fn cell(inlines: &[Inline]) -> String {
    text::one_line(inlines, "<br>").replace('|', "\\|")
}

fn length(cell: &str) -> usize {
    cell.chars().count()
}
