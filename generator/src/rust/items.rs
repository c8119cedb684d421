//! Types of the generated crate.

use std::collections::BTreeMap;
use std::fmt;

use super::{Ident, Path, Type, Union};

/// Lines of documentation that are harmless: no doctest, no broken link, no control character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doc(pub Vec<String>);

/// A file of types, `src/types/NAME.rs`, with its codec in `src/codec/NAME.rs`.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeModule {
    /// File and module name.
    pub name: Ident,
    /// Its documentation.
    pub doc: Doc,
    /// Types of other files that it names, sorted.
    pub imports: Vec<Ident>,
    /// The types.
    pub items: Vec<Item>,
    /// Other names of types.
    pub aliases: Vec<Alias>,
    /// The feature that turns the file on; `None` when it is always there.
    pub feature: Option<String>,
    /// The features of which one has to be on for a type of this file; none is listed for what is always there.
    pub gates: BTreeMap<Ident, Vec<String>>,
    /// What types derive beside what they do anyway.
    pub derives: BTreeMap<Ident, Vec<Path>>,
}

impl TypeModule {
    /// The features of which one has to be on for a type of this file; none when it is always there.
    pub fn gate(&self, name: &Ident) -> &[String] {
        self.gates.get(name).map_or(&[], Vec::as_slice)
    }

    /// What is defined here.
    pub fn names(&self) -> impl Iterator<Item = &Ident> {
        self.items.iter().map(Item::name).chain(self.aliases.iter().map(|alias| &alias.name))
    }
}

/// Another name of a type: `pub type NAME = OWN;`
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// Its documentation.
    pub doc: Doc,
    /// The other name.
    pub name: Ident,
    /// The type's own name.
    pub own: Ident,
}

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An object.
    Struct(Struct),
    /// A list of strings or integers.
    Enum(Enum),
    /// One of several.
    Union(Union),
    /// A constrained scalar.
    Newtype(Newtype),
}

impl Item {
    /// What it derives, whatever the user wants.
    pub fn derives(&self) -> Vec<&'static str> {
        match self {
            Self::Struct(item) => item.derives(),
            Self::Enum(item) => item.derives(),
            Self::Union(item) => item.derives(),
            Self::Newtype(item) => item.derives(),
        }
    }

    /// The type's name.
    pub fn name(&self) -> &Ident {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Union(item) => &item.name,
            Self::Newtype(item) => &item.name,
        }
    }

    /// The types that it names.
    pub fn names(&self) -> Vec<&Ident> {
        match self {
            Self::Struct(item) => item.names().collect(),
            Self::Union(item) => item.names().collect(),
            Self::Enum(_) | Self::Newtype(_) => Vec::new(),
        }
    }
}

/// A struct with one public field per member.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Members that are always the same and need no field.
    pub constants: Vec<Constant>,
    /// Fields in document order.
    pub fields: Vec<Field>,
    /// The field that holds all other members.
    pub rest: Option<Rest>,
    /// Whether a caller builds it: it gets `new` and setters.
    pub built: bool,
    /// Sets of members of which one has to be there.
    pub choices: Vec<Choice>,
    /// How many members have to be there, and may be.
    pub size: Rule,
    /// Whether it is part of a request: its constraints are checked before sending.
    pub checked: bool,
}

/// Sets of fields, by name on the wire and in Rust: one set is there as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Whether no other set may be.
    pub exactly_one: bool,
    /// The sets.
    pub sets: Vec<Vec<(String, Ident)>>,
}

/// The names of those traits that are derived.
fn traits<const N: usize>(listed: [(&'static str, bool); N]) -> Vec<&'static str> {
    listed.into_iter().filter(|(_, is_derived)| *is_derived).map(|(name, _)| name).collect()
}

impl Struct {
    /// What it derives, whatever the user wants.
    pub fn derives(&self) -> Vec<&'static str> {
        traits([("Clone", true), ("Debug", true), ("Default", self.has_default()), ("PartialEq", true)])
    }

    /// The types that it names.
    pub fn names(&self) -> impl Iterator<Item = &Ident> {
        let rest = self.rest.iter().map(|rest| &rest.ty);
        self.fields.iter().map(|field| &field.ty).chain(rest).flat_map(Type::names)
    }

    /// Whether it can be made from nothing.
    pub fn has_default(&self) -> bool {
        self.built && self.fields.iter().all(|field| field.presence.may_be_absent() && field.preset.is_none())
    }
}

/// A member that is always the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// Name on the wire.
    pub key: String,
    /// Value on the wire.
    pub value: Literal,
}

/// A scalar on the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::String(text) => text.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Boolean(value) => value.fmt(f),
        }
    }
}

/// What a field has unless the caller sets another value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preset {
    /// The value on the wire.
    pub value: Literal,
    /// The variant that stands for it, if the field's type is an enum that cannot hold every value.
    pub variant: Option<Ident>,
}

/// A field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Name on the wire.
    pub key: String,
    /// Name in Rust.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// The type of a value that is there and not null.
    pub ty: Type,
    /// When it is there.
    pub presence: Presence,
    /// Constraints of the value, then of its elements, and so on.
    pub rules: Vec<Rule>,
    /// Whether anything in it is to be checked before sending.
    pub checked: bool,
    /// What it has unless the caller sets something else.
    pub preset: Option<Preset>,
    /// The setter that makes it null, for one that can be absent and null.
    pub clear: Option<Ident>,
}

/// When a member is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always: `T`.
    Required,
    /// Always, perhaps null: `Option<T>`.
    Nullable,
    /// Perhaps: `Option<T>`.
    Optional,
    /// Perhaps, as JSON that has a null of its own: `Option<Value>`.
    Free,
    /// Perhaps, and perhaps null, which means something else: `Maybe<T>`.
    Maybe,
}

impl Presence {
    /// Whether a request without it is complete.
    pub fn may_be_absent(self) -> bool {
        matches!(self, Self::Optional | Self::Free | Self::Maybe)
    }
}

/// The field that holds members without a name of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// Name in Rust.
    pub name: Ident,
    /// The type of each.
    pub ty: Type,
    /// Whether the document says nothing of them: they are kept all the same.
    pub undescribed: bool,
    /// Constraints of the whole, then of each value.
    pub rules: Vec<Rule>,
    /// Whether anything in it is to be checked before sending.
    pub checked: bool,
}

/// A constraint on one value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rule {
    /// Fewest characters, elements or members.
    pub min_length: Option<usize>,
    /// Most characters, elements or members.
    pub max_length: Option<usize>,
    /// A regular expression in Rust's syntax.
    pub pattern: Option<String>,
    /// The same as the description has it, if it is spelt otherwise there.
    pub said: Option<String>,
    /// Smallest number.
    pub at_least: Option<f64>,
    /// Numbers are greater.
    pub above: Option<f64>,
    /// Largest number.
    pub at_most: Option<f64>,
    /// Numbers are less.
    pub below: Option<f64>,
    /// Numbers are a multiple.
    pub multiple_of: Option<f64>,
    /// No element twice.
    pub unique: bool,
    /// The boolean that it has to be.
    pub only: Option<bool>,
}

impl Rule {
    /// Whether nothing is demanded.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An enumeration of strings or of integers.
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Values, all strings or all integers.
    pub variants: Vec<EnumVariant>,
    /// The variant that keeps every other value, when the enumeration is open.
    pub unknown: Option<Ident>,
    /// Whether the values are integers.
    pub integers: bool,
}

impl Enum {
    /// What it derives, whatever the user wants.
    pub fn derives(&self) -> Vec<&'static str> {
        let copy = self.unknown.is_none() || self.integers;
        let always = [("Debug", true), ("PartialEq", true), ("Eq", true), ("Hash", true)];
        [traits([("Clone", true), ("Copy", copy)]), traits(always)].concat()
    }
}

/// A value of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumVariant {
    /// Name in Rust.
    pub name: Ident,
    /// Value on the wire.
    pub literal: Literal,
    /// Documentation.
    pub doc: Doc,
}

/// A scalar with constraints of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Newtype {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// What it holds.
    pub inner: Type,
    /// Its constraints.
    pub rule: Rule,
}

impl Newtype {
    /// What it derives, whatever the user wants.
    pub fn derives(&self) -> Vec<&'static str> {
        let exact = self.inner != Type::F64;
        let copy = matches!(self.inner, Type::F64 | Type::I32 | Type::I64 | Type::U64);
        let first =
            [("Clone", true), ("Copy", copy), ("Debug", true), ("PartialEq", true), ("PartialOrd", true)];
        [traits(first), traits([("Eq", exact), ("Ord", exact), ("Hash", exact)])].concat()
    }
}

impl Union {
    /// What it derives, whatever the user wants.
    pub fn derives(&self) -> Vec<&'static str> {
        traits([("Clone", true), ("Debug", true), ("PartialEq", true)])
    }

    /// The types that it names.
    pub fn names(&self) -> impl Iterator<Item = &Ident> {
        self.variants.iter().filter_map(|variant| variant.payload.as_ref()).flat_map(Type::names)
    }
}
