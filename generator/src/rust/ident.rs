//! Names in Rust.

use std::fmt;

/// A legal identifier that is no keyword, or a raw one. Only `plan::names` makes them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

impl Ident {
    /// Takes a text that the caller knows to be an identifier; anything else is replaced letter by letter, so that
    /// no text of a document can become code.
    pub(crate) fn new(text: &str) -> Self {
        let mut name: String =
            text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' }).collect();
        if name.is_empty() || name == "_" || name.starts_with(|c: char| c.is_ascii_digit()) {
            name.insert(0, 'x');
        }
        Self(name)
    }

    /// The name without `r#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
