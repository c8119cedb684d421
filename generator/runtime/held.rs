//! Values that were held back, read again: like `serde_json::Value`, but an error names its path.
//!
//! The reader of the text is past such a value, so that its position tells nothing any more.

use std::fmt::Display;
use std::marker::PhantomData;

use serde::de::value::StringDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

/// A value, to be read with errors of another format.
pub(super) struct Held<E> {
    value: Value,
    error: PhantomData<E>,
}

impl<E> Held<E> {
    pub(super) fn new(value: Value) -> Self {
        Self { value, error: PhantomData }
    }
}

/// Says inside what an error is; `decode_error` makes a path of it.
pub(super) fn inside<E: Error>(step: &dyn Display, error: &dyn Display) -> E {
    E::custom(format_args!("in `{step}`: {error}"))
}

impl<'de, E: Error> Deserializer<'de> for Held<E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.value {
            Value::Array(elements) => {
                visitor.visit_seq(Elements { rest: elements.into_iter(), index: 0, error: PhantomData })
            }
            Value::Object(members) => {
                visitor.visit_map(Members { rest: members.into_iter(), value: None, error: PhantomData })
            }
            scalar => scalar.deserialize_any(visitor).map_err(E::custom),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct Elements<E> {
    rest: std::vec::IntoIter<Value>,
    index: usize,
    error: PhantomData<E>,
}

impl<'de, E: Error> SeqAccess<'de> for Elements<E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, E> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        let element = seed.deserialize(Held::<E>::new(value));
        element.map(Some).map_err(|error| inside(&format_args!("[{index}]"), &error))
    }
}

struct Members<E> {
    rest: serde_json::map::IntoIter,
    value: Option<(String, Value)>,
    error: PhantomData<E>,
}

impl<'de, E: Error> MapAccess<'de> for Members<E> {
    type Error = E;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, E> {
        let Some((key, value)) = self.rest.next() else { return Ok(None) };
        let name: StringDeserializer<E> = key.clone().into_deserializer();
        self.value = Some((key, value));
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, E> {
        let Some((key, value)) = self.value.take() else {
            return Err(E::custom("a value was read without its name"));
        };
        seed.deserialize(Held::<E>::new(value)).map_err(|error| inside(&key, &error))
    }
}
