//! Whether a value is one that a schema allows, by a validator that knows nothing of the generator.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};

const BASE: &str = "https://document.invalid/openapi";
/// What constrains a scalar.
const SCALAR: &[&str] = &[
    "pattern",
    "format",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];

/// A validator, or why there is none.
type Known = Result<Rc<Validator>, String>;

/// The named schemas of a document.
pub(crate) struct Judge<'a> {
    registry: Registry<'a>,
    /// By reference, or by the constraints themselves.
    known: RefCell<BTreeMap<String, Known>>,
}

impl<'a> Judge<'a> {
    /// Takes schemas in the dialect of [`crate::dialect`].
    pub(crate) fn new(root: &'a Value) -> Result<Self, String> {
        let registry = Registry::new().add(BASE, root).map_err(|error| error.to_string())?;
        Ok(Self {
            registry: registry.prepare().map_err(|error| error.to_string())?,
            known: RefCell::default(),
        })
    }

    /// What a reference points at, ready to judge.
    pub(crate) fn referred(&self, reference: &str) -> Known {
        self.prepared(reference, || json!({ "$ref": format!("{BASE}{reference}") }))
    }

    /// Keeps the scalars that meet the constraints of all parts.
    pub(crate) fn retain(&self, parts: &[&Map<String, Value>], values: &mut Vec<Value>) {
        let constraint = |part: &&Map<String, Value>| -> Map<String, Value> {
            let own = part.iter().filter(|(key, _)| SCALAR.contains(&key.as_str()));
            own.map(|(key, value)| (key.clone(), value.clone())).collect()
        };
        let constraints: Vec<_> = parts.iter().map(constraint).filter(|part| !part.is_empty()).collect();
        if constraints.is_empty() {
            return;
        }
        let schema = json!({ "allOf": constraints });
        if let Ok(validator) = self.prepared(&schema.to_string(), || schema.clone()) {
            values.retain(|value| validator.is_valid(value));
        }
    }

    fn prepared(&self, key: &str, schema: impl FnOnce() -> Value) -> Known {
        if let Some(known) = self.known.borrow().get(key) {
            return known.clone();
        }
        let built = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .offline()
            .should_validate_formats(true)
            .build(&schema());
        let built = built.map(Rc::new).map_err(|error| error.to_string());
        self.known.borrow_mut().insert(key.to_owned(), built.clone());
        built
    }
}
