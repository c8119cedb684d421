//! What tells the branches of a union apart: questions about a value that are answered before any branch is read.

use std::fmt;

use serde_json::Value;

use super::decode::integral;

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
    /// Every kind.
    Any,
    /// No kind: the branch is only written, because nothing tells it from one before.
    Never,
}

/// A scalar that a description lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    Boolean(bool),
    Integer(i64),
    String(&'static str),
}

impl Scalar {
    pub(super) fn is(self, value: &Value) -> bool {
        match self {
            Self::Boolean(own) => value.as_bool() == Some(own),
            Self::Integer(own) => value.as_i64().or_else(|| value.as_f64().and_then(integral)) == Some(own),
            Self::String(own) => value.as_str() == Some(own),
        }
    }
}

/// What a guard asks of a value of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Test {
    /// Nothing.
    Any,
    /// A scalar is this one.
    Is(Scalar),
    /// An object has this member.
    Has(&'static str),
    /// An object's member is this scalar.
    Tag(&'static str, Scalar),
}

/// One line of a decision table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Guard {
    pub(crate) kind: Kind,
    pub(crate) test: Test,
}

impl Guard {
    pub(super) fn takes(&self, kind: Kind) -> bool {
        self.kind == kind || self.kind == Kind::Any || (self.kind == Kind::Number && kind == Kind::Integer)
    }
}

/// The guard that the presence of a member decides.
pub(super) fn presence(guards: &[Guard], key: &str) -> Option<usize> {
    guards.iter().position(|guard| matches!(guard.test, Test::Has(own) if own == key))
}

/// The guard that a member's value decides.
pub(super) fn tag(guards: &[Guard], key: &str, value: &Value) -> Option<usize> {
    guards
        .iter()
        .position(|guard| matches!(guard.test, Test::Tag(own, scalar) if own == key && scalar.is(value)))
}

pub(super) fn describe(guard: &Guard, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (guard.kind, guard.test) {
        (_, Test::Is(Scalar::String(text))) => write!(f, "\"{text}\""),
        (_, Test::Is(Scalar::Integer(value))) => write!(f, "{value}"),
        (_, Test::Is(Scalar::Boolean(value))) => write!(f, "{value}"),
        (_, Test::Has(key)) => write!(f, "an object with `{key}`"),
        (_, Test::Tag(key, Scalar::String(text))) => write!(f, "an object whose `{key}` is \"{text}\""),
        (_, Test::Tag(key, Scalar::Integer(value))) => write!(f, "an object whose `{key}` is {value}"),
        (_, Test::Tag(key, Scalar::Boolean(value))) => write!(f, "an object whose `{key}` is {value}"),
        (Kind::Null, Test::Any) => f.write_str("null"),
        (Kind::Boolean, Test::Any) => f.write_str("a boolean"),
        (Kind::Integer, Test::Any) => f.write_str("an integer"),
        (Kind::Number, Test::Any) => f.write_str("a number"),
        (Kind::String, Test::Any) => f.write_str("a string"),
        (Kind::Array, Test::Any) => f.write_str("an array"),
        (Kind::Object, Test::Any) => f.write_str("an object"),
        (Kind::Any, Test::Any) => f.write_str("anything"),
        (Kind::Never, Test::Any) => Ok(()),
    }
}

/// Says what was looked for in an object and what was there.
pub(super) fn undecided(name: &str, guards: &[Guard], held: &[(String, Value)]) -> String {
    let mut sought: Vec<&str> = guards
        .iter()
        .filter_map(|guard| match guard.test {
            Test::Has(key) | Test::Tag(key, _) => Some(key),
            Test::Any | Test::Is(_) => None,
        })
        .collect();
    sought.dedup();
    let sought = sought.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let members = held.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(", ");
    format!("{name}: no branch is told by any of {sought} (members: {members})")
}

/// One line of the table as data.
macro_rules! guard {
    ($kind:ident) => {
        $crate::runtime::guard::guard!(@ $kind $crate::runtime::guard::Test::Any)
    };
    ($kind:ident is $value:literal) => {
        $crate::runtime::guard::guard!(@ $kind
            $crate::runtime::guard::Test::Is($crate::runtime::guard::scalar!($kind $value)))
    };
    ($kind:ident has $key:literal) => {
        $crate::runtime::guard::guard!(@ $kind $crate::runtime::guard::Test::Has($key))
    };
    ($kind:ident tag $key:literal = $($scalar:ident)? $value:literal) => {
        $crate::runtime::guard::guard!(@ $kind
            $crate::runtime::guard::Test::Tag($key, $crate::runtime::guard::scalar!($($scalar)? $value)))
    };
    (@ $kind:ident $test:expr) => {
        $crate::runtime::guard::Guard { kind: $crate::runtime::guard::kind!($kind), test: $test }
    };
}

macro_rules! kind {
    (null) => {
        $crate::runtime::guard::Kind::Null
    };
    (boolean) => {
        $crate::runtime::guard::Kind::Boolean
    };
    (integer) => {
        $crate::runtime::guard::Kind::Integer
    };
    (number) => {
        $crate::runtime::guard::Kind::Number
    };
    (string) => {
        $crate::runtime::guard::Kind::String
    };
    (array) => {
        $crate::runtime::guard::Kind::Array
    };
    (object) => {
        $crate::runtime::guard::Kind::Object
    };
    (any) => {
        $crate::runtime::guard::Kind::Any
    };
    (never) => {
        $crate::runtime::guard::Kind::Never
    };
}

macro_rules! scalar {
    ($(string)? $value:literal) => {
        $crate::runtime::guard::Scalar::String($value)
    };
    (integer $value:literal) => {
        $crate::runtime::guard::Scalar::Integer($value)
    };
    (boolean $value:literal) => {
        $crate::runtime::guard::Scalar::Boolean($value)
    };
}

pub(crate) use {guard, kind, scalar};
