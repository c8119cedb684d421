//! One document: its schemas, one by one, each with instances that are right and some that are not.

use std::collections::BTreeSet;
use std::rc::Rc;

use jsonschema::Validator;
use serde_json::Value;

use crate::compare::{NULL_LOST, difference};
use crate::dialect;
use crate::document::{Document, reference};
use crate::judge::Judge;
use crate::lenient::relaxed;
use crate::one_way;
use crate::path::of_any_element;
use crate::program::{Answer, Program};
use crate::report::{Failure, Tally};
use crate::scratch::Built;
use crate::synth::{Synth, UNLISTED};
use crate::wrong::{Wrong, faults};

/// So many faulty instances of one schema are tried, made from so many right ones.
const WRONG: usize = 200;
const BROKEN: usize = 24;
/// So many candidates for a faulty instance are made of one right one.
const CANDIDATES: usize = 300;

/// Tries every schema that the generated crate knows. `progress` is told the name of each.
pub(crate) fn check(
    document: &Document,
    built: &Built,
    progress: &mut dyn FnMut(usize, usize, &str),
) -> Result<Tally, String> {
    let root = dialect::converted(document);
    let judge = Judge::new(&root)?;
    let open = relaxed(&root);
    let lenient = Judge::new(&open)?;
    let schemas = root.pointer("/components/schemas").and_then(Value::as_object);
    let (synth, tolerant) = (Synth::new(&root, &judge), Synth::new(&open, &lenient));
    let mut program = Program::start(&built.program)?;
    let mut tally = Tally::default();
    for (index, (name, schema)) in schemas.into_iter().flatten().enumerate() {
        progress(index, built.schemas.len(), name);
        tally.schemas += 1;
        if !built.schemas.iter().any(|known| known.name == *name) {
            tally.failures.push(Failure::new(name, "has no type", &Value::Null));
            continue;
        }
        let reference = reference(name);
        let validators = judge.referred(&reference).and_then(|own| Ok((own, lenient.referred(&reference)?)));
        let (validator, lenient) = match validators {
            Ok(both) => both,
            Err(error) => {
                tally.unjudged.push(format!("{name}: {error}"));
                continue;
            }
        };
        let mut one =
            One { root: &root, name, schema, validator, lenient, program: &mut program, tally: &mut tally };
        let mut right = one.valid(synth.instances(schema));
        if right.is_empty() {
            // Parts that are closed to each other allow nothing by the letter; what they mean is clear to a reader.
            one.validator = Rc::clone(&one.lenient);
            let open = open.pointer("/components/schemas").and_then(|schemas| schemas.get(name));
            right = one.valid(open.map_or_else(Vec::new, |open| tolerant.instances(open)));
        }
        if right.is_empty() {
            one.tally.empty.push(name.clone());
        }
        // What is refused though it is right says nothing about what is wrong.
        let passed = one.right(right)?;
        one.wrong(&passed)?;
    }
    Ok(tally)
}

/// One schema.
struct One<'a> {
    root: &'a Value,
    name: &'a str,
    schema: &'a Value,
    validator: Rc<Validator>,
    /// What has a fault that a tolerant reader can find is refused by this one too.
    lenient: Rc<Validator>,
    program: &'a mut Program,
    tally: &'a mut Tally,
}

impl One<'_> {
    /// Those of some instances that the schema allows.
    fn valid(&mut self, mut instances: Vec<Value>) -> Vec<Value> {
        self.tally.tried += instances.len();
        instances.retain(|value| self.validator.is_valid(value));
        instances
    }

    /// What the schema allows is read and comes back, in whatever order members are. Returns what does.
    fn right(&mut self, instances: Vec<Value>) -> Result<Vec<Value>, String> {
        let forward: Vec<String> = instances.iter().map(ToString::to_string).collect();
        let backward: Vec<String> = instances.iter().map(|value| reversed(value).to_string()).collect();
        let (there, back) = (self.program.ask(self.name, &forward)?, self.program.ask(self.name, &backward)?);
        let mut passed = Vec::new();
        for ((instance, there), back) in instances.into_iter().zip(there).zip(back) {
            self.tally.accepted += 1;
            if let Answer::Written(_, true) = there {
                self.tally.unknown.push(Failure::new(self.name, "kept as unknown", &instance));
            }
            let reason = self.mismatch(&instance, there);
            let reason = reason.or_else(|| {
                self.mismatch(&instance, back).map(|why| format!("members last to first: {why}"))
            });
            match reason {
                None => passed.push(instance),
                Some(reason) => self.fail(&reason, &instance),
            }
        }
        self.tally.passed += passed.len();
        Ok(passed)
    }

    /// Why an answer is not what a valid instance deserves.
    fn mismatch(&self, instance: &Value, answer: Answer) -> Option<String> {
        match answer {
            Answer::Broken(why) => Some(why),
            Answer::Refused(path, message) => {
                Some(format!("valid, but refused at `{}`: {message}", of_any_element(&path)))
            }
            Answer::Written(written, _) => match self.difference(instance, &written) {
                Some((path, what)) => Some(format!("`{}` {what}", of_any_element(&path))),
                // Without members that mean nothing, two elements can be the same.
                None if self.validator.is_valid(&written) || !self.validator.is_valid(&bare(instance)) => {
                    None
                }
                None => Some("what is written is not valid".to_owned()),
            },
        }
    }

    /// What differs, but for null in what is only read: there it means the same as nothing.
    fn difference(&self, sent: &Value, got: &Value) -> Option<(String, String)> {
        let found = difference(sent, got)?;
        if found.1 != NULL_LOST {
            return Some(found);
        }
        let (mut sent, mut got) = (sent.clone(), got.clone());
        one_way::drop_nulls(self.root, &[self.schema], &mut sent);
        one_way::drop_nulls(self.root, &[self.schema], &mut got);
        difference(&sent, &got)
    }

    /// What it forbids is refused, and the error says where the fault is.
    fn wrong(&mut self, right: &[Value]) -> Result<(), String> {
        let mut chosen: Vec<Wrong> = Vec::new();
        let mut seen = BTreeSet::new();
        for instance in right.iter().take(BROKEN) {
            let mut done = None;
            for fault in faults(self.root, self.schema, instance, CANDIDATES) {
                // The same fault of the same member in another instance tells nothing new, unless a union decides.
                let place = fault.places.iter().map(|place| of_any_element(place)).collect::<Vec<_>>();
                let is_known = fault.union.is_none() && seen.contains(&(place.clone(), fault.what.clone()));
                if chosen.len() < WRONG
                    && done != Some(fault.group)
                    && (is_known || !self.lenient.is_valid(&fault.instance))
                {
                    done = Some(fault.group);
                    if !is_known {
                        seen.insert((place, fault.what.clone()));
                        chosen.push(fault);
                    }
                }
            }
            if chosen.len() >= WRONG {
                break;
            }
        }
        let texts: Vec<String> = chosen.iter().map(|fault| fault.instance.to_string()).collect();
        let answers = self.program.ask(self.name, &texts)?;
        for (fault, answer) in chosen.iter().zip(answers) {
            self.judge_wrong(fault, answer);
        }
        Ok(())
    }

    fn judge_wrong(&mut self, fault: &Wrong, answer: Answer) {
        let what = format!(
            "{} at `{}`",
            fault.what,
            of_any_element(fault.places.first().map_or("", String::as_str))
        );
        let reason = match answer {
            Answer::Broken(why) => Some(format!("{what}: {why}")),
            Answer::Refused(path, _) if fault.is_at(&path) => None,
            Answer::Refused(path, message) => {
                Some(format!("{what}: the error is said to be at `{}`: {message}", of_any_element(&path)))
            }
            Answer::Written(written, unknown) => {
                let found = difference(&fault.instance, &written);
                if (unknown || fault.union.is_some()) && found.is_none() {
                    // A union of an answer keeps what it does not know.
                    self.tally.exempt += 1;
                    return;
                }
                let after = found.map_or("comes back equal".to_owned(), |(path, what)| {
                    format!("comes back changed, `{}` {what}", of_any_element(&path))
                });
                Some(format!("{what}: read all the same, {after}"))
            }
        };
        self.tally.wrong += 1;
        match reason {
            None => self.tally.wrong_passed += 1,
            Some(reason) => self.fail(&reason, &fault.instance),
        }
    }

    fn fail(&mut self, reason: &str, instance: &Value) {
        self.tally.failures.push(Failure::new(self.name, reason, instance));
    }
}

/// The same value without members that no schema names.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let named = members.iter().filter(|(name, _)| !name.starts_with(UNLISTED));
            Value::Object(named.map(|(name, value)| (name.clone(), bare(value))).collect())
        }
        Value::Array(elements) => elements.iter().map(bare).collect(),
        scalar => scalar.clone(),
    }
}

/// The same value with the members of every object the other way round.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            Value::Object(members.iter().rev().map(|(name, value)| (name.clone(), reversed(value))).collect())
        }
        Value::Array(elements) => elements.iter().map(reversed).collect(),
        scalar => scalar.clone(),
    }
}
