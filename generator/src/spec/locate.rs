//! Where in the text something stands.
//!
//! `serde_yaml` gives no spans, and its errors give one place each. But both parsers lend out names and most scalars
//! as slices of their input, and where a slice stands is known from its address. So one more reading of the text finds
//! every place that is asked for, however many; it is done only when there is something to show. JSON says of every
//! value what it is; of YAML the tree has to say it, so that a number can be asked for as text.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
};
use serde::de::{VariantAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::Source;
use super::text::{line_column, offset_at, offset_of, without_bom};
use super::tree::{self, Notation, Tree};
use crate::diagnostic::Place;
use crate::pointer::Pointer;

/// Line and column of a place in this text, both from one, the column in characters.
///
/// A place that is not in the text itself (it came by a YAML merge key, or is escaped) is given as the nearest one
/// around it; `None` is the document as a whole.
pub fn locate(source: &Source, place: &Place) -> Option<(usize, usize)> {
    let span = Spans::find(source, [place]).span(source, place)?;
    Some(line_column(&source.text, span.start))
}

/// The texts of scalars as they stand in the document, without quotes.
pub(super) fn scalar_texts<'a>(
    source: &Source,
    notation: Notation,
    tree: &Value,
    pointers: impl Iterator<Item = &'a Pointer> + Clone,
) -> BTreeMap<Pointer, String> {
    let mut wanted = Wanted::default();
    for pointer in pointers.clone() {
        wanted.want(pointer);
    }
    if !wanted.below.is_empty() {
        wanted.read(source, (notation == Notation::Yaml).then_some(tree));
    }
    let text = |pointer: &Pointer| {
        let span = wanted.at(pointer)?.value.clone()?;
        Some((pointer.clone(), source.text.get(span)?.trim_matches(['"', '\'']).to_owned()))
    };
    pointers.filter_map(text).collect()
}

/// The places of a text that were asked for.
pub(super) struct Spans(Wanted);

impl Spans {
    /// Reads the text once more, if need be.
    pub(super) fn find<'a>(source: &Source, places: impl IntoIterator<Item = &'a Place>) -> Self {
        let places: Vec<&Place> = places.into_iter().collect();
        let mut wanted = Wanted::asked(&places);
        let is_any_asked = wanted.asked || !wanted.below.is_empty();
        if is_any_asked
            && !wanted.read(source, None)
            && let Ok(Tree { root, notation: Notation::Yaml, .. }) = tree::read(source)
        {
            wanted = Wanted::asked(&places);
            wanted.read(source, Some(&root));
        }
        Self(wanted)
    }

    /// The extent of a place in the source's text.
    pub(super) fn span(&self, source: &Source, place: &Place) -> Option<Range<usize>> {
        match place {
            Place::Document | Place::Choice(_) | Place::In(..) => None,
            Place::Text { line, column } => {
                let start = offset_at(&source.text, *line, *column);
                Some(start..start + token_length(&source.text[start..]))
            }
            Place::Key(pointer) => {
                self.nearest(pointer, |wanted| wanted.key.clone().or(wanted.value.clone()))
            }
            Place::Value(pointer) => {
                self.nearest(pointer, |wanted| wanted.value.clone().or(wanted.key.clone()))
            }
        }
    }

    fn nearest(
        &self,
        pointer: &Pointer,
        span: impl Fn(&Wanted) -> Option<Range<usize>>,
    ) -> Option<Range<usize>> {
        let mut at = Some(pointer.clone());
        while let Some(pointer) = at {
            if let Some(span) = self.0.at(&pointer).and_then(&span) {
                return Some(span);
            }
            at = pointer.parent();
        }
        None
    }
}

/// How much of a text to underline: a quoted name, a word, or one character of anything else.
fn token_length(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    if matches!(first, '"' | '\'')
        && let Some(end) = text[1..].find([first, '\n'])
    {
        return end + 2;
    }
    let in_word = |character: char| character.is_alphanumeric() || "$/._-&*!@".contains(character);
    if in_word(first) {
        text.find(|character| !in_word(character)).unwrap_or(text.len())
    } else {
        first.len_utf8()
    }
}

/// Places to find, as a tree of names, and where they were found.
#[derive(Default)]
struct Wanted {
    below: BTreeMap<String, Self>,
    /// Whether this place itself is asked for, not only one inside it.
    asked: bool,
    key: Option<Range<usize>>,
    value: Option<Range<usize>>,
}

impl Wanted {
    fn asked(places: &[&Place]) -> Self {
        let mut wanted = Self::default();
        for place in places {
            if let Place::Key(pointer) | Place::Value(pointer) = place {
                wanted.want(pointer).asked = true;
            }
        }
        wanted
    }

    fn want(&mut self, pointer: &Pointer) -> &mut Self {
        pointer.tokens().fold(self, |at, token| at.below.entry(token.into_owned()).or_default())
    }

    fn at(&self, pointer: &Pointer) -> Option<&Self> {
        pointer.tokens().try_fold(self, |at, token| at.below.get(token.as_ref()))
    }

    /// Fills in the spans, of YAML with the help of the tree. What comes after a fault of the text stays unknown, and
    /// whether there was none is returned.
    fn read(&mut self, source: &Source, yaml: Option<&Value>) -> bool {
        let input = without_bom(&source.text);
        let walk = Walk { wanted: self, yaml, text: &source.text };
        match yaml {
            None => walk.deserialize(&mut serde_json::Deserializer::from_str(input)).is_ok(),
            Some(_) => walk.deserialize(serde_yaml::Deserializer::from_str(input)).is_ok(),
        }
    }
}

/// Reads a value whose parts are wanted.
struct Walk<'w> {
    wanted: &'w mut Wanted,
    /// What the value is, in YAML.
    yaml: Option<&'w Value>,
    text: &'w str,
}

impl Walk<'_> {
    /// The extent of a slice of the text, with its quotes.
    fn extent(&self, part: &str) -> Option<Range<usize>> {
        let start = offset_of(self.text, part)?;
        let end = start + part.len();
        let quote =
            |offset: usize| self.text.as_bytes().get(offset).filter(|byte| matches!(byte, b'"' | b'\''));
        match start.checked_sub(1).and_then(quote) {
            Some(before) if quote(end) == Some(before) => Some(start - 1..end + 1),
            _ => Some(start..end),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.yaml {
            Some(Value::Array(_) | Value::Object(_)) => deserializer.deserialize_any(self),
            Some(_) => deserializer.deserialize_str(self),
            None if !self.wanted.below.is_empty() => deserializer.deserialize_any(self),
            None => {
                let raw = <&RawValue>::deserialize(deserializer)?.get();
                if raw.starts_with(['{', '[']) {
                    drop(serde_json::Deserializer::from_str(raw).deserialize_any(self));
                } else {
                    self.wanted.value = self.extent(raw);
                }
                Ok(())
            }
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what the places lead to")
    }

    fn visit_borrowed_str<E: Error>(self, part: &'de str) -> Result<(), E> {
        self.wanted.value = self.extent(part);
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    // Nothing is below these, whatever is asked for.

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        // Inside a list there is no name to show: the first thing in it stands for it.
        let nameless = self.wanted.asked && self.wanted.key.is_none();
        if nameless {
            self.wanted.below.entry("0".to_owned()).or_default().asked = true;
        }
        for index in 0.. {
            let yaml = self.yaml.map(|list| list.get(index));
            let more = match (self.wanted.below.get_mut(&index.to_string()), yaml) {
                (None, _) | (_, Some(None)) => access.next_element::<IgnoredAny>()?.is_some(),
                (Some(wanted), yaml) => {
                    let walk = Walk { wanted, yaml: yaml.flatten(), text: self.text };
                    access.next_element_seed(walk)?.is_some()
                }
            };
            if !more {
                break;
            }
        }
        if nameless {
            self.wanted.value = self.wanted.below.get("0").and_then(|first| first.value.clone());
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<(), A::Error> {
        let mut nameless = self.wanted.key.is_none();
        while let Some(name) = access.next_key_seed(tree::Name)? {
            let extent = self.extent(&name);
            if std::mem::take(&mut nameless) {
                self.wanted.value.clone_from(&extent);
            }
            let wanted = self.wanted.below.get_mut(name.as_ref()).filter(|wanted| wanted.key.is_none());
            let yaml = self.yaml.map(|object| object.get(name.as_ref()));
            match (wanted, yaml) {
                (None, _) | (_, Some(None)) => drop(access.next_value::<IgnoredAny>()?),
                (Some(wanted), yaml) => {
                    wanted.key = extent;
                    access.next_value_seed(Walk { wanted, yaml: yaml.flatten(), text: self.text })?;
                }
            }
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let (_, variant) = access.variant_seed(tree::Name)?;
        variant.newtype_variant_seed(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str, place: &Place) -> String {
        let source = Source::new(name, text);
        let span = Spans::find(&source, [place]).span(&source, place).unwrap();
        let (line, column) = locate(&source, place).unwrap();
        format!("{line}:{column} {}", &source.text[span])
    }

    fn key(text: &str) -> Place {
        Place::Key(Pointer::parse(text).unwrap())
    }

    fn value(text: &str) -> Place {
        Place::Value(Pointer::parse(text).unwrap())
    }

    #[test]
    fn block_style() {
        let text =
            "\u{feff}paths:\n  '/a':\n    get:\n    - name: \"x\"\n      min: 1.50\n    - {}\nü: |\n  text\n";
        for (place, expected) in [
            (key("/paths"), "1:1 paths"),
            (value("/paths"), "1:1 paths"),
            (key("/paths/~1a"), "2:3 '/a'"),
            (value("/paths/~1a/get/0/name"), "4:13 \"x\""),
            (value("/paths/~1a/get/0"), "4:7 name"),
            (value("/paths/~1a/get/0/min"), "5:12 1.50"),
            // Nothing stands in an empty object, so what it is in stands for it.
            (value("/paths/~1a/get/1"), "3:5 get"),
            (value("/ü"), "7:1 ü"),
            (key("/paths/~1a/put/x"), "2:3 '/a'"),
            (value(""), "1:1 paths"),
        ] {
            assert_eq!(found("a.yaml", text, &place), expected, "{place:?}");
        }
    }

    #[test]
    fn flow_style_and_aliases() {
        let text = "a: &a {x: [1, \"two\", {y: no}]}\nb: *a\nc: {<<: *a, z: 1}\n";
        assert_eq!(found("a.yaml", text, &value("/a/x/1")), "1:15 \"two\"");
        assert_eq!(found("a.yaml", text, &value("/a/x/2/y")), "1:26 no");
        assert_eq!(found("a.yaml", text, &value("/b/x/0")), "1:12 1");
        assert_eq!(found("a.yaml", text, &value("/c/x/0")), "3:1 c");
    }

    #[test]
    fn json() {
        let text = "{\n  \"a\": [true, \"x\\n\", {\"b\": -1.5e3}],\n  \"e\\u0041\": null }";
        assert_eq!(found("a.json", text, &value("/a/0")), "2:9 true");
        assert_eq!(found("a.json", text, &value("/a/1")), "2:15 \"x\\n\"");
        assert_eq!(found("a.json", text, &value("/a/2/b")), "2:28 -1.5e3");
        assert_eq!(found("a.json", text, &value("/a/2")), "2:23 \"b\"");
        assert_eq!(found("a.json", text, &key("/a")), "2:3 \"a\"");
        // An escaped name is no slice of the text; its value is.
        assert_eq!(found("a.json", text, &key("/eA")), "3:14 null");
        // Below a number is nothing; what comes behind it is found.
        let text = r#"{"a": [1], "b": 2}"#;
        let (source, below) = (Source::new("a.json", text), value("/a/0/c"));
        let behind = value("/b");
        let spans = Spans::find(&source, [&below, &behind]);
        let shown = |place| spans.span(&source, place).map(|span| &text[span]);
        assert_eq!((shown(&below), shown(&behind)), (Some("\"a\""), Some("2")));
    }

    #[test]
    fn a_place_in_the_text_is_as_long_as_its_word() {
        let text = "a: [b-c, \"d e\"]";
        let at = |column| Place::Text { line: 1, column };
        assert_eq!(found("a.yaml", text, &at(5)), "1:5 b-c");
        assert_eq!(found("a.yaml", text, &at(4)), "1:4 [");
        assert_eq!(found("a.yaml", text, &at(10)), "1:10 \"d e\"");
        assert_eq!(found("a.yaml", text, &at(99)), "1:16 ");
    }
}
