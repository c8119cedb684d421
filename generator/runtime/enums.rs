//! Enumerations of strings and of integers, open and closed.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::de::{Deserializer, Error, Unexpected, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::decode::integral;

/// The error for a value that a closed enumeration does not list.
#[cold]
pub(crate) fn unlisted<E: Error>(found: &dyn std::fmt::Display, name: &str, listed: &[&str]) -> E {
    E::custom(format_args!("`{found}` is not a value of {name}: expected one of {}", listed.join(", ")))
}

/// `string_enum! { Name { "wire" => Variant, … } else Unknown }`; without `else` it is closed.
macro_rules! string_enum {
    ($name:ident { $($wire:literal => $variant:ident),* $(,)? } $(else $unknown:ident)?) => {
        impl $name {
            /// The value as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    $(Self::$unknown(text) => text,)?
                }
            }

            fn listed(text: &str) -> Option<Self> {
                match text {
                    $($wire => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        $crate::runtime::enums::string_enum_from!($name [$($wire)*] $($unknown)?);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$unknown(text) => $crate::runtime::unlisted::value(text, serializer),)?
                    #[allow(unreachable_patterns, reason = "a closed enumeration has nothing unlisted")]
                    _ => serializer.serialize_str(self.as_str()),
                }
            }
        }

        impl $crate::runtime::check::Check for $name {}
    };
}

/// How a string enumeration is made from text: an open one always, a closed one perhaps.
macro_rules! string_enum_from {
    ($name:ident [$($wire:literal)*] $unknown:ident) => {
        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::listed(text).unwrap_or_else(|| Self::$unknown(text.to_owned()))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::listed(&text).unwrap_or(Self::$unknown(text))
            }
        }

        $crate::runtime::object::serde_by_decode!($name, $crate::runtime::enums::open);
    };
    ($name:ident [$($wire:literal)*]) => {
        impl std::str::FromStr for $name {
            type Err = serde::de::value::Error;

            fn from_str(text: &str) -> Result<Self, serde::de::value::Error> {
                match Self::listed(text) {
                    Some(value) => Ok(value),
                    None => Err($crate::runtime::enums::unlisted(&text, stringify!($name), &[$($wire),*])),
                }
            }
        }

        $crate::runtime::object::serde_by_decode!($name, $crate::runtime::enums::closed);
    };
}

/// Reads an open enumeration.
pub(crate) fn open<'de, T: From<String>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    String::deserialize(deserializer).map(T::from)
}

/// Reads a closed enumeration. The error is made while the text is read, so that it has a place.
pub(crate) fn closed<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: FromStr<Err: fmt::Display>,
    D: Deserializer<'de>,
{
    struct Closed<T>(PhantomData<T>);

    impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Closed<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            text.parse().map_err(E::custom)
        }
    }

    deserializer.deserialize_str(Closed(PhantomData))
}

/// `integer_enum! { Name { 1 => Variant, … } else Unknown }`; without `else` it is closed.
macro_rules! integer_enum {
    ($name:ident { $($wire:literal => $variant:ident),* $(,)? } $(else $unknown:ident)?) => {
        impl $name {
            /// The value as it is sent.
            pub fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $wire,)*
                    $(Self::$unknown(value) => *value,)?
                }
            }
        }

        $crate::runtime::enums::integer_enum_from!($name { $($wire => $variant)* } $($unknown)?);

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$unknown(value) => $crate::runtime::unlisted::value(value, serializer),)?
                    #[allow(unreachable_patterns, reason = "a closed enumeration has nothing unlisted")]
                    _ => serializer.serialize_i64(self.value()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.value().fmt(f)
            }
        }

        impl $crate::runtime::check::Check for $name {}

        $crate::runtime::object::serde_by_decode!($name, $crate::runtime::enums::integer);
    };
}

/// How an enumeration is made from an integer: an open one always, a closed one perhaps.
macro_rules! integer_enum_from {
    ($name:ident { $($wire:literal => $variant:ident)* } $unknown:ident) => {
        impl From<i64> for $name {
            fn from(value: i64) -> Self {
                match value {
                    $($wire => Self::$variant,)*
                    _ => Self::$unknown(value),
                }
            }
        }
    };
    ($name:ident { $($wire:literal => $variant:ident)* }) => {
        impl TryFrom<i64> for $name {
            type Error = serde::de::value::Error;

            fn try_from(value: i64) -> Result<Self, serde::de::value::Error> {
                match value {
                    $($wire => Ok(Self::$variant),)*
                    _ => Err($crate::runtime::enums::unlisted(
                        &value, stringify!($name), &[$(stringify!($wire)),*],
                    )),
                }
            }
        }
    };
}

/// Reads an enumeration of integers. The error is made while the number is read, so that it has a place.
pub(crate) fn integer<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: TryFrom<i64, Error: fmt::Display>,
    D: Deserializer<'de>,
{
    struct Listed<T>(PhantomData<T>);

    impl<T: TryFrom<i64, Error: fmt::Display>> Visitor<'_> for Listed<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an integer")
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
            T::try_from(value).map_err(E::custom)
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
            let value =
                i64::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))?;
            self.visit_i64(value)
        }

        fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
            match integral(value) {
                Some(value) => self.visit_i64(value),
                None => Err(E::invalid_type(Unexpected::Float(value), &self)),
            }
        }
    }

    deserializer.deserialize_i64(Listed(PhantomData))
}

pub(crate) use {integer_enum, integer_enum_from, string_enum, string_enum_from};
