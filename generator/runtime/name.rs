//! Names of members, as bytes.
//!
//! What looks for names that it knows need not know whether others are UTF-8. JSON's reader looks at every text once more
//! for that, and gives bytes as they come.

use std::any::type_name;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::from_utf8;

use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

use super::content::fill;

/// A held name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name<'de>(Cow<'de, [u8]>);

impl Name<'_> {
    /// No name yet.
    pub(super) const EMPTY: Self = Self(Cow::Borrowed(b""));

    /// Whether it is this one.
    #[inline]
    pub(super) fn is(&self, known: &str) -> bool {
        same(&self.0, known.as_bytes())
    }

    /// As text; what is not UTF-8 is replaced by `U+FFFD`.
    pub(super) fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.0)
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// Whether two names are the same. Names are short: two words are compared faster than a function is called that
/// compares any number of bytes.
#[inline]
pub(super) fn same(one: &[u8], other: &[u8]) -> bool {
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

/// Reads a name, as bytes where the reader has them: others than these two may refuse to give any.
#[inline]
pub(super) fn read<'de, D: Deserializer<'de>, V: Visitor<'de>>(
    deserializer: D,
    visitor: V,
) -> Result<V::Value, D::Error> {
    let reader = type_name::<D>();
    // Known when this is compiled; were it called otherwise one day, names would be read as text.
    if reader.starts_with("serde_json::de::MapKey<") || reader.starts_with(HELD) {
        deserializer.deserialize_bytes(visitor)
    } else {
        deserializer.deserialize_identifier(visitor)
    }
}

/// How the type of [`Held`] begins.
const HELD: &str = concat!(module_path!(), "::Held<");

/// Reads a name to a place of its own, without a copy where the input allows.
pub(super) struct Hold<'c, 'de>(pub(super) &'c mut Name<'de>);

impl<'de> DeserializeSeed<'de> for Hold<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        read(deserializer, self)
    }
}

impl<'de> Visitor<'de> for Hold<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member's name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<(), E> {
        self.visit_borrowed_bytes(name.as_bytes())
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<(), E> {
        self.visit_bytes(name.as_bytes())
    }

    fn visit_borrowed_bytes<E: Error>(self, name: &'de [u8]) -> Result<(), E> {
        fill(self.0, Name(Cow::Borrowed(name)));
        Ok(())
    }

    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<(), E> {
        fill(self.0, Name(Cow::Owned(name.to_owned())));
        Ok(())
    }
}

/// Hands a held name to what reads names.
pub(super) fn hand_on<'de, S: DeserializeSeed<'de>, E: Error>(
    name: &Name<'de>,
    seed: S,
) -> Result<S::Value, E> {
    seed.deserialize(Held { name, error: PhantomData })
}

/// Gives a held name: bytes to those who ask for them, text to all others.
struct Held<'c, 'de, E> {
    name: &'c Name<'de>,
    error: PhantomData<E>,
}

impl<'de, E: Error> Deserializer<'de> for Held<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match &self.name.0 {
            Cow::Borrowed(name) => BorrowedStrDeserializer::new(text(name)?).deserialize_any(visitor),
            Cow::Owned(name) => StrDeserializer::new(text(name)?).deserialize_any(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        StrDeserializer::new(text(&self.name.0)?).deserialize_enum(name, variants, visitor)
    }

    #[inline]
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match &self.name.0 {
            Cow::Borrowed(name) => visitor.visit_borrowed_bytes(name),
            Cow::Owned(name) => visitor.visit_bytes(name),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string byte_buf option unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// A name that has to be text.
fn text<E: Error>(name: &[u8]) -> Result<&str, E> {
    from_utf8(name).map_err(|_| E::invalid_value(Unexpected::Bytes(name), &"a name in UTF-8"))
}
