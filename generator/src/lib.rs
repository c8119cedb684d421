//! Reads an OpenAPI description and writes a Rust client crate.
//!
//! ```text
//! text ──spec──▶ Spec ──resolve──▶ model::Api ──plan──▶ rust::Crate ──emit──▶ tokens ──render──▶ Files
//! ```
//!
//! Each stage has one type before it and one behind it. What is wrong with a document is collected on the way and
//! reported with its place; what cannot be wrong any more is not asked again: emission is total.

pub mod codes;
pub mod config;
pub mod diagnostic;
mod dump;
mod emit;
pub mod files;
pub mod limits;
pub mod manifest;
pub mod mark;
pub mod model;
mod plan;
pub mod pointer;
mod render;
mod resolve;
pub mod rust;
pub mod source;
pub mod spec;
mod words;

use config::Config;
use diagnostic::Diagnostics;
use files::Files;
use source::Source;

/// A generated crate, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crate.
    pub files: Files,
    /// What is odd in the document, and what was done instead.
    pub warnings: Diagnostics,
    /// How much was generated.
    pub counts: Counts,
    /// The document's named schemas that have a type, in document order; those that only refer to another are that other
    /// and not listed.
    pub schemas: Vec<SchemaType>,
}

/// A named schema of the document and what it became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaType {
    /// Its name in the document.
    pub name: String,
    /// Its type, as Rust spells it: `Pet`, `Vec<Pet>`, `BTreeMap<String, Pet>`, `Option<Pet>`, `String`.
    pub ty: String,
}

/// How much was generated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Public types.
    pub types: usize,
    /// Operations.
    pub operations: usize,
    /// Operations of the document that were left out; each has a warning.
    pub skipped: usize,
}

/// Everything that there is to say about a document, as if a crate were generated from it.
///
/// # Errors
/// As [`generate`].
pub fn lint(source: &Source, config: &Config) -> Result<Diagnostics, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let spec = spec::load(source, &mut diagnostics)?;
    let api = resolve::resolve(&spec, &mut diagnostics)?;
    plan::plan(&api, config, &mut diagnostics);
    Ok(diagnostics)
}

/// Generates a crate.
///
/// # Errors
/// Everything that is wrong with the document, with the warnings so far.
pub fn generate(source: &Source, config: &Config) -> Result<Generated, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let spec = spec::load(source, &mut diagnostics)?;
    let api = resolve::resolve(&spec, &mut diagnostics)?;
    let krate = plan::plan(&api, config, &mut diagnostics);
    let files = render::render(&krate);
    let skipped = diagnostics.iter().filter(|finding| finding.code == codes::Code::SkippedOperation).count();
    let counts = Counts { types: krate.type_count(), operations: krate.operation_count(), skipped };
    let spelt = krate
        .schemas
        .iter()
        .map(|schema| SchemaType { name: schema.name.clone(), ty: schema.ty.to_string() });
    let schemas = spelt.collect();
    Ok(Generated { files, warnings: diagnostics, counts, schemas })
}

/// A stage of the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The resolved document.
    Model,
    /// The planned crate.
    Rust,
    /// Each union: how it is decided and why that cannot go wrong.
    Unions,
}

/// A stage as text.
///
/// # Errors
/// As [`generate`].
pub fn print(source: &Source, config: &Config, stage: Stage) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let spec = spec::load(source, &mut diagnostics)?;
    let api = resolve::resolve(&spec, &mut diagnostics)?;
    if stage == Stage::Model {
        return Ok(dump::model(&api));
    }
    let krate = plan::plan(&api, config, &mut diagnostics);
    Ok(if stage == Stage::Unions { dump::unions(&krate) } else { dump::rust(&krate) })
}
