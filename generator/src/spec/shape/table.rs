//! The words in which OpenAPI's object model is written down.

use crate::spec::version::Version;

/// One kind of object of the specification.
#[derive(Debug)]
pub(in crate::spec) struct Object {
    /// As a message names it: `a schema`.
    pub(in crate::spec) name: &'static str,
    pub(in crate::spec) members: &'static [Member],
    pub(in crate::spec) rest: Rest,
}

/// What members an object may have beside those it lists and those that begin with `x-`.
#[derive(Clone, Copy, Debug)]
pub(in crate::spec) enum Rest {
    /// None.
    Unknown,
    /// Paths, from `/`.
    Paths(Kind),
    /// Status codes, ranges of them and `default`.
    Statuses(Kind),
    /// Any name.
    Names(Kind),
}

/// One member of an object.
#[derive(Clone, Copy, Debug)]
pub(in crate::spec) struct Member {
    pub(in crate::spec) name: &'static str,
    pub(in crate::spec) kind: Kind,
    pub(in crate::spec) need: Need,
    pub(in crate::spec) since: Since,
    /// Whether OpenAPI 3.1 does not require it.
    pub(in crate::spec) lax_31: bool,
    /// Whether it only decorates: a client can be written without it, so no fault in it is an error.
    pub(in crate::spec) decorates: bool,
}

/// Whether a member must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::spec) enum Need {
    Optional,
    Required,
    /// Required, but nothing is lost by an empty string instead.
    Text,
    /// Required, but nothing is lost by an empty object instead.
    Members,
}

/// The versions that know a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::spec) enum Since {
    Always,
    /// New in OpenAPI 3.1.
    V31,
    /// Gone in OpenAPI 3.1.
    Until31,
}

impl Since {
    pub(in crate::spec) fn has(self, version: Version) -> bool {
        match self {
            Self::Always => true,
            Self::V31 => version == Version::V31,
            Self::Until31 => version == Version::V30,
        }
    }
}

/// What a value may be.
#[derive(Clone, Copy, Debug)]
pub(in crate::spec) enum Kind {
    Any,
    Text,
    /// A string that ought to be a URL, or a part of one.
    Url,
    Bool,
    Number,
    /// A whole number, from zero.
    Count,
    /// One of these strings.
    Words(&'static [&'static str]),
    Object(&'static Object),
    /// An object, or a `$ref` to one.
    Or(&'static Object),
    /// A schema, a `$ref` to one or, in OpenAPI 3.1, a boolean.
    Schema,
    /// A schema, a `$ref` to one or a boolean.
    SchemaOrBool,
    List(&'static Self),
    Map(&'static Self),
    /// A schema's `type`: one, or in OpenAPI 3.1 several.
    Type,
    /// An exclusive bound: a boolean in OpenAPI 3.0, a number in 3.1.
    Bound,
}

impl Kind {
    /// As a message names what is wanted.
    pub(in crate::spec) fn noun(self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Text | Self::Url | Self::Words(_) => "a string",
            Self::Bool => "a boolean",
            Self::Number => "a number",
            Self::Count => "a whole number from 0",
            Self::Object(_) | Self::Or(_) | Self::Map(_) => "an object",
            Self::Schema => "a schema",
            Self::SchemaOrBool => "a schema or a boolean",
            Self::List(_) => "a list",
            Self::Type => "the name of a type",
            Self::Bound => "a boolean or a number",
        }
    }
}

impl Object {
    /// An object with these members and no others.
    pub(super) const fn new(name: &'static str, members: &'static [Member]) -> Self {
        Self { name, members, rest: Rest::Unknown }
    }

    /// An object that has other members as well.
    pub(super) const fn open(name: &'static str, members: &'static [Member], rest: Rest) -> Self {
        Self { name, members, rest }
    }

    /// Whether both are the same row of the specification.
    pub(in crate::spec) fn is(&self, other: &'static Self) -> bool {
        std::ptr::eq(self, other)
    }

    pub(in crate::spec) fn member(&self, name: &str) -> Option<&'static Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// What the member `name` may be, when it may be there at all.
    pub(in crate::spec) fn kind_of(&self, name: &str) -> Option<Kind> {
        if let Some(member) = self.member(name) {
            return Some(member.kind);
        }
        if name.starts_with("x-") {
            return None;
        }
        match self.rest {
            Rest::Unknown => None,
            Rest::Paths(kind) => name.starts_with('/').then_some(kind),
            Rest::Statuses(kind) | Rest::Names(kind) => Some(kind),
        }
    }
}

impl Member {
    const fn new(name: &'static str, kind: Kind, need: Need) -> Self {
        Self { name, kind, need, since: Since::Always, lax_31: false, decorates: false }
    }

    /// Whether a document of this version may do without it.
    pub(super) fn optional_in(&self, version: Version) -> bool {
        self.lax_31 && version == Version::V31
    }

    /// A member that OpenAPI 3.1 does not require any more.
    pub(super) const fn lax_31(mut self) -> Self {
        self.lax_31 = true;
        self
    }

    /// A member without which a client can be written.
    pub(super) const fn decorating(mut self) -> Self {
        self.decorates = true;
        self
    }

    /// A member that came with OpenAPI 3.1.
    pub(super) const fn since_31(mut self) -> Self {
        self.since = Since::V31;
        self
    }

    /// A member that OpenAPI 3.1 dropped.
    pub(super) const fn until_31(mut self) -> Self {
        self.since = Since::Until31;
        self
    }
}

/// A member that must be there.
pub(super) const fn must(name: &'static str, kind: Kind) -> Member {
    Member::new(name, kind, Need::Required)
}

/// A string that ought to be there.
pub(super) const fn ought(name: &'static str) -> Member {
    Member::new(name, Kind::Text, Need::Text)
}

/// An object that ought to be there.
pub(super) const fn ought_object(name: &'static str, kind: Kind) -> Member {
    Member::new(name, kind, Need::Members)
}

/// A member that may be there.
pub(super) const fn may(name: &'static str, kind: Kind) -> Member {
    Member::new(name, kind, Need::Optional)
}

/// A member that decorates.
pub(super) const fn decor(name: &'static str, kind: Kind) -> Member {
    may(name, kind).decorating()
}
