//! Which operations are generated.

use std::fmt;
use std::str::FromStr;

/// What a selector can go by, and how it is written.
pub const SELECTORS: &str = "`tag:NAME`, `operation:ID` or `path:/a/*/**`";

/// Some operations of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// Those with this tag; one without tags has the group that its path names.
    Tag(String),
    /// The one with this `operationId`, or with this method and path if it has none: `get pets id`.
    Operation(String),
    /// Those whose path fits: `*` is any text within a segment, `**` any number of segments.
    Path(String),
}

/// A text that is no selector.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASelector;

impl Selector {
    /// Whether an operation is one of these.
    pub fn selects(&self, id: &str, tags: &[String], path: &str) -> bool {
        match self {
            Self::Tag(name) => tags.contains(name),
            Self::Operation(name) => name == id,
            Self::Path(pattern) => {
                let (pattern, path): (Vec<_>, Vec<_>) = (segments(pattern), segments(path));
                fits(&pattern, &path, |one| *one == "**", |one, segment| fits_segment(one, segment))
            }
        }
    }

    /// What it goes by, in words.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Tag(_) => "tag",
            Self::Operation(_) => "operation",
            Self::Path(_) => "path",
        }
    }

    /// The name or the pattern.
    pub fn text(&self) -> &str {
        match self {
            Self::Tag(text) | Self::Operation(text) | Self::Path(text) => text,
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.noun(), self.text())
    }
}

impl FromStr for Selector {
    type Err = NotASelector;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, rest) = text.split_once(':').ok_or(NotASelector)?;
        let rest = rest.to_owned();
        match kind {
            _ if rest.is_empty() => Err(NotASelector),
            "tag" => Ok(Self::Tag(rest)),
            "operation" => Ok(Self::Operation(rest)),
            // Within a segment it would be no more than `*`, and select less than was meant.
            "path" if rest.split('/').any(|segment| segment != "**" && segment.contains("**")) => {
                Err(NotASelector)
            }
            "path" if rest.starts_with('/') => Ok(Self::Path(rest)),
            _ => Err(NotASelector),
        }
    }
}

impl fmt::Display for NotASelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "write {SELECTORS}")
    }
}

impl std::error::Error for NotASelector {}

fn segments(path: &str) -> Vec<&str> {
    path.split('/').collect()
}

fn fits_segment(pattern: &str, segment: &str) -> bool {
    let (pattern, segment): (Vec<char>, Vec<char>) = (pattern.chars().collect(), segment.chars().collect());
    fits(&pattern, &segment, |one| *one == '*', |one, other| one == other)
}

/// Whether a list fits a pattern in which some elements stand for any number of others. Takes time in the product of the
/// lengths, whatever the pattern.
fn fits<T>(pattern: &[T], list: &[T], is_any: impl Fn(&T) -> bool, fits: impl Fn(&T, &T) -> bool) -> bool {
    // Which beginnings of the list fit the pattern so far.
    let mut fitting: Vec<bool> = (0..=list.len()).map(|length| length == 0).collect();
    for one in pattern {
        let mut next = vec![false; fitting.len()];
        for length in 0..=list.len() {
            next[length] = if is_any(one) {
                fitting[length] || (length > 0 && next[length - 1])
            } else {
                length > 0 && fitting[length - 1] && fits(one, &list[length - 1])
            };
        }
        fitting = next;
    }
    fitting.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_fits_by_segments() {
        for (pattern, path, fits) in [
            ("/pets", "/pets", true),
            ("/pets", "/pets/{id}", false),
            ("/pets/*", "/pets/{id}", true),
            ("/pets/*", "/pets/{id}/toys", false),
            ("/pets/**", "/pets/{id}/toys", true),
            ("/pets/**", "/pets", true),
            ("/**/toys", "/v1/pets/{id}/toys", true),
            ("/**/toys", "/toys", true),
            ("/**/toys/**", "/v1/pets", false),
            ("/v*/pets", "/v12/pets", true),
            ("/v*/pets", "/x/pets", false),
            ("/{id}", "/{id}", true),
            ("/*", "/", true),
            ("/**", "/a/b", true),
        ] {
            let selector: Selector = format!("path:{pattern}").parse().unwrap();
            assert_eq!(selector.selects("", &[], path), fits, "{pattern} {path}");
        }
    }

    #[test]
    fn what_is_no_selector_is_refused() {
        for text in ["", "pets", "tag:", "tags:pets", "path:pets", "path", "path:/pets**"] {
            assert_eq!(text.parse::<Selector>(), Err(NotASelector), "{text}");
        }
    }
}
