//! Objects and arrays.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{DECLARED, Synth, UNLISTED, pattern};
use crate::parts::{Parts, list};

/// More members than this are not each tried alone.
const ALONE: usize = 40;
/// A longer array than this is not made.
const LONGEST: usize = 60;

/// What an object is made of.
struct Made<'a> {
    /// Values of each member, in the order of the document.
    members: Vec<(&'a str, Vec<Value>)>,
    required: Vec<&'a str>,
    /// Values of members that are not named, where they carry data.
    others: Vec<Value>,
    /// How such a member is called.
    other_name: &'static str,
}

impl<'a> Synth<'a> {
    pub(super) fn objects(&self, parts: &Parts<'a>, wanted: usize, depth: usize) -> Vec<Value> {
        let Some(made) = self.members(parts, wanted, depth) else { return Vec::new() };
        let least = count(parts, "minProperties").unwrap_or(0);
        let mut found = vec![made.least()];
        if wanted > 1 {
            found.push(made.column(0));
            found.extend((1..made.height().min(wanted)).map(|turn| made.column(turn)));
            found.extend(made.each_alone());
            found.extend(made.with_others());
            found.extend(self.patterned(parts, wanted, depth, &made));
        }
        for object in &mut found {
            made.fill(object, least);
        }
        found.into_iter().map(Value::Object).collect()
    }

    /// Values of all members; `None` if one that is required has none.
    fn members(&self, parts: &Parts<'a>, wanted: usize, depth: usize) -> Option<Made<'a>> {
        let required: Vec<&str> =
            parts.iter().flat_map(|part| list(part, "required")).filter_map(Value::as_str).collect();
        let mut schemas: BTreeMap<&str, Vec<&'a Value>> = BTreeMap::new();
        let mut order = Vec::new();
        for part in parts {
            for (name, schema) in part.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if !schemas.contains_key(name.as_str()) {
                    order.push(name.as_str());
                }
                schemas.entry(name).or_default().push(schema);
            }
        }
        let mut others: Vec<&'a Value> = Vec::new();
        let mut declared = false;
        for other in parts.iter().filter_map(|part| part.get("additionalProperties")) {
            declared |= *other != Value::Bool(false);
            others.extend(other.is_object().then_some(other));
        }
        // An object that says nothing but that it is one carries data.
        let says_more = parts.iter().any(|part| part.contains_key("additionalProperties"));
        declared |= schemas.is_empty() && required.is_empty() && !says_more;
        let other_name = if declared { DECLARED } else { UNLISTED };
        let others = match others.as_slice() {
            [] if wanted == 1 => vec![json!("other")],
            [] => vec![json!("other"), json!({ "deep": [1, null] })],
            schemas => self.inner(schemas, wanted, depth),
        };
        for name in &required {
            if !order.contains(name) {
                order.push(name);
            }
        }
        let mut members = Vec::new();
        for name in order {
            let is_required = required.contains(&name);
            if wanted == 1 && !is_required {
                continue;
            }
            let values =
                schemas.get(name).map_or_else(|| others.clone(), |own| self.inner(own, wanted, depth));
            match values.is_empty() {
                true if is_required => return None,
                true => {}
                false => members.push((name, values)),
            }
        }
        Some(Made { members, required, others, other_name })
    }

    /// Members whose names a pattern allows.
    fn patterned(
        &self,
        parts: &Parts<'a>,
        wanted: usize,
        depth: usize,
        made: &Made<'a>,
    ) -> Vec<Map<String, Value>> {
        let mut found = Vec::new();
        for part in parts {
            for (name, schema) in
                part.get("patternProperties").and_then(Value::as_object).into_iter().flatten()
            {
                let Some(name) = pattern::matching(name).into_iter().find(|name| !name.is_empty()) else {
                    continue;
                };
                for value in self.inner(&[schema], wanted, depth) {
                    let mut object = made.least();
                    object.insert(name.clone(), value);
                    found.push(object);
                }
            }
        }
        found
    }

    pub(super) fn arrays(&self, parts: &Parts<'a>, wanted: usize, depth: usize) -> Vec<Value> {
        let least = count(parts, "minItems").unwrap_or(0);
        let most = count(parts, "maxItems");
        let schemas: Vec<&'a Value> = parts.iter().filter_map(|part| part.get("items")).collect();
        let first: Vec<&'a Value> = parts.iter().flat_map(|part| list(part, "prefixItems")).collect();
        if (wanted == 1 && least == 0) || most == Some(0) || least > LONGEST {
            return vec![json!([])];
        }
        let prefix: Vec<Value> =
            first.iter().filter_map(|schema| self.inner(&[schema], 1, depth).into_iter().next()).collect();
        let items = if schemas.is_empty() {
            vec![json!("item"), json!(1), json!(null)]
        } else {
            self.inner(&schemas, wanted, depth)
        };
        let unique = parts.iter().any(|part| part.get("uniqueItems") == Some(&Value::Bool(true)));
        let of_length = |length: usize, skip: usize| {
            let mut array = prefix.clone();
            let room = length.saturating_sub(array.len());
            let repeated =
                items.iter().cycle().skip(skip).take(if unique { room.min(items.len()) } else { room });
            array.extend(repeated.take(if items.is_empty() { 0 } else { room }).cloned());
            Value::Array(array)
        };
        let longest = most.unwrap_or(LONGEST).min(LONGEST);
        let all = (prefix.len() + items.len()).clamp(least, longest.max(least));
        let mut found = vec![of_length(all, 0)];
        if wanted > 1 {
            found.push(of_length(least, 0));
            found.extend(most.filter(|most| *most <= LONGEST).map(|most| of_length(most, 0)));
            let short = (prefix.len() + 1).max(least);
            found.extend((0..items.len()).map(|skip| of_length(short, skip)));
        }
        found
    }
}

impl Made<'_> {
    fn is_required(&self, name: &str) -> bool {
        self.required.contains(&name)
    }

    /// The longest list of values.
    fn height(&self) -> usize {
        self.members.iter().map(|(_, values)| values.len()).max().unwrap_or(0)
    }

    fn chosen(&self, turn: usize, wanted: impl Fn(&str) -> bool) -> Map<String, Value> {
        let members = self.members.iter().filter(|(name, _)| wanted(name));
        members.map(|(name, values)| ((*name).to_owned(), values[turn % values.len()].clone())).collect()
    }

    /// What has to be there.
    fn least(&self) -> Map<String, Value> {
        self.chosen(0, |name| self.is_required(name))
    }

    /// All members, each with its next value every turn.
    fn column(&self, turn: usize) -> Map<String, Value> {
        self.chosen(turn, |_| true)
    }

    /// What has to be there and one more.
    fn each_alone(&self) -> Vec<Map<String, Value>> {
        let optional = self.members.iter().map(|(name, _)| *name).filter(|name| !self.is_required(name));
        optional
            .take(ALONE)
            .map(|alone| self.chosen(0, |name| name == alone || self.is_required(name)))
            .collect()
    }

    /// Members that are not named, beside as few and as many as there can be.
    fn with_others(&self) -> Vec<Map<String, Value>> {
        let mut found = Vec::new();
        for value in &self.others {
            for mut object in [self.least(), self.column(0)] {
                object.insert(self.other_name.to_owned(), value.clone());
                found.push(object);
            }
        }
        found
    }

    /// Adds members that may be there until there are enough.
    fn fill(&self, object: &mut Map<String, Value>, least: usize) {
        for (name, values) in &self.members {
            if object.len() < least && !object.contains_key(*name) {
                object.insert((*name).to_owned(), values[0].clone());
            }
        }
        for (index, value) in self.others.iter().cycle().take(LONGEST).enumerate() {
            if object.len() < least {
                object.insert(format!("{}-{index}", self.other_name), value.clone());
            }
        }
    }
}

fn count(parts: &Parts, key: &str) -> Option<usize> {
    let found = parts.iter().filter_map(|part| part.get(key).and_then(Value::as_u64));
    let found = found.filter_map(|limit| usize::try_from(limit).ok());
    if key.starts_with("min") { found.max() } else { found.min() }
}
