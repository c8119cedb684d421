//! Why an example does not fit its schema: the member, and what is wrong with it.

use std::cell::Cell;

use crate::model::{Api, Array, Enum, Json, Kind, Literal, Object, Schema, SchemaId, Text, Union};
use crate::spelling::Spelling;
use crate::words::quoted;

/// Values that are looked at before the search is given up; a union of unions asks for each one many times.
const MOST_VISITS: usize = 10_000;

/// Values of an enumeration that are listed.
const MOST_LISTED: usize = 8;

/// How a message ends that names a branch; the innermost is named alone.
const NEAREST: &str = " is the nearest branch)";

/// The first fault of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// Names and indices from the example to the faulty value.
    pub(super) at: Vec<String>,
    /// Whether it is the name that is faulty, and not the value.
    pub(super) key: bool,
    /// What is wrong there.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: Option<String>,
}

/// Finds the first fault of an example in a request.
pub(super) fn misfit(api: &Api, json: &Json, schema: SchemaId, spelling: &Spelling) -> Option<Misfit> {
    Search { api, spelling, left: Cell::new(MOST_VISITS) }.value(json, schema, None)
}

struct Search<'a> {
    api: &'a Api,
    spelling: &'a Spelling,
    left: Cell<usize>,
}

fn fault(message: String) -> Misfit {
    Misfit { at: Vec::new(), key: false, message, help: None }
}

impl Search<'_> {
    /// The fault of a value, which is called by the name of its member.
    fn value(&self, json: &Json, schema: SchemaId, name: Option<&str>) -> Option<Misfit> {
        self.left.set(self.left.get().checked_sub(1)?);
        if *json == Json::Null && self.api.schemas.nullable(schema) {
            return None;
        }
        let schema = &self.api.schemas[self.api.schemas.target(schema)];
        let subject = name.map_or("the value".to_owned(), quoted);
        match (&schema.kind, json) {
            (Kind::Alias(_) | Kind::Any, _) | (Kind::Null, Json::Null) | (Kind::Boolean, Json::Bool(_)) => {
                None
            }
            (Kind::Integer(integer), Json::Integer(value)) => {
                let low = integer.minimum.filter(|least| value < least).map(|least| ("at least", least));
                let high = integer.maximum.filter(|most| value > most).map(|most| ("at most", most));
                let (words, bound) = low.or(high)?;
                Some(fault(format!("{subject} must be {words} {bound}, not {value}")))
            }
            (Kind::Number(_), Json::Integer(_) | Json::Float(_)) => None,
            (Kind::String(text), Json::String(value)) => length(text, value, &subject),
            (Kind::Enum(values), Json::String(_) | Json::Integer(_) | Json::Bool(_)) => {
                self.word(values, json, &subject)
            }
            (Kind::Array(array), Json::Array(elements)) => self.array(array, elements, &subject),
            (Kind::Object(object), Json::Object(members)) => self.object(schema, object, members),
            (Kind::Union(union), _) => self.union(schema, union, json, name),
            (kind, json) => Some(fault(format!("{subject} must be {}, not {}", noun(kind), said(json)))),
        }
    }

    fn array(&self, array: &Array, elements: &[Json], subject: &str) -> Option<Misfit> {
        let count = elements.len();
        let few = array.min_items.filter(|least| count < *least).map(|least| ("at least", least));
        let many = array.max_items.filter(|most| count > *most).map(|most| ("at most", most));
        if let Some((words, bound)) = few.or(many) {
            return Some(fault(format!("{subject} must have {words} {bound} elements, not {count}")));
        }
        elements.iter().enumerate().find_map(|(index, element)| {
            let schema = array.positions.get(index).copied().unwrap_or(array.items);
            self.below(index.to_string(), element, schema, None)
        })
    }

    fn word(&self, values: &Enum, json: &Json, subject: &str) -> Option<Misfit> {
        if values.open || values.values.iter().any(|value| is(json, &value.literal)) {
            return None;
        }
        let mut fault = fault(format!("{subject} has no value {}", said(json)));
        let listed = || {
            let texts: Vec<String> = values.values.iter().map(|value| literal(&value.literal)).collect();
            format!("use one of {}", texts.join(", "))
        };
        let known = values.values.iter().filter_map(|value| match &value.literal {
            Literal::String(text) => Some(text.as_str()),
            Literal::Integer(_) | Literal::Boolean(_) => None,
        });
        let meant = json.as_str().and_then(|text| self.spelling.did_you_mean(text, known));
        fault.help = meant.or_else(|| (values.values.len() <= MOST_LISTED).then(listed));
        Some(fault)
    }

    fn object(&self, schema: &Schema, object: &Object, members: &[(String, Json)]) -> Option<Misfit> {
        let owner = schema.name.as_deref().map_or("the object".to_owned(), quoted);
        let mut others = members.iter().filter(|(name, _)| object.property(name).is_none());
        let missing = object.properties.iter().find(|property| {
            property.is_expected()
                && !property.read_only
                && members.iter().all(|(name, _)| *name != property.name)
        });
        if let Some(missing) = missing {
            let misspelt = self.spelling.closest(&missing.name, others.map(|(name, _)| name.as_str()));
            let mut fault = fault(format!("{} has no {}, which is required", owner, quoted(&missing.name)));
            fault.help = misspelt.map(|name| format!("is {} meant for it?", quoted(name)));
            return Some(fault);
        }
        let typed = object.additional.typed();
        if typed.is_none()
            && let Some((name, _)) = others.next()
        {
            let names = object.properties.iter().map(|property| property.name.as_str());
            let mut fault = fault(format!("{} is no member of {owner}", quoted(name)));
            fault.help = self.spelling.did_you_mean(name, names);
            fault.at.push(name.clone());
            fault.key = true;
            return Some(fault);
        }
        members.iter().find_map(|(name, value)| {
            let schema = object.property(name).map(|property| property.schema).or(typed)?;
            self.below(name.clone(), value, schema, Some(name))
        })
    }

    fn below(&self, step: String, json: &Json, schema: SchemaId, name: Option<&str>) -> Option<Misfit> {
        let mut fault = self.value(json, schema, name)?;
        fault.at.insert(0, step);
        Some(fault)
    }

    /// What keeps a value from the branch that it is nearest to: the one that knows most of it, and fits it furthest.
    fn union(&self, schema: &Schema, union: &Union, json: &Json, name: Option<&str>) -> Option<Misfit> {
        let mut nearest: Option<((usize, usize), usize, Misfit)> = None;
        for (index, branch) in union.branches.iter().enumerate() {
            let fault = self.value(json, branch.schema, name)?;
            let rank = (self.known(json, branch.schema), fault.at.len());
            if nearest.as_ref().is_none_or(|(best, ..)| rank > *best) {
                nearest = Some((rank, index, fault));
            }
        }
        let (_, index, fault) = nearest?;
        let branch = self.api.schemas.target(union.branches[index].schema);
        let called = union.branches[index].hint.as_deref().or(self.api.schemas[branch].name.as_deref());
        let called = called.or(self.api.schemas[branch].doc.title.as_deref());
        let whole = schema.name.as_deref().map_or("the union".to_owned(), quoted);
        let nearest = called.map_or(format!("branch {}", index + 1), quoted);
        if fault.message.ends_with(NEAREST) {
            return Some(fault);
        }
        let message = format!("{} (of {whole}, {nearest}{NEAREST}", fault.message);
        Some(Misfit { message, ..fault })
    }

    /// How many members of an example a branch has.
    fn known(&self, json: &Json, schema: SchemaId) -> usize {
        match (&self.api.schemas[self.api.schemas.target(schema)].kind, json) {
            (Kind::Object(object), Json::Object(members)) => {
                members.iter().filter(|(name, _)| object.property(name).is_some()).count()
            }
            _ => 0,
        }
    }
}

fn length(text: &Text, value: &str, subject: &str) -> Option<Misfit> {
    let count = value.chars().count();
    let short = text.min_length.filter(|least| count < *least).map(|least| ("at least", least));
    let long = text.max_length.filter(|most| count > *most).map(|most| ("at most", most));
    let (words, bound) = short.or(long)?;
    Some(fault(format!("{subject} must have {words} {bound} characters, not {count}")))
}

fn is(json: &Json, literal: &Literal) -> bool {
    match (json, literal) {
        (Json::String(text), Literal::String(value)) => text == value,
        (Json::Integer(number), Literal::Integer(value)) => number == value,
        (Json::Bool(flag), Literal::Boolean(value)) => flag == value,
        _ => false,
    }
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => text.clone(),
        Literal::Integer(value) => value.to_string(),
        Literal::Boolean(value) => value.to_string(),
    }
}

fn noun(kind: &Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Boolean => "a boolean",
        Kind::Integer(_) => "an integer",
        Kind::Number(_) => "a number",
        Kind::String(_) => "a string",
        Kind::Enum(_) => "one of its values",
        Kind::Array(_) => "a list",
        Kind::Object(_) => "an object",
        Kind::Alias(_) | Kind::Any | Kind::Union(_) => "a value",
    }
}

fn said(json: &Json) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => format!("the boolean `{value}`"),
        Json::Integer(value) => format!("the number `{value}`"),
        Json::Float(value) => format!("the number `{value}`"),
        Json::String(text) => format!("the string {}", quoted(text)),
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "an object".to_owned(),
    }
}
