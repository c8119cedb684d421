//! Where a member stands in the table of its object.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

use super::name::{self, same};

/// Finds a member's position in the table. It is lent to what reads names: one word goes from function to function faster
/// than three do.
pub(super) struct Position {
    pub(super) keys: &'static [&'static str],
    pub(super) next: usize,
}

impl Position {
    /// Servers mostly keep the order of the description, so the member after the last one is tried first; then the one
    /// before the last one, because some turn the order round; then those behind, because optional ones are left out;
    /// then all from the beginning, where a server goes on that has put one member in front.
    #[inline]
    fn find(&self, key: &[u8]) -> usize {
        if self.keys.get(self.next).is_some_and(|next| same(next.as_bytes(), key)) {
            return self.next;
        }
        self.search(key)
    }

    #[inline(never)]
    fn search(&self, key: &[u8]) -> usize {
        let at = |index: &usize| self.keys.get(*index).is_some_and(|known| known.as_bytes() == key);
        // The one before the last one, which is at `next - 1`.
        if let Some(before) = self.next.checked_sub(2).filter(at) {
            return before;
        }
        let (before, behind) = self.keys.split_at(self.next.min(self.keys.len()));
        if let Some(found) = behind.iter().position(|known| known.as_bytes() == key) {
            return before.len() + found;
        }
        before.iter().position(|known| known.as_bytes() == key).unwrap_or(self.keys.len())
    }
}

impl<'de> DeserializeSeed<'de> for &Position {
    /// The position; the table's length for a member that is not in it.
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        name::read(deserializer, self)
    }
}

impl Visitor<'_> for &Position {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        Ok(self.find(key.as_bytes()))
    }

    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<usize, E> {
        Ok(self.find(key))
    }
}

/// As [`Position`], for objects whose other members carry data: those keep their names.
pub(super) struct PositionOrName<'p>(pub(super) &'p Position);

impl<'de> DeserializeSeed<'de> for PositionOrName<'_> {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        name::read(deserializer, self)
    }
}

impl Visitor<'_> for PositionOrName<'_> {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        self.visit_bytes(key.as_bytes())
    }

    fn visit_bytes<E: Error>(self, key: &[u8]) -> Result<Self::Value, E> {
        let position = self.0.find(key);
        let name = || String::from_utf8_lossy(key).into_owned();
        Ok(if position < self.0.keys.len() { Ok(position) } else { Err(name()) })
    }
}
