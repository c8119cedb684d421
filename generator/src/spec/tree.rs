//! Text to a tree of values.
//!
//! One visitor over both parsers: `serde_json` for JSON, which is ten times as fast, and `serde_yaml` for all else.
//! It refuses what JSON cannot say, so that the tree is plain JSON in document order.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::path::Path;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::text::{line_column, offset_at, offset_of, without_bom};
use super::trail::Trail;
use super::words::quoted;
use super::{Source, scan, yaml};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits;

/// Faults told at once; a document with more of them was not written by a person.
const MAX_FAULTS: usize = 50;

/// In which notation a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Notation {
    Json,
    Yaml,
}

/// A document's tree.
pub(super) struct Tree {
    pub(super) root: Value,
    pub(super) notation: Notation,
    /// What plain JSON cannot say; the root is without it.
    pub(super) faults: Vec<Diagnostic>,
}

/// Reads the tree, or says why there is none.
pub(super) fn read(source: &Source) -> Result<Tree, Box<Diagnostic>> {
    let text = without_bom(&source.text);
    if text.trim_start().starts_with(['{', '[']) {
        match Reader::new(text, Notation::Json).json() {
            // A flow mapping of YAML begins like an object of JSON.
            Err(error) if error.code == Code::Syntax && !is_named_json(&source.name) => {}
            tree => return tree,
        }
    }
    match scan::flow_depth(text) {
        Some(fault) => Err(Box::new(fault)),
        None => Reader::new(text, Notation::Yaml).yaml(),
    }
}

fn is_named_json(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// State of one reading.
struct Reader<'t> {
    text: &'t str,
    notation: Notation,
    /// How many values and how many bytes of text may still be built; guards against aliases that repeat aliases.
    values: Cell<usize>,
    bytes: Cell<usize>,
    /// How many bytes it may still take to say where all values stand; guards against long names above many values.
    places: Cell<usize>,
    faults: RefCell<Vec<Diagnostic>>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, notation: Notation) -> Self {
        let [values, bytes, places] = [limits::VALUES, limits::TEXT, limits::PLACES].map(Cell::new);
        Self { text, notation, values, bytes, places, faults: RefCell::default() }
    }

    fn json(self) -> Result<Tree, Box<Diagnostic>> {
        let mut parser = serde_json::Deserializer::from_str(self.text);
        let root = Seed::new(&self).deserialize(&mut parser);
        let root = root.and_then(|root| parser.end().map(|()| root)).map_err(|error| {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            // `serde_json` counts bytes and has none for an empty line.
            let line = self.text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
            let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
            let place = Place::Text { line: error.line().max(1), column: before.chars().count() + 1 };
            self.failure(message, Diagnostic::new(Code::Syntax, place, format!("not JSON: {message}")))
        })?;
        Ok(self.finish(root))
    }

    fn yaml(self) -> Result<Tree, Box<Diagnostic>> {
        let parser = serde_yaml::Deserializer::from_str(self.text);
        let root = Seed::new(&self).deserialize(parser).map_err(|error| {
            let fault = yaml::fault(&error, self.text);
            self.failure(&error.to_string(), fault)
        })?;
        Ok(self.finish(root))
    }

    /// What a parser's error means: a limit, a fault that has no place in the text, or else one of syntax.
    fn failure(&self, message: &str, syntax: Diagnostic) -> Box<Diagnostic> {
        let place = syntax.place.clone();
        Box::new(if message.contains("recursion limit") {
            let by = self.alias_at(&place).map_or(String::new(), |alias| format!(", by the alias {alias}"));
            let message = format!("nested deeper than the limit of {} levels{by}", limits::DEPTH);
            Diagnostic::new(Code::LimitExceeded, place, message)
        } else if self.values.get() == 0 {
            let message =
                format!("more than the limit of {} values, with what aliases repeat", limits::VALUES);
            Diagnostic::new(Code::LimitExceeded, place, message)
        } else if self.bytes.get() == 0 {
            let message = format!(
                "more than the limit of {} MiB of text, with what aliases repeat",
                limits::TEXT >> 20
            );
            Diagnostic::new(Code::LimitExceeded, place, message)
        } else if self.places.get() == 0 {
            let most = limits::PLACES >> 20;
            let message = format!("more than the limit of {most} MiB of names on the way to all values");
            Diagnostic::new(Code::LimitExceeded, place, message)
                .help("shorten the names, above all of what holds many values")
        } else if message.contains("repetition limit") {
            let message = "aliases repeat more than the limit allows";
            Diagnostic::new(Code::LimitExceeded, self.last_alias().unwrap_or(place), message)
                .label("what this alias repeats has aliases itself")
        } else if message.contains("expected a name") {
            Diagnostic::new(Code::Syntax, place, "a key must be a string, not a list or a mapping")
        } else if self.notation == Notation::Yaml && self.is_indented_with_tabs(&place) {
            Diagnostic { related: Vec::new(), ..syntax }.help("indent with blanks: YAML allows no tabs there")
        } else {
            syntax
        })
    }

    /// The last alias of the text: where aliases repeat aliases, that is the one which repeats most.
    fn last_alias(&self) -> Option<Place> {
        let is_alias = |offset: &usize| {
            let (before, after) = self.text.split_at(*offset);
            before.ends_with([' ', '[', ',', '\n']) && after[1..].starts_with(char::is_alphanumeric)
        };
        let offset = self.text.rmatch_indices('*').map(|(offset, _)| offset).find(is_alias)?;
        let (line, column) = line_column(self.text, offset);
        Some(Place::Text { line, column })
    }

    /// The YAML alias on the line of a place, quoted: what it repeats may hold the alias itself.
    fn alias_at(&self, place: &Place) -> Option<String> {
        let Place::Text { line, column } = place else { return None };
        let rest = self.text.get(offset_at(self.text, *line, *column)..)?.lines().next()?;
        let mut words = rest.split([' ', ',', ']', '}']);
        words.find(|word| word.len() > 1 && word.starts_with('*')).map(quoted)
    }

    fn is_indented_with_tabs(&self, place: &Place) -> bool {
        let Place::Text { line, .. } = place else { return false };
        let line = self.text.split('\n').nth(line - 1).unwrap_or_default();
        line.trim_start_matches(' ').starts_with('\t')
    }

    fn finish(self, root: Value) -> Tree {
        Tree { root, notation: self.notation, faults: self.faults.into_inner() }
    }

    fn fault(&self, fault: impl FnOnce() -> Diagnostic) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < MAX_FAULTS {
            faults.push(fault());
        }
    }

    /// Counts bytes of text.
    fn spend_text(&self, text: &str) {
        self.bytes.set(self.bytes.get().saturating_sub(text.len()));
    }

    fn twice(&self, name: &str, trail: &Trail<'_>) -> Diagnostic {
        let first = Place::Key(trail.key(name).pointer());
        let second = offset_of(self.text, name).map(|offset| {
            let quoted = self.text[..offset].ends_with(['"', '\'']);
            let (line, column) = line_column(self.text, if quoted { offset - 1 } else { offset });
            Place::Text { line, column }
        });
        let message = format!("{} stands twice in one object", quoted(name));
        match second {
            Some(second) => {
                Diagnostic::new(Code::DuplicateKey, second, message).related(first, "first given here")
            }
            None => Diagnostic::new(Code::DuplicateKey, first, message),
        }
        .help("keep one of the two: readers of this document disagree on which of them counts")
    }
}

/// Reads the value at a place.
#[derive(Clone, Copy)]
struct Seed<'a> {
    reader: &'a Reader<'a>,
    trail: Trail<'a>,
    /// Bytes of the pointer that the trail makes, as if nothing were escaped.
    length: usize,
}

impl<'a> Seed<'a> {
    fn new(reader: &'a Reader<'a>) -> Self {
        Self { reader, trail: Trail::Root, length: 0 }
    }

    /// Counts a value.
    fn spend<E: Error>(&self) -> Result<(), E> {
        let Reader { values, bytes, places, .. } = self.reader;
        values.set(values.get().saturating_sub(1));
        places.set(places.get().saturating_sub(self.length));
        if [values, bytes, places].iter().any(|left| left.get() == 0) {
            return Err(E::custom("too much"));
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.spend()?;
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.visit_unit()
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        self.spend()?;
        Ok(Value::Bool(flag))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        self.spend()?;
        Ok(Value::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        self.spend()?;
        Ok(Value::Number(number.into()))
    }

    #[expect(clippy::cast_precision_loss, reason = "beyond 64 bits, a number is an approximation")]
    fn visit_i128<E: Error>(self, number: i128) -> Result<Value, E> {
        self.visit_f64(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "beyond 64 bits, a number is an approximation")]
    fn visit_u128<E: Error>(self, number: u128) -> Result<Value, E> {
        self.visit_f64(number as f64)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        self.spend()?;
        let Some(number) = Number::from_f64(number) else {
            self.reader.fault(|| {
                let message = format!("no JSON number: `{number}`");
                Diagnostic::new(Code::WrongType, Place::Value(self.trail.pointer()), message)
                    .help("put it in quotes if it is meant as text")
            });
            return Ok(Value::Null);
        };
        Ok(Value::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.reader.spend_text(text);
        self.spend()?;
        Ok(Value::String(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.spend()?;
        let mut elements = Vec::new();
        loop {
            let trail = self.trail.index(elements.len());
            let seed = Seed { trail, length: self.length + 2, ..self };
            match access.next_element_seed(seed)? {
                Some(element) => elements.push(element),
                None => return Ok(Value::Array(elements)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        self.spend()?;
        let mut members = Map::new();
        while let Some(name) = access.next_key_seed(Name)? {
            self.reader.spend_text(&name);
            let seed = Seed { trail: self.trail.key(&name), length: self.length + 1 + name.len(), ..self };
            let value = access.next_value_seed(seed)?;
            match members.entry(name.as_ref()) {
                Entry::Vacant(free) => {
                    free.insert(value);
                }
                Entry::Occupied(_) => self.reader.fault(|| self.reader.twice(&name, &self.trail)),
            }
        }
        if self.reader.notation == Notation::Yaml {
            merge(&mut members);
        }
        Ok(Value::Object(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Value, A::Error> {
        let (tag, variant) = access.variant_seed(Name)?;
        self.reader.fault(|| {
            let message = format!("YAML tags have no meaning here: {}", quoted(&format!("!{tag}")));
            Diagnostic::new(Code::Syntax, Place::Value(self.trail.pointer()), message)
                .help("remove the tag, or put the value in quotes")
        });
        variant.newtype_variant_seed(self)
    }
}

/// Reads a name as it is written: `200`, `no` and `1.10` are names like any other.
pub(super) struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}

/// Applies YAML's merge key: members that the object does not have itself.
fn merge(members: &mut Map<String, Value>) {
    let mergeable = |value: &Value| match value {
        Value::Object(_) => true,
        Value::Array(elements) => !elements.is_empty() && elements.iter().all(Value::is_object),
        _ => false,
    };
    if !members.get("<<").is_some_and(mergeable) {
        return;
    }
    let Some(merged) = members.shift_remove("<<") else { return };
    let parts = if let Value::Array(parts) = merged { parts } else { vec![merged] };
    for part in parts {
        if let Value::Object(part) = part {
            for (name, value) in part {
                members.entry(name).or_insert(value);
            }
        }
    }
}

#[cfg(test)]
mod tests;
