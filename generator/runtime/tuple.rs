//! Arrays in which every element has a type of its own.
//!
//! Elements beyond those that a tuple has are ignored, as members are that an object does not have.

/// `tuple! { 2: T0 0, T1 1 }`: how a tuple of so many elements is read and checked.
macro_rules! tuple {
    ($count:literal: $($ty:ident $index:tt),*) => {
        impl<'de, $($ty: $crate::runtime::decode::Decode<'de>),*> $crate::runtime::decode::Decode<'de> for ($($ty),*) {
            fn decode<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Tuple<T>(std::marker::PhantomData<T>);

                impl<'de, $($ty: $crate::runtime::decode::Decode<'de>),*> serde::de::Visitor<'de> for Tuple<($($ty),*)> {
                    type Value = ($($ty),*);

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("an array of ", $count, " elements"))
                    }

                    fn visit_seq<S: serde::de::SeqAccess<'de>>(self, mut elements: S) -> Result<Self::Value, S::Error> {
                        let tuple = ($(
                            match elements.next_element_seed($crate::runtime::decode::seed::<$ty>())? {
                                Some(element) => element,
                                None => return Err(serde::de::Error::invalid_length($index, &self)),
                            }
                        ),*);
                        while elements.next_element::<serde::de::IgnoredAny>()?.is_some() {}
                        Ok(tuple)
                    }
                }

                deserializer.deserialize_seq(Tuple(std::marker::PhantomData))
            }
        }

        impl<$($ty: $crate::runtime::check::Check),*> $crate::runtime::check::Check for ($($ty),*) {
            fn check(&self, rules: &[$crate::runtime::check::Rule], at: &mut $crate::runtime::check::At) {
                // A tuple's own rule is its length, which its type has.
                let inner = rules.get(1..).unwrap_or_default();
                $(at.element($index, &self.$index, inner);)*
            }
        }
    };
}

pub(crate) use tuple;
