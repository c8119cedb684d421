//! Members of an object that always have the same value.

use std::fmt::{self, Display};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::content::Content;
use super::guard::Scalar;
use super::members::Slot;

/// A member that is always the same and has no field.
pub(crate) struct Always {
    value: Scalar,
    seen: bool,
}

impl Always {
    pub(crate) fn new(value: impl Into<Scalar>) -> Self {
        Self { value: value.into(), seen: false }
    }

    /// Whether it was not there.
    pub(super) fn is_missing(&self) -> bool {
        !self.seen
    }
}

impl<'de, A: MapAccess<'de>> Slot<'de, A> for Always {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.seen = true;
        members.next_value_seed(Constant(self.value))
    }
}

/// Reads a value that has to be this one.
struct Constant(Scalar);

impl Constant {
    fn compare<E: Error>(&self, value: &Content<'_>) -> Result<(), E> {
        if self.0.is(value) { Ok(()) } else { Err(self.differs()) }
    }

    #[cold]
    fn differs<E: Error>(&self) -> E {
        E::custom(format_args!("expected {}, found another value", self.0))
    }
}

impl<'de> DeserializeSeed<'de> for Constant {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // With the hint of its kind, the error about another kind has its place.
        match self.0 {
            Scalar::Boolean(_) => deserializer.deserialize_bool(self),
            Scalar::Integer(_) => deserializer.deserialize_i64(self),
            Scalar::String(_) => deserializer.deserialize_str(self),
        }
    }
}

/// The error is made while the value is read, so that it has a place.
impl Visitor<'_> for Constant {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.compare(&Content::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.compare(&Content::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.compare(&Content::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.compare(&Content::Float(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        match self.0 {
            Scalar::String(own) if own == text => Ok(()),
            _ => Err(self.differs()),
        }
    }
}
