//! Writes an object with one more member in front: the tag of a union that its branches do not have themselves.
//!
//! Among the members that a branch keeps, though it does not describe them, the tag can be as well: it is written once.

use std::fmt::Display;

use serde::ser::{Error, Impossible, Serialize, SerializeMap as _, Serializer};

use super::others::Others;

/// Writes a value that is an object, with a member in front.
pub(crate) fn serialize<T: Serialize + ?Sized, S: Serializer>(
    value: &T,
    key: &'static str,
    text: &'static str,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    value.serialize(Tagged { key, text, serializer })
}

struct Tagged<S> {
    key: &'static str,
    text: &'static str,
    serializer: S,
}

/// A value that is marked and tagged.
struct WithTag<'a, T: ?Sized> {
    value: &'a T,
    key: &'static str,
    text: &'static str,
}

impl<T: Serialize + ?Sized> Serialize for WithTag<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self.value, self.key, self.text, serializer)
    }
}

/// For all that is no object.
fn refused<T, E: Error>(what: impl Display) -> Result<T, E> {
    Err(E::custom(format_args!("only an object can have a tag, this is {what}")))
}

macro_rules! refuse {
    ($($method:ident($ty:ty)),* $(,)?) => {
        $(fn $method(self, _: $ty) -> Result<S::Ok, S::Error> {
            refused("a scalar")
        })*
    };
}

impl<S: Serializer> Serializer for Tagged<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Impossible<S::Ok, S::Error>;
    type SerializeTuple = Impossible<S::Ok, S::Error>;
    type SerializeTupleStruct = Impossible<S::Ok, S::Error>;
    type SerializeTupleVariant = Impossible<S::Ok, S::Error>;
    type SerializeMap = Others<S::SerializeMap>;
    type SerializeStruct = Impossible<S::Ok, S::Error>;
    type SerializeStructVariant = Impossible<S::Ok, S::Error>;

    fn serialize_map(self, _: Option<usize>) -> Result<Others<S::SerializeMap>, S::Error> {
        let mut members = self.serializer.serialize_map(None)?;
        members.serialize_entry(self.key, self.text)?;
        Ok(Others::new(members, self.key))
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        value.serialize(self)
    }

    /// A mark of what a union keeps because it does not know it.
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        let Self { key, text, serializer } = self;
        serializer.serialize_newtype_struct(name, &WithTag { value, key, text })
    }

    refuse! {
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_f32(f32),
        serialize_f64(f64), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]),
        serialize_unit_struct(&'static str),
    }

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        refused("null")
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        refused("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<S::Ok, S::Error> {
        refused("a variant")
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<S::Ok, S::Error> {
        refused("a variant")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        refused("an array")
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, S::Error> {
        refused("an array")
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleStruct, S::Error> {
        refused("an array")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        refused("a variant")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, S::Error> {
        refused("a struct")
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        refused("a variant")
    }
}
