//! What is known of a union's table without a value: which lines take what, and what it looks for, in words.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use serde::de::Error;

use super::content::{Content, Member};
use super::guard::{Guard, Kind, Test, kind, list};
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
    let shown = |names: Vec<&str>| {
        let more = if names.len() > SHOWN { ", …" } else { "" };
        let names: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
        format!("{}{more}", names.join(", "))
    };
    let members = shown(members.iter().map(|(name, _)| name.as_ref()).collect());
    E::custom(format_args!("{}: no branch is told by any of {} (members: {members})", U::NAME, shown(sought)))
}
