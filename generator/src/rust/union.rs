//! Unions of the generated crate and how a value's branch is decided.

use super::{Constant, Doc, Ident, Literal, Rule, Type};

/// One of several.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Branches in document order.
    pub variants: Vec<Variant>,
    /// The variant that keeps every other value, when a response can hold this type.
    pub unknown: Option<Ident>,
    /// How the branch is decided.
    pub decision: Decision,
    /// Whether it is a body that need not be there: a branch becomes that as well.
    pub optional: bool,
    /// Whether it is part of a request: its constraints are checked before sending.
    pub checked: bool,
}

/// A branch.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// What it holds; `None` for a constant.
    pub payload: Option<Type>,
    /// The discriminator and its text, when the payload does not have it: the union writes it.
    pub tag: Option<(String, String)>,
    /// The discriminator as a field of the payload, which a caller could set to what another variant stands for.
    pub own_tag: Option<OwnTag>,
    /// Whether `From` makes the union from the payload: no other branch holds the same type.
    pub from: bool,
    /// The names of the methods that ask for this branch: `is_…`, and for a payload `as_…` and `into_…`.
    pub access: Access,
    /// Constraints of the payload.
    pub rules: Vec<Rule>,
    /// Whether anything in the payload is to be checked before sending.
    pub checked: bool,
}

/// A field of a variant's payload that says which variant it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTag {
    /// Name on the wire.
    pub key: String,
    /// Name in Rust.
    pub field: Ident,
    /// The values that stand for the variant.
    pub values: Vec<Literal>,
}

/// Methods that ask for a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Whether it is this branch.
    pub is: Ident,
    /// A reference to the payload.
    pub r#as: Ident,
    /// The payload.
    pub into: Ident,
}

/// How a value's branch is found, and why it cannot be mistaken.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The member whose text decides alone, with the texts of each variant.
    pub switch: Option<Switch>,
    /// For all other values: what each line asks, and the variant (by position) that it stands for.
    pub guards: Vec<(Guard, usize)>,
    /// What separates the variants.
    pub separations: Vec<Separation>,
}

impl Decision {
    /// The pairs of variants that nothing tells apart.
    pub fn inseparable(&self) -> impl Iterator<Item = &[usize]> {
        self.separations.iter().filter(|own| own.proof == Proof::Nothing).map(|own| own.among.as_slice())
    }

    /// Whether no value can be of two variants.
    pub fn is_exclusive(&self) -> bool {
        self.separations.iter().all(|own| own.proof.is_exclusive())
    }

    /// The member that has one value only in this variant, and that value.
    pub fn constant(&self, variant: usize) -> Option<Constant> {
        let (key, values) = self.tag(variant)?;
        let [only] = values.as_slice() else { return None };
        Some(Constant { key: key.to_owned(), value: only.clone() })
    }

    /// The member that decides for a variant alone, wherever it is one of its values, and these.
    pub fn tag(&self, variant: usize) -> Option<(&str, Vec<Literal>)> {
        if let Some(Switch { key, cases }) = &self.switch {
            let own = cases.iter().filter(|(_, own)| *own == variant).flat_map(|(texts, _)| texts);
            let values: Vec<Literal> = own.cloned().map(Literal::String).collect();
            if !values.is_empty() {
                return Some((key, values));
            }
        }
        let mut own = self.guards.iter().filter(|(_, own)| *own == variant);
        let (Some((guard, _)), None) = (own.next(), own.next()) else { return None };
        let Test::Where(key, guards) = &guard.test else { return None };
        let [Guard { test: Test::Is(values), .. }] = guards.as_slice() else { return None };
        Some((key, values.clone()))
    }

    /// The weakest of all proofs: the rule by which this union is decided.
    pub fn rule(&self) -> Option<&Proof> {
        self.separations.iter().map(|own| &own.proof).max_by_key(|proof| proof.rank())
    }
}

/// A member whose text says which variant it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switch {
    /// The member's name.
    pub key: String,
    /// The variant (by position) of each list of texts.
    pub cases: Vec<(Vec<String>, usize)>,
}

/// A question about a value that is answered before any branch is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    /// The kind of value it is about.
    pub kind: JsonKind,
    /// What it asks.
    pub test: Test,
}

impl Guard {
    /// The same for texts of any format, length and pattern and integers of any range.
    fn loose(&self) -> Self {
        let test = match &self.test {
            Test::Format(_) | Test::Length(..) | Test::Matches(_) | Test::Within(..) => Test::Any,
            Test::Of(guards) => Test::Of(guards.iter().map(Self::loose).collect()),
            other => other.clone(),
        };
        Self { kind: self.kind, test }
    }
}

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// Anything.
    Any,
}

/// What is asked of a value of the right kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// Nothing.
    Any,
    /// It is one of these scalars.
    Is(Vec<Literal>),
    /// It is a string of a format that can be recognised.
    Format(TextFormat),
    /// It is a string of so many characters, both included.
    Length(usize, Option<usize>),
    /// It is a string that matches a regular expression.
    Matches(String),
    /// It is an integer in this range, both included.
    Within(Option<i64>, Option<i64>),
    /// The first element, if there is one, meets one of these.
    Of(Vec<Guard>),
    /// It has this member: this decides alone.
    Has(String),
    /// Its member meets one of these: this decides alone.
    Where(String, Vec<Guard>),
    /// Its members fit; the variant that knows most of them is taken.
    Fits(Fit),
}

/// The members by which an object is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fit {
    /// Members that have to be there.
    pub needs: Vec<String>,
    /// Other members that speak for it.
    pub knows: Vec<String>,
    /// Members that, where they are there, have to meet one of these.
    pub fixed: Vec<(String, Vec<Guard>)>,
    /// Whether it has no other members than those.
    pub only: bool,
}

impl Fit {
    /// What is left where nothing is looked at that a server may not keep to, and less speaks for it; `None` if there is no
    /// such thing.
    pub fn loose(&self) -> Option<Self> {
        let fixed = self.fixed.iter().map(|(key, guards)| (key.clone(), guards.iter().map(Guard::loose)));
        let fixed: Vec<_> = fixed.map(|(key, guards)| (key, guards.collect())).collect();
        let knows = if self.only { self.knows.clone() } else { Vec::new() };
        (fixed != self.fixed).then(|| Self { knows, fixed, ..self.clone() })
    }
}

/// A `format` that a string can be recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextFormat {
    /// `uuid`
    Uuid,
    /// `ipv4`
    Ipv4,
    /// `ipv6`
    Ipv6,
    /// `date-time`
    DateTime,
    /// `date`
    Date,
    /// `uri`
    Uri,
    /// `email`
    Email,
}

/// What separates some variants, each from each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separation {
    /// Positions of the variants, at least two.
    pub among: Vec<usize>,
    /// What separates them.
    pub proof: Proof,
}

/// Why two branches cannot be mistaken for each other, or how it is chosen between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Different kinds of JSON value.
    Kind,
    /// Different constants.
    Value,
    /// The discriminator, or a member that both require and fix to different constants.
    Tag(String),
    /// A member that both require, of different kinds.
    MemberKind(String),
    /// A member that both fix to different constants or kinds, when it is there; and whether one of them requires it,
    /// so that no value is of both.
    OptionalTag(String, bool),
    /// A member that one requires and the other forbids.
    ForbiddenKey(String),
    /// Ranges of integers that do not overlap.
    Range,
    /// Members that one requires and the other does not declare, on both sides: evidence, since an object may have
    /// others.
    RequiredKeys(String, String),
    /// A member that only one requires: the other does not declare it, or can do without.
    RequiredKey(String),
    /// A member that only one declares.
    DeclaredKey(String),
    /// Strings: format, length or pattern.
    Text,
    /// One lists what the other allows as well: what is listed is read as such.
    ListedFirst,
    /// The same of a member.
    ListedMember(String),
    /// Tuples of different lengths: the longer one is tried first.
    Length,
    /// Arrays: what separates their elements.
    Items(Box<Proof>),
    /// An integer is a number too: it is read as an integer.
    IntegerFirst,
    /// One takes anything: it is tried last.
    AnythingLast,
    /// Nothing; the first that can be read is taken.
    Nothing,
}

/// The rank of what separates elements, at least.
const ITEMS: usize = 12;

impl Proof {
    /// Whether no value can be of both.
    pub fn is_exclusive(&self) -> bool {
        match self {
            Self::Items(inner) => inner.is_exclusive(),
            own => {
                own.rank() <= Self::MemberKind(String::new()).rank()
                    || matches!(own, Self::OptionalTag(_, true) | Self::ForbiddenKey(_) | Self::Range)
            }
        }
    }

    /// From the strongest to the weakest. What separates elements is weaker than what separates arrays.
    ///
    /// Not by calling itself: of a recursion whose result goes through `max`, LLVM 22 compares two results wrongly.
    pub fn rank(&self) -> usize {
        let mut innermost = self;
        while let Self::Items(inner) = innermost {
            innermost = inner;
        }
        let rank = match innermost {
            Self::Kind => 0,
            Self::Value => 1,
            Self::Tag(_) => 2,
            Self::MemberKind(_) => 3,
            Self::OptionalTag(..) => 4,
            Self::ForbiddenKey(_) => 5,
            Self::Range | Self::Length => 6,
            Self::RequiredKeys(..) => 7,
            Self::RequiredKey(_) => 8,
            Self::DeclaredKey(_) => 9,
            Self::Text => 10,
            Self::ListedFirst | Self::ListedMember(_) => 11,
            Self::Items(_) => ITEMS,
            Self::IntegerFirst => 13,
            Self::AnythingLast => 14,
            Self::Nothing => 15,
        };
        if matches!(self, Self::Items(_)) { rank.max(ITEMS) } else { rank }
    }
}
