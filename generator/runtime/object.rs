//! JSON objects with named members: `object!` turns a table of members into an implementation of serde.
//!
//! Reading is written once, over slots that are reached through `dyn`; writing is a plain call for each member, without
//! a `?`. So a struct adds little to what is compiled.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::constant::Always;
use super::decode::Decode;
use super::maybe::Maybe;
use super::members::{Members, Rest, Slot, Slots};
use super::position::{Position, PositionOrName};
use super::unlisted;

/// Reads an object.
pub(crate) fn decode<'de, T: Decode<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    /// The struct goes where it is wanted; what a visitor returns is copied by each function that it goes through.
    struct ReadMembers<'t, T>(&'t mut Option<T>);

    impl<'de, T: Decode<'de>> Visitor<'de> for ReadMembers<'_, T> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object ({})", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
            T::decode_members(members, self.0)
        }
    }

    let mut object = None;
    deserializer.deserialize_map(ReadMembers(&mut object))?;
    object.ok_or_else(unread)
}

/// The error for a format that calls no visitor.
#[cold]
pub(crate) fn unread<E: Error>() -> E {
    E::custom("nothing was read")
}

/// Reads the members of an object, and builds it of them. Constants come first in the table.
#[inline]
pub(crate) fn read<'de, A: MapAccess<'de>, M: Members<'de>, T, const C: usize, const N: usize>(
    members: A,
    keys: &'static [&'static str; N],
    mut constants: [Always; C],
    build: fn(M) -> Option<T>,
    place: &mut Option<T>,
) -> Result<(), A::Error> {
    const { assert!(C + M::COUNT == N, "each member has a name") };
    let mut found = M::default();
    let mut slots = [const { None::<&mut dyn Slot<'de, A>> }; N];
    let mut rest = None;
    if let Some((first, others)) = slots.split_at_mut_checked(C) {
        for (slot, constant) in first.iter_mut().zip(constants.iter_mut()) {
            *slot = Some(constant);
        }
        rest = found.slots(others);
    }
    match rest {
        None => read_into(members, keys, &mut slots)?,
        Some(rest) => read_all_into(members, keys, &mut slots, rest)?,
    }
    let constant = constants.iter().position(Always::is_missing);
    if let Some(at) = constant.or_else(|| found.missing().map(|at| C + at)) {
        return Err(missing(keys, at));
    }
    *place = build(found);
    Ok(())
}

fn read_into<'de, A: MapAccess<'de>>(
    mut members: A,
    keys: &'static [&'static str],
    slots: &mut Slots<'_, 'de, A>,
) -> Result<(), A::Error> {
    let mut position = Position { keys, next: 0 };
    while let Some(at) = members.next_key_seed(&position)? {
        match slots.get_mut(at) {
            Some(Some(slot)) => {
                slot.read(&mut members)?;
                position.next = at + 1;
            }
            _ => drop(members.next_value::<IgnoredAny>()?),
        }
    }
    Ok(())
}

fn read_all_into<'de, A: MapAccess<'de>>(
    mut members: A,
    keys: &'static [&'static str],
    slots: &mut Slots<'_, 'de, A>,
    rest: &mut dyn Rest<'de, A>,
) -> Result<(), A::Error> {
    let mut position = Position { keys, next: 0 };
    while let Some(found) = members.next_key_seed(PositionOrName(&position))? {
        match found {
            Ok(at) => {
                if let Some(Some(slot)) = slots.get_mut(at) {
                    slot.read(&mut members)?;
                }
                position.next = at + 1;
            }
            Err(name) => rest.read(name, &mut members)?,
        }
    }
    Ok(())
}

/// The error for a member that is not there.
#[cold]
fn missing<E: Error>(keys: &[&str], at: usize) -> E {
    E::custom(format_args!("missing required member `{}`", keys.get(at).copied().unwrap_or_default()))
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

    fn member<K: Serialize + ?Sized, T: Serialize + ?Sized>(&mut self, key: &K, value: &T) {
        let Ok(members) = &mut self.members else { return };
        if let Err(error) = members.serialize_entry(key, value) {
            self.members = Err(error);
        }
    }

    /// Writes a member that is always there.
    #[inline]
    pub(crate) fn required<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) {
        self.member(key, value);
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
            self.member(key, value);
        }
    }

    /// Writes the members that the description does not have.
    pub(crate) fn undescribed(&mut self, rest: &BTreeMap<String, Value>) {
        for (key, value) in unlisted::members(rest) {
            self.member(key, &value);
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
/// a null of its own), or `maybe` (optional, may be null). There are at most 12 members in braces, and as many braces
/// as it takes. Constants have no field: they are written, and have to be there when an object is read; the last field
/// takes all other members, `undescribed` ones or any. Constants come first: most are tags, and a tag mostly comes
/// first.
macro_rules! object {
    (
        $name:ident
        $([ $($constant:literal = $value:literal),* $(,)? ])?
        $({ $($key:literal => $field:ident: $presence:ident),* $(,)? })*
        $(..$rest:ident: $others:ident)?
    ) => {
        impl<'de> $crate::runtime::decode::Decode<'de> for $name {
            const NAME: &'static str = stringify!($name);

            #[allow(irrefutable_let_patterns, reason = "an object may have no member that has to be there")]
            fn decode_members<A: serde::de::MapAccess<'de>>(
                members: A,
                place: &mut Option<Self>,
            ) -> Result<(), A::Error> {
                let build = |found| {
                    let $crate::runtime::object::members!($(..$rest)? $([$($presence $field)*])*) = found else {
                        return None;
                    };
                    Some(Self { $($($field,)*)* $($rest,)? })
                };
                $crate::runtime::object::read(
                    members,
                    &[$($($constant,)*)? $($($key,)*)*],
                    [$($($crate::runtime::constant::Always::new($value)),*)?],
                    build,
                    place,
                )
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::object::decode(deserializer)
            }
        }

        impl serde::Serialize for $name {
            #[allow(unused_mut, reason = "an object may have no member")]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut out = $crate::runtime::object::Writer::new(serializer);
                $($(out.required($constant, &$value);)*)?
                $($(out.$presence($key, &self.$field);)*)*
                $(out.$others(&self.$rest);)?
                out.end()
            }
        }
    };
}

/// The pattern of members that were read. Groups are chained two by two, so that many do not nest deeply.
macro_rules! members {
    (..$rest:ident $($group:tt)*) => {
        $crate::runtime::members::WithRest($crate::runtime::object::members!($($group)*), $rest)
    };
    () => {
        ()
    };
    ([$($presence:ident $field:ident)*]) => {
        ($($crate::runtime::object::member!($presence $field),)*)
    };
    ({ $first:tt $behind:tt }) => {
        $crate::runtime::members::Chain(
            $crate::runtime::object::members!($first),
            $crate::runtime::object::members!($behind),
        )
    };
    ($($first:tt $behind:tt)+) => {
        $crate::runtime::object::members!($({ $first $behind })+)
    };
    ($alone:tt $($first:tt $behind:tt)+) => {
        $crate::runtime::object::members!($alone $({ $first $behind })+)
    };
}

/// The pattern of one member.
macro_rules! member {
    (required $field:ident) => {
        $crate::runtime::members::Required(Some($field))
    };
    (nullable $field:ident) => {
        $crate::runtime::members::Required(Some($field))
    };
    (optional $field:ident) => {
        $crate::runtime::members::Optional($field)
    };
    (free $field:ident) => {
        $crate::runtime::members::Free($field)
    };
    (maybe $field:ident) => {
        $crate::runtime::members::Optional($field)
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

pub(crate) use {member, members, object, serde_by_decode};
