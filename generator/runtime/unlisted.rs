//! Marks of what an answer says beyond its description. Formats pass them over; who looks for them (`drift.rs`) finds them.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::Value;

/// The name under which a value is written that the description does not list.
pub(crate) const VALUE: &str = "an unlisted value";

/// The name under which a member is written that the description does not have.
pub(crate) const MEMBER: &str = "an undescribed member";

/// Writes a value that the description does not list.
pub(crate) fn value<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_newtype_struct(VALUE, value)
}

/// Members that are kept although the description does not have them.
pub(crate) fn members(rest: &BTreeMap<String, Value>) -> impl Iterator<Item = (&String, Member<'_>)> {
    rest.iter().map(|(name, value)| (name, Member(value)))
}

/// The value of such a member.
pub(crate) struct Member<'a>(&'a Value);

impl Serialize for Member<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(MEMBER, self.0)
    }
}
