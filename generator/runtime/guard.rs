//! What tells the branches of a union apart: questions about a value that are answered before any branch is read.

use std::fmt;

use super::content::{Content, Member};
use super::decode::integral;
use super::format::Format;
use super::name::Name;
use super::pattern;

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
}

/// A scalar that a description lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    Boolean(bool),
    Integer(i64),
    String(&'static str),
}

impl Scalar {
    pub(super) fn is(self, value: &Content<'_>) -> bool {
        match (self, value) {
            (Self::Boolean(own), Content::Boolean(value)) => own == *value,
            (Self::Integer(own), Content::Signed(value)) => own == *value,
            (Self::Integer(own), Content::Unsigned(value)) => u64::try_from(own) == Ok(*value),
            (Self::Integer(own), Content::Float(value)) => integral(*value) == Some(own),
            (Self::String(own), Content::Text(text)) => own == text,
            _ => false,
        }
    }
}

macro_rules! scalar_from {
    ($($ty:ty => $scalar:ident),*) => {$(
        impl From<$ty> for Scalar {
            fn from(value: $ty) -> Self {
                Self::$scalar(value)
            }
        }
    )*};
}

scalar_from!(bool => Boolean, i64 => Integer, &'static str => String);

impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::String(text) => write!(f, "\"{text}\""),
        }
    }
}

/// One line of a decision table: what a value has to be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Guard {
    pub(crate) kind: Kind,
    pub(crate) test: Test,
}

/// What a guard asks of a value of its kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Test {
    /// Nothing.
    Any,
    /// A scalar is one of these.
    Is(&'static [Scalar]),
    /// A string is of this format.
    Format(Format),
    /// A string has this many characters.
    Length(usize, usize),
    /// A string matches this regular expression.
    Matches(&'static str),
    /// An integer is between these two, both included.
    Within(i64, i64),
    /// The first element of an array, if there is one, meets one of these.
    Of(&'static [Guard]),
    /// An object has this member: this alone decides.
    Has(&'static str),
    /// An object's member meets one of these: this alone decides.
    Where(&'static str, &'static [Guard]),
    /// An object has members that fit; of several branches, the one that knows most of the members is taken.
    Fits(Fit),
}

/// The members by which a branch is chosen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Fit {
    /// Members that have to be there.
    pub(crate) needs: &'static [&'static str],
    /// Other members that speak for it.
    pub(crate) knows: &'static [&'static str],
    /// Members that, where they are there, have to meet one of these.
    pub(crate) fixed: &'static [(&'static str, &'static [Guard])],
    /// Whether it has no other members.
    pub(crate) only: bool,
}

impl Guard {
    /// Whether a value meets it.
    pub(super) fn takes(&self, value: &Content<'_>) -> bool {
        self.takes_kind(kind(value))
            && match (self.test, value) {
                (Test::Any, _) => true,
                (Test::Is(scalars), value) => scalars.iter().any(|scalar| scalar.is(value)),
                (Test::Format(format), Content::Text(text)) => format.is(text),
                (Test::Length(least, most), Content::Text(text)) => {
                    (least..=most).contains(&text.chars().count())
                }
                (Test::Matches(pattern), Content::Text(text)) => pattern::matches(pattern, text),
                (Test::Within(least, most), value) => {
                    integer(value).is_some_and(|value| (least..=most).contains(&value))
                }
                (Test::Of(guards), Content::List(elements)) => {
                    elements.first().is_none_or(|first| guards.iter().any(|guard| guard.takes(first)))
                }
                (Test::Has(_) | Test::Where(..) | Test::Fits(_), Content::Members(members)) => {
                    self.score(members).is_some()
                }
                _ => false,
            }
    }

    /// Whether it is about values of a kind.
    pub(super) fn takes_kind(&self, kind: Kind) -> bool {
        self.kind == kind || self.kind == Kind::Any || (self.kind == Kind::Number && kind == Kind::Integer)
    }

    /// How many members speak for the branch of an object; `None` if something speaks against it.
    pub(super) fn score(&self, members: &[Member<'_>]) -> Option<usize> {
        match self.test {
            Test::Any => Some(0),
            Test::Has(key) => member(members, key).map(|_| 1),
            Test::Where(key, guards) => {
                let value = member(members, key)?;
                guards.iter().any(|guard| guard.takes(value)).then_some(1)
            }
            Test::Fits(fit) => {
                let complete = fit.needs.iter().all(|key| member(members, key).is_some());
                let foreign = fit.only && members.iter().any(|(name, _)| !fit.names(name));
                if complete && !foreign { fit.evidence(members) } else { None }
            }
            Test::Is(_)
            | Test::Format(_)
            | Test::Length(..)
            | Test::Matches(_)
            | Test::Within(..)
            | Test::Of(_) => None,
        }
    }
}

impl Fit {
    fn names(&self, name: &Name<'_>) -> bool {
        let fixed = self.fixed.iter().map(|(key, _)| key);
        self.needs.iter().chain(self.knows).chain(fixed).any(|key| name.is(key))
    }

    /// How many members speak for it; `None` if one has a value that it cannot have.
    pub(super) fn evidence(&self, members: &[Member<'_>]) -> Option<usize> {
        let met = self.fixed.iter().all(|(key, guards)| {
            member(members, key).is_none_or(|value| guards.iter().any(|guard| guard.takes(value)))
        });
        let known = self.needs.iter().chain(self.knows).filter(|key| member(members, key).is_some());
        met.then(|| known.count())
    }
}

fn member<'c, 'de>(members: &'c [Member<'de>], key: &str) -> Option<&'c Content<'de>> {
    members.iter().find(|(name, _)| name.is(key)).map(|(_, value)| value)
}

fn integer(value: &Content<'_>) -> Option<i64> {
    match value {
        Content::Signed(value) => Some(*value),
        // A range that has no end ends there.
        Content::Unsigned(value) => Some(i64::try_from(*value).unwrap_or(i64::MAX)),
        Content::Float(value) => integral(*value),
        _ => None,
    }
}

/// The kind of a value. A float without a fraction is an integer: JSON knows no difference.
pub(super) fn kind(value: &Content<'_>) -> Kind {
    match value {
        Content::Null => Kind::Null,
        Content::Boolean(_) => Kind::Boolean,
        Content::Signed(_) | Content::Unsigned(_) => Kind::Integer,
        Content::Float(value) if integral(*value).is_some() => Kind::Integer,
        Content::Float(_) => Kind::Number,
        Content::Text(_) => Kind::String,
        Content::List(_) => Kind::Array,
        Content::Members(_) => Kind::Object,
    }
}

/// What a value has to be, in words.
impl fmt::Display for Guard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.test {
            Test::Is(scalars) => list(f, scalars),
            Test::Format(format) => write!(f, "a string of format {}", format.name()),
            Test::Length(least, most) if least == most => write!(f, "a string of {least} characters"),
            Test::Length(least, usize::MAX) => write!(f, "a string of at least {least} characters"),
            Test::Length(least, most) => write!(f, "a string of {least} to {most} characters"),
            Test::Matches(pattern) => write!(f, "a string that matches {pattern}"),
            Test::Within(least, most) => write!(f, "an integer from {least} to {most}"),
            Test::Of(guards) => {
                f.write_str("an array of ")?;
                list(f, guards)
            }
            Test::Has(key) => write!(f, "an object with `{key}`"),
            Test::Where(key, guards) => {
                write!(f, "an object whose `{key}` is ")?;
                list(f, guards)
            }
            Test::Fits(fit) => match fit.needs.iter().chain(fit.knows).collect::<Vec<_>>().as_slice() {
                [] => f.write_str("an object"),
                [first, ..] => write!(f, "an object with members such as `{first}`"),
            },
            Test::Any => f.write_str(match self.kind {
                Kind::Null => "null",
                Kind::Boolean => "a boolean",
                Kind::Integer => "an integer",
                Kind::Number => "a number",
                Kind::String => "a string",
                Kind::Array => "an array",
                Kind::Object => "an object",
                Kind::Any => "anything",
            }),
        }
    }
}

/// Some of several in words.
pub(super) fn list(f: &mut fmt::Formatter<'_>, words: &[impl fmt::Display]) -> fmt::Result {
    const SHOWN: usize = 8;
    for (index, word) in words.iter().take(SHOWN).enumerate() {
        f.write_str(if index == 0 { "" } else { " or " })?;
        word.fmt(f)?;
    }
    if words.len() > SHOWN { write!(f, " or {} others", words.len() - SHOWN) } else { Ok(()) }
}

/// One line of the table as data.
macro_rules! guard {
    (string is $($value:literal)+) => { $crate::runtime::guard::guard!(@ String Is(&[$(String($value)),+])) };
    (integer is $($value:literal)+) => { $crate::runtime::guard::guard!(@ Integer Is(&[$(Integer($value)),+])) };
    (boolean is $($value:literal)+) => { $crate::runtime::guard::guard!(@ Boolean Is(&[$(Boolean($value)),+])) };
    (string format $format:ident) => { $crate::runtime::guard::guard!(@ String Format($format)) };
    (string length $least:literal $most:expr) => { $crate::runtime::guard::guard!(@ String Length($least, $most)) };
    (string matches $pattern:literal) => { $crate::runtime::guard::guard!(@ String Matches($pattern)) };
    (integer within $least:expr, $most:expr) => { $crate::runtime::guard::guard!(@ Integer Within($least, $most)) };
    (array of $(($($item:tt)+))+) => {
        $crate::runtime::guard::guard!(@ Array Of(&[$($crate::runtime::guard::guard!($($item)+)),+]))
    };
    (object has $key:literal) => { $crate::runtime::guard::guard!(@ Object Has($key)) };
    (object where $key:literal: $(($($value:tt)+))+) => {
        $crate::runtime::guard::guard!(@ Object Where($key, &[$($crate::runtime::guard::guard!($($value)+)),+]))
    };
    (object fits only $($fit:tt)+) => { $crate::runtime::guard::guard!(@fit true $($fit)+) };
    (object fits $($fit:tt)+) => { $crate::runtime::guard::guard!(@fit false $($fit)+) };
    (@fit $only:literal [$($needs:literal),* $(,)?] of [$($knows:literal),* $(,)?] $(where $key:literal: $(($($value:tt)+))+)*) => {
        $crate::runtime::guard::guard!(@ Object Fits($crate::runtime::guard::Fit {
            needs: &[$($needs),*],
            knows: &[$($knows),*],
            fixed: &[$(($key, &[$($crate::runtime::guard::guard!($($value)+)),+])),*],
            only: $only,
        }))
    };
    (null) => { $crate::runtime::guard::guard!(@ Null Any) };
    (boolean) => { $crate::runtime::guard::guard!(@ Boolean Any) };
    (integer) => { $crate::runtime::guard::guard!(@ Integer Any) };
    (number) => { $crate::runtime::guard::guard!(@ Number Any) };
    (string) => { $crate::runtime::guard::guard!(@ String Any) };
    (array) => { $crate::runtime::guard::guard!(@ Array Any) };
    (object) => { $crate::runtime::guard::guard!(@ Object Any) };
    (any) => { $crate::runtime::guard::guard!(@ Any Any) };
    (@ $kind:ident Is(&[$($scalar:ident($value:literal)),+])) => {
        $crate::runtime::guard::Guard {
            kind: $crate::runtime::guard::Kind::$kind,
            test: $crate::runtime::guard::Test::Is(&[$($crate::runtime::guard::Scalar::$scalar($value)),+]),
        }
    };
    (@ $kind:ident Format($format:ident)) => {
        $crate::runtime::guard::Guard {
            kind: $crate::runtime::guard::Kind::$kind,
            test: $crate::runtime::guard::Test::Format($crate::runtime::format::Format::$format),
        }
    };
    (@ $kind:ident $test:ident $($detail:tt)?) => {
        $crate::runtime::guard::Guard {
            kind: $crate::runtime::guard::Kind::$kind,
            test: $crate::runtime::guard::Test::$test $($detail)?,
        }
    };
}

pub(crate) use guard;
