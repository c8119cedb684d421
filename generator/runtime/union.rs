//! One of several: `union!` turns a decision table into an implementation of serde.
//!
//! A table is a list of guards, each with the branch it stands for, tried in order. What a guard looks at is
//! there before the branch is read: the JSON kind, a scalar's value, the presence of a member, a member's value.
//! So nothing is decoded on trial. Members of an object are held back only until a guard holds.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_json::Value;

use super::decode::integral;
use super::guard::{Guard, Kind, Test, describe, presence, tag, undecided};
use super::held::{Held, inside};

/// An enum with a branch per guard. Implemented by `union!`.
pub(crate) trait Union<'de>: Sized {
    /// The enum's name, for messages.
    const NAME: &'static str;
    /// The decision table.
    const GUARDS: &'static [Guard];

    /// Reads the branch of the guard at this position of the table.
    fn branch<D: Deserializer<'de>>(guard: usize, deserializer: D) -> Result<Self, D::Error>;

    /// Keeps a value that no guard takes; `None` when the enum is closed.
    fn unknown(value: Value) -> Option<Self>;
}

/// Reads a union.
pub(crate) fn decode<'de, U: Union<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    deserializer.deserialize_any(Decide(PhantomData))
}

struct Decide<U>(PhantomData<U>);

impl<'de, U: Union<'de>> Decide<U> {
    /// Decides on a scalar, and reads it as the branch wants it.
    fn scalar<E: Error>(self, kind: Kind, value: Value, unexpected: Unexpected<'_>) -> Result<U, E> {
        let found = U::GUARDS.iter().position(|guard| {
            guard.takes(kind)
                && match guard.test {
                    Test::Any => true,
                    Test::Is(scalar) => scalar.is(&value),
                    Test::Has(_) | Test::Tag(..) => false,
                }
        });
        if let Some(guard) = found {
            return U::branch(guard, value).map_err(E::custom);
        }
        U::unknown(value).ok_or_else(|| E::invalid_type(unexpected, &self))
    }
}

impl<'de, U: Union<'de>> Visitor<'de> for Decide<U> {
    type Value = U;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", U::NAME)?;
        for (index, guard) in U::GUARDS.iter().filter(|guard| guard.kind != Kind::Never).enumerate() {
            f.write_str(if index == 0 { "" } else { " or " })?;
            describe(guard, f)?;
        }
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<U, E> {
        self.scalar(Kind::Boolean, value.into(), Unexpected::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<U, E> {
        self.scalar(Kind::Integer, value.into(), Unexpected::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<U, E> {
        // Beyond `i64` there is no integer that a branch could hold, but a number.
        let kind = if i64::try_from(value).is_ok() { Kind::Integer } else { Kind::Number };
        self.scalar(kind, value.into(), Unexpected::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<U, E> {
        let kind = if integral(value).is_some() { Kind::Integer } else { Kind::Number };
        self.scalar(kind, value.into(), Unexpected::Float(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<U, E> {
        self.scalar(Kind::String, text.into(), Unexpected::Str(text))
    }

    fn visit_unit<E: Error>(self) -> Result<U, E> {
        self.scalar(Kind::Null, Value::Null, Unexpected::Unit)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<U, A::Error> {
        let elements = SeqAccessDeserializer::new(elements);
        if let Some(guard) = U::GUARDS.iter().position(|guard| guard.takes(Kind::Array)) {
            return U::branch(guard, elements);
        }
        let value = serde::Deserialize::deserialize(elements)?;
        U::unknown(value).ok_or_else(|| A::Error::invalid_type(Unexpected::Seq, &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<U, A::Error> {
        let mut held = Vec::new();
        while let Some(key) = members.next_key::<String>()? {
            if let Some(guard) = presence(U::GUARDS, &key) {
                let members = Replay::new(held, Some(key), members);
                return U::branch(guard, MapAccessDeserializer::new(members));
            }
            let value = members.next_value()?;
            let tagged = tag(U::GUARDS, &key, &value);
            held.push((key, value));
            if let Some(guard) = tagged {
                return U::branch(guard, MapAccessDeserializer::new(Replay::new(held, None, members)));
            }
        }
        let rest = U::GUARDS.iter().position(|guard| guard.takes(Kind::Object) && guard.test == Test::Any);
        if let Some(guard) = rest {
            return U::branch(guard, MapAccessDeserializer::new(Replay::new(held, None, members)));
        }
        let error = undecided(U::NAME, U::GUARDS, &held);
        U::unknown(Value::Object(held.into_iter().collect())).ok_or_else(|| A::Error::custom(error))
    }
}

/// The members of an object, those held back first.
struct Replay<A> {
    held: std::vec::IntoIter<(String, Value)>,
    /// The value of the held member whose name was just read.
    value: Option<(String, Value)>,
    /// The name that decided; its value is still to be read.
    key: Option<String>,
    rest: A,
}

impl<A> Replay<A> {
    fn new(held: Vec<(String, Value)>, key: Option<String>, rest: A) -> Self {
        Self { held: held.into_iter(), value: None, key, rest }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if let Some((key, value)) = self.held.next() {
            let read = seed.deserialize(key.as_str().into_deserializer())?;
            self.value = Some((key, value));
            return Ok(Some(read));
        }
        match self.key.take() {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some((key, value)) => {
                seed.deserialize(Held::<A::Error>::new(value)).map_err(|error| inside(&key, &error))
            }
            None => self.rest.next_value_seed(seed),
        }
    }
}

/// `union! { Name { kind test => Variant(Type), … } else Unknown }`; without `else` it is closed.
///
/// A kind is `any`, `never` or a JSON type. A test is nothing, `is SCALAR`, `has "member"`, or `tag "member" = SCALAR`, where a
/// scalar is `"text"`, `integer 1` or `boolean true`. A variant without a type is the scalar that its guard names.
macro_rules! union {
    (
        $name:ident {
            $($kind:ident $(is $is:literal)? $(has $has:literal)? $(tag $tag:literal = $($scalar:ident)? $value:literal)?
                => $variant:ident $(($payload:ty))?),* $(,)?
        }
        $(else $unknown:ident)?
    ) => {
        impl<'de> $crate::runtime::union::Union<'de> for $name {
            const NAME: &'static str = stringify!($name);
            const GUARDS: &'static [$crate::runtime::guard::Guard] = &[$(
                $crate::runtime::guard::guard!($kind $(is $is)? $(has $has)? $(tag $tag = $($scalar)? $value)?)
            ),*];

            #[allow(unused_assignments, reason = "the last position is not used")]
            fn branch<D: serde::Deserializer<'de>>(guard: usize, deserializer: D) -> Result<Self, D::Error> {
                let mut position = 0;
                $(
                    if guard == position {
                        return $crate::runtime::union::read!(deserializer, $variant $($payload)?);
                    }
                    position += 1;
                )*
                Err(serde::de::Error::custom(concat!(stringify!($name), " has no such branch")))
            }

            #[allow(unused_variables, unreachable_code, reason = "only an open union keeps what it does not know")]
            fn unknown(value: serde_json::Value) -> Option<Self> {
                $(return Some(Self::$unknown(value));)?
                None
            }
        }

        $crate::runtime::object::serde_by_decode!($name, $crate::runtime::union::decode);

        impl serde::Serialize for $name {
            #[allow(unreachable_patterns, reason = "several guards can stand for one branch")]
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $($crate::runtime::union::pattern!(value $variant $($payload)?) =>
                        serde::Serialize::serialize($crate::runtime::union::written!($(is $is)? => value $($payload)?), serializer),)*
                    $(Self::$unknown(value) => serde::Serialize::serialize(value, serializer),)?
                }
            }
        }
    };
}

/// Reads a branch: the payload, or nothing but the scalar that was already seen.
macro_rules! read {
    ($deserializer:ident, $variant:ident $payload:ty) => {
        <$payload as $crate::runtime::decode::Decode>::decode($deserializer).map(Self::$variant)
    };
    ($deserializer:ident, $variant:ident) => {
        <serde::de::IgnoredAny as serde::Deserialize>::deserialize($deserializer).map(|_| Self::$variant)
    };
}

macro_rules! pattern {
    ($value:ident $variant:ident $payload:ty) => {
        Self::$variant($value)
    };
    ($value:ident $variant:ident) => {
        Self::$variant
    };
}

/// What a branch is written as.
macro_rules! written {
    ($(is $is:literal)? => $value:ident $payload:ty) => {
        $value
    };
    (is $is:literal => $value:ident) => {
        &$is
    };
}

pub(crate) use {pattern, read, union, written};
