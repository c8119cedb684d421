//! JSON pointers: how every later stage says where in the document something stands.

use std::borrow::Cow;
use std::fmt;

/// A JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)) into a document.
///
/// Kept in its escaped text form, so that printing one is free and ordering is total.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the text of a pointer as it stands behind the `#` of a local reference.
    ///
    /// Returns `None` when the text is neither empty nor begins with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// The member `name` of the object at this place.
    #[must_use]
    pub fn key(&self, name: &str) -> Self {
        let mut at = String::with_capacity(self.0.len() + 1 + name.len());
        at.push_str(&self.0);
        let mut at = Self(at);
        at.push(name);
        at
    }

    /// Goes to the member `name` of the object at this place.
    pub fn push(&mut self, name: &str) {
        self.0.push('/');
        if !name.contains(['~', '/']) {
            return self.0.push_str(name);
        }
        for character in name.chars() {
            match character {
                '~' => self.0.push_str("~0"),
                '/' => self.0.push_str("~1"),
                other => self.0.push(other),
            }
        }
    }

    /// Several members down, one after the other.
    #[must_use]
    pub fn keys<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Self {
        names.into_iter().fold(self.clone(), |at, name| at.key(name))
    }

    /// The element `index` of the array at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The place that holds this one; `None` for the whole document.
    pub fn parent(&self) -> Option<Self> {
        let end = self.0.rfind('/')?;
        Some(Self(self.0[..end].to_owned()))
    }

    /// What follows `ancestor` when this place is that one or inside it, as the text of a pointer.
    pub fn below(&self, ancestor: &Self) -> Option<&str> {
        let rest = self.0.strip_prefix(&ancestor.0)?;
        (rest.is_empty() || rest.starts_with('/')).then_some(rest)
    }

    /// The same way down, from another place.
    #[must_use]
    pub fn join(&self, below: &str) -> Self {
        Self(format!("{}{below}", self.0))
    }

    /// The unescaped reference tokens, from the outside in.
    pub fn tokens(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.0.split('/').skip(1).map(|token| {
            if token.contains('~') {
                Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
            } else {
                Cow::Borrowed(token)
            }
        })
    }

    /// The last reference token, unescaped; `None` for the whole document.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.tokens().last()
    }

    /// The pointer's text: empty for the whole document.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_escaped_and_read_back() {
        let at = Pointer::root().key("paths").key("/pets/{a~b}").index(0);
        assert_eq!(at.as_str(), "/paths/~1pets~1{a~0b}/0");
        assert_eq!(at.tokens().collect::<Vec<_>>(), ["paths", "/pets/{a~b}", "0"]);
        assert_eq!(at.below(&Pointer::root().key("paths")), Some("/~1pets~1{a~0b}/0"));
        assert_eq!(at.below(&Pointer::root().key("path")), None);
        assert_eq!(at.parent().and_then(|at| at.last().map(Cow::into_owned)).as_deref(), Some("/pets/{a~b}"));
    }
}
