//! What the branch of a union is read from: a value of which nothing was read, or an object that was read in part to
//! decide what it is, as if it were read from its beginning.

use std::slice::Iter;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess};

use super::content::{Held, Member, inside};
use super::decode::Decode;
use super::name::{Name, hand_on};
use super::object::unread;

/// What a branch is read from.
pub(crate) trait Source<'de> {
    type Error: Error;

    /// Reads it.
    fn read<T: Decode<'de>>(self) -> Result<T, Self::Error>;
}

/// A value of any kind.
pub(super) struct Whole<D>(pub(super) D);

impl<'de, D: Deserializer<'de>> Source<'de> for Whole<D> {
    type Error = D::Error;

    fn read<T: Decode<'de>>(self) -> Result<T, D::Error> {
        T::decode(self.0)
    }
}

/// The members of an object.
impl<'de, A: MapAccess<'de>> Source<'de> for Replay<'_, 'de, A> {
    type Error = A::Error;

    fn read<T: Decode<'de>>(self) -> Result<T, A::Error> {
        let mut object = None;
        T::decode_members(self, &mut object)?;
        object.ok_or_else(unread)
    }
}

/// The members of an object: the one that decided by its value, those that were held back, the rest.
///
/// Once what was held is over, nothing is left of it but the two questions whether it is.
pub(super) struct Replay<'c, 'de, A> {
    /// Whether anything but the rest is still to come.
    pending: bool,
    /// The held member whose name was just read.
    member: Option<&'c Member<'de>>,
    decider: Iter<'c, Member<'de>>,
    held: Iter<'c, Member<'de>>,
    /// The name that decided; its value is still to be read.
    name: Option<&'c Name<'de>>,
    rest: A,
}

impl<'c, 'de, A> Replay<'c, 'de, A> {
    /// Decided by the last of the members that were read, by its value or already by its name. The one that decided
    /// by its value comes first: the order of members means nothing.
    pub(super) fn new(read: &'c [Member<'de>], by: By, rest: A) -> Self {
        let (before, last) = read.split_at(read.len().saturating_sub(1));
        let (decider, name) = match by {
            By::Value => (last, None),
            By::Tag => ([].as_slice(), None),
            By::Name => ([].as_slice(), last.first().map(|(name, _)| name)),
        };
        let pending = !read.is_empty();
        Self { pending, member: None, decider: decider.iter(), held: before.iter(), name, rest }
    }
}

/// What of a member decided.
#[derive(Clone, Copy)]
pub(super) enum By {
    /// Its name; its value is still to be read.
    Name,
    Value,
    /// Its value, and it is none of the branch's: the union writes it.
    Tag,
}

impl<'de, A: MapAccess<'de>> Replay<'_, 'de, A> {
    #[inline(never)]
    fn pending_key<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.member = self.decider.next().or_else(|| self.held.next());
        if let Some((name, _)) = self.member {
            return hand_on(name, seed).map(Some);
        }
        self.pending = false;
        match self.name {
            Some(name) => hand_on(name, seed).map(Some),
            None => self.rest.next_key_seed(seed),
        }
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'_, 'de, A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        if self.pending { self.pending_key(seed) } else { self.rest.next_key_seed(seed) }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.member {
            None => self.rest.next_value_seed(seed),
            Some((name, value)) => {
                seed.deserialize(Held::<A::Error>::new(value)).map_err(|error| inside(name, &error))
            }
        }
    }
}
