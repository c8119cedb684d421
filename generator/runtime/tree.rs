//! A value as parameters and forms see it: texts, lists of them, and members.
//!
//! Made by serde from whatever can be a JSON body, so that no type pays for being a parameter.

use serde::de::value::Error;
use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeTuple, Serializer};

use super::file::ASIDE;

/// A value, in pieces.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// Absent or null, which parameters cannot tell apart.
    Nothing,
    /// A number or a boolean, as it is written.
    Plain(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object, in the order of its members.
    Members(Vec<(String, Tree)>),
    /// The number of a file that was laid aside.
    File(usize),
}

impl Tree {
    /// Takes a value apart.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, Error> {
        value.serialize(Grow)
    }

    /// Whether it is neither a list nor an object.
    pub(super) fn is_single(&self) -> bool {
        !matches!(self, Self::List(_) | Self::Members(_))
    }

    /// The text of any value: what is not single is written as JSON. `None` for nothing.
    pub(super) fn text(&self) -> Option<String> {
        match self {
            Self::Nothing | Self::File(_) => None,
            Self::Plain(text) | Self::Text(text) => Some(text.clone()),
            Self::List(_) | Self::Members(_) => Some(self.json()),
        }
    }

    /// The value as JSON.
    pub(super) fn json(&self) -> String {
        let mut out = String::new();
        self.push_json(&mut out);
        out
    }

    fn push_json(&self, out: &mut String) {
        match self {
            Self::Nothing | Self::File(_) => out.push_str("null"),
            Self::Plain(text) => out.push_str(text),
            Self::Text(text) => push_json_text(text, out),
            Self::List(elements) => {
                out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    element.push_json(out);
                }
                out.push(']');
            }
            Self::Members(members) => {
                out.push('{');
                for (index, (name, value)) in members.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { "," });
                    push_json_text(name, out);
                    out.push(':');
                    value.push_json(out);
                }
                out.push('}');
            }
        }
    }
}

fn push_json_text(text: &str, out: &mut String) {
    // A string can always be written.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// Makes a [`Tree`].
struct Grow;

/// Elements so far.
struct Elements(Vec<Tree>);

impl SerializeSeq for Elements {
    type Ok = Tree;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.0.push(Tree::of(value)?);
        Ok(())
    }

    fn end(self) -> Result<Tree, Error> {
        Ok(Tree::List(self.0))
    }
}

impl SerializeTuple for Elements {
    type Ok = Tree;
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Tree, Error> {
        SerializeSeq::end(self)
    }
}

/// Members so far, and the name of the next.
struct Members(Vec<(String, Tree)>, String);

impl SerializeMap for Members {
    type Ok = Tree;
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.1 = Tree::of(key)?.text().unwrap_or_default();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let name = std::mem::take(&mut self.1);
        self.0.push((name, Tree::of(value)?));
        Ok(())
    }

    fn end(self) -> Result<Tree, Error> {
        Ok(Tree::Members(self.0))
    }
}

/// Values that are written as Rust displays them: numbers never have an exponent, a whole one no point.
macro_rules! plain {
    ($($method:ident($ty:ty)),* $(,)?) => {
        $(fn $method(self, value: $ty) -> Result<Tree, Error> {
            Ok(Tree::Plain(value.to_string()))
        })*
    };
}

/// Structs and variants are never written by a codec of this crate.
impl Serializer for Grow {
    type Ok = Tree;
    type Error = Error;
    type SerializeSeq = Elements;
    type SerializeTuple = Elements;
    type SerializeTupleStruct = Impossible<Tree, Error>;
    type SerializeTupleVariant = Impossible<Tree, Error>;
    type SerializeMap = Members;
    type SerializeStruct = Impossible<Tree, Error>;
    type SerializeStructVariant = Impossible<Tree, Error>;

    plain! {
        serialize_bool(bool), serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64),
        serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64),
    }

    fn serialize_f32(self, value: f32) -> Result<Tree, Error> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<Tree, Error> {
        if value.is_finite() {
            Ok(Tree::Plain(value.to_string()))
        } else {
            Err(Error::custom("is no number that can be written"))
        }
    }

    fn serialize_char(self, value: char) -> Result<Tree, Error> {
        Ok(Tree::Text(value.to_string()))
    }

    fn serialize_str(self, text: &str) -> Result<Tree, Error> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Tree, Error> {
        Err(unknown())
    }

    fn serialize_none(self) -> Result<Tree, Error> {
        Ok(Tree::Nothing)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Tree, Error> {
        Ok(Tree::Nothing)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Tree, Error> {
        Ok(Tree::Nothing)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<Tree, Error> {
        Ok(Tree::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<Tree, Error> {
        let tree = value.serialize(self)?;
        let number = if name == ASIDE { tree.text().and_then(|number| number.parse().ok()) } else { None };
        Ok(number.map_or(tree, Tree::File))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Tree, Error> {
        Err(unknown())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Elements, Error> {
        Ok(Elements(Vec::new()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Members, Error> {
        Ok(Members(Vec::new(), String::new()))
    }

    fn serialize_tuple(self, length: usize) -> Result<Elements, Error> {
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
    Error::custom("no codec of this crate writes this")
}
