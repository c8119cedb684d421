//! Scalars with a name and constraints of their own.

/// `newtype! { Name(String): [rule] }` for a struct with one private text, or `Name(i64): [rule]` for a number.
macro_rules! newtype {
    ($name:ident(String): [$($rule:expr),* $(,)?]) => {
        impl $name {
            /// Checks and keeps a text.
            ///
            /// # Errors
            /// The first constraint that the text does not meet.
            pub fn new(text: impl Into<String>) -> Result<Self, $crate::runtime::check::Violation> {
                $crate::runtime::newtype::checked(Self(text.into()))
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::runtime::check::Violation;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = $crate::runtime::check::Violation;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::runtime::check::Violation;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        $crate::runtime::newtype::newtype_codec!($name [$($rule),*]);
    };
    ($name:ident($number:ident): [$($rule:expr),* $(,)?]) => {
        impl $name {
            /// Checks and keeps a number.
            ///
            /// # Errors
            /// The first constraint that the number does not meet.
            pub fn new(value: $number) -> Result<Self, $crate::runtime::check::Violation> {
                $crate::runtime::newtype::checked(Self(value))
            }

            /// The number.
            pub fn get(&self) -> $number {
                self.0
            }
        }

        impl TryFrom<$number> for $name {
            type Error = $crate::runtime::check::Violation;

            fn try_from(value: $number) -> Result<Self, Self::Error> {
                Self::new(value)
            }
        }

        impl From<$name> for $number {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        $crate::runtime::newtype::newtype_codec!($name [$($rule),*]);
    };
}

/// What newtypes of text and of numbers share. A response is not checked.
macro_rules! newtype_codec {
    ($name:ident [$($rule:expr),*]) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> $crate::runtime::decode::Decode<'de> for $name {
            fn decode<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::decode::Decode::decode(deserializer).map(Self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::runtime::decode::Decode::decode(deserializer).map(Self)
            }
        }

        impl $crate::runtime::check::Check for $name {
            fn check(&self, _: &[$crate::runtime::check::Rule], at: &mut $crate::runtime::check::At) {
                self.0.check(&[$($rule),*], at);
            }
        }
    };
}

/// Keeps a value if its own rules allow it.
pub(crate) fn checked<T: super::check::Check>(value: T) -> Result<T, super::check::Violation> {
    match super::check::violations(&value).into_iter().next() {
        None => Ok(value),
        Some(violation) => Err(violation),
    }
}

pub(crate) use {newtype, newtype_codec};
