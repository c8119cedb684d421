//! What is known of a union's table without a value: which lines take what, where the texts of its tag are, and what it
//! looks for, in words.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::Error;

use super::content::{Content, Member};
use super::guard::{Guard, Kind, Test, kind, list};
use super::name::same;
use super::union::Union;

/// What is known of a table before any value is seen.
pub(crate) struct Summary {
    /// The only line that takes arrays, when it takes all of them.
    pub(super) array: Option<usize>,
    /// The only line that takes objects, when it takes all of them.
    pub(super) object: Option<usize>,
    /// The last line, when it takes anything: what another branch refuses is still a value.
    pub(super) anything: Option<usize>,
}

impl Summary {
    pub(crate) const fn of(guards: &[Guard], cases: usize) -> Self {
        let anything = match guards {
            [.., Guard { kind: Kind::Any, .. }] => Some(cases + guards.len() - 1),
            _ => None,
        };
        let object = if cases == 0 { only(guards, Kind::Object) } else { None };
        let array = match only(guards, Kind::Array) {
            Some(line) => Some(cases + line),
            None => None,
        };
        Self { array, object, anything }
    }
}

/// The only line that takes values of a kind, when it takes all of them.
const fn only(guards: &[Guard], kind: Kind) -> Option<usize> {
    let mut found = None;
    let mut index = 0;
    while index < guards.len() {
        let own = guards[index].kind as usize == kind as usize || matches!(guards[index].kind, Kind::Any);
        match (own, found, guards[index].test) {
            (false, ..) => {}
            (true, None, Test::Any) => found = Some(index),
            (true, ..) => return None,
        }
        index += 1;
    }
    found
}

/// The texts of a tag with their lines.
pub(crate) type Cases = [(&'static str, usize)];

/// How many places the index of so many texts has: enough for most to have theirs alone.
pub(crate) const fn places(texts: usize) -> usize {
    (texts * 2).next_power_of_two()
}

/// Where each text is in the list, counted from one, at the place of its hash or, if that is taken, the next free one.
/// It is made when the crate is compiled, so that the number of branches does not matter when a value is read.
pub(crate) const fn index<const PLACES: usize>(cases: &Cases) -> [usize; PLACES] {
    let mut index = [0; PLACES];
    let mut case = 0;
    while case < cases.len() {
        let mut place = hash(cases[case].0.as_bytes()) & (PLACES - 1);
        while index[place] != 0 {
            place = (place + 1) & (PLACES - 1);
        }
        case += 1;
        index[place] = case;
    }
    index
}

/// The line of a text.
pub(crate) fn line(cases: &Cases, index: &[usize], text: &str) -> Option<usize> {
    let mask = index.len() - 1;
    let mut place = hash(text.as_bytes()) & mask;
    // At least every other place is free, so that this ends.
    while let Some(case) = index.get(place).and_then(|case| case.checked_sub(1)) {
        let (known, line) = cases.get(case)?;
        if same(known.as_bytes(), text.as_bytes()) {
            return Some(*line);
        }
        place = (place + 1) & mask;
    }
    None
}

/// Eight bytes at a time; the last eight of a long text may overlap those before.
#[allow(clippy::cast_possible_truncation, reason = "any bits will do")]
const fn hash(text: &[u8]) -> usize {
    let mut hash = text.len() as u64;
    let mut rest = text;
    while let Some((word, behind)) = rest.split_first_chunk() {
        hash = mix(hash, u64::from_le_bytes(*word));
        rest = behind;
    }
    if let (Some(word), [_, ..]) = (text.last_chunk(), rest) {
        hash = mix(hash, u64::from_le_bytes(*word));
        rest = &[];
    }
    while let [byte, behind @ ..] = rest {
        hash = mix(hash, *byte as u64);
        rest = behind;
    }
    hash as usize
}

/// Every bit of the product counts: texts often differ in their last byte alone, which is the highest of a word.
#[allow(clippy::cast_possible_truncation, reason = "the halves are put together")]
const fn mix(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word) as u128 * 0x9e37_79b9_7f4a_7c15;
    product as u64 ^ (product >> 64) as u64
}

/// What a union can be, in words.
pub(super) struct Expected<U>(pub(super) PhantomData<U>);

impl<'de, U: Union<'de>> fmt::Display for Expected<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", U::NAME)?;
        if let Some(tag) = U::TAG {
            write!(f, "an object with `{tag}`")?;
            f.write_str(if U::GUARDS.is_empty() { "" } else { " or " })?;
        }
        list(f, U::GUARDS)
    }
}

/// The kind of a value, not the value: it may be a secret.
pub(super) fn found(value: &Content<'_>) -> &'static str {
    match kind(value) {
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Integer | Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "an array",
        Kind::Object | Kind::Any => "an object",
    }
}

/// Says what was looked for in an object and what was there.
#[cold]
pub(super) fn undecided<'de, U: Union<'de>, E: Error>(members: &[Member<'de>]) -> E {
    const SHOWN: usize = 12;
    let mut sought: Vec<&str> = U::TAG.into_iter().collect();
    for guard in U::GUARDS {
        match guard.test {
            Test::Has(key) | Test::Where(key, _) => sought.push(key),
            Test::Fits(fit) => sought.extend(fit.needs.iter().chain(fit.knows)),
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    sought.retain(|key| seen.insert(*key));
    let shown = |names: &[&dyn fmt::Display]| {
        let more = if names.len() > SHOWN { ", …" } else { "" };
        let names: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
        format!("{}{more}", names.join(", "))
    };
    let sought: Vec<&dyn fmt::Display> = sought.iter().map(|key| key as _).collect();
    let members: Vec<&dyn fmt::Display> = members.iter().map(|(name, _)| name as _).collect();
    let (sought, members) = (shown(&sought), shown(&members));
    E::custom(format_args!("{}: no branch is told by any of {sought} (members: {members})", U::NAME))
}
