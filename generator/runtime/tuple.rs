//! Arrays in which every element has a type of its own.
//!
//! Elements beyond those that a tuple has are ignored, as members are that an object does not have.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, IgnoredAny, SeqAccess, Visitor};

use super::check::{At, Check, Rule};
use super::decode::{Decode, seed};

macro_rules! tuples {
    ($($count:literal: $($ty:ident $index:tt),*;)*) => {$(
        impl<'de, $($ty: Decode<'de>),*> Decode<'de> for ($($ty),*) {
            fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Tuple<T>(PhantomData<T>);

                impl<'de, $($ty: Decode<'de>),*> Visitor<'de> for Tuple<($($ty),*)> {
                    type Value = ($($ty),*);

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!("an array of ", $count, " elements"))
                    }

                    fn visit_seq<S: SeqAccess<'de>>(self, mut elements: S) -> Result<Self::Value, S::Error> {
                        let tuple = ($(
                            match elements.next_element_seed(seed::<$ty>())? {
                                Some(element) => element,
                                None => return Err(S::Error::invalid_length($index, &self)),
                            }
                        ),*);
                        while elements.next_element::<IgnoredAny>()?.is_some() {}
                        Ok(tuple)
                    }
                }

                deserializer.deserialize_seq(Tuple(PhantomData))
            }
        }

        impl<$($ty: Check),*> Check for ($($ty),*) {
            fn check(&self, rules: &[Rule], at: &mut At) {
                // A tuple's own rule is its length, which its type has.
                let inner = rules.get(1..).unwrap_or_default();
                $(at.element($index, &self.$index, inner);)*
            }
        }
    )*};
}

tuples! {
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, E 3;
    5: A 0, B 1, C 2, E 3, F 4;
    6: A 0, B 1, C 2, E 3, F 4, G 5;
    7: A 0, B 1, C 2, E 3, F 4, G 5, H 6;
    8: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7;
    9: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7, J 8;
    10: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9;
    11: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10;
    12: A 0, B 1, C 2, E 3, F 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11;
}
