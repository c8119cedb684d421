//! Types and macros of other crates, as they are written in Rust.

use std::fmt;
use std::str::FromStr;

/// A path such as `jiff::Timestamp` or `chrono::DateTime<chrono::Utc>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RustPath {
    /// The names between `::`.
    pub segments: Vec<String>,
    /// What stands between `<` and `>`.
    pub arguments: Vec<Self>,
}

/// A text that is no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPath;

/// Paths may be inside of each other this often.
const DEEPEST: usize = 8;

impl FromStr for RustPath {
    type Err = NotAPath;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (path, rest) = path(text.trim(), DEEPEST).ok_or(NotAPath)?;
        if rest.is_empty() { Ok(path) } else { Err(NotAPath) }
    }
}

/// A path at the beginning of a text, and what is behind it.
fn path(text: &str, depth: usize) -> Option<(RustPath, &str)> {
    let depth = depth.checked_sub(1)?;
    let end = text.find(|c: char| !is_letter(c) && c != ':').unwrap_or(text.len());
    let (name, mut rest) = text.split_at(end);
    let segments: Vec<String> = name.split("::").map(str::to_owned).collect();
    if !segments.iter().all(|segment| is_name(segment)) {
        return None;
    }
    let mut arguments = Vec::new();
    if let Some(mut inner) = rest.trim_start().strip_prefix('<') {
        loop {
            let (argument, behind) = path(inner.trim_start(), depth)?;
            arguments.push(argument);
            let behind = behind.trim_start();
            if let Some(more) = behind.strip_prefix(',') {
                inner = more;
            } else {
                rest = behind.strip_prefix('>')?;
                break;
            }
        }
    }
    Some((RustPath { segments, arguments }, rest))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether it can stand in a path. Of the keywords, those are left to the compiler that nobody would write here.
fn is_name(text: &str) -> bool {
    let keywords = ["Self", "as", "crate", "dyn", "fn", "impl", "mut", "self", "super", "type", "_"];
    !text.is_empty()
        && text.chars().all(is_letter)
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && !keywords.contains(&text)
}

impl fmt::Display for RustPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.segments.join("::"))?;
        for (index, argument) in self.arguments.iter().enumerate() {
            write!(f, "{}{argument}", if index == 0 { "<" } else { ", " })?;
        }
        f.write_str(if self.arguments.is_empty() { "" } else { ">" })
    }
}

impl fmt::Display for NotAPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("write a path such as `jiff::Timestamp` or `chrono::DateTime<chrono::Utc>`")
    }
}

impl std::error::Error for NotAPath {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_and_nothing_else() {
        for (text, read) in [
            ("Hash", Some("Hash")),
            ("jiff::Timestamp", Some("jiff::Timestamp")),
            (" chrono::DateTime< chrono::Utc > ", Some("chrono::DateTime<chrono::Utc>")),
            ("a::B<c::D<E>,F>", Some("a::B<c::D<E>, F>")),
            ("", None),
            ("a::", None),
            ("a:B", None),
            ("a::B<", None),
            ("a::B>", None),
            ("fn() -> u8", None),
            ("a; b", None),
            ("crate::a", None),
            ("9a", None),
        ] {
            assert_eq!(text.parse::<RustPath>().ok().map(|path| path.to_string()).as_deref(), read, "{text}");
        }
        assert!("a<".repeat(9999).parse::<RustPath>().is_err());
    }
}
