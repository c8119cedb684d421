//! Names that callers use stay when a document changes somewhere else.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

mod stability {
    pub(crate) mod document;
    pub(crate) mod items;
}

use std::collections::BTreeSet;

use generator::files::Content;

use stability::document::{Dice, all, generate, operations, parse, unions};
use stability::items::{Items, items, names};

/// Names that are there before and not afterwards.
fn lost(document: &str, before: &BTreeSet<String>, after: &BTreeSet<String>) -> Vec<String> {
    before.difference(after).map(|name| format!("{document}: {name} is lost")).collect()
}

/// Items that are not afterwards what they were before.
fn changed(document: &str, before: &Items, after: &Items) -> Vec<String> {
    let differs = |(name, was): &(&String, &String)| after.get(*name) != Some(*was);
    let shown =
        |(name, was): (&String, &String)| format!("{document}: {name}: {was} → {:?}", after.get(name));
    before.iter().filter(differs).map(shown).collect()
}

const NOTHING: Vec<String> = Vec::new();

#[test]
fn an_unrelated_schema_and_operation_change_nothing_else() {
    let mut wrong = Vec::new();
    for (name, document) in all() {
        let before = items(&generate(&document).unwrap());
        let mut dice = Dice::new(&name);
        for _ in 0..5 {
            let mut with = document.clone();
            with.add_unrelated(&mut dice);
            let after = items(&generate(&with).unwrap());
            assert!(after.len() > before.len(), "{name}: nothing was added");
            wrong.extend(changed(&name, &before, &after));
        }
    }
    assert_eq!(wrong, NOTHING);
}

#[test]
fn a_new_branch_leaves_the_names_of_the_others() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for (name, document) in all() {
        let mut before = names(&items(&generate(&document).unwrap()));
        before.retain(|name| name.contains("::"));
        let mut dice = Dice::new(&name);
        for place in unions(&document) {
            let mut with = document.clone();
            with.add_branch(&place, &mut dice);
            let Ok(files) = generate(&with) else { continue };
            tried += 1;
            wrong.extend(lost(&name, &before, &names(&items(&files))));
        }
    }
    assert!(tried > 20, "only {tried} branches were inserted");
    assert_eq!(wrong, NOTHING);
}

#[test]
fn a_dropped_operation_leaves_the_names_of_what_remains() {
    let mut wrong = Vec::new();
    for (name, document) in all() {
        let before = names(&items(&generate(&document).unwrap()));
        let operations = operations(&document);
        // Without any operation every schema is generated.
        for (path, method) in operations.iter().filter(|_| operations.len() > 1) {
            let mut without = document.clone();
            without.drop_operation(path, method);
            let after = names(&items(&generate(&without).unwrap()));
            wrong.extend(lost(&name, &after, &before));
        }
    }
    assert_eq!(wrong, NOTHING);
}

#[test]
fn the_order_of_the_schemas_means_nothing() {
    let mut wrong = Vec::new();
    for (name, document) in all() {
        let before = items(&generate(&document).unwrap());
        let mut dice = Dice::new(&name);
        for _ in 0..5 {
            let mut shuffled = document.clone();
            shuffled.shuffle(&mut dice);
            let after = items(&generate(&shuffled).unwrap());
            wrong.extend(changed(&name, &before, &after));
            wrong.extend(changed(&name, &after, &before));
        }
    }
    assert_eq!(wrong, NOTHING);
}

const TWICE: &str = "
openapi: 3.0.3
info: {title: Twice, version: 1.0.0}
servers: [{url: https://example.com}]
paths:
  /a: {put: {operationId: putA, requestBody: {required: true, content: {application/json: {schema: &pair
    {type: object, required: [left], properties: {left: {type: integer}, right: {type: string}}}}}}, responses: {'204': {description: Done.}}}}
  /b: {put: {operationId: putB, requestBody: {required: true, content: {application/json: {schema: *pair}}}, responses: {'204': {description: Done.}}}}
";

#[test]
fn identical_schemas_without_a_name_are_one_type_with_a_name_for_each_place() {
    let files = generate(&parse(TWICE)).unwrap();
    let types = files.iter().filter_map(|(path, content)| match content {
        Content::Text(text) if path.starts_with("src/types/") && !path.ends_with("mod.rs") => Some(text),
        _ => None,
    });
    let lines: Vec<&str> =
        types.flat_map(|text| text.lines()).filter(|line| line.starts_with("pub ")).collect();
    assert_eq!(lines, ["pub type PutBRequest = PutARequest;", "pub struct PutARequest {"]);
}
