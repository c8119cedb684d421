//! One of several: `union!` turns a decision table into an implementation of serde.
//!
//! A table is a list of guards, each with the branch it stands for. What a guard looks at is there before the branch
//! is read: the JSON kind, a scalar's value, the presence of a member, a member's value. Members of an object are
//! held back only until a guard decides; then they go straight into the branch. Where no member decides alone, the
//! object is read to its end, and of the branches that it fits, the one is taken that knows most of its members.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::slice;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::content::{Content, Held, Hold, Member, NOTHING, next};
use super::guard::{Guard, Kind, Test};
use super::name::{self, Name};
use super::object::unread;
use super::replay::{By, Replay, Source, Whole};
use super::table::{Expected, Summary, found, undecided};

/// An enum with a branch per line of its table. Implemented by `union!`.
pub(crate) trait Union<'de>: Sized {
    /// The enum's name, for messages.
    const NAME: &'static str;
    /// The variant of each line, those of `CASES` first.
    const VARIANTS: &'static [&'static str];
    /// The member whose text decides alone.
    const TAG: Option<&'static str>;
    /// How many lines it decides, the first ones.
    const CASES: usize;
    /// Whether the union writes the tag of a line that it decides, because the branch does not have it.
    const WRITTEN: &'static [bool];
    /// The lines that follow.
    const GUARDS: &'static [Guard];
    /// What is known of the table before any value is seen.
    const SUMMARY: Summary = Summary::of(Self::GUARDS, Self::CASES);

    /// The line that a text of the tag stands for.
    fn case(text: &str) -> Option<usize>;

    /// Reads the branch of a line.
    fn branch<S: Source<'de>>(line: usize, source: S, place: &mut Option<Self>) -> Result<(), S::Error>;

    /// Keeps a value that no line takes; `None` when the enum is closed.
    fn unknown(value: Value) -> Option<Self>;
}

/// Reads a union.
pub(crate) fn decode<'de, U: Union<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    let mut union = None;
    deserializer.deserialize_any(Decide(&mut union))?;
    union.ok_or_else(unread)
}

/// What is known after one more member of an object.
enum Step {
    /// The object is at its end.
    End,
    /// Nothing yet.
    Open,
    /// The line.
    Decided(usize, By),
}

/// Puts the union where it is wanted: what a visitor returns is copied by each function that it goes through, and a
/// union is as big as its biggest branch.
struct Decide<'u, U>(&'u mut Option<U>);

impl<'de, U: Union<'de>> Decide<'_, U> {
    /// The lines without a case, by their number.
    fn guards() -> impl Iterator<Item = (usize, &'static Guard)> {
        (U::CASES..).zip(U::GUARDS)
    }

    /// The line that a member's presence decides.
    fn by_presence(name: &Name<'de>) -> Option<usize> {
        Self::guards()
            .find(|(_, guard)| matches!(guard.test, Test::Has(key) if name.is(key)))
            .map(|(line, _)| line)
    }

    /// The line that a member's value decides.
    fn by_value(name: &Name<'de>, value: &Content<'de>) -> Option<usize> {
        if U::TAG.is_some_and(|tag| name.is(tag)) {
            let Content::Text(text) = value else { return None };
            return U::case(text);
        }
        let decides = |guard: &Guard| match guard.test {
            Test::Where(key, guards) => name.is(key) && guards.iter().any(|guard| guard.takes(value)),
            _ => false,
        };
        Self::guards().find(|(_, guard)| decides(guard)).map(|(line, _)| line)
    }

    /// The lines that a whole value fits, the best first.
    fn lines(value: &Content<'de>) -> Vec<usize> {
        let Content::Members(members) = value else {
            return Self::guards().filter(|(_, guard)| guard.takes(value)).map(|(line, _)| line).collect();
        };
        let decided =
            |(name, value): &Member<'de>| Self::by_presence(name).or_else(|| Self::by_value(name, value));
        if let Some(line) = members.iter().find_map(decided) {
            return [line].into_iter().chain(U::SUMMARY.anything).collect();
        }
        let objects = Self::guards().filter(|(_, guard)| guard.kind == Kind::Object);
        let mut fitting: Vec<(usize, usize)> =
            objects.filter_map(|(line, guard)| Some((guard.score(members)?, line))).collect();
        fitting.sort_by_key(|(score, _)| usize::MAX - score);
        if fitting.is_empty() {
            fitting.extend(Self::nearest(members).map(|line| (0, line)));
        }
        fitting.into_iter().map(|(_, line)| line).chain(U::SUMMARY.anything).collect()
    }

    /// The line of a branch that some members speak for and none against, though others are missing: reading it says
    /// which.
    fn nearest(members: &[Member<'de>]) -> Option<usize> {
        let evidence = |guard: &Guard| match guard.test {
            Test::Fits(fit) => fit.evidence(members).filter(|count| *count > 0),
            _ => None,
        };
        let near = Self::guards().filter_map(|(line, guard)| Some((evidence(guard)?, line)));
        near.max_by_key(|(count, line)| (*count, usize::MAX - line)).map(|(_, line)| line)
    }

    /// Reads a value that is there as a whole.
    fn whole<E: Error>(self, value: Content<'de>) -> Result<(), E> {
        let mut refused = None;
        for line in Self::lines(&value) {
            match U::branch(line, Whole(Held::<E>::new(&value)), self.0) {
                Ok(()) => return Ok(()),
                Err(error) => {
                    refused.get_or_insert((line, error));
                }
            }
        }
        match (refused, &value) {
            (Some((line, error)), Content::Members(_)) => Err(Self::chosen(line, &error)),
            (Some((_, error)), Content::List(_)) => Err(error),
            // A scalar that a branch of its kind cannot hold is as unknown as one of another kind.
            (Some((_, error)), _) => self.keep(value, error),
            (None, Content::Members(members)) => {
                let error = undecided::<U, E>(members);
                self.keep(value, error)
            }
            (None, _) => {
                let expected = Expected::<U>(PhantomData);
                let error = E::custom(format_args!("expected {expected}, found {}", found(&value)));
                self.keep(value, error)
            }
        }
    }

    /// Keeps a value that no branch takes, or says so.
    fn keep<E>(self, value: Content<'de>, error: E) -> Result<(), E> {
        *self.0 = Some(U::unknown(value.into()).ok_or(error)?);
        Ok(())
    }

    /// Says which branch an error is in, and why it was taken.
    #[cold]
    fn chosen<E: Error>(line: usize, error: &E) -> E {
        let (name, variant) = (U::NAME, U::VARIANTS.get(line).copied().unwrap_or_default());
        let why = match (line.checked_sub(U::CASES).and_then(|line| U::GUARDS.get(line)), U::TAG) {
            (Some(guard), _) => guard.to_string(),
            (None, Some(tag)) => format!("an object whose `{tag}` says so"),
            (None, None) => String::new(),
        };
        E::custom(format_args!("as `{name}::{variant}` ({why}): {error}"))
    }

    /// Reads one more member, as far as it takes to decide.
    fn step<A: MapAccess<'de>>(place: &mut Member<'de>, members: &mut A) -> Result<Step, A::Error> {
        let (name, value) = place;
        if members.next_key_seed(name::Hold(name))?.is_none() {
            return Ok(Step::End);
        }
        // A branch of anything must be able to take what another one refuses: everything is held.
        let at_once = U::SUMMARY.anything.is_none();
        if let (true, Some(line)) = (at_once, Self::by_presence(name)) {
            return Ok(Step::Decided(line, By::Name));
        }
        members.next_value_seed(Hold(value))?;
        match Self::by_value(name, value) {
            Some(line) if at_once => Ok(Step::Decided(line, By::Value)),
            _ => Ok(Step::Open),
        }
    }

    /// Reads a branch that is decided, what was read of it already first.
    fn decided<A: MapAccess<'de>>(
        self,
        line: usize,
        by: By,
        read: &[Member<'de>],
        rest: A,
    ) -> Result<(), A::Error> {
        let by = if U::WRITTEN.get(line) == Some(&true) { By::Tag } else { by };
        U::branch(line, Replay::new(read, by, rest), self.0).map_err(|error| Self::chosen(line, &error))
    }
}

impl<'de, U: Union<'de>> Visitor<'de> for Decide<'_, U> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Expected::<U>(PhantomData), f)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.whole(Content::Boolean(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.whole(Content::Signed(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.whole(Content::Unsigned(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.whole(Content::Float(value))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.whole(Content::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.whole(Content::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.whole(Content::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, elements: A) -> Result<(), A::Error> {
        let elements = SeqAccessDeserializer::new(elements);
        if let Some(line) = U::SUMMARY.array {
            return U::branch(line, Whole(elements), self.0);
        }
        let mut list = Content::Null;
        Hold(&mut list).deserialize(elements)?;
        self.whole(list)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        if let Some(line) = U::SUMMARY.object {
            return U::branch(line, Replay::new(&[], By::Value, members), self.0);
        }
        // Mostly the first member decides; then nothing is allocated.
        let mut first = NOTHING;
        let mut held = match Self::step(&mut first, &mut members)? {
            Step::End => return self.whole(Content::Members(Vec::new())),
            Step::Decided(line, by) => return self.decided(line, by, slice::from_ref(&first), members),
            Step::Open => Vec::with_capacity(16),
        };
        held.push(first);
        loop {
            match Self::step(next(&mut held, NOTHING), &mut members)? {
                Step::Decided(line, by) => return self.decided(line, by, &held, members),
                Step::Open => {}
                Step::End => break,
            }
        }
        held.pop();
        self.whole(Content::Members(held))
    }
}

/// `union! { Name by "tag" { "text" … => Variant(Type), … } or { [guard] => Variant(Type), … } else Unknown }`
///
/// No type is called `BranchSource`: it would be hidden where branches are read. Each part may be missing, and `or` with the first; without `else` the enum is closed. A guard is a kind of value with or without a test, see
/// `guard!`. A variant without a type is the scalar that its guard names. `+ "tag" = "text"` behind a type is a member
/// that is written though the type does not have it.
macro_rules! union {
    (
        $name:ident
        $(by $tag:literal { $($($case:literal)+ => $tagged:ident($tagged_ty:ty) $(+ $key:literal = $text:literal)?),* $(,)? })?
        $(or)?
        $({ $([$($guard:tt)+] => $variant:ident $(($payload:ty))? $(+ $own_key:literal = $own_text:literal)?),* $(,)? })?
        $(else $unknown:ident)?
    ) => {
        impl<'de> $crate::runtime::union::Union<'de> for $name {
            const NAME: &'static str = stringify!($name);
            const VARIANTS: &'static [&'static str] =
                &[$($(stringify!($tagged),)*)? $($(stringify!($variant),)*)?];
            const TAG: Option<&'static str> = $crate::runtime::union::tag!($($tag)?);
            const CASES: usize = $crate::runtime::union::cases!($($($tagged)*)?);
            const WRITTEN: &'static [bool] = &[$($(!stringify!($($key)?).is_empty()),*)?];
            const GUARDS: &'static [$crate::runtime::guard::Guard] =
                &[$($($crate::runtime::guard::guard!($($guard)+)),*)?];

            #[allow(unused_variables, reason = "a union may have no tag")]
            fn case(text: &str) -> Option<usize> {
                $(
                    enum Case { $($tagged),* }
                    const CASES: &$crate::runtime::table::Cases = &[$($(($case, Case::$tagged as usize),)+)*];
                    const INDEX: [usize; $crate::runtime::table::places(CASES.len())] =
                        $crate::runtime::table::index(CASES);
                    return $crate::runtime::table::line(CASES, &INDEX, text);
                )?
                #[allow(unreachable_code, reason = "as above")]
                None
            }

            #[allow(unused_assignments, unused_mut, unused_variables, reason = "the last line is not counted on")]
            fn branch<BranchSource: $crate::runtime::replay::Source<'de>>(
                line: usize,
                source: BranchSource,
                place: &mut Option<Self>,
            ) -> Result<(), BranchSource::Error> {
                let mut own = 0;
                $($(
                    if line == own {
                        return $crate::runtime::union::read!(place source $tagged $tagged_ty);
                    }
                    own += 1;
                )*)?
                $($(
                    if line == own {
                        return $crate::runtime::union::read!(place source $variant $($payload)?);
                    }
                    own += 1;
                )*)?
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
                    $($(Self::$tagged(value) =>
                        $crate::runtime::union::sent!(serializer $($key $text)? => value),)*)?
                    $($($crate::runtime::union::pattern!(value $variant $($payload)?) =>
                        $crate::runtime::union::sent!(serializer $($own_key $own_text)? =>
                            $crate::runtime::union::written!([$($guard)+] => value $($payload)?)),)*)?
                    $(Self::$unknown(value) => $crate::runtime::unlisted::value(value, serializer),)?
                }
            }
        }
    };
}

pub(crate) use super::union_lines::{cases, pattern, read, sent, tag, written};
pub(crate) use union;
