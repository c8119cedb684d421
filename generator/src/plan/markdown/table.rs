//! Tables.

use super::text;
use super::tree::Table;

/// The lines of a table. Columns are aligned unless that makes its lines too long.
pub(super) fn lines(table: &Table, width: usize) -> Vec<String> {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| printed(cell)).collect()).collect();
    let delimiters = (0..columns).map(|column| table.alignments.get(column).unwrap_or(&"---").to_string());
    rows.insert(1.min(rows.len()), delimiters.collect());
    for row in &mut rows {
        row.resize(columns, String::new());
    }
    let length = |cell: &String| cell.chars().count();
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|row| length(&row[column])).max().unwrap_or(0)).collect();
    let aligned = widths.iter().sum::<usize>() + 3 * columns < width;
    let line = |(at, row): (usize, &Vec<String>)| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| {
            let pad = if aligned { width.saturating_sub(length(cell)) } else { 0 };
            match cell.char_indices().nth(1) {
                Some((second, _)) if at == 1 => {
                    format!("{}{}{}", &cell[..second], "-".repeat(pad), &cell[second..])
                }
                _ => format!("{cell}{}", " ".repeat(pad)),
            }
        });
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    };
    rows.iter().enumerate().map(line).collect()
}

/// A cell. A bar ends it even inside a code span; a tag is the only line break it can have.
fn printed(cell: &[super::tree::Inline]) -> String {
    text::one_line(cell, "<br>").replace('|', "\\|")
}
