//! An object that was read in part to decide what it is, as if it were read from its beginning.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, MapAccess};

use super::content::{Held, Member, inside, read_name};

/// The members of an object: those that were held back, the one that decided, the rest.
pub(super) struct Replay<'de, A> {
    held: std::vec::IntoIter<Member<'de>>,
    /// The member that decided, if its value did.
    decided: Option<Member<'de>>,
    /// The held member whose name was just read.
    value: Option<Member<'de>>,
    /// The name that decided; its value is still to be read.
    name: Option<Cow<'de, str>>,
    rest: A,
}

impl<'de, A> Replay<'de, A> {
    /// Decided by a name whose value is still to be read.
    pub(super) fn at_name(held: Vec<Member<'de>>, name: Cow<'de, str>, rest: A) -> Self {
        Self { held: held.into_iter(), decided: None, value: None, name: Some(name), rest }
    }

    /// Decided by a member's value.
    pub(super) fn after(held: Vec<Member<'de>>, member: Member<'de>, rest: A) -> Self {
        Self { held: held.into_iter(), decided: Some(member), value: None, name: None, rest }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if let Some(member) = self.held.next().or_else(|| self.decided.take()) {
            let read = read_name(&member.0, seed)?;
            self.value = Some(member);
            return Ok(Some(read));
        }
        match self.name.take() {
            Some(name) => read_name(&name, seed).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.value.take() {
            Some((name, value)) => {
                seed.deserialize(Held::<A::Error>::new(&value)).map_err(|error| inside(&name, &error))
            }
            None => self.rest.next_value_seed(seed),
        }
    }
}
