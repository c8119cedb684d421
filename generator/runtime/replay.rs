//! An object that was read in part to decide what it is, as if it were read from its beginning.

use std::borrow::Cow;

use serde::de::{DeserializeSeed, MapAccess};

use super::content::{Held, Member, inside, read_name};

/// The members of an object: those that were held back, the one that decided, the rest.
pub(super) struct Replay<'de, A> {
    /// Whether anything but the rest is still to come.
    pending: bool,
    /// Whether the value to come is a held one.
    reading: bool,
    held: std::vec::IntoIter<Member<'de>>,
    /// The held member whose name was just read, or the one that decided by its value.
    member: Option<Member<'de>>,
    /// The name that decided; its value is still to be read.
    name: Option<Cow<'de, str>>,
    rest: A,
}

impl<'de, A> Replay<'de, A> {
    /// Decided by a name whose value is still to be read.
    pub(super) fn at_name(held: Vec<Member<'de>>, name: Cow<'de, str>, rest: A) -> Self {
        Self { pending: true, reading: false, held: held.into_iter(), member: None, name: Some(name), rest }
    }

    /// Decided by a member's value. That member comes first: the order of members means nothing.
    pub(super) fn after(held: Vec<Member<'de>>, member: Member<'de>, rest: A) -> Self {
        Self { pending: true, reading: false, held: held.into_iter(), member: Some(member), name: None, rest }
    }
}

impl<'de, A: MapAccess<'de>> Replay<'de, A> {
    #[cold]
    #[inline(never)]
    fn pending_key<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.reading = false;
        if let Some(member) = self.member.take().or_else(|| self.held.next()) {
            let read = read_name(&member.0, seed)?;
            self.member = Some(member);
            self.reading = true;
            return Ok(Some(read));
        }
        self.pending = false;
        match self.name.take() {
            Some(name) => read_name(&name, seed).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }

    #[cold]
    #[inline(never)]
    fn held_value<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.reading = false;
        match self.member.take() {
            Some((name, value)) => {
                seed.deserialize(Held::<A::Error>::new(&value)).map_err(|error| inside(&name, &error))
            }
            None => self.rest.next_value_seed(seed),
        }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'de, A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if self.pending { self.pending_key(seed) } else { self.rest.next_key_seed(seed) }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        if self.reading { self.held_value(seed) } else { self.rest.next_value_seed(seed) }
    }
}
