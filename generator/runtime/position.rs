//! Where a member stands in the table of its object.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// Finds a member's position in the table.
pub(super) struct Position {
    pub(super) keys: &'static [&'static str],
    pub(super) next: usize,
}

impl Position {
    /// Servers mostly keep the order of the description, so the member after the last one is tried first; then the one
    /// before the last one, because some turn the order round; then those behind, because optional ones are left out;
    /// then all from the beginning, where a server goes on that has put one member in front.
    #[inline]
    fn find(&self, key: &str) -> usize {
        if self.keys.get(self.next).is_some_and(|next| same(next, key)) {
            return self.next;
        }
        self.search(key)
    }

    #[inline(never)]
    fn search(&self, key: &str) -> usize {
        let at = |index: &usize| self.keys.get(*index).is_some_and(|known| *known == key);
        // The one before the last one, which is at `next - 1`.
        if let Some(before) = self.next.checked_sub(2).filter(at) {
            return before;
        }
        let (before, behind) = self.keys.split_at(self.next.min(self.keys.len()));
        if let Some(found) = behind.iter().position(|known| *known == key) {
            return before.len() + found;
        }
        before.iter().position(|known| *known == key).unwrap_or(self.keys.len())
    }
}

/// Whether two names are the same. Names are short: two words are compared faster than a function is called that
/// compares any number of bytes.
#[inline]
pub(super) fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    match one.len() {
        length if length != other.len() => false,
        4..=8 => {
            one.first_chunk::<4>() == other.first_chunk::<4>()
                && one.last_chunk::<4>() == other.last_chunk::<4>()
        }
        9..=16 => {
            one.first_chunk::<8>() == other.first_chunk::<8>()
                && one.last_chunk::<8>() == other.last_chunk::<8>()
        }
        _ => one == other,
    }
}

impl<'de> DeserializeSeed<'de> for Position {
    /// The position; the table's length for a member that is not in it.
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Position {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        Ok(self.find(key))
    }
}

/// As [`Position`], for objects whose other members carry data: those keep their names.
pub(super) struct PositionOrName(pub(super) Position);

impl<'de> DeserializeSeed<'de> for PositionOrName {
    type Value = Result<usize, String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for PositionOrName {
    type Value = Result<usize, String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let position = self.0.find(key);
        Ok(if position < self.0.keys.len() { Ok(position) } else { Err(key.to_owned()) })
    }
}
