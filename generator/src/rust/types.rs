//! How types are spelt, and how a caller hands over their values.

use std::fmt;

use super::Ident;

/// How a type is spelt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u64`
    U64,
    /// `f64`
    F64,
    /// `String`
    String,
    /// The run time's `Secret`.
    Secret,
    /// `serde_json::Value`
    Json,
    /// `()`: there is no value.
    Unit,
    /// `()`: the value is `null`.
    Null,
    /// `std::convert::Infallible`: there is no such value.
    Never,
    /// `bytes::Bytes`
    Bytes,
    /// The run time's `File`.
    File,
    /// The run time's `Download`.
    Download,
    /// The run time's `Events<T>`.
    Events(Box<Type>),
    /// The run time's `Lines<T>`.
    Lines(Box<Type>),
    /// A type of this crate.
    Named(Ident),
    /// A type of another crate.
    Foreign(Path),
    /// `Option<T>`
    Option(Box<Type>),
    /// `Vec<T>`
    List(Box<Type>),
    /// `BTreeMap<String, T>`
    Map(Box<Type>),
    /// `Box<T>`
    Boxed(Box<Type>),
    /// `(A, B)`
    Tuple(Vec<Type>),
}

/// A path, such as `chrono::DateTime<chrono::Utc>`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Path {
    /// The names between `::`.
    pub segments: Vec<Ident>,
    /// What stands between `<` and `>`.
    pub arguments: Vec<Self>,
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, name) in self.segments.iter().enumerate() {
            write!(f, "{}{name}", if index == 0 { "" } else { "::" })?;
        }
        for (index, argument) in self.arguments.iter().enumerate() {
            write!(f, "{}{argument}", if index == 0 { "<" } else { ", " })?;
        }
        f.write_str(if self.arguments.is_empty() { "" } else { ">" })
    }
}

/// As Rust spells it, where the types that it names are in scope.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("bool"),
            Self::I32 => f.write_str("i32"),
            Self::I64 => f.write_str("i64"),
            Self::U64 => f.write_str("u64"),
            Self::F64 => f.write_str("f64"),
            Self::String => f.write_str("String"),
            Self::Secret => f.write_str("Secret"),
            Self::Json => f.write_str("serde_json::Value"),
            Self::Unit | Self::Null => f.write_str("()"),
            Self::Never => f.write_str("std::convert::Infallible"),
            Self::Bytes => f.write_str("bytes::Bytes"),
            Self::File => f.write_str("crate::File"),
            Self::Download => f.write_str("crate::Download"),
            Self::Events(inner) => write!(f, "crate::Events<{inner}>"),
            Self::Lines(inner) => write!(f, "crate::Lines<{inner}>"),
            Self::Named(name) => name.fmt(f),
            Self::Foreign(path) => path.fmt(f),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
            Self::List(inner) => write!(f, "Vec<{inner}>"),
            Self::Map(inner) => write!(f, "BTreeMap<String, {inner}>"),
            Self::Boxed(inner) => write!(f, "Box<{inner}>"),
            Self::Tuple(types) => {
                for (index, ty) in types.iter().enumerate() {
                    write!(f, "{}{ty}", if index == 0 { "(" } else { ", " })?;
                }
                f.write_str(")")
            }
        }
    }
}

/// How a caller hands over a value of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    Exact,
    /// `impl Into<T>`
    Into,
    /// `impl IntoIterator<Item = …>`
    Items,
    /// `impl IntoIterator<Item = (impl Into<String>, …)>`
    Pairs,
}

impl Type {
    /// How a caller hands over a value.
    pub fn style(&self) -> Style {
        match self {
            Self::String | Self::Secret | Self::Json | Self::File | Self::Named(_) => Style::Into,
            Self::Boxed(inner) => inner.style(),
            Self::List(inner) if inner.is_simple() => Style::Items,
            Self::Map(inner) if inner.is_simple() => Style::Pairs,
            _ => Style::Exact,
        }
    }

    /// Whether it is neither a collection nor optional.
    fn is_simple(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Map(_) | Self::Option(_) | Self::Boxed(_))
    }

    /// Whether null is a value of its own, beside which `Option` has none.
    pub fn has_null(&self) -> bool {
        matches!(self, Self::Json | Self::Null)
    }

    /// The named types in it.
    pub fn names(&self) -> Vec<&Ident> {
        match self {
            Self::Tuple(types) => types.iter().flat_map(Self::names).collect(),
            Self::Option(inner)
            | Self::List(inner)
            | Self::Map(inner)
            | Self::Boxed(inner)
            | Self::Events(inner)
            | Self::Lines(inner) => inner.names(),
            other => other.named().into_iter().collect(),
        }
    }

    /// The named type at the bottom, if there is one, and only one.
    pub fn named(&self) -> Option<&Ident> {
        match self {
            Self::Named(name) => Some(name),
            Self::Option(inner)
            | Self::List(inner)
            | Self::Map(inner)
            | Self::Boxed(inner)
            | Self::Events(inner)
            | Self::Lines(inner) => inner.named(),
            _ => None,
        }
    }
}
