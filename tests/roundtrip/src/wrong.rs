//! Instances with one fault each, made from right ones.

use serde_json::{Value, json};

use crate::compare::kind;
use crate::one_way;
use crate::parts::{Parts, certain, list, of_member};
use crate::path;
use crate::synth::{ANY, kinds};

/// A value with one fault.
pub(crate) struct Wrong {
    pub(crate) instance: Value,
    /// What is wrong, for people.
    pub(crate) what: String,
    /// Where an error may say it is.
    pub(crate) places: Vec<String>,
    /// The outermost union that the fault is in: it may keep what it does not know, and say its own place.
    pub(crate) union: Option<String>,
    /// Faults of one group are the same fault in other words: one of them is enough.
    pub(crate) group: usize,
}

/// One value in place of another: of another kind each.
const OTHERS: [&str; 5] = ["number", "string", "object", "boolean", "array"];
/// So many elements of an array are looked at.
const ELEMENTS: usize = 2;
/// Nothing deeper is broken.
const DEEPEST: usize = 6;

/// Faulty values made from one that is right.
pub(crate) fn faults(root: &Value, schema: &Value, instance: &Value, most: usize) -> Vec<Wrong> {
    let mut finder = Finder { root, whole: instance, steps: Vec::new(), found: Vec::new(), groups: 0, most };
    finder.look(&[schema], instance, "", None);
    finder.found
}

#[derive(Clone)]
enum Step {
    Member(String),
    Element(usize),
}

struct Finder<'a> {
    root: &'a Value,
    whole: &'a Value,
    /// The way to the value that is looked at.
    steps: Vec<Step>,
    found: Vec<Wrong>,
    groups: usize,
    most: usize,
}

impl<'a> Finder<'a> {
    fn look(&mut self, schemas: &[&'a Value], value: &'a Value, at: &str, union: Option<&str>) {
        let (parts, chosen) = certain(self.root, schemas);
        // Several types are a union without branches.
        let several =
            parts.iter().any(|part| list(part, "type").iter().filter(|name| *name != "null").count() > 1);
        let own = (chosen || several).then_some(at);
        let union = union.or(own);
        self.replace(&parts, value, at, union);
        // Inside of a listed value there are no schemas, and lists are open.
        let is_listed = parts.iter().any(|part| part.contains_key("enum") || part.contains_key("const"));
        if is_listed || self.steps.len() >= DEEPEST || self.found.len() >= self.most {
            return;
        }
        match value {
            Value::Object(members) => {
                for (name, inner) in members {
                    self.remove(&parts, name, at, union);
                    let schemas = of_member(&parts, name);
                    self.steps.push(Step::Member(name.clone()));
                    self.look(&schemas, inner, &path::member(at, name), union);
                    self.steps.pop();
                }
            }
            Value::Array(elements) => {
                let schemas: Vec<&Value> = parts.iter().filter_map(|part| part.get("items")).collect();
                for (index, inner) in elements.iter().enumerate().take(ELEMENTS) {
                    self.steps.push(Step::Element(index));
                    self.look(&schemas, inner, &path::element(at, index), union);
                    self.steps.pop();
                }
            }
            _ => {}
        }
    }

    /// Puts a value of another kind in place of this one.
    fn replace(&mut self, parts: &Parts, value: &Value, at: &str, union: Option<&str>) {
        let allowed = allowed(parts);
        if value.is_i64() && allowed.contains(&"integer") {
            self.groups += 1;
            self.push("fraction for integer".to_owned(), vec![at.to_owned()], union, |place| {
                *place = json!(1.5);
            });
        }
        self.groups += 1;
        // Which kind comes first differs from place to place, but not from run to run.
        let turn = at.len() + self.groups;
        let others = OTHERS.iter().cycle().skip(turn % OTHERS.len()).take(OTHERS.len());
        // What is of an allowed kind breaks a constraint at most, and every kind is where none is said.
        let is_wrong = |other: &&str| union.is_some() || !(allowed.contains(other) || allowed.contains(&ANY));
        for other in others.filter(|other| **other != kind(value)).filter(|other| is_wrong(other)) {
            let other = match *other {
                "number" => json!(17.5),
                "string" => json!("another kind"),
                "object" => json!({ "another": "kind" }),
                "boolean" => json!(true),
                _ => json!(["another kind"]),
            };
            let what = format!("{} for {}", kind(&other), kind(value));
            self.push(what, vec![at.to_owned()], union, |place| *place = other);
        }
    }

    /// Takes a required member away, unless it is one that is only read or only written: a type of both directions
    /// cannot insist on it. Nor does a type insist on a name that is described nowhere.
    fn remove(&mut self, parts: &Parts, name: &str, at: &str, union: Option<&str>) {
        let is_required = parts.iter().any(|part| list(part, "required").iter().any(|other| other == name));
        let one_way = one_way::is(self.root, &of_member(parts, name), &["readOnly", "writeOnly"]);
        let is_declared = parts.iter().any(|part| {
            part.get("properties")
                .and_then(Value::as_object)
                .is_some_and(|members| members.contains_key(name))
        });
        if (is_required && is_declared && !one_way) || union.is_some() {
            let places = vec![at.to_owned(), path::member(at, name)];
            self.groups += 1;
            self.push(format!("`{name}` missing"), places, union, |place| {
                if let Value::Object(members) = place {
                    members.shift_remove(name);
                }
            });
        }
    }

    fn push(
        &mut self,
        what: String,
        places: Vec<String>,
        union: Option<&str>,
        edit: impl FnOnce(&mut Value),
    ) {
        let mut instance = self.whole.clone();
        let mut place = Some(&mut instance);
        for step in &self.steps {
            place = match (place, step) {
                (Some(Value::Object(members)), Step::Member(name)) => members.get_mut(name),
                (Some(Value::Array(elements)), Step::Element(index)) => elements.get_mut(*index),
                _ => None,
            };
        }
        if let Some(place) = place {
            edit(place);
            self.found.push(Wrong {
                instance,
                what,
                places,
                union: union.map(str::to_owned),
                group: self.groups,
            });
        }
    }
}

/// The JSON types that a place allows, by its `type` and by the values that it lists.
fn allowed<'a>(parts: &Parts<'a>) -> Vec<&'a str> {
    let mut allowed = kinds(parts);
    let lists = parts.iter().filter_map(|part| part.get("enum").and_then(Value::as_array));
    allowed.extend(lists.flatten().map(kind));
    allowed
}

impl Wrong {
    /// Whether an error at this path says where the fault is.
    pub(crate) fn is_at(&self, path: &str) -> bool {
        let inside = |union: &String| path.starts_with(union.as_str());
        self.places.iter().any(|place| place == path) || self.union.as_ref().is_some_and(inside)
    }
}
