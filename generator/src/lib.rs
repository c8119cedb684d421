//! Reads an OpenAPI description and writes a Rust client crate.
//!
//! ```text
//! text ──spec──▶ Spec ──resolve──▶ model::Api ──plan──▶ rust::Crate ──emit──▶ tokens ──render──▶ Files
//! ```
//!
//! Each stage has one type before it and one behind it. What is wrong with a document is collected on the way and
//! reported with its place; what cannot be wrong any more is not asked again: emission is total.
//!
//! # In a program of your own
//!
//! `cargo xtask codegen` is a program around this library; another may have its documents from elsewhere. Give the crate
//! a folder of its own: what is in its `src/` and not written anew is removed, and its `Cargo.toml` is merged.
//!
//! ```
//! use std::error::Error;
//! use std::path::Path;
//!
//! use generator::config::Config;
//! use generator::diagnostic::Diagnostics;
//! use generator::files;
//! use generator::spec::{self, Source, Style};
//!
//! fn write_client(document: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
//!     let source = Source::open(document)?.named("pets.yaml");
//!     let config = Config {
//!         exclude: vec!["operation:deletePet".parse()?],
//!         ..Config::new("pets-client", "pets.yaml")
//!     };
//!     let told = |found: &Diagnostics| spec::render(found, &source, Style::default());
//!     let generated = generator::generate(&source, &config).map_err(|faults| told(&faults))?;
//!     eprint!("{}", told(&generated.warnings));
//!     for left_out in generated.warnings.missed() {
//!         eprintln!("not in the client: {}", left_out.message);
//!     }
//!     // Says what differs; nothing is written yet, so this is also how to check that a crate is fresh.
//!     let changes = generated.files.compare(folder)?;
//!     files::apply(&changes, folder)?;
//!     Ok(())
//! }
//! #
//! # const PETS: &str = "
//! # openapi: 3.0.3
//! # info: {title: Pets, version: '1'}
//! # servers: [{url: https://example.com}]
//! # paths:
//! #   /pets:
//! #     get: {operationId: listPets, responses: {'204': {description: None.}}}
//! #     delete: {operationId: deletePet, responses: {'204': {description: Gone.}}}
//! # ";
//! # let folder = tempfile::tempdir().unwrap();
//! # let document = folder.path().join("openapi.yaml");
//! # std::fs::write(&document, PETS).unwrap();
//! # write_client(&document, &folder.path().join("client")).unwrap();
//! # let methods = std::fs::read_to_string(folder.path().join("client/src/operations/pets.rs")).unwrap();
//! # assert!(methods.contains("fn list_pets") && !methods.contains("fn delete_pet"));
//! ```

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
mod parallel;
mod plan;
pub mod pointer;
mod render;
mod resolve;
pub mod rust;
pub mod source;
pub mod spec;
mod spelling;
mod stack;
mod words;

use codes::Code;
use config::{Config, Needed};
use diagnostic::{Diagnostic, Diagnostics, Place};
use files::Files;
use source::Source;
use stack::with_room;

/// A generated crate, and what there is to say about it.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The files of the crate.
    pub files: Files,
    /// What is odd in the document, and what was done instead.
    pub warnings: Diagnostics,
    /// How much was generated.
    pub counts: Counts,
    /// How its unions are decided, each by the weakest rule that it needs; the strongest rule first.
    pub rules: Vec<RuleCount>,
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

/// How many unions are decided by a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleCount {
    /// The rule in words, such as `tag`; `nothing` where some branches cannot be told apart.
    pub rule: &'static str,
    /// How many unions.
    pub unions: usize,
}

/// Everything that there is to say about a document, as if a crate were generated from it.
///
/// # Errors
/// As [`generate`].
pub fn lint(source: &Source, config: &Config) -> Result<Diagnostics, Diagnostics> {
    with_room(|| linted(source, config))
}

fn linted(source: &Source, config: &Config) -> Result<Diagnostics, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let spec = load(source, config, &mut diagnostics)?;
    let api = resolve::resolve(&spec, config, &mut diagnostics)?;
    plan::plan(&api, config, &mut diagnostics);
    diagnostics.gate(())?;
    Ok(diagnostics)
}

/// Generates a crate.
///
/// # Errors
/// Everything that is wrong with the document, with the warnings so far.
pub fn generate(source: &Source, config: &Config) -> Result<Generated, Diagnostics> {
    with_room(|| generated(source, config))
}

fn generated(source: &Source, config: &Config) -> Result<Generated, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    // What a stage was made of goes before the next begins: the next one takes its room.
    let spec = load(source, config, &mut diagnostics)?;
    let api = resolve::resolve(&spec, config, &mut diagnostics)?;
    drop(spec);
    let krate = plan::plan(&api, config, &mut diagnostics);
    drop(api);
    diagnostics.gate(())?;
    let files = render::render(&krate);
    gate_size(files.size(), limits::EMITTED, &mut diagnostics)?;
    let skipped = diagnostics.iter().filter(|finding| finding.code == Code::SkippedOperation).count();
    let counts = Counts { types: krate.type_count(), operations: krate.operation_count(), skipped };
    let spelt = krate
        .schemas
        .iter()
        .map(|schema| SchemaType { name: schema.name.clone(), ty: schema.ty.to_string() });
    let schemas = spelt.collect();
    let rules = dump::rules(&krate).into_iter().map(|(rule, unions)| RuleCount { rule, unions }).collect();
    Ok(Generated { files, warnings: diagnostics, counts, rules, schemas })
}

/// The document, unless what is chosen cannot be.
fn load(source: &Source, config: &Config, diagnostics: &mut Diagnostics) -> Result<spec::Spec, Diagnostics> {
    let dependencies = render::dependencies();
    let needed: Vec<Needed<'_>> = dependencies
        .iter()
        .map(|dependency| Needed { name: &dependency.name, optional: dependency.optional })
        .collect();
    diagnostics.extend(config::check(config, &needed));
    diagnostics.gate(())?;
    spec::loaded(source, diagnostics)
}

/// Refuses a crate that is larger than any that can be compiled.
fn gate_size(size: usize, most: usize, diagnostics: &mut Diagnostics) -> Result<(), Diagnostics> {
    if size > most {
        let message = format!("the crate would be larger than the limit of {} MiB", most >> 20);
        diagnostics.push(Diagnostic::new(Code::LimitExceeded, Place::Document, message));
    }
    diagnostics.gate(())
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
    /// What of the document is not in the output, and why.
    LeftOut,
}

/// A stage as text.
///
/// # Errors
/// As [`generate`].
pub fn print(source: &Source, config: &Config, stage: Stage) -> Result<String, Diagnostics> {
    with_room(|| printed(source, config, stage))
}

fn printed(source: &Source, config: &Config, stage: Stage) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let spec = load(source, config, &mut diagnostics)?;
    let api = resolve::resolve(&spec, config, &mut diagnostics)?;
    if stage == Stage::Model {
        return Ok(dump::model(&api));
    }
    let krate = plan::plan(&api, config, &mut diagnostics);
    diagnostics.gate(())?;
    Ok(match stage {
        Stage::LeftOut => spec::left_out(&diagnostics, source),
        Stage::Unions => dump::unions(&krate),
        Stage::Model | Stage::Rust => dump::rust(&krate),
    })
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The documents of all cases.
    pub(crate) fn cases() -> Vec<PathBuf> {
        let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
        let cases = fs::read_dir(cases).unwrap().map(|case| case.unwrap().path().join("openapi.yaml"));
        let cases: Vec<PathBuf> = cases.filter(|path| path.is_file()).collect();
        assert!(!cases.is_empty());
        cases
    }

    /// The one finding of a document that exceeds a limit, and where it is.
    fn exceeded(schemas: &str) -> (String, String) {
        let text = format!(
            r#"{{"openapi":"3.0.3","info":{{"title":"","version":""}},"paths":{{}},"components":{{"schemas":{{{schemas}}}}}}}"#
        );
        let faults = lint(&Source::new("a.json", text), &Config::new("a", "a.json")).unwrap_err();
        let found = faults.iter().find(|found| found.code == Code::LimitExceeded).unwrap();
        (found.message.clone(), found.place.pointer().map(|at| at.as_str().to_owned()).unwrap_or_default())
    }

    #[test]
    fn a_crate_is_refused_for_its_size() {
        assert!(gate_size(10 << 20, 10 << 20, &mut Diagnostics::new()).is_ok());
        let faults = gate_size((10 << 20) + 1, 10 << 20, &mut Diagnostics::new()).unwrap_err();
        let messages: Vec<&str> = faults.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(messages, ["the crate would be larger than the limit of 10 MiB"]);
    }

    #[test]
    fn a_union_is_refused_for_its_branches() {
        let branches = vec![r#"{"type":"object"}"#; limits::BRANCHES + 1].join(",");
        let (message, at) = exceeded(&format!(r#""A":{{"oneOf":[{branches}]}}"#));
        assert_eq!(message, "a union of more than the limit of 500 branches");
        assert_eq!(at, "/components/schemas/A/oneOf");
    }

    #[test]
    fn unions_are_refused_for_the_members_of_their_branches() {
        let branches: Vec<String> = (0..400).map(|branch| object(branch, 100)).collect();
        let (message, at) = exceeded(&format!(r#""A":{{"oneOf":[{}]}}"#, branches.join(",")));
        assert_eq!(message, "unions have more than 10000000 members to compare");
        assert_eq!(at, "/components/schemas/A");
    }

    #[test]
    fn lists_are_refused_for_the_members_of_their_elements() {
        let objects: Vec<String> =
            (0..100).map(|name| format!(r#"{{"type":"object","required":["m{name}"]}}"#)).collect();
        let list = |length: usize| {
            format!(r##"{{"type":"array","items":{{"$ref":"#/components/schemas/B"}},"minItems":{length}}}"##)
        };
        let lists: Vec<String> = (0..100).map(list).collect();
        let (message, at) = exceeded(&format!(
            r#""A":{{"oneOf":[{}]}},"B":{{"oneOf":[{}]}}"#,
            lists.join(","),
            objects.join(",")
        ));
        assert_eq!(message, "unions have more than 10000000 members to compare");
        assert_eq!(at, "/components/schemas/A");
    }

    #[test]
    fn a_list_is_refused_for_its_parts() {
        let parts = vec![r#"{"type":"object"}"#; limits::LISTED + 1].join(",");
        let (message, at) = exceeded(&format!(r#""A":{{"allOf":[{parts}]}}"#));
        assert_eq!(message, "`allOf` has 251 parts, more than the limit of 250");
        assert_eq!(at, "/components/schemas/A/allOf");
    }

    #[test]
    fn names_are_refused_for_what_is_below_them() {
        let (name, values) = ("A".repeat(1 << 20), vec!["1"; limits::PLACES >> 20].join(","));
        let (message, _) = exceeded(&format!(r#""{name}":{{"enum":[{values}]}}"#));
        assert_eq!(message, "more than the limit of 128 MiB of names on the way to all values");
    }

    #[test]
    fn a_caller_with_little_room_is_served() {
        let nested = (0..100).fold(r#"{"type":"string"}"#.to_owned(), |inner, _| {
            format!(r#"{{"type":"array","items":{inner}}}"#)
        });
        let text = format!(
            r#"{{"openapi":"3.0.3","info":{{"title":"","version":""}},"paths":{{}},"components":{{"schemas":{{"A":{{"properties":{{"a":{nested}}}}}}}}}}}"#
        );
        let source = Source::new("a.json", text);
        let work = move || generate(&source, &Config::new("a", "a.json")).is_ok();
        let caller = std::thread::Builder::new().stack_size(128 << 10).spawn(work).unwrap();
        assert!(caller.join().unwrap());
    }

    /// So many members of their own.
    fn object(index: usize, members: usize) -> String {
        let members: Vec<String> =
            (0..members).map(|member| format!(r#""m{index}_{member}":{{}}"#)).collect();
        format!(r#"{{"type":"object","properties":{{{}}}}}"#, members.join(","))
    }

    /// Each of these extends the one before.
    fn heirs(count: usize, members: usize) -> String {
        let heir = |index: usize| {
            let parent = index + 1;
            let reference = format!(r##"{{"$ref":"#/components/schemas/S{parent}"}}"##);
            format!(r#""S{index}":{{"allOf":[{reference},{}]}}"#, object(index, members))
        };
        let mut schemas: Vec<String> = (0..count).map(heir).collect();
        schemas.push(format!(r#""S{count}":{}"#, object(count, members)));
        schemas.join(",")
    }

    #[test]
    fn compositions_are_refused_for_their_depth() {
        let (message, at) = exceeded(&heirs(limits::COMPOSITIONS + 1, 1));
        assert_eq!(message, "`allOf`, `oneOf` and `anyOf` follow each other more than 1000 times");
        assert!(at.starts_with("/components/schemas/S"), "{at}");
    }

    #[test]
    fn objects_are_refused_for_the_members_of_their_parents() {
        let (message, at) = exceeded(&heirs(300, 30));
        assert_eq!(message, "objects have more than 200000 members, with those of their parents");
        assert!(at.starts_with("/components/schemas/S"), "{at}");
    }
}
