//! Tokens to text.

use proc_macro2::TokenStream;

use super::tokens::END;

/// Items as `prettyplease` prints them, with blank lines between them.
pub(super) fn print(items: TokenStream) -> String {
    match syn::parse2(items) {
        Ok(file) => space_out(&prettyplease::unparse(&file)),
        // Emission is total, so this is unreachable; the compiler would say what is not Rust.
        Err(error) => error.to_compile_error().to_string(),
    }
}

/// `prettyplease` prints items without blank lines. One goes behind each item that ends on a line of its own, between
/// imports and what follows, and before what has documentation.
fn space_out(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        push(&mut spaced, line);
        let rest = &lines[index + 1..];
        // A module or import with a condition stands where it would stand without.
        let is_condition = |line: &&&str| line.starts_with("#[cfg(") && line.ends_with(")]");
        let next = rest.iter().find(|line| !is_condition(line)).filter(|line| line.starts_with(['m', 'p']));
        if let Some(next) = next.or(rest.first())
            && !ends_attribute(&lines[..=index])
            && wants_space(line, next)
        {
            spaced.push('\n');
        }
    }
    spaced
}

/// Adds a line; one of documentation becomes as many as it stands for.
fn push(text: &mut String, line: &str) {
    let mut own = line.split(END);
    text.push_str(own.next().unwrap_or_default());
    text.push('\n');
    let mut before = None;
    for own in own {
        let marks = || line.find("//").map_or("", |marks| &line[..marks + "///".len()]);
        text.push_str(before.get_or_insert_with(marks));
        text.push_str(own);
        text.push('\n');
    }
}

/// Whether an attribute of several lines ends with the last one, and what it is about follows.
fn ends_attribute(lines: &[&str]) -> bool {
    let begins = |line: &&&str| line.starts_with("#[") || line.starts_with("#![");
    lines.last() == Some(&")]") && lines.iter().rev().find(begins).is_some_and(|line| line.starts_with("#["))
}

fn wants_space(line: &str, next: &str) -> bool {
    if next.is_empty() || next.trim_start().starts_with('}') {
        return false;
    }
    let is_empty = line.starts_with("pub ") && line.ends_with("{}");
    let ends_item = is_empty || line == "}" || line == "    }" || line == "    };";
    let group = |line: &str| -> u8 {
        let line = line.trim_start_matches("pub(crate) ");
        if line.starts_with("use ") || line.starts_with("};") {
            1
        } else if line.starts_with("mod ") || line.starts_with("pub mod ") {
            2
        } else if line.starts_with("pub use ") {
            3
        } else if line.starts_with("//!") {
            4
        } else if line.starts_with("#![") || line.starts_with(")]") {
            5
        } else {
            0
        }
    };
    let top = !line.starts_with(' ') && !next.starts_with(' ') && !next.starts_with(')');
    let ends_statement = line.ends_with(';') || line.starts_with("//!") || line.ends_with(")]");
    let new_group = top
        && ends_statement
        && group(line) != group(next)
        && !(line.starts_with("#["))
        && !(group(line) == 5 && group(next) == 5);
    ends_item
        || new_group
        || line.starts_with("pub type ")
        || (line.ends_with(");") && next.starts_with("impl"))
        || (line.ends_with(';') && next.trim_start().starts_with("///") && line.starts_with("    pub const"))
}
