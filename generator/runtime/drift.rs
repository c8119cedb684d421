//! What an answer says beyond its description: members, values and tags that the description does not know.
//!
//! Nothing of it is an error. Who wants to know sets a hook; then a decoded answer is walked as if it were written
//! again, beside the JSON it came from. Without the feature `drift` none of this is compiled.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::de::value::Error;
use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeTuple, Serializer};
use serde_json::Value;

use super::unlisted;

/// Something in an answer that the description does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// The operation that was called, as the description names it.
    pub operation: &'static str,
    /// Where in the body, such as `data.items[2].colour`.
    pub path: String,
    /// What it is.
    pub kind: DriftKind,
}

/// What the description does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A member that an object does not have, or an element that a tuple does not have.
    Member,
    /// A value that an enumeration does not list, or that is of no branch of a union.
    Value,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, path, kind } = self;
        let what = match kind {
            DriftKind::Member => "a member",
            DriftKind::Value => "a value",
        };
        write!(f, "`{operation}`: {what} that the description does not know, at `{path}`")
    }
}

type Listener = dyn Fn(&Drift) + Send + Sync;

/// Who is told.
#[derive(Clone, Default)]
pub(super) struct Hook(Option<Arc<Listener>>);

impl Hook {
    pub(super) fn new(hook: impl Fn(&Drift) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(hook)))
    }

    /// Tells what of a text is not in the value that it was read as.
    pub(super) fn compare<T: Serialize>(&self, operation: &'static str, text: &[u8], value: &T) {
        let Some(hook) = &self.0 else { return };
        let Ok(received) = serde_json::from_slice::<Value>(text) else { return };
        let mut found = Vec::new();
        let walk = Walk { received: &received, path: String::new(), found: &mut found };
        // What cannot be written cannot be compared; it was read all the same.
        if value.serialize(walk).is_ok() {
            for (path, kind) in found {
                hook(&Drift { operation, path, kind });
            }
        }
    }
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Hook" } else { "none" })
    }
}

type Found = Vec<(String, DriftKind)>;

/// A place in the JSON and in the value at once.
struct Walk<'a> {
    received: &'a Value,
    path: String,
    found: &'a mut Found,
}

impl Walk<'_> {
    fn step<T: Serialize + ?Sized>(&mut self, received: &Value, step: &str, value: &T) -> Result<(), Error> {
        let dot = if self.path.is_empty() || step.starts_with('[') { "" } else { "." };
        let path = format!("{}{dot}{step}", self.path);
        value.serialize(Walk { received, path, found: self.found })
    }
}

/// The members of an object.
struct Members<'a> {
    walk: Walk<'a>,
    name: String,
    seen: BTreeSet<String>,
}

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        let name = serde_json::to_value(key).ok().and_then(|key| key.as_str().map(str::to_owned));
        self.name = name.unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let name = std::mem::take(&mut self.name);
        let received = self.walk.received.get(&name).unwrap_or(&Value::Null);
        let written = self.walk.step(received, &name, value);
        self.seen.insert(name);
        written
    }

    fn end(self) -> Result<(), Error> {
        let Walk { received, path, found } = self.walk;
        for (name, _) in received.as_object().into_iter().flatten() {
            if !self.seen.contains(name) {
                let dot = if path.is_empty() { "" } else { "." };
                found.push((format!("{path}{dot}{name}"), DriftKind::Member));
            }
        }
        Ok(())
    }
}

/// The elements of an array.
struct Elements<'a> {
    walk: Walk<'a>,
    index: usize,
}

impl SerializeSeq for Elements<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let index = self.index;
        self.index += 1;
        let received = self.walk.received.get(index).unwrap_or(&Value::Null);
        self.walk.step(received, &format!("[{index}]"), value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeTuple for Elements<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Error> {
        let Walk { received, path, found } = self.walk;
        let further = received.as_array().map_or(0, Vec::len).max(self.index);
        found.extend((self.index..further).map(|index| (format!("{path}[{index}]"), DriftKind::Member)));
        Ok(())
    }
}

macro_rules! no_drift {
    ($($method:ident($($ty:ty),*)),* $(,)?) => {
        $(fn $method(self $(, _: $ty)*) -> Result<(), Error> {
            Ok(())
        })*
    };
}

/// Structs and variants are never written by a codec of this crate.
impl<'a> Serializer for Walk<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Elements<'a>;
    type SerializeTuple = Elements<'a>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    no_drift! {
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64), serialize_f32(f32),
        serialize_f64(f64), serialize_char(char), serialize_str(&str), serialize_bytes(&[u8]), serialize_none(),
        serialize_unit(), serialize_unit_struct(&'static str), serialize_unit_variant(&'static str, u32, &'static str),
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let kind = match name {
            unlisted::VALUE => DriftKind::Value,
            unlisted::MEMBER => DriftKind::Member,
            _ => return value.serialize(self),
        };
        self.found.push((self.path, kind));
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements<'a>, Error> {
        Ok(Elements { walk: self, index: 0 })
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>, Error> {
        Ok(Members { walk: self, name: String::new(), seen: BTreeSet::new() })
    }

    fn serialize_tuple(self, length: usize) -> Result<Elements<'a>, Error> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(unknown())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(unknown())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        Err(unknown())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(unknown())
    }
}

fn unknown() -> Error {
    serde::ser::Error::custom("no codec of this crate writes this")
}
