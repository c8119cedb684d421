//! Reading values that a server sent: like `serde::Deserialize`, but tolerant where JSON is.
//!
//! An integer may come as `3.0`. Everything else is as strict as the description says, so that a
//! mistake is named where it is made.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::object;

/// A type that can be read from a description's data. A struct says how its members are read, any other type how a
/// value is: one of the two has to be said, since each is made of the other.
pub(crate) trait Decode<'de>: Sized {
    /// A struct's name, for messages.
    const NAME: &'static str = "";

    /// Reads one value.
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        object::decode(deserializer)
    }

    /// Reads one value from the members of an object, in any order, and puts it where it is wanted.
    fn decode_members<A: MapAccess<'de>>(members: A, place: &mut Option<Self>) -> Result<(), A::Error> {
        *place = Some(Self::decode(MapAccessDeserializer::new(members))?);
        Ok(())
    }
}

/// Lets serde's collections read a [`Decode`] type.
pub(crate) struct Seed<T>(PhantomData<T>);

/// A seed for the type that the context wants.
pub(crate) fn seed<T>() -> Seed<T> {
    Seed(PhantomData)
}

impl<'de, T: Decode<'de>> DeserializeSeed<'de> for Seed<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::decode(deserializer)
    }
}

macro_rules! decode_as_serde {
    ($($ty:ty),*) => {$(
        impl<'de> Decode<'de> for $ty {
            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::deserialize(deserializer)
            }
        }
    )*};
}

decode_as_serde!(bool, String, IgnoredAny, serde_json::Value);

/// As serde's own, with an error in words of JSON.
impl<'de> Decode<'de> for f64 {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        #[allow(clippy::cast_precision_loss, reason = "a number in JSON has the precision of a double")]
        impl Visitor<'_> for Number {
            type Value = f64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<f64, E> {
                Ok(value as f64)
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<f64, E> {
                Ok(value as f64)
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<f64, E> {
                Ok(value)
            }
        }

        deserializer.deserialize_f64(Number)
    }
}

macro_rules! decode_integer {
    ($($ty:ident),*) => {$(
        impl<'de> Decode<'de> for $ty {
            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Integer;

                impl Visitor<'_> for Integer {
                    type Value = $ty;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("an integer (", stringify!($ty), ")"))
                    }

                    fn visit_i64<E: Error>(self, value: i64) -> Result<$ty, E> {
                        $ty::try_from(value).map_err(|_| E::invalid_value(Unexpected::Signed(value), &self))
                    }

                    fn visit_u64<E: Error>(self, value: u64) -> Result<$ty, E> {
                        $ty::try_from(value).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
                    }

                    fn visit_f64<E: Error>(self, value: f64) -> Result<$ty, E> {
                        match integral(value) {
                            Some(integer) => self.visit_i64(integer),
                            None => Err(E::invalid_type(Unexpected::Float(value), &self)),
                        }
                    }
                }

                deserializer.$ty(Integer)
            }
        }
    )*};
}

/// Names serde's hint by the integer's own name, so that the macro above stays one list.
trait Hint<'de>: Deserializer<'de> {
    fn i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.deserialize_i32(visitor)
    }

    fn i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.deserialize_i64(visitor)
    }

    fn u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Self::Error> {
        self.deserialize_u64(visitor)
    }
}

impl<'de, D: Deserializer<'de>> Hint<'de> for D {}

decode_integer!(i32, i64, u64);

/// The integer that a number without a fraction stands for.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked first")]
pub(crate) fn integral(value: f64) -> Option<i64> {
    // 2^53: up to here every integer has its own float.
    (value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0).then_some(value as i64)
}

impl<'de> Decode<'de> for () {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Null;

        impl Visitor<'_> for Null {
            type Value = ();

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("null")
            }

            fn visit_unit<E: Error>(self) -> Result<(), E> {
                Ok(())
            }
        }

        deserializer.deserialize_unit(Null)
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Box<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self::new)
    }

    fn decode_members<A: MapAccess<'de>>(members: A, place: &mut Option<Self>) -> Result<(), A::Error> {
        let mut object = None;
        T::decode_members(members, &mut object)?;
        *place = object.map(Self::new);
        Ok(())
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Option<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Nullable<T>(PhantomData<T>);

        impl<'de, T: Decode<'de>> Visitor<'de> for Nullable<T> {
            type Value = Option<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or null")
            }

            fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
                Ok(None)
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(None)
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
                T::decode(deserializer).map(Some)
            }
        }

        deserializer.deserialize_option(Nullable(PhantomData))
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for Vec<T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T>(PhantomData<T>);

        impl<'de, T: Decode<'de>> Visitor<'de> for List<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(element) = elements.next_element_seed(seed())? {
                    list.push(element);
                }
                Ok(list)
            }
        }

        deserializer.deserialize_seq(List(PhantomData))
    }
}

impl<'de, T: Decode<'de>> Decode<'de> for BTreeMap<String, T> {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map<T>(PhantomData<T>);

        impl<'de, T: Decode<'de>> Visitor<'de> for Map<T> {
            type Value = BTreeMap<String, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let mut map = BTreeMap::new();
                while let Some(key) = members.next_key::<String>()? {
                    map.insert(key, members.next_value_seed(seed())?);
                }
                Ok(map)
            }
        }

        deserializer.deserialize_map(Map(PhantomData))
    }
}
