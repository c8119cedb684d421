//! Values that a caller builds: `build!` turns a table into a constructor and a setter per optional member.

use std::collections::BTreeMap;

/// An array of what can become its elements.
pub(crate) fn list<T>(elements: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    elements.into_iter().map(Into::into).collect()
}

/// A map of pairs.
pub(crate) fn map<T>(
    pairs: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
}

/// `build! { Name { new(required: how Type, …) with [preset: presence value, …], member: optional how Type, … } }`, then `clear [setter: member, …]` for
/// those that can be made null, and `..rest: how Type` for the field of all other members.
///
/// Documentation is the same for all: a text that is put together for each takes the compiler longer than the method.
///
/// How an argument is taken: `exact` as it is, `into` by conversion, `items` from anything that can be iterated,
/// `pairs` from pairs of a name and a value; a type behind `boxed` is put into a box.
macro_rules! build {
    (
        $name:ident {
            new($($required:ident: $required_how:ident $required_ty:ty),* $(,)?)
            $(with [$($preset:ident: $preset_presence:ident $value:expr),* $(,)?])?,
            $($field:ident: $presence:ident $how:ident $ty:ty),* $(,)?
        }
        $(clear [$($clear:ident: $cleared:ident),* $(,)?])?
        $(..$rest:ident: $rest_how:ident $rest_ty:ty)?
    ) => {
        impl $name {
            $crate::runtime::build::constructor!(
                { $($required: $required_how $required_ty),* }
                { $($($preset: $preset_presence $value),*)? }
                { $($field: $presence,)* $($rest: rest,)? }
            );
            $($crate::runtime::build::setter!($field: $presence $how $ty);)*
            $($crate::runtime::build::setter!($rest: rest $rest_how $rest_ty);)?
            $($(
                /// Makes the field that is named behind `clear_` null.
                #[must_use]
                pub fn $clear(mut self) -> Self {
                    self.$cleared = $crate::runtime::Maybe::Null;
                    self
                }
            )*)?
        }
    };
}

macro_rules! constructor {
    (
        { $($required:ident: $how:ident $ty:ty),* }
        { $($preset:ident: $presence:ident $value:expr),* }
        { $($optional:ident: $optional_presence:ident,)* }
    ) => {
        /// One with what is required.
        #[must_use]
        pub fn new($($required: $crate::runtime::build::taken!($how $ty)),*) -> Self {
            Self {
                $($required: $crate::runtime::build::made!($how $required),)*
                $($preset: $crate::runtime::build::present!($presence $value.into()),)*
                $($optional: $crate::runtime::build::nothing!($optional_presence),)*
            }
        }
    };
}

macro_rules! setter {
    ($field:ident: $presence:ident $how:ident $ty:ty) => {
        /// Sets the field of this name.
        #[must_use]
        pub fn $field(mut self, $field: $crate::runtime::build::taken!($how $ty)) -> Self {
            self.$field = $crate::runtime::build::present!($presence $crate::runtime::build::made!($how $field));
            self
        }
    };
}

/// The type of an argument.
macro_rules! taken {
    (exact $ty:ty) => { $ty };
    (into $ty:ty) => { impl Into<$ty> };
    (boxed $ty:ty) => { impl Into<$ty> };
    (items $ty:ty) => { impl IntoIterator<Item = impl Into<$ty>> };
    (pairs $ty:ty) => { impl IntoIterator<Item = (impl Into<String>, impl Into<$ty>)> };
}

/// The value of an argument.
macro_rules! made {
    (exact $value:ident) => {
        $value
    };
    (into $value:ident) => {
        $value.into()
    };
    (boxed $value:ident) => {
        Box::new($value.into())
    };
    (items $value:ident) => {
        $crate::runtime::build::list($value)
    };
    (pairs $value:ident) => {
        $crate::runtime::build::map($value)
    };
}

macro_rules! present {
    (optional $value:expr) => {
        Some($value)
    };
    (maybe $value:expr) => {
        $crate::runtime::Maybe::Value($value)
    };
    (required $value:expr) => {
        $value
    };
    (rest $value:expr) => {
        $value
    };
}

/// What a member is that was not given.
macro_rules! nothing {
    (optional) => {
        None
    };
    (maybe) => {
        $crate::runtime::Maybe::Absent
    };
    (rest) => {
        Default::default()
    };
}

/// `from! { Union { Variant(Type), … } }`: a branch becomes its union by itself.
macro_rules! from {
    ($name:ident { $($variant:ident($ty:ty)),* $(,)? }) => {$(
        impl From<$ty> for $name {
            fn from(value: $ty) -> Self {
                Self::$variant(Into::into(value))
            }
        }
    )*};
    (Option<$name:ident> { $($variant:ident($ty:ty)),* $(,)? }) => {$(
        impl From<$ty> for Option<$name> {
            fn from(value: $ty) -> Self {
                Some($name::$variant(Into::into(value)))
            }
        }
    )*};
}

pub(crate) use {build, constructor, from, made, nothing, present, setter, taken};
