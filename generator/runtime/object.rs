//! JSON objects with named members: `object!` turns a table of members into an implementation of serde.
//!
//! Reading is written once, over a table of places that are reached through `dyn`; writing is a plain call for each
//! member, without a `?`. So a struct adds little to what is compiled.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::decode::{Decode, seed};
use super::maybe::Maybe;
use super::position::{Position, PositionOrName};
use super::unlisted;

/// A struct that is a JSON object. Implemented by `object!`.
pub(crate) trait Object<'de>: Sized {
    /// The struct's name, for messages.
    const NAME: &'static str;

    /// Reads the members, in any order, and puts the struct where it is wanted.
    fn read<A: MapAccess<'de>>(members: A, place: &mut Option<Self>) -> Result<(), A::Error>;
}

/// Reads an object.
pub(crate) fn decode<'de, T: Object<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    /// The struct goes where it is wanted; what a visitor returns is copied by each function that it goes through.
    struct Members<'t, T>(&'t mut Option<T>);

    impl<'de, T: Object<'de>> Visitor<'de> for Members<'_, T> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object ({})", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
            T::read(members, self.0)
        }
    }

    let mut object = None;
    deserializer.deserialize_map(Members(&mut object))?;
    object.ok_or_else(unread)
}

/// Reads an object from its members.
pub(crate) fn decode_members<'de, T: Object<'de>, A: MapAccess<'de>>(members: A) -> Result<T, A::Error> {
    let mut object = None;
    T::read(members, &mut object)?;
    object.ok_or_else(unread)
}

/// The error for a format that calls no visitor.
#[cold]
pub(crate) fn unread<E: Error>() -> E {
    E::custom("nothing was read")
}

/// Where the value of a member goes that is being read.
pub(crate) trait Slot<'de, A: MapAccess<'de>> {
    /// Reads the value.
    fn read(&mut self, members: &mut A) -> Result<(), A::Error>;

    /// Whether the object cannot do without this member, and it was not there.
    fn is_missing(&self) -> bool;
}

/// A member that has to be there.
impl<'de, T: Decode<'de>, A: MapAccess<'de>> Slot<'de, A> for Option<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        *self = Some(members.next_value_seed(seed())?);
        Ok(())
    }

    fn is_missing(&self) -> bool {
        self.is_none()
    }
}

/// A member that may be absent.
#[derive(Default)]
pub(crate) struct Absent<T>(pub(crate) T);

impl<'de, T: Decode<'de>, A: MapAccess<'de>> Slot<'de, A> for Absent<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.0 = members.next_value_seed(seed())?;
        Ok(())
    }

    fn is_missing(&self) -> bool {
        false
    }
}

/// A member that may be absent, and whose null is a value.
#[derive(Default)]
pub(crate) struct Free<T>(pub(crate) Option<T>);

impl<'de, T: Decode<'de>, A: MapAccess<'de>> Slot<'de, A> for Free<T> {
    fn read(&mut self, members: &mut A) -> Result<(), A::Error> {
        self.0 = Some(members.next_value_seed(seed())?);
        Ok(())
    }

    fn is_missing(&self) -> bool {
        false
    }
}

/// Where the members go that the table does not have.
pub(crate) trait Rest<'de, A: MapAccess<'de>> {
    /// Reads the value of one.
    fn read(&mut self, name: String, members: &mut A) -> Result<(), A::Error>;
}

impl<'de, T: Decode<'de>, A: MapAccess<'de>> Rest<'de, A> for BTreeMap<String, T> {
    fn read(&mut self, name: String, members: &mut A) -> Result<(), A::Error> {
        self.insert(name, members.next_value_seed(seed())?);
        Ok(())
    }
}

/// Reads the members of an object; those that the table does not have are skipped.
pub(crate) fn read<'de, A: MapAccess<'de>>(
    mut members: A,
    keys: &'static [&'static str],
    slots: &mut [&mut dyn Slot<'de, A>],
) -> Result<(), A::Error> {
    let mut seen = Seen(0);
    let mut next = 0;
    while let Some(at) = members.next_key_seed(Position { keys, next })? {
        match slots.get_mut(at) {
            Some(slot) => {
                slot.read(&mut members)?;
                seen.add(at);
                next = at + 1;
            }
            None => drop(members.next_value::<IgnoredAny>()?),
        }
    }
    complete(keys, slots, seen)
}

/// As [`read`], for objects whose other members carry data.
pub(crate) fn read_all<'de, A: MapAccess<'de>>(
    mut members: A,
    keys: &'static [&'static str],
    slots: &mut [&mut dyn Slot<'de, A>],
    rest: &mut dyn Rest<'de, A>,
) -> Result<(), A::Error> {
    let mut seen = Seen(0);
    let mut next = 0;
    while let Some(found) = members.next_key_seed(PositionOrName(Position { keys, next }))? {
        match found {
            Ok(at) => {
                if let Some(slot) = slots.get_mut(at) {
                    slot.read(&mut members)?;
                    seen.add(at);
                }
                next = at + 1;
            }
            Err(name) => rest.read(name, &mut members)?,
        }
    }
    complete(keys, slots, seen)
}

/// Which of the first 64 places were read: those need not be asked whether they are empty.
#[derive(Clone, Copy)]
struct Seen(u64);

impl Seen {
    fn add(&mut self, at: usize) {
        if at < 64 {
            self.0 |= 1 << at;
        }
    }

    fn has(self, at: usize) -> bool {
        at < 64 && self.0 & (1 << at) != 0
    }
}

fn complete<'de, A: MapAccess<'de>>(
    keys: &[&'static str],
    slots: &[&mut dyn Slot<'de, A>],
    seen: Seen,
) -> Result<(), A::Error> {
    match slots.iter().enumerate().find(|(at, slot)| !seen.has(*at) && slot.is_missing()) {
        None => Ok(()),
        Some((at, _)) => Err(missing(keys.get(at).copied().unwrap_or_default())),
    }
}

/// The error for a member that is not there.
#[cold]
pub(crate) fn missing<E: Error>(key: &str) -> E {
    E::custom(format_args!("missing required member `{key}`"))
}

/// Writes the members of an object. The first error is kept until the end, so that no member has to look at it.
pub(crate) struct Writer<S: Serializer> {
    members: Result<S::SerializeMap, S::Error>,
}

impl<S: Serializer> Writer<S> {
    /// Begins an object.
    #[inline]
    pub(crate) fn new(serializer: S) -> Self {
        Self { members: serializer.serialize_map(None) }
    }

    /// Writes a member that is always there.
    pub(crate) fn required<K: Serialize + ?Sized, T: Serialize + ?Sized>(&mut self, key: &K, value: &T) {
        let Ok(members) = &mut self.members else { return };
        if let Err(error) = members.serialize_entry(key, value) {
            self.members = Err(error);
        }
    }

    /// Writes a member that is always there, and may be null.
    #[inline]
    pub(crate) fn nullable<T: Serialize>(&mut self, key: &'static str, value: &T) {
        self.required(key, value);
    }

    /// Writes a member unless it is absent.
    #[inline]
    #[allow(clippy::ref_option, reason = "the table has a field as it is")]
    pub(crate) fn optional<T: Serialize>(&mut self, key: &'static str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(key, value);
        }
    }

    /// Writes a member unless it is absent: JSON with a null of its own.
    #[inline]
    #[allow(clippy::ref_option, reason = "the table has a field as it is")]
    pub(crate) fn free<T: Serialize>(&mut self, key: &'static str, value: &Option<T>) {
        self.optional(key, value);
    }

    /// Writes a member unless it is absent; it may be null.
    #[inline]
    pub(crate) fn maybe<T: Serialize>(&mut self, key: &'static str, value: &Maybe<T>) {
        if !value.is_absent() {
            self.required(key, value);
        }
    }

    /// Writes the members that the table does not have.
    pub(crate) fn rest<T: Serialize>(&mut self, rest: &BTreeMap<String, T>) {
        for (key, value) in rest {
            self.required(key, value);
        }
    }

    /// Writes the members that the description does not have.
    pub(crate) fn undescribed(&mut self, rest: &BTreeMap<String, Value>) {
        for (key, value) in unlisted::members(rest) {
            self.required(key, &value);
        }
    }

    /// Ends the object.
    pub(crate) fn end(self) -> Result<S::Ok, S::Error> {
        self.members?.end()
    }
}

/// `object! { Name ["constant" = "value"] { "member" => field: presence, … } ..field: rest }`
///
/// The presence of a member is `required`, `nullable` (required, may be null), `optional`, `free` (optional, JSON with
/// a null of its own), or `maybe` (optional, may be null). Constants have no field: they are written, and have to be
/// there when an object is read; the last field takes all other members, `undescribed` ones or any. Constants come first: most are tags, and a tag mostly
/// comes first.
macro_rules! object {
    (
        $name:ident
        $([ $($constant:literal = $value:literal),* $(,)? ])?
        { $($key:literal => $field:ident: $presence:ident),* $(,)? }
        $(..$rest:ident: $others:ident)?
    ) => {
        impl<'de> $crate::runtime::object::Object<'de> for $name {
            const NAME: &'static str = stringify!($name);

            #[allow(irrefutable_let_patterns, reason = "an object may have no member that has to be there")]
            fn read<A: serde::de::MapAccess<'de>>(
                members: A,
                place: &mut Option<Self>,
            ) -> Result<(), A::Error> {
                $(let mut $field = $crate::runtime::object::member!(slot $presence);)*
                $(let mut $rest = std::collections::BTreeMap::new();)?
                $crate::runtime::object::reading!(
                    members,
                    &[$($($constant,)*)? $($key),*],
                    &mut [$($(&mut $crate::runtime::constant::Always::new($value),)*)? $(&mut $field),*]
                    $(, $rest)?
                )?;
                let ($($crate::runtime::object::member!($presence $field),)*) = ($($field,)*) else {
                    return Err($crate::runtime::object::missing(""));
                };
                *place = Some(Self { $($field,)* $($rest,)? });
                Ok(())
            }
        }

        $crate::runtime::object::serde_by_decode!(
            $name,
            $crate::runtime::object::decode,
            $crate::runtime::object::decode_members
        );

        impl serde::Serialize for $name {
            #[allow(unused_mut, reason = "an object may have no member")]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut out = $crate::runtime::object::Writer::new(serializer);
                $($(out.required($constant, &$value);)*)?
                $(out.$presence($key, &self.$field);)*
                $(out.$others(&self.$rest);)?
                out.end()
            }
        }
    };
}

/// How the members are read, with or without a place for the others.
macro_rules! reading {
    ($members:ident, $keys:expr, $slots:expr) => {
        $crate::runtime::object::read($members, $keys, $slots)
    };
    ($members:ident, $keys:expr, $slots:expr, $rest:ident) => {
        $crate::runtime::object::read_all($members, $keys, $slots, &mut $rest)
    };
}

/// The place of a member that is read, and the pattern that takes its value out.
macro_rules! member {
    (slot required) => {
        None
    };
    (slot nullable) => {
        None
    };
    (slot optional) => {
        $crate::runtime::object::Absent(None)
    };
    (slot free) => {
        $crate::runtime::object::Free(None)
    };
    (slot maybe) => {
        $crate::runtime::object::Absent($crate::runtime::Maybe::Absent)
    };
    (required $field:ident) => {
        Some($field)
    };
    (nullable $field:ident) => {
        Some($field)
    };
    (optional $field:ident) => {
        $crate::runtime::object::Absent($field)
    };
    (free $field:ident) => {
        $crate::runtime::object::Free($field)
    };
    (maybe $field:ident) => {
        $crate::runtime::object::Absent($field)
    };
}

/// Makes a type readable by serde, once it is known how to decode it.
macro_rules! serde_by_decode {
    ($name:ident, $decode:path $(, $decode_members:path)?) => {
        impl<'de> $crate::runtime::decode::Decode<'de> for $name {
            fn decode<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $decode(deserializer)
            }
            $(
                fn decode_members<A: serde::de::MapAccess<'de>>(members: A) -> Result<Self, A::Error> {
                    $decode_members(members)
                }
            )?
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $decode(deserializer)
            }
        }
    };
}

pub(crate) use {member, object, reading, serde_by_decode};
