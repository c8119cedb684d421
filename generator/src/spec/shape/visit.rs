//! A walk over every object of a document that the tables know, for rules and rewritings.

use serde_json::{Map, Value};

use super::document::DOCUMENT;
use super::schema::SCHEMA;
use super::table::{Kind, Object};
use crate::spec::trail::Trail;

/// One object of a document.
#[derive(Clone, Copy)]
pub(in crate::spec) struct Found<'d, 't> {
    pub(in crate::spec) table: &'static Object,
    pub(in crate::spec) members: &'d Map<String, Value>,
    pub(in crate::spec) at: &'t Trail<'t>,
    /// Whether a reference may stand here instead.
    referable: bool,
}

impl<'d> Found<'d, '_> {
    pub(in crate::spec) fn is(&self, table: &'static Object) -> bool {
        self.table.is(table)
    }

    /// What it refers to, when it is a reference.
    pub(in crate::spec) fn reference(&self) -> Option<&'d str> {
        self.referable.then_some(self.members)?.get("$ref")?.as_str()
    }
}

/// Calls `see` with every object, from the outside in and in document order.
pub(in crate::spec) fn visit<'d>(tree: &'d Value, see: &mut dyn FnMut(Found<'d, '_>)) {
    visit_part(Kind::Object(&DOCUMENT), tree, see);
}

/// Calls `see` with every object of a part of a document. The way to it begins at the part.
pub(in crate::spec) fn visit_part<'d>(kind: Kind, part: &'d Value, see: &mut dyn FnMut(Found<'d, '_>)) {
    Walk { schemas: true, see }.value(kind, part, &Trail::Root);
}

/// The same without schemas and what is in them, which is most of a document.
pub(in crate::spec) fn visit_around_schemas<'d>(
    kind: Kind,
    part: &'d Value,
    see: &mut dyn FnMut(Found<'d, '_>),
) {
    Walk { schemas: false, see }.value(kind, part, &Trail::Root);
}

struct Walk<'s, 'd> {
    /// Whether schemas are seen.
    schemas: bool,
    see: &'s mut dyn FnMut(Found<'d, '_>),
}

impl<'d> Walk<'_, 'd> {
    fn value(&mut self, kind: Kind, node: &'d Value, at: &Trail<'_>) {
        match (kind, node) {
            (Kind::Object(table) | Kind::Or(table), Value::Object(members)) => {
                let referable = matches!(kind, Kind::Or(_));
                self.object(Found { table, members, at, referable });
            }
            (Kind::Schema | Kind::SchemaOrBool, Value::Object(members)) if self.schemas => {
                self.object(Found { table: &SCHEMA, members, at, referable: true });
            }
            (Kind::Map(kind), Value::Object(members)) => {
                for (name, node) in members {
                    self.value(*kind, node, &at.key(name));
                }
            }
            (Kind::List(kind), Value::Array(elements)) => {
                for (index, node) in elements.iter().enumerate() {
                    self.value(*kind, node, &at.index(index));
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, found: Found<'d, '_>) {
        (self.see)(found);
        for (name, node) in found.members {
            if let Some(kind) = found.table.kind_of(name) {
                self.value(kind, node, &found.at.key(name));
            }
        }
    }
}

/// The table of the object at a pointer, going by the names on the way; `None` where no object is expected.
pub(in crate::spec) fn table_at<'a>(
    tokens: impl IntoIterator<Item = impl AsRef<str> + 'a>,
) -> Option<&'static Object> {
    let mut kind = Kind::Object(&DOCUMENT);
    for token in tokens {
        kind = match kind {
            Kind::Map(kind) | Kind::List(kind) => *kind,
            Kind::Object(table) | Kind::Or(table) => table.kind_of(token.as_ref())?,
            Kind::Schema | Kind::SchemaOrBool => SCHEMA.kind_of(token.as_ref())?,
            _ => return None,
        };
    }
    match kind {
        Kind::Object(table) | Kind::Or(table) => Some(table),
        Kind::Schema | Kind::SchemaOrBool => Some(&SCHEMA),
        _ => None,
    }
}
