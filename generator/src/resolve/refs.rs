//! Following `$ref`.

use std::borrow::Cow;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema as Source};

use super::{Resolver, Slot};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::SchemaId;
use crate::pointer::Pointer;

/// How many references may follow each other before it is taken for a cycle.
const LONGEST_CHAIN: usize = 64;

/// The name of a component that a reference names directly, `#/components/SECTION/NAME`.
pub(super) fn component_name<'r>(reference: &'r str, section: &str) -> Option<Cow<'r, str>> {
    let rest = reference.strip_prefix("#/components/")?.strip_prefix(section)?.strip_prefix('/')?;
    if rest.contains('/') {
        return None;
    }
    let plain = if rest.contains('%') { Cow::Owned(percent_decode(rest)) } else { Cow::Borrowed(rest) };
    Some(if plain.contains('~') { Cow::Owned(plain.replace("~1", "/").replace("~0", "~")) } else { plain })
}

/// Decodes `%XX`, which is legal in the fragment of a reference.
fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let decoded = match (first, tail) {
            (b'%', [high, low, ..]) => {
                u8::from_str_radix(&format!("{}{}", *high as char, *low as char), 16).ok()
            }
            _ => None,
        };
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl<'a> Resolver<'a> {
    /// The schema component that a reference leads to, if it is one.
    pub(super) fn component(&self, reference: &str) -> Option<&'a Source> {
        let schemas = &self.document.components.as_ref()?.schemas;
        follow(schemas, "schemas", reference)
    }

    /// The id of the component that a reference names.
    pub(super) fn component_id(&self, reference: &str) -> Option<SchemaId> {
        self.components.get(component_name(reference, "schemas")?.as_ref()).copied()
    }

    /// The id of the schema that a reference leads to.
    pub(super) fn referenced(&mut self, reference: &str, at: &Pointer) -> Option<SchemaId> {
        if let Some(name) = component_name(reference, "schemas")
            && let Some(id) = self.components.get(name.as_ref())
        {
            return Some(*id);
        }
        // A component that only refers to others and stands before its target in the list.
        if let Some(source) = self.component(reference)
            && let Some(index) = self
                .slots
                .iter()
                .position(|slot| matches!(slot, Slot::Waiting(own) if std::ptr::eq(*own, source)))
        {
            return Some(SchemaId(index));
        }
        self.report(
            Diagnostic::new(
                Code::Unsupported,
                Place::Value(at.key("$ref")),
                format!("a reference to a place inside another schema is not followed: `{reference}`"),
            )
            .help("anything is accepted here; name the schema under `components/schemas` to give it a type"),
        );
        None
    }

    /// The response, parameter, … itself, wherever the document has it.
    pub(super) fn deref<T>(
        &mut self,
        source: &'a ReferenceOr<T>,
        section: &str,
        components: impl Fn(&'a openapiv3::Components) -> &'a IndexMap<String, ReferenceOr<T>>,
        at: &Pointer,
    ) -> Option<(&'a T, Pointer)> {
        let reference = match source {
            ReferenceOr::Item(item) => return Some((item, at.clone())),
            ReferenceOr::Reference { reference } => reference,
        };
        let map = self.document.components.as_ref().map(components);
        let found = map.and_then(|map| follow(map, section, reference));
        if found.is_none() {
            let message = format!("reference to a {section} component that is not there: `{reference}`");
            self.report(Diagnostic::new(Code::UnknownReference, Place::Value(at.key("$ref")), message));
        }
        let name = component_name(reference, section)?.into_owned();
        found.map(|found| (found, Pointer::root().key("components").key(section).key(&name)))
    }
}

/// The reference among the parts of an `allOf`, if there is one and no more.
pub(super) fn only_reference(parts: &[ReferenceOr<Source>]) -> Option<&str> {
    let mut references = parts.iter().filter_map(|part| match part {
        ReferenceOr::Reference { reference } => Some(reference.as_str()),
        ReferenceOr::Item(_) => None,
    });
    references.next().filter(|_| references.next().is_none())
}

/// Follows references from component to component.
pub(super) fn follow<'a, T>(
    map: &'a IndexMap<String, ReferenceOr<T>>,
    section: &str,
    reference: &str,
) -> Option<&'a T> {
    let mut reference = reference;
    for _ in 0..LONGEST_CHAIN {
        match map.get(component_name(reference, section)?.as_ref())? {
            ReferenceOr::Item(item) => return Some(item),
            ReferenceOr::Reference { reference: next } => reference = next,
        }
    }
    None
}
