//! JSON objects with named members: `object!` turns a table of members into an implementation of serde.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use super::content::Content;
use super::guard::{Kind, Scalar};

/// A struct that is a JSON object. Implemented by `object!`.
pub(crate) trait Object<'de>: Sized {
    /// The struct's name, for messages.
    const NAME: &'static str;

    /// Reads the members, in any order.
    fn read<A: MapAccess<'de>>(members: A) -> Result<Self, A::Error>;
}

/// Reads an object.
pub(crate) fn decode<'de, T: Object<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Members<T>(PhantomData<T>);

    impl<'de, T: Object<'de>> Visitor<'de> for Members<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object ({})", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<T, A::Error> {
            T::read(members)
        }
    }

    deserializer.deserialize_map(Members(PhantomData))
}

/// The error for a member that is not there.
#[cold]
pub(crate) fn missing<E: Error>(key: &'static str) -> E {
    E::custom(format_args!("missing required member `{key}`"))
}

/// Finds a member's position in the table. Servers mostly keep the order of the description, so the
/// member after the last one is tried first.
pub(crate) struct Position {
    pub(crate) keys: &'static [&'static str],
    pub(crate) next: usize,
}

impl Position {
    fn find(&self, key: &str) -> usize {
        if self.keys.get(self.next).is_some_and(|next| *next == key) {
            return self.next;
        }
        self.keys.iter().position(|known| *known == key).unwrap_or(self.keys.len())
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
pub(crate) struct PositionOrName(pub(crate) Position);

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

/// Members that are always the same, on the way of reading an object. They stand last in the table.
pub(crate) struct Constants<'a> {
    keys: &'static [&'static str],
    values: &'a [&'a dyn Fixed],
    seen: u64,
}

impl<'a> Constants<'a> {
    pub(crate) fn new(keys: &'static [&'static str], values: &'a [&'a dyn Fixed]) -> Self {
        Self { keys, values, seen: 0 }
    }

    fn first(&self) -> usize {
        self.keys.len() - self.values.len()
    }

    /// Whether there is one at a position of the table.
    pub(crate) fn has(&self, at: usize) -> bool {
        (self.first()..self.keys.len()).contains(&at)
    }

    /// Reads the value there, which has to be the constant.
    pub(crate) fn read(&mut self, at: usize) -> Constant<'a> {
        let index = at - self.first();
        self.seen |= 1_u64.checked_shl(u32::try_from(index).unwrap_or(u32::MAX)).unwrap_or(0);
        Constant(self.values.get(index).copied())
    }

    /// Names the first that was not there.
    pub(crate) fn finish<E: Error>(&self) -> Result<(), E> {
        let absent = (0..self.values.len().min(64)).find(|index| self.seen & (1 << index) == 0);
        absent.map_or(Ok(()), |index| Err(missing(self.keys[self.first() + index])))
    }
}

/// Reads a value that has to be this one.
pub(crate) struct Constant<'a>(Option<&'a dyn Fixed>);

impl Constant<'_> {
    fn compare<E: Error>(&self, value: &Content<'_>) -> Result<(), E> {
        match self.0 {
            Some(fixed) if !fixed.is(value) => {
                Err(E::custom(format_args!("expected {}, found another value", fixed.words())))
            }
            _ => Ok(()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Constant<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        // With the hint of its kind, the error about another kind has its place.
        match self.0.map(|fixed| fixed.kind()) {
            Some(Kind::Boolean) => deserializer.deserialize_bool(self),
            Some(Kind::Integer) => deserializer.deserialize_i64(self),
            _ => deserializer.deserialize_str(self),
        }
    }
}

/// The error is made while the value is read, so that it has a place.
impl Visitor<'_> for Constant<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.map(|fixed| fixed.words()).unwrap_or_default())
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

/// `object! { Name ["constant" = "value"] { "member" => field: presence, … } ..rest }`
///
/// The presence of a member is `required`, `nullable` (required, may be null), `optional`, `free` (optional,
/// JSON with a null of its own), or `maybe` (optional, may be null). Constants have no field: they are written, and have to be there when an object is read;
/// `rest` takes all other members.
macro_rules! object {
    (
        $name:ident
        $([ $($constant:literal = $value:literal),* $(,)? ])?
        { $($key:literal => $field:ident: $presence:ident),* $(,)? }
        $(..$rest:ident)?
    ) => {
        impl<'de> $crate::runtime::object::Object<'de> for $name {
            const NAME: &'static str = stringify!($name);

            #[allow(unused_mut, unused_variables, unused_assignments, non_camel_case_types, dead_code,
                reason = "an object may have no member, or none that is read")]
            fn read<A: serde::de::MapAccess<'de>>(mut members: A) -> Result<Self, A::Error> {
                const KEYS: &[&str] = &[$($key,)* $($($constant),*)?];
                enum Member { $($field),* }
                $(let mut $field = None;)*
                $(let mut constants = $crate::runtime::object::Constants::new(KEYS, &[$(&$value),*]);)?
                $(let mut $rest = std::collections::BTreeMap::new();)?
                let mut next = 0;
                $crate::runtime::object::members!(members, KEYS, next, at, { $($rest)? }, {
                    $(if at == Member::$field as usize {
                        $field = Some(members.next_value_seed($crate::runtime::decode::seed())?);
                        continue;
                    })*
                    $($crate::runtime::object::constant!(constants members at $($constant)*);)?
                });
                $($crate::runtime::object::constants!(constants $($constant)*);)?
                Ok(Self {
                    $($field: $crate::runtime::object::member!($presence $field $key),)*
                    $($rest,)?
                })
            }
        }

        $crate::runtime::object::serde_by_decode!($name, $crate::runtime::object::decode);

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #[allow(unused_imports, reason = "an object may have no member")]
                use serde::ser::SerializeMap as _;
                #[allow(unused_mut, reason = "an object may have no member")]
                let mut members = serializer.serialize_map(None)?;
                $($(members.serialize_entry($constant, &$value)?;)*)?
                $($crate::runtime::object::put!($presence members $key self.$field);)*
                $(for (key, value) in &self.$rest {
                    members.serialize_entry(key, value)?;
                })?
                members.end()
            }
        }
    };
}

/// The loop over the members of an object that is read.
macro_rules! members {
    ($members:ident, $keys:ident, $next:ident, $at:ident, { }, $known:block) => {
        while let Some($at) = $members
            .next_key_seed($crate::runtime::object::Position { keys: $keys, next: $next })?
        {
            $next = $at + 1;
            $known
            $members.next_value::<serde::de::IgnoredAny>()?;
        }
    };
    ($members:ident, $keys:ident, $next:ident, $at:ident, { $rest:ident }, $known:block) => {
        while let Some(found) = $members.next_key_seed($crate::runtime::object::PositionOrName(
            $crate::runtime::object::Position { keys: $keys, next: $next },
        ))? {
            match found {
                Ok($at) => {
                    $next = $at + 1;
                    $known
                }
                Err(name) => {
                    $rest.insert(name, $members.next_value_seed($crate::runtime::decode::seed())?);
                }
            }
        }
    };
}

/// A member at the position of a constant.
macro_rules! constant {
    ($constants:ident $members:ident $at:ident $($constant:literal)+) => {
        if $constants.has($at) {
            $members.next_value_seed($constants.read($at))?;
            continue;
        }
    };
}

/// Whether all constants were there.
macro_rules! constants {
    ($constants:ident $($constant:literal)+) => {
        $constants.finish()?
    };
}

/// What a field becomes when all members are read.
macro_rules! member {
    (required $field:ident $key:literal) => {
        match $field {
            Some(value) => value,
            None => return Err($crate::runtime::object::missing($key)),
        }
    };
    (nullable $field:ident $key:literal) => {
        $crate::runtime::object::member!(required $field $key)
    };
    (optional $field:ident $key:literal) => {
        $field.flatten()
    };
    (free $field:ident $key:literal) => {
        $field
    };
    (maybe $field:ident $key:literal) => {
        $field.unwrap_or_default()
    };
}

/// Writes a member, unless it is absent.
macro_rules! put {
    (required $members:ident $key:literal $this:ident.$field:ident) => {
        $members.serialize_entry($key, &$this.$field)?
    };
    (nullable $members:ident $key:literal $this:ident.$field:ident) => {
        $members.serialize_entry($key, &$this.$field)?
    };
    (optional $members:ident $key:literal $this:ident.$field:ident) => {
        if let Some(value) = &$this.$field {
            $members.serialize_entry($key, value)?;
        }
    };
    (free $members:ident $key:literal $this:ident.$field:ident) => {
        $crate::runtime::object::put!(optional $members $key $this.$field)
    };
    (maybe $members:ident $key:literal $this:ident.$field:ident) => {
        if !$this.$field.is_absent() {
            $members.serialize_entry($key, &$this.$field)?;
        }
    };
}

/// Makes a type readable by serde, once it is known how to decode it.
macro_rules! serde_by_decode {
    ($name:ident, $decode:path) => {
        impl<'de> $crate::runtime::decode::Decode<'de> for $name {
            fn decode<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $decode(deserializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $decode(deserializer)
            }
        }
    };
}

pub(crate) use {constant, constants, member, members, object, put, serde_by_decode};
