//! Values that are held back until it is decided what they are.
//!
//! Texts are borrowed from the input where it allows. Reading a held value names the path of an error itself: the
//! reader of the input is past it by then, so that its position tells nothing.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::mem;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use super::name::{self, Name};

/// A held value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content<'de> {
    Null,
    Boolean(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(Cow<'de, str>),
    List(Vec<Content<'de>>),
    Members(Vec<Member<'de>>),
}

/// A held member of an object.
pub(crate) type Member<'de> = (Name<'de>, Content<'de>);

impl From<Content<'_>> for Value {
    fn from(content: Content<'_>) -> Self {
        match content {
            Content::Null => Self::Null,
            Content::Boolean(value) => value.into(),
            Content::Signed(value) => value.into(),
            Content::Unsigned(value) => value.into(),
            Content::Float(value) => value.into(),
            Content::Text(text) => text.into(),
            Content::List(elements) => elements.into_iter().map(Self::from).collect(),
            Content::Members(members) => {
                let members =
                    members.into_iter().map(|(name, value)| (name.text().into_owned(), value.into()));
                Self::Object(members.collect())
            }
        }
    }
}

/// Reads a value to a place of its own, without copies where the input allows.
///
/// Names and values are written where they stay: what is moved right after it was made is waited for.
pub(super) struct Hold<'c, 'de>(pub(super) &'c mut Content<'de>);

impl<'de> Hold<'_, 'de> {
    #[inline]
    #[allow(clippy::unnecessary_wraps, reason = "what a visitor returns, in one word at each of its methods")]
    fn put<E>(self, content: Content<'de>) -> Result<(), E> {
        fill(self.0, content);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Hold<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Hold<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(Content::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(Content::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.put(Content::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put(Content::Float(value))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.put(Content::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(Content::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.put(Content::Null)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.put(Content::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        let mut list = Vec::new();
        loop {
            let place = next(&mut list, Content::Null);
            if elements.next_element_seed(Hold(place))?.is_none() {
                break;
            }
        }
        list.pop();
        self.put(Content::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut held = Vec::new();
        loop {
            let (name, value) = next(&mut held, NOTHING);
            if members.next_key_seed(name::Hold(name))?.is_none() {
                break;
            }
            members.next_value_seed(Hold(value))?;
        }
        held.pop();
        self.put(Content::Members(held))
    }
}

/// Writes to a place that has nothing yet, which need not be dropped: to ask takes longer than to write.
#[inline]
pub(crate) fn fill<T>(place: &mut T, value: T) {
    mem::forget(mem::replace(place, value));
}

/// A place for a member.
pub(super) const NOTHING: Member<'static> = (Name::EMPTY, Content::Null);

/// The next place of a list.
pub(super) fn next<T>(list: &mut Vec<T>, empty: T) -> &mut T {
    let index = list.len();
    list.push(empty);
    &mut list[index]
}

/// Reads a held value, with errors of the input's format. It can be read more than once.
pub(super) struct Held<'c, 'de, E> {
    content: &'c Content<'de>,
    error: PhantomData<E>,
}

impl<'c, 'de, E> Held<'c, 'de, E> {
    pub(super) fn new(content: &'c Content<'de>) -> Self {
        Self { content, error: PhantomData }
    }
}

/// Says inside what an error is; `decode_error` makes a path of it.
#[cold]
pub(super) fn inside<E: Error>(step: &dyn Display, error: &dyn Display) -> E {
    E::custom(format_args!("in `{step}`: {error}"))
}

impl<'de, E: Error> Deserializer<'de> for Held<'_, 'de, E> {
    type Error = E;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        match self.content {
            Content::Null => visitor.visit_unit(),
            Content::Boolean(value) => visitor.visit_bool(*value),
            Content::Signed(value) => visitor.visit_i64(*value),
            Content::Unsigned(value) => visitor.visit_u64(*value),
            Content::Float(value) => visitor.visit_f64(*value),
            Content::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Content::Text(Cow::Owned(text)) => visitor.visit_str(text),
            Content::List(elements) => {
                visitor.visit_seq(Elements { rest: elements.iter(), index: 0, error: PhantomData })
            }
            Content::Members(members) => visitor.visit_map(Members::new(members)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, E> {
        if let Content::Null = self.content { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, E> {
        visitor.visit_newtype_struct(self)
    }

    /// Enums of the user's own types: a text, or an object with one member.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, E> {
        match self.content {
            Content::Text(text) => StrDeserializer::new(text).deserialize_enum(name, variants, visitor),
            Content::Members(members) => {
                let members = MapAccessDeserializer::new(Members::new(members));
                members.deserialize_enum(name, variants, visitor)
            }
            _ => self.deserialize_any(visitor),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

struct Elements<'c, 'de, E> {
    rest: std::slice::Iter<'c, Content<'de>>,
    index: usize,
    error: PhantomData<E>,
}

impl<'de, E: Error> SeqAccess<'de> for Elements<'_, 'de, E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, E> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        let element = seed.deserialize(Held::<E>::new(value));
        element.map(Some).map_err(|error| inside(&format_args!("[{index}]"), &error))
    }
}

/// The members of a held object.
pub(super) struct Members<'c, 'de, E> {
    rest: std::slice::Iter<'c, Member<'de>>,
    value: Option<&'c Member<'de>>,
    error: PhantomData<E>,
}

impl<'c, 'de, E> Members<'c, 'de, E> {
    pub(super) fn new(members: &'c [Member<'de>]) -> Self {
        Self { rest: members.iter(), value: None, error: PhantomData }
    }
}

impl<'de, E: Error> MapAccess<'de> for Members<'_, 'de, E> {
    type Error = E;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, E> {
        self.value = self.rest.next();
        self.value.map(|(name, _)| name::hand_on(name, seed)).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, E> {
        let Some((name, value)) = self.value.take() else {
            return Err(E::custom("a value was read without its name"));
        };
        seed.deserialize(Held::<E>::new(value)).map_err(|error| inside(name, &error))
    }
}
