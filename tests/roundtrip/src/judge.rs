//! Whether a value is one that a schema allows, by a validator that knows nothing of the generator.

use jsonschema::{Draft, Registry, Validator};
use serde_json::{Value, json};

use crate::document;

const BASE: &str = "https://document.invalid/openapi";

/// The named schemas of a document.
pub(crate) struct Judge<'a> {
    registry: Registry<'a>,
}

impl<'a> Judge<'a> {
    /// Takes schemas in the dialect of [`crate::dialect`].
    pub(crate) fn new(root: &'a Value) -> Result<Self, String> {
        let registry = Registry::new().add(BASE, root).map_err(|error| error.to_string())?;
        Ok(Self { registry: registry.prepare().map_err(|error| error.to_string())? })
    }

    /// A named schema, ready to judge.
    pub(crate) fn schema(&self, name: &str) -> Result<Validator, String> {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_registry(&self.registry)
            .offline()
            .should_validate_formats(true)
            .build(&json!({ "$ref": format!("{BASE}{}", document::reference(name)) }))
            .map_err(|error| error.to_string())
    }
}
