//! Instances of a schema, made from the schema alone. The same schema gives the same instances every time.
//!
//! Not every one has to be valid: the judge decides. Much is made of the schema that is asked for, less of what it is
//! made of, and of what that refers to only a little: those schemas are asked for themselves.

mod composite;
mod pattern;
mod scalar;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::compare::kind;
use crate::judge::Judge;
use crate::parts::{Parts, ways_of_all};

/// The member that no schema names, where other members mean nothing.
pub(crate) const UNLISTED: &str = "x-unlisted-extra";
/// The same where they carry data.
pub(crate) const DECLARED: &str = "x-declared-extra";

/// The kind of a schema that says none.
pub(crate) const ANY: &str = "any";

/// So many instances of a schema that is asked for.
const MOST: usize = 200;
/// So many of a schema that is referred to.
const REFERRED: usize = 6;
/// Nothing is nested deeper.
const DEEPEST: usize = 40;

/// Makes instances of the schemas of one document.
pub(crate) struct Synth<'a> {
    root: &'a Value,
    judge: &'a Judge<'a>,
    /// What was made of a reference, by the reference and how much was wanted.
    known: RefCell<BTreeMap<(&'a str, usize), Vec<Value>>>,
}

impl<'a> Synth<'a> {
    pub(crate) fn new(root: &'a Value, judge: &'a Judge<'a>) -> Self {
        Self { root, judge, known: RefCell::default() }
    }

    /// Different instances of a named schema.
    pub(crate) fn instances(&self, schema: &'a Value) -> Vec<Value> {
        self.values(&[schema], MOST, 0)
    }

    /// Values that meet all of some schemas.
    fn values(&self, schemas: &[&'a Value], wanted: usize, depth: usize) -> Vec<Value> {
        if depth > DEEPEST {
            return Vec::new();
        }
        let Some(reference) = alone(schemas) else {
            return distinct(self.made(schemas, wanted, depth), wanted);
        };
        if let Some(known) = self.known.borrow().get(&(reference, wanted)) {
            return known.clone();
        }
        let mut made = self.made(schemas, wanted, depth);
        // One bad part would spoil all that it is a part of.
        if depth > 0
            && let Ok(validator) = self.judge.referred(reference)
        {
            made.retain(|value| validator.is_valid(value));
        }
        let made = distinct(made, wanted);
        self.known.borrow_mut().insert((reference, wanted), made.clone());
        made
    }

    fn made(&self, schemas: &[&'a Value], wanted: usize, depth: usize) -> Vec<Value> {
        let ways = ways_of_all(self.root, schemas);
        let share = wanted.div_ceil(ways.len().max(1));
        in_turn(ways.iter().map(|way| self.of_parts(way, share, depth)).collect())
    }

    /// Values of something that stands inside: less than of what it stands in.
    fn inner(&self, schemas: &[&'a Value], wanted: usize, depth: usize) -> Vec<Value> {
        let most = if schemas.iter().any(|schema| schema.get("$ref").is_some()) { REFERRED } else { MOST };
        self.values(schemas, (wanted / 4).clamp(1, most), depth + 1)
    }

    fn of_parts(&self, parts: &Parts<'a>, wanted: usize, depth: usize) -> Vec<Value> {
        let lists = parts.iter().filter_map(|part| part.get("enum").and_then(Value::as_array));
        let mut lists: Vec<&[Value]> = lists.map(Vec::as_slice).collect();
        let constants = parts.iter().filter_map(|part| part.get("const"));
        lists.extend(constants.map(std::slice::from_ref));
        if let Some((first, others)) = lists.split_first() {
            let kinds = kinds(parts);
            let states_type = parts.iter().any(|part| part.contains_key("type"));
            let is_of = |value: &&Value| kinds.iter().any(|kind| is_kind(value, kind));
            let common = first.iter().filter(|value| others.iter().all(|list| list.contains(value)));
            let common = common.filter(|value| !states_type || is_of(value));
            return common.take(wanted.max(1)).cloned().collect();
        }
        let kinds = kinds(parts);
        let share = wanted.div_ceil(kinds.len().max(1));
        let scalars = |mut values: Vec<Value>| {
            self.judge.retain(parts, &mut values);
            values
        };
        let made = kinds.iter().map(|kind| match *kind {
            "null" => vec![Value::Null],
            "boolean" => vec![json!(true), json!(false)],
            "string" => scalars(scalar::strings(parts)),
            "integer" => scalars(scalar::integers(parts)),
            "number" => scalars(scalar::numbers(parts)),
            "array" => self.arrays(parts, share, depth),
            "object" => self.objects(parts, share, depth),
            _ => vec![json!("any"), json!({ "any": [1] }), json!(7), json!([true]), json!(1.5), Value::Null],
        });
        distinct(in_turn(made.collect()), wanted)
    }
}

/// The reference that is all there is, but for what constrains nothing: beside it other keywords hold as well.
fn alone<'a>(schemas: &[&'a Value]) -> Option<&'a str> {
    const WORDS: [&str; 8] =
        ["title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly"];
    let [Value::Object(members)] = schemas else { return None };
    let says_nothing = |key: &String| key == "$ref" || WORDS.contains(&key.as_str()) || key.starts_with("x-");
    members.get("$ref").filter(|_| members.keys().all(says_nothing)).and_then(Value::as_str)
}

/// The JSON types that all parts allow. Where none says any, the keywords tell which one is meant.
pub(crate) fn kinds(parts: &[&Map<String, Value>]) -> Vec<&'static str> {
    const ALL: [&str; 7] = ["object", "array", "string", "integer", "number", "boolean", "null"];
    let stated: Vec<Vec<&str>> = parts
        .iter()
        .filter_map(|part| match part.get("type") {
            Some(Value::String(name)) => Some(vec![name.as_str()]),
            Some(Value::Array(names)) => Some(names.iter().filter_map(Value::as_str).collect()),
            _ => None,
        })
        .collect();
    if stated.is_empty() {
        return vec![meant(parts)];
    }
    let allows = |types: &Vec<&str>, kind: &str| {
        types.contains(&kind) || (kind == "integer" && types.contains(&"number"))
    };
    let mut kinds: Vec<&str> =
        ALL.into_iter().filter(|kind| stated.iter().all(|types| allows(types, kind))).collect();
    // Integers are among the numbers.
    if kinds.contains(&"number") {
        kinds.retain(|kind| *kind != "integer");
    }
    kinds
}

fn is_kind(value: &Value, name: &str) -> bool {
    kind(value) == if name == "integer" { "number" } else { name }
}

fn meant(parts: &[&Map<String, Value>]) -> &'static str {
    const MEANT: [(&str, &[&str]); 4] = [
        (
            "object",
            &[
                "properties",
                "required",
                "additionalProperties",
                "patternProperties",
                "minProperties",
                "maxProperties",
            ],
        ),
        ("array", &["items", "minItems", "maxItems", "uniqueItems", "prefixItems"]),
        ("string", &["pattern", "minLength", "maxLength"]),
        ("number", &["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"]),
    ];
    let says = |keys: &[&str]| parts.iter().any(|part| keys.iter().any(|key| part.contains_key(*key)));
    MEANT.iter().find(|(_, keys)| says(keys)).map_or(ANY, |(kind, _)| kind)
}

/// The first of each list, then the second of each, and so on.
fn in_turn(lists: Vec<Vec<Value>>) -> Vec<Value> {
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    let mut found = Vec::new();
    loop {
        let before = found.len();
        found.extend(lists.iter_mut().filter_map(Iterator::next));
        if found.len() == before {
            return found;
        }
    }
}

/// The first of those that are written alike.
fn distinct(values: Vec<Value>, most: usize) -> Vec<Value> {
    let mut seen = std::collections::BTreeSet::new();
    let new = values.into_iter().filter(|value| seen.insert(value.to_string()));
    new.take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instances(schema: &Value) -> Vec<Value> {
        let root = json!({ "components": { "schemas": { "A": schema } } });
        let judge = Judge::new(&root).unwrap();
        Synth::new(&root, &judge).instances(&root["components"]["schemas"]["A"])
    }

    #[test]
    fn members_are_absent_and_present() {
        let found = instances(&json!({
            "type": "object", "required": ["a"],
            "properties": { "a": { "const": 1 }, "b": { "const": 2 }, "c": { "const": 3 } }
        }));
        for wanted in [json!({"a": 1}), json!({"a": 1, "b": 2, "c": 3}), json!({"a": 1, "c": 3})] {
            assert!(found.contains(&wanted), "{wanted} in {found:?}");
        }
        assert!(found.iter().any(|value| value.get(UNLISTED).is_some()));
    }

    #[test]
    fn every_branch_is_met_and_both_together() {
        let found = instances(&json!({ "anyOf": [
            { "type": "object", "required": ["a"], "properties": { "a": { "const": 1 } } },
            { "type": "object", "required": ["b"], "properties": { "b": { "const": 2 } } }
        ] }));
        for wanted in [json!({"a": 1}), json!({"b": 2}), json!({"a": 1, "b": 2})] {
            assert!(found.contains(&wanted), "{wanted} in {found:?}");
        }
    }

    #[test]
    fn what_stands_beside_a_reference_holds_too() {
        let root = json!({ "components": { "schemas": {
            "A": { "enum": [1, 2] },
            "B": { "type": "object", "required": ["a", "b"], "properties": {
                "a": { "$ref": "#/components/schemas/A" },
                "b": { "$ref": "#/components/schemas/A", "const": 2 }
            } }
        } } });
        let judge = Judge::new(&root).unwrap();
        let found = Synth::new(&root, &judge).instances(&root["components"]["schemas"]["B"]);
        assert!(found.contains(&json!({"a": 1, "b": 2})), "{found:?}");
    }

    #[test]
    fn recursion_ends() {
        let found = instances(&json!({
            "type": "object",
            "properties": { "next": { "$ref": "#/components/schemas/A" }, "all": {
                "type": "array", "items": { "$ref": "#/components/schemas/A" } } }
        }));
        assert!(found.len() > 5 && found.len() < 200, "{}", found.len());
    }
}
