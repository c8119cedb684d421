//! Writes the members of an object but for one that was written already.

use std::fmt;

use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, Serializer};

/// The members but for one.
pub(crate) struct Others<M> {
    members: M,
    written: &'static str,
    /// Whether the last name was of the one that was written.
    passing: bool,
}

impl<M> Others<M> {
    pub(super) fn new(members: M, written: &'static str) -> Self {
        Self { members, written, passing: false }
    }
}

impl<M: SerializeMap> SerializeMap for Others<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), M::Error> {
        self.passing = name.serialize(Is(self.written)).unwrap_or(false);
        if self.passing { Ok(()) } else { self.members.serialize_key(name) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        if self.passing { Ok(()) } else { self.members.serialize_value(value) }
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.members.end()
    }
}

/// Tells whether a scalar is written as this text.
pub(super) struct Is(pub(super) &'static str);

/// Only a text can be.
fn no<T>() -> Result<T, fmt::Error> {
    Err(fmt::Error::custom("no text"))
}

macro_rules! no {
    ($($method:ident($($ty:ty),*) -> $ok:ty),* $(,)?) => {
        $(fn $method(self, $(_: $ty),*) -> Result<$ok, fmt::Error> {
            no()
        })*
    };
}

type Never = Impossible<bool, fmt::Error>;

impl Serializer for Is {
    type Ok = bool;
    type Error = fmt::Error;
    type SerializeSeq = Never;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Never;
    type SerializeStruct = Never;
    type SerializeStructVariant = Never;

    #[inline]
    fn serialize_str(self, text: &str) -> Result<bool, fmt::Error> {
        Ok(text == self.0)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, text: &'static str) -> Result<bool, fmt::Error> {
        self.serialize_str(text)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<bool, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<bool, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_i64(self, value: i64) -> Result<bool, fmt::Error> {
        Ok(self.0.parse() == Ok(value))
    }

    fn serialize_i32(self, value: i32) -> Result<bool, fmt::Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_bool(self, value: bool) -> Result<bool, fmt::Error> {
        Ok(self.0.parse() == Ok(value))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<bool, fmt::Error> {
        no()
    }

    no! {
        serialize_i8(i8) -> bool, serialize_i16(i16) -> bool, serialize_u8(u8) -> bool,
        serialize_u16(u16) -> bool, serialize_u32(u32) -> bool, serialize_u64(u64) -> bool,
        serialize_f32(f32) -> bool, serialize_f64(f64) -> bool, serialize_char(char) -> bool,
        serialize_bytes(&[u8]) -> bool, serialize_none() -> bool, serialize_unit() -> bool,
        serialize_unit_struct(&'static str) -> bool, serialize_seq(Option<usize>) -> Never,
        serialize_tuple(usize) -> Never, serialize_tuple_struct(&'static str, usize) -> Never,
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Never,
        serialize_map(Option<usize>) -> Never, serialize_struct(&'static str, usize) -> Never,
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Never,
    }
}
