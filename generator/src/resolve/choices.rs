//! What the user says of schemas, operations and values: found by component, by pointer or by format.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::{Resolver, Slot};
use crate::codes::Code;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::{Format, Kind, Renamed, SchemaId};
use crate::pointer::Pointer;
use crate::spelling::Spelling;

/// The user's words, and which of them were of use.
#[derive(Debug)]
pub(super) struct Choices<'a> {
    names: &'a BTreeMap<String, String>,
    types: Vec<&'a str>,
    used: BTreeSet<String>,
    operations: BTreeSet<String>,
    /// The formats that scalars have, if there are types for some.
    formats: BTreeMap<SchemaId, String>,
}

impl<'a> Choices<'a> {
    pub(super) fn new(config: &'a Config) -> Self {
        Self {
            names: &config.names,
            types: config.types.keys().map(String::as_str).collect(),
            used: BTreeSet::new(),
            operations: BTreeSet::new(),
            formats: BTreeMap::new(),
        }
    }
}

impl Resolver<'_> {
    /// What names of an operation are made from.
    pub(super) fn operation_name(&mut self, id: &str, at: &Pointer) -> String {
        if self.choices.names.is_empty() {
            return id.to_owned();
        }
        let key = format!("operation:{id}");
        self.choices.operations.insert(key.clone());
        self.name_of(&key).or_else(|| self.name_at(at)).unwrap_or_else(|| id.to_owned())
    }

    /// What the user calls what stands at a place.
    pub(super) fn name_at(&mut self, at: &Pointer) -> Option<String> {
        if self.choices.names.is_empty() {
            return None;
        }
        match self.diagnostics.origin(at) {
            (None, at) => self.name_of(at.as_str()),
            (Some(_), _) => None,
        }
    }

    fn name_of(&mut self, key: &str) -> Option<String> {
        let name = self.choices.names.get(key)?;
        self.choices.used.insert(key.to_owned());
        Some(name.clone())
    }

    /// Schemas that the user has a name for.
    pub(super) fn renamed(&mut self) -> BTreeMap<SchemaId, Renamed> {
        if self.choices.names.is_empty() {
            return BTreeMap::new();
        }
        let mut renamed = BTreeMap::new();
        for index in 0..self.places.len() {
            let (of_file, at) = self.diagnostics.origin(&self.places[index]);
            let at = of_file.is_none().then(|| at.as_str().to_owned());
            let keys: Vec<String> = self.names[index].iter().cloned().chain(at).collect();
            let said = keys.into_iter().find_map(|key| Some((self.name_of(&key)?, key)));
            renamed.extend(said.map(|(name, key)| (SchemaId(index), Renamed { key, name })));
        }
        renamed
    }

    /// Notes what a scalar's format is: the model has only those of strings.
    pub(super) fn note_format(&mut self, id: SchemaId, facts: &Facts<'_>) {
        if let (Some(format), Some("integer" | "number")) = (&facts.format, facts.ty)
            && !self.choices.types.is_empty()
        {
            self.choices.formats.insert(id, format.clone());
        }
    }

    /// The format of a schema's values.
    fn format(&self, id: SchemaId) -> Option<&str> {
        let said = self.choices.formats.get(&id).map(String::as_str);
        match &self.slots[id.0] {
            Slot::Done(schema) => match &schema.kind {
                Kind::String(text) => text.format.as_ref().map(|format| match format {
                    Format::Password => "password",
                    Format::Other(name) => name,
                }),
                Kind::Integer(_) | Kind::Number(_) => said,
                _ => None,
            },
            Slot::Waiting(_) | Slot::Started => None,
        }
    }

    /// Schemas that the user has a type for, each with the key of that choice. A schema's own counts before its format's.
    pub(super) fn mapped(&mut self) -> BTreeMap<SchemaId, String> {
        let mut mapped = BTreeMap::new();
        let mut formats = BTreeSet::new();
        if self.choices.types.is_empty() {
            return mapped;
        }
        for index in 0..self.slots.len() {
            let mut keys: Vec<String> = self.names[index].iter().cloned().collect();
            if let (None, at) = self.diagnostics.origin(&self.places[index]) {
                keys.push(at.as_str().to_owned());
            }
            if let Some(name) = self.format(SchemaId(index)) {
                keys.push(format!("format:{name}"));
                formats.insert(format!("format:{name}"));
            }
            let chosen = keys.into_iter().find(|key| self.choices.types.contains(&key.as_str()));
            if let Some(key) = chosen {
                self.choices.used.insert(key.clone());
                mapped.insert(SchemaId(index), key);
            }
        }
        let names = self.names.iter().flatten().map(String::as_str);
        let known: Vec<&str> = names.chain(formats.iter().map(String::as_str)).collect();
        let unused = self.choices.types.iter().filter(|key| !self.choices.used.contains(**key));
        let faults: Vec<_> = unused.map(|key| unmatched("types", key, &known, &self.spelling)).collect();
        self.diagnostics.extend(faults);
        mapped
    }

    /// Reports the names that nothing was called by.
    pub(super) fn report_unused_names(&mut self) {
        let components = self.names.iter().flatten().map(String::as_str);
        let operations = self.choices.operations.iter().map(String::as_str);
        let known: Vec<&str> = components.chain(operations).collect();
        let unused = self.choices.names.keys().filter(|key| !self.choices.used.contains(*key));
        let faults: Vec<_> = unused.map(|key| unmatched("names", key, &known, &self.spelling)).collect();
        self.diagnostics.extend(faults);
    }
}

fn unmatched(option: &str, key: &str, known: &[&str], spelling: &Spelling) -> Diagnostic {
    let place = Place::Choice(Pointer::root().key(option).key(key));
    let message = if let Some(format) = key.strip_prefix("format:") {
        format!("nothing has the format `{format}`")
    } else if let Some(id) = key.strip_prefix("operation:") {
        format!("no operation is called `{id}`")
    } else if key.starts_with('/') {
        format!("nothing that has a name of its own stands at `{key}`")
    } else {
        format!("no schema is called `{key}`")
    };
    let mut fault = Diagnostic::new(Code::UnmatchedChoice, place, message);
    fault.help = spelling.did_you_mean(key, known.iter().copied());
    fault
}
