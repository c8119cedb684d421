//! Headers of answers, as the generated crate reads them.

use super::{Doc, Ident, Type};

/// The headers of an operation's answers.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderStruct {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Each header, in document order.
    pub headers: Vec<TypedHeader>,
    /// One with the same headers, of which this is another name.
    pub same: Option<Ident>,
}

/// A header with its type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedHeader {
    /// The method that reads it.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Name on the wire.
    pub key: String,
    /// The type of its value.
    pub ty: Type,
    /// How its text is a value.
    pub form: HeaderForm,
}

/// How the text of a header is a value: a `Form` of the run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// A string.
    Text,
    /// A number, or true or false.
    Scalar,
    /// Strings between commas.
    Texts,
    /// Numbers, or true or false, between commas.
    Scalars,
    /// JSON.
    Json,
}

impl HeaderForm {
    /// Its name in the run time.
    pub fn name(self) -> Ident {
        Ident::new(&format!("{self:?}"))
    }
}
