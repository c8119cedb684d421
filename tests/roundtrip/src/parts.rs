//! Composed schemas as lists of plain ones that have to hold together.

use serde_json::{Map, Value};

use crate::dialect::EXCLUSIVE;
use crate::document::target;

/// Plain schemas that hold together; their own `$ref`, `allOf`, `anyOf` and `oneOf` are among them already.
pub(crate) type Parts<'a> = Vec<&'a Map<String, Value>>;

/// So many ways to meet a schema are looked at.
const MOST: usize = 400;
/// So many branches of an `anyOf` are paired with each other.
const PAIRED: usize = 5;

/// Each way to meet a schema: every branch of every union in it at least once.
pub(crate) fn ways<'a>(root: &'a Value, schema: &'a Value) -> Vec<Parts<'a>> {
    expand(root, schema, &mut Vec::new())
}

/// Each way to meet all of some schemas.
pub(crate) fn ways_of_all<'a>(root: &'a Value, schemas: &[&'a Value]) -> Vec<Parts<'a>> {
    let needed: Vec<Vec<Parts>> = schemas.iter().map(|schema| ways(root, schema)).collect();
    each_once(&needed)
}

fn expand<'a>(root: &'a Value, schema: &'a Value, above: &mut Vec<&'a str>) -> Vec<Parts<'a>> {
    let members = match schema {
        Value::Object(members) => members,
        Value::Bool(false) => return Vec::new(),
        _ => return vec![Vec::new()],
    };
    let mut needed = vec![vec![vec![members]]];
    if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
        // A schema that refers to itself without anything between has no values.
        if above.contains(&reference) {
            return Vec::new();
        }
        above.push(reference);
        needed.push(target(root, reference).map_or_else(|| vec![Vec::new()], |to| expand(root, to, above)));
        above.pop();
    }
    for part in list(members, "allOf") {
        needed.push(expand(root, part, above));
    }
    for key in ["oneOf", "anyOf"] {
        let branches: Vec<Vec<Parts>> =
            list(members, key).iter().map(|branch| expand(root, branch, above)).collect();
        if branches.is_empty() {
            continue;
        }
        let inclusive = key == "anyOf" && !members.contains_key(EXCLUSIVE);
        let pairs = if inclusive { pairs(&branches) } else { Vec::new() };
        needed.push(branches.into_iter().flatten().chain(pairs).take(MOST).collect());
    }
    each_once(&needed)
}

/// The members of a keyword that lists schemas.
pub(crate) fn list<'a>(members: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    members.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The first way of each branch together with that of another one.
fn pairs<'a>(branches: &[Vec<Parts<'a>>]) -> Vec<Parts<'a>> {
    let first: Vec<&Parts> = branches.iter().filter_map(|ways| ways.first()).take(PAIRED).collect();
    let mut found = Vec::new();
    for (index, left) in first.iter().enumerate() {
        // What one of them forbids makes it a value of the other alone.
        for right in first[index + 1..].iter().filter(|right| allows(left, right) && allows(right, left)) {
            found.push([left.as_slice(), right.as_slice()].concat());
        }
    }
    found
}

/// Whether a value of `one` may have the members that `other` describes.
fn allows(one: &Parts, other: &Parts) -> bool {
    let is_closed = |part: &&Map<String, Value>| {
        ["additionalProperties", "unevaluatedProperties"]
            .iter()
            .any(|key| part.get(*key) == Some(&Value::Bool(false)))
    };
    let names = |parts: &Parts| -> Vec<String> {
        let members = parts.iter().filter_map(|part| part.get("properties").and_then(Value::as_object));
        members.flat_map(|members| members.keys().cloned()).collect()
    };
    let known = names(one);
    !one.iter().any(is_closed) || names(other).iter().all(|name| known.contains(name))
}

/// One way of each list, so that every way occurs, without all combinations.
fn each_once<'a>(needed: &[Vec<Parts<'a>>]) -> Vec<Parts<'a>> {
    if needed.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let chosen = |varied: usize, way: usize| {
        let parts = needed.iter().enumerate();
        let parts = parts.map(|(index, ways)| &ways[if index == varied { way } else { 0 }]);
        parts.flatten().copied().collect::<Parts>()
    };
    let mut found = vec![chosen(0, 0)];
    for (varied, ways) in needed.iter().enumerate() {
        found.extend((1..ways.len()).map(|way| chosen(varied, way)));
    }
    found.truncate(MOST);
    found
}

/// What holds whatever branches are chosen, and whether there are branches to choose.
pub(crate) fn certain<'a>(root: &'a Value, schemas: &[&'a Value]) -> (Parts<'a>, bool) {
    let (mut parts, mut chosen, mut seen) = (Parts::new(), false, Vec::new());
    let mut waiting: Vec<&Value> = schemas.to_vec();
    while let Some(schema) = waiting.pop() {
        let Value::Object(members) = schema else { continue };
        if seen.iter().any(|other| std::ptr::eq(*other, schema)) {
            continue;
        }
        seen.push(schema);
        parts.push(members);
        waiting.extend(members.get("$ref").and_then(Value::as_str).and_then(|to| target(root, to)));
        waiting.extend(list(members, "allOf"));
        for key in ["oneOf", "anyOf"] {
            let all = list(members, key);
            let real: Vec<&Value> = all.iter().filter(|branch| !is_null(branch)).collect();
            match real.as_slice() {
                [] => waiting.extend(all),
                [only] => waiting.push(only),
                _ => chosen = true,
            }
        }
    }
    (parts, chosen)
}

/// The schemas of a member, named or not.
pub(crate) fn of_member<'a>(parts: &Parts<'a>, name: &str) -> Vec<&'a Value> {
    let of_part = |part: &&'a Map<String, Value>| {
        let named = part.get("properties").and_then(|members| members.get(name));
        named.or_else(|| part.get("additionalProperties").filter(|other| other.is_object()))
    };
    parts.iter().filter_map(of_part).collect()
}

/// Whether a schema says nothing but null.
pub(crate) fn is_null(schema: &Value) -> bool {
    let is = |key: &str, wanted: &Value| schema.get(key) == Some(wanted);
    is("type", &"null".into())
        || is("enum", &Value::Array(vec![Value::Null]))
        || schema.get("const") == Some(&Value::Null)
}
