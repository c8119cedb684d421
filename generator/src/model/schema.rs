//! Schemas: an arena of what values can look like.

use std::ops::Index;

use super::{Json, Object, Union};
use crate::pointer::Pointer;

/// A schema's place in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub usize);

/// Every schema of an API. Recursive schemas refer to each other by [`SchemaId`].
#[derive(Clone, Debug, Default)]
pub struct Schemas(pub Vec<Schema>);

impl Schemas {
    /// Every schema with its id, components first, each kind in document order.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.0.iter().enumerate().map(|(index, schema)| (SchemaId(index), schema))
    }

    /// The schema that an alias stands for, at the end of the chain.
    pub fn target(&self, id: SchemaId) -> SchemaId {
        match self[id].kind {
            Kind::Alias(target) => self.target(target),
            _ => id,
        }
    }

    /// Whether `null` is a value, by the schema or by an alias on the way to it.
    pub fn nullable(&self, id: SchemaId) -> bool {
        match self[id].kind {
            Kind::Alias(target) => self[id].nullable || self.nullable(target),
            _ => self[id].nullable,
        }
    }

    /// What is said of a schema: by itself, else by what it is an alias of.
    pub fn said<T>(&self, id: SchemaId, say: impl Fn(&Doc) -> Option<&T>) -> Option<&T> {
        say(&self[id].doc).or_else(|| match self[id].kind {
            Kind::Alias(target) => self.said(target, say),
            _ => None,
        })
    }
}

impl Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        &self.0[id.0]
    }
}

/// What values at one place look like.
#[derive(Clone, Debug)]
pub struct Schema {
    /// Where the document says so.
    pub pointer: Pointer,
    /// The component's name, when it is one.
    pub name: Option<String>,
    /// Words for people.
    pub doc: Doc,
    /// Whether `null` is a value as well.
    pub nullable: bool,
    /// The values themselves.
    pub kind: Kind,
}

/// Words for people, as the document has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `deprecated`
    pub deprecated: bool,
    /// `default`, which is documented and never sent by itself.
    pub default: Option<Json>,
    /// `example`
    pub example: Option<Json>,
}

/// The values of a schema.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// The same as another schema, under words of its own.
    Alias(SchemaId),
    /// Anything.
    Any,
    /// `null`, and nothing else.
    Null,
    /// `true` or `false`
    Boolean,
    /// Numbers without a fraction.
    Integer(Integer),
    /// Numbers.
    Number(Number),
    /// Strings.
    String(Text),
    /// A list of strings or of integers.
    Enum(Enum),
    /// Arrays.
    Array(Array),
    /// Objects with named members, or maps.
    Object(Object),
    /// One of several.
    Union(Union),
}

impl Kind {
    /// The schemas of what values are made of, and of what else they can be.
    pub fn inside(&self) -> Vec<SchemaId> {
        match self {
            Self::Alias(target) => vec![*target],
            Self::Array(array) => array.elements().to_vec(),
            Self::Union(union) => union.branches.iter().map(|branch| branch.schema).collect(),
            Self::Object(object) => {
                let named = object.properties.iter().map(|property| property.schema);
                named.chain(object.additional.typed()).collect()
            }
            Self::Any
            | Self::Null
            | Self::Boolean
            | Self::Integer(_)
            | Self::Number(_)
            | Self::String(_)
            | Self::Enum(_) => Vec::new(),
        }
    }
}

/// Constraints of an integer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Integer {
    /// `format`
    pub width: IntegerWidth,
    /// Smallest value.
    pub minimum: Option<i64>,
    /// Largest value.
    pub maximum: Option<i64>,
    /// Every value is a multiple of this.
    pub multiple_of: Option<i64>,
}

impl Integer {
    /// Whether every integer of its width is a value.
    pub fn is_unconstrained(&self) -> bool {
        *self == Self { width: self.width, ..Self::default() }
    }
}

/// How wide an integer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IntegerWidth {
    /// No known format: 64 bits.
    #[default]
    Unstated,
    /// `int32`
    Int32,
    /// `int64`
    Int64,
    /// `uint64` and the like: 64 bits without sign.
    Unsigned64,
}

impl IntegerWidth {
    /// Whether an integer is one of so many bits.
    pub fn holds(self, value: i64) -> bool {
        match self {
            Self::Unstated | Self::Int64 => true,
            Self::Int32 => i32::try_from(value).is_ok(),
            Self::Unsigned64 => value >= 0,
        }
    }
}

/// Constraints of a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Number {
    /// Smallest value, and whether it is excluded.
    pub minimum: Option<(f64, bool)>,
    /// Largest value, and whether it is excluded.
    pub maximum: Option<(f64, bool)>,
    /// Every value is a multiple of this.
    pub multiple_of: Option<f64>,
}

/// Constraints of a string. Lengths count Unicode code points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Text {
    /// `format`
    pub format: Option<Format>,
    /// Fewest characters.
    pub min_length: Option<usize>,
    /// Most characters.
    pub max_length: Option<usize>,
    /// A pattern that some part of the string matches.
    pub pattern: Option<Pattern>,
}

impl Text {
    /// Whether every string is a value.
    pub fn is_unconstrained(&self) -> bool {
        self.min_length.is_none() && self.max_length.is_none() && self.pattern.is_none()
    }
}

/// A string's `format`, as far as it changes anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// `password`: never shown.
    Password,
    /// Any other, documented.
    Other(String),
}

/// A regular expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// ECMA-262, as the document has it.
    pub source: String,
    /// The same meaning in the syntax of Rust's `regex` crates; `None` when there is none.
    pub regex: Option<String>,
}

/// A list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The values, at least one, all of one type, none twice.
    pub values: Vec<EnumValue>,
    /// Whether the document itself allows other values of the type.
    pub open: bool,
}

impl Enum {
    /// Which of the two a boolean has to be, if there is no choice.
    pub fn boolean(&self) -> Option<bool> {
        match self.values.as_slice() {
            [EnumValue { literal: Literal::Boolean(only), .. }] => Some(*only),
            _ => None,
        }
    }
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value on the wire.
    pub literal: Literal,
    /// `x-enum-varnames`, or the title of the branch it was.
    pub name: Option<String>,
    /// `x-enum-descriptions`, or the description of the branch it was.
    pub description: Option<String>,
}

/// A scalar that stands for itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}

/// An array.
#[derive(Clone, Debug, PartialEq)]
pub struct Array {
    /// Each element.
    pub items: SchemaId,
    /// The element at each position, when there is one at each and no other.
    pub positions: Vec<SchemaId>,
    /// Fewest elements.
    pub min_items: Option<usize>,
    /// Most elements.
    pub max_items: Option<usize>,
    /// Whether no element comes twice.
    pub unique_items: bool,
}

impl Array {
    /// The schemas of the elements.
    pub fn elements(&self) -> &[SchemaId] {
        if self.positions.is_empty() { std::slice::from_ref(&self.items) } else { &self.positions }
    }
}
