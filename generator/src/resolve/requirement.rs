//! Unions whose branches say nothing but which members have to be there: constraints of the object around them.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema as Source};

use super::Resolver;
use super::facts::Facts;
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Additional, Choice, Kind, Object, Property, UnionStyle};
use crate::pointer::Pointer;

impl<'a> Resolver<'a> {
    /// What the parts of an `allOf` require that say nothing else, by place, if something else says what the object is.
    pub(super) fn required_by_parts(
        &self,
        facts: &Facts<'a>,
        at: &Pointer,
    ) -> BTreeMap<Pointer, Vec<Choice>> {
        let parts = facts.all_of.iter().enumerate();
        let required: BTreeMap<Pointer, Vec<Choice>> = parts
            .filter_map(|(index, part)| Some((at.key("allOf").index(index), self.required_by(part)?)))
            .collect();
        let is_all = required.len() == facts.all_of.len() && !facts.is_object();
        if is_all { BTreeMap::new() } else { required }
    }

    /// What a part of an `allOf` requires, itself or by reference, if it says nothing else.
    fn required_by(&self, part: &'a ReferenceOr<Source>) -> Option<Vec<Choice>> {
        let source = match part {
            ReferenceOr::Item(source) => source,
            ReferenceOr::Reference { reference } => self.component(reference)?,
        };
        let facts = Facts::of(&source.schema_kind);
        let says_more =
            facts.says_something() || facts.is_bounded() || facts.negated || !facts.all_of.is_empty();
        if says_more || source.schema_data.nullable {
            return None;
        }
        let choice = |(style, branches): (UnionStyle, &[ReferenceOr<Source>])| {
            let sets = branches.iter().map(|branch| requirement(branch).map(<[String]>::to_vec));
            Some(Choice { style, sets: sets.collect::<Option<_>>()? })
        };
        let choices: Vec<Choice> = facts.unions().map(choice).collect::<Option<_>>()?;
        (!choices.is_empty()).then_some(choices)
    }

    /// Adds which members have to be there, where a union said nothing else, to an object or to each branch that is one. Of
    /// a member that only this speaks of, nothing else is known.
    pub(super) fn with_choices(&mut self, kind: Kind, choices: Vec<Choice>, at: &Pointer) -> Kind {
        match kind {
            kind if choices.is_empty() => kind,
            Kind::Object(_) | Kind::Union(_) => {
                let schema = self.any();
                let wanted: BTreeSet<&String> =
                    choices.iter().flat_map(|choice| &choice.sets).flatten().collect();
                let properties = wanted
                    .into_iter()
                    .map(|name| Property::undescribed(name.clone(), false, schema))
                    .collect();
                let required = Object {
                    properties,
                    additional: Additional::Unstated,
                    min_properties: None,
                    max_properties: None,
                    choices,
                };
                self.meet_untyped(kind, Kind::Object(required), at)
            }
            other => {
                let message = "branches that only require members";
                self.report(
                    Diagnostic::new(Code::Unsupported, Place::Value(at.clone()), message)
                        .help("they are not checked before sending, because the schema is no object"),
                );
                other
            }
        }
    }
}

/// The members that a branch requires, if it says nothing else.
pub(super) fn requirement(branch: &ReferenceOr<Source>) -> Option<&[String]> {
    let facts = Facts::of(&branch.as_item()?.schema_kind);
    facts.is_requirement().then_some(facts.required)
}
