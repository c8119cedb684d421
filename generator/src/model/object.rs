//! Objects, and what stands in them.

use super::{SchemaId, UnionStyle};

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    /// Named members in document order.
    pub properties: Vec<Property>,
    /// All other members.
    pub additional: Additional,
    /// Fewest members.
    pub min_properties: Option<usize>,
    /// Most members.
    pub max_properties: Option<usize>,
    /// Members of which some have to be there.
    pub choices: Vec<Choice>,
}

impl Object {
    /// The named member of this name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// What stands in it, with the names of named members. What is only required comes last: its schema may be that of
    /// all others, which speaks of them first.
    pub fn members(&self) -> impl Iterator<Item = (Option<&str>, SchemaId)> {
        let named = |declared: bool| {
            let own = self.properties.iter().filter(move |property| property.declared == declared);
            own.map(|property| (Some(property.name.as_str()), property.schema))
        };
        let others = self.additional.typed().map(|values| (None, values));
        named(true).chain(others).chain(named(false))
    }
}

/// Sets of members: exactly one of them is there as a whole, or at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Whether it is exactly one.
    pub style: UnionStyle,
    /// Names on the wire.
    pub sets: Vec<Vec<String>>,
}

/// What members an object has beside the named ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Additional {
    /// Not stated: others may come and mean nothing.
    Unstated,
    /// `false`
    Forbidden,
    /// `true` or a schema: they carry data.
    Typed(SchemaId),
}

impl Additional {
    /// The schema of members that carry data.
    pub fn typed(self) -> Option<SchemaId> {
        match self {
            Self::Typed(values) => Some(values),
            Self::Unstated | Self::Forbidden => None,
        }
    }
}

/// A named member.
#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is what the document says of it")]
pub struct Property {
    /// The name on the wire.
    pub name: String,
    /// Whether the document says that it is always there.
    pub required: bool,
    /// Whether the document says anything else of it.
    pub declared: bool,
    /// Only in responses.
    pub read_only: bool,
    /// Only in requests.
    pub write_only: bool,
    /// The value.
    pub schema: SchemaId,
}

impl Property {
    /// One of which only the name is known.
    pub fn undescribed(name: String, required: bool, schema: SchemaId) -> Self {
        Self { name, required, declared: false, read_only: false, write_only: false, schema }
    }

    /// Whether a value cannot do without it. A name that is required and described nowhere is mostly a slip (another
    /// name was meant, or the member is gone), and what servers send does not have it.
    pub fn is_expected(&self) -> bool {
        self.required && self.declared
    }
}
