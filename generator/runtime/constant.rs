//! Members of an object that always have the same value.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::content::Content;
use super::guard::{Kind, Scalar};
use super::object::Slot;

/// A member that is always the same and has no field.
pub(crate) struct Always<'a> {
    value: &'a dyn Fixed,
    seen: bool,
}

impl<'a> Always<'a> {
    pub(crate) fn new(value: &'a dyn Fixed) -> Self {
        Self { value, seen: false }
    }
}

impl<'de, A: MapAccess<'de>> Slot<'de, A> for Always<'_> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.seen = true;
        members.next_value_seed(Constant(self.value))
    }

    fn is_missing(&self) -> bool {
        !self.seen
    }
}

/// Reads a value that has to be this one.
struct Constant<'a>(&'a dyn Fixed);

impl Constant<'_> {
    fn compare<E: Error>(&self, value: &Content<'_>) -> Result<(), E> {
        if self.0.is(value) {
            Ok(())
        } else {
            Err(E::custom(format_args!("expected {}, found another value", self.0.words())))
        }
    }
}

impl<'de> DeserializeSeed<'de> for Constant<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // With the hint of its kind, the error about another kind has its place.
        match self.0.kind() {
            Kind::Boolean => deserializer.deserialize_bool(self),
            Kind::Integer => deserializer.deserialize_i64(self),
            _ => deserializer.deserialize_str(self),
        }
    }
}

/// The error is made while the value is read, so that it has a place.
impl Visitor<'_> for Constant<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.words())
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
        self.compare(&Content::Text(text.into()))
    }
}

/// A scalar that a member always is.
pub(crate) trait Fixed {
    /// Whether a value is it.
    fn is(&self, value: &Content<'_>) -> bool;
    /// The kind of the scalar.
    fn kind(&self) -> Kind;
    /// The scalar in a message.
    fn words(&self) -> String;
}

macro_rules! fixed {
    ($($ty:ty => $scalar:ident),*) => {$(
        impl Fixed for $ty {
            fn is(&self, value: &Content<'_>) -> bool {
                Scalar::$scalar(*self).is(value)
            }

            fn kind(&self) -> Kind {
                Kind::$scalar
            }

            fn words(&self) -> String {
                Scalar::$scalar(*self).to_string()
            }
        }
    )*};
}

fixed!(bool => Boolean, i64 => Integer, &'static str => String);
