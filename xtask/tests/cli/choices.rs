//! What an entry of the manifest chooses of a document.

use crate::support::{ENTRY, Workspace};

/// Two groups of operations; each has a type of its own.
const SHOP: &str = "\
openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example}]
paths:
  /pets/{petId}:
    parameters: [{name: petId, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getPet
      tags: [pets]
      responses:
        '200': {description: The pet., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
    delete:
      operationId: deletePet
      tags: [pets]
      responses: {'204': {description: Gone.}}
  /orders:
    get:
      operationId: listOrders
      tags: [orders]
      responses:
        '200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
components:
  schemas:
    Pet: {type: object, required: [name], properties: {name: {type: string}, born: {type: string, format: date}}}
    Order: {type: object, required: [id], properties: {id: {type: string}, kind: {type: string, enum: [a, b]}}}
";

/// A workspace with the shop, whose entry has these lines as well.
pub(crate) fn shop(lines: &str) -> Workspace {
    let manifest = format!("[workspace]\nmembers = []\n\n{ENTRY}{lines}");
    Workspace::new(&[("Cargo.toml", &manifest), ("pets.yaml", SHOP)])
}

/// The types and methods of a crate.
fn items(workspace: &Workspace) -> Vec<String> {
    let files = workspace.tree("pets/src");
    let folders = ["types", "operations"];
    let of_api = files.iter().filter(|(path, _)| {
        folders.iter().any(|folder| path.components().any(|part| part.as_os_str() == *folder))
    });
    let texts = of_api.map(|(_, (bytes, _))| String::from_utf8_lossy(bytes).into_owned());
    let mut items: Vec<String> = texts
        .flat_map(|text| {
            let lines = text.lines().map(str::trim).filter(|line| {
                ["pub struct", "pub enum", "pub fn"].iter().any(|start| line.starts_with(start))
            });
            lines
                .map(|line| line.split(['(', '{']).next().unwrap_or_default().trim().to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    items.sort();
    items
}

#[test]
fn only_what_is_selected_is_generated() {
    for (lines, expected) in [
        ("include = ['tag:orders']", &["pub enum OrderKind", "pub fn list_orders", "pub struct Order"][..]),
        ("include = ['path:/pets/*']\nexclude = ['operation:getPet']", &["pub fn delete_pet"]),
        ("exclude = ['path:/pets/**']", &["pub enum OrderKind", "pub fn list_orders", "pub struct Order"]),
        ("include = ['operation:getPet']", &["pub fn get_pet", "pub struct Pet"]),
    ] {
        let workspace = shop(lines);
        let ran = workspace.codegen(&[]);
        assert_eq!(ran.status, 0, "{ran}");
        assert_eq!(items(&workspace), expected, "{lines}");
    }
}

#[test]
fn what_is_left_out_is_not_warned_of() {
    // Each of these is in one operation, or in what one operation needs; the last ones are everybody's.
    let odd = SHOP
        .replace("operationId: deletePet", "operationId: deletePet\n      sumary: a")
        .replace("operationId: listOrders", "operationId: listOrders\n      sumary: b")
        .replace("born: {type: string, format: date}", "born: {type: string, fromat: date}")
        .replace("kind: {type: string, enum: [a, b]}", "kind: {type: string, enum: [a, b], default: c}")
        .replace("paths:", "tags: [{name: pets, sumary: c}]\npaths:");
    let warned = |lines: &str| {
        let workspace = shop(lines);
        workspace.write("pets.yaml", &odd);
        let ran = workspace.codegen(&["--message-format", "json"]);
        assert_eq!(ran.status, 0, "{ran}");
        let lines = ran.out.lines().map(|line| line.split("\"pointer\":\"").nth(1).unwrap_or_default());
        lines.map(|line| line.split('"').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let (tag, delete) = ("/tags/0/sumary", "/paths/~1pets~1{petId}/delete/sumary");
    let born = "/components/schemas/Pet/properties/born/fromat";
    let (list, kind) = ("/paths/~1orders/get/sumary", "/components/schemas/Order/properties/kind/default");
    assert_eq!(warned(""), [tag, delete, list, born, kind]);
    assert_eq!(warned("include = ['tag:orders']"), [tag, list, kind]);
    assert_eq!(warned("include = ['operation:getPet']"), [tag, born]);
    assert_eq!(warned("include = ['operation:getPet']\nevery-schema = true"), [tag, born, kind]);
    assert_eq!(warned("exclude = ['operation:getPet']"), [tag, delete, list, kind]);
}

#[test]
fn a_document_without_an_entry_is_selected_from_by_arguments() {
    let workspace = shop("");
    let args = ["--spec", "pets.yaml", "--out", "pets", "--name", "pets", "--include", "tag:pets"];
    let ran = workspace.codegen(&[&args[..], &["--exclude", "operation:deletePet"]].concat());
    assert_eq!(ran.status, 0, "{ran}");
    assert_eq!(items(&workspace), ["pub fn get_pet", "pub struct Pet"]);
    check!(workspace, [&args[..], &["--exclude", "operation:deletepet"]].concat(), "unmatched-argument");
    check!(workspace, [&args[..], &["--exclude", "deletePet"]].concat(), "argument-that-selects-nothing");
}

#[test]
fn a_selector_that_matches_nothing_is_shown() {
    let lines = "include = [\n    'tag:pet',\n    'path:/order',\n]\nexclude = ['operation:nothing']";
    check!(shop(lines), [], "unmatched-selectors");
    check!(shop("include = ['tag:pets']\nexclude = ['path:/**']"), [], "nothing-left");
    check!(shop("include = ['pets', 'path:pets']\nexclude = 'tag:pets'"), [], "selectors-that-are-none");
}

#[test]
fn types_names_and_derives_are_the_users() {
    let workspace = shop(
        "
[workspace.metadata.codegen.types]
'format:date' = 'jiff::civil::Date'
Order = 'my_orders::Order<my_orders::Open>'

[workspace.metadata.codegen.names]
Pet = 'animal'
'operation:getPet' = 'fetch'

[workspace.metadata.codegen.derives]
'*' = ['Eq', 'PartialEq']
Pet = ['schemars::JsonSchema']

[workspace.metadata.codegen.dependencies]
jiff = { version = '0.2', features = ['serde'] }
my-orders.path = '../my-orders'
schemars = '1'
",
    );
    let ran = workspace.codegen(&[]);
    assert_eq!(ran.status, 0, "{ran}");
    assert_eq!(
        items(&workspace),
        ["pub fn delete_pet", "pub fn fetch", "pub fn list_orders", "pub struct Animal"]
    );
    let types = workspace.read("pets/src/types/pets.rs");
    assert!(types.contains("#[derive(Clone, Debug, PartialEq, Eq, schemars::JsonSchema)]"), "{types}");
    assert!(types.contains("pub born: Option<jiff::civil::Date>,"), "{types}");
    let orders = workspace.read("pets/src/operations/orders.rs");
    assert!(orders.contains("Call<my_orders::Order<my_orders::Open>, Infallible>"), "{orders}");
    let manifest = workspace.read("pets/Cargo.toml");
    for line in [
        "jiff = { version = \"0.2\", features = [\"serde\"] }",
        "my-orders = { path = \"../my-orders\" }",
        "schemars = \"1\"",
    ] {
        assert!(manifest.lines().any(|own| own == line), "{manifest}");
    }
    let ran = workspace.codegen(&["--check"]);
    assert_eq!(ran.status, 0, "{ran}");
}

#[test]
fn a_choice_that_is_for_nothing_is_shown() {
    let lines = "
[workspace.metadata.codegen.types]
'format:dat' = 'String'
Ordre = 'String'

[workspace.metadata.codegen.names]
Pets = 'Animal'
'operation:getPets' = 'fetch'
'/components/schemas/Order/properties/kind/enum/2' = 'Other'

[workspace.metadata.codegen.derives]
pet = ['Hash']
";
    check!(shop(lines), [], "unmatched-choices");
    let lines = "
types = { Pet = 'not a type', Order = 3 }
names = 'Pet'
derives = { '*' = 'Hash', Pet = ['a b'] }
dependencies = { jiff = 1 }
";
    check!(shop(lines), [], "faulty-choices");
}

#[test]
fn a_choice_that_cannot_be_is_shown() {
    let lines = "
[workspace.metadata.codegen.types]
Order = 'my_order::Order'
'format:date' = 'uuid::Uuid'

[workspace.metadata.codegen.derives]
'*' = ['hash::Hash', 'std::clone::Clone', 'Hash']
Pet = ['Copyy']

[workspace.metadata.codegen.dependencies]
my-orders.path = '../my-orders'
pets.path = '.'
serde = '1'
";
    check!(shop(lines), [], "choices-that-cannot-be");
    let lines = "
[workspace.metadata.codegen.derives]
'*' = ['Copy', 'Clone', 'Hash']
Pet = ['Ord', 'serde::Serialize', 'Default']
OrderKind = ['Copy', 'Default', 'PartialOrd']
";
    check!(shop(lines), [], "derives-that-cannot-be");
    let lines = "
[workspace.metadata.codegen.names]
Order = 'pet'
'operation:getPet' = 'delete pet'
'operation:listOrders' = 'builder'
'/components/schemas/Order/properties/kind' = 'client'
";
    check!(shop(lines), [], "names-that-are-taken");
    let lines = "
[workspace.metadata.codegen.names]
Pet = 'order kind'
";
    check!(shop(lines), [], "name-of-a-type-without-one");
    for name in ["self", "http"] {
        let args = ["--spec", "pets.yaml", "--out", "pets", "--name", name];
        let ran = shop("").codegen(&args);
        assert!(ran.status == 2 && ran.err.contains("a crate cannot be called"), "{ran}");
    }
    let workspace = shop("");
    workspace.write(
        "Cargo.toml",
        &workspace.read("Cargo.toml").replace("crate = \"pets\"", "crate = \"serde-json\""),
    );
    check!(workspace, [], "name-of-a-dependency");
}

#[test]
fn leaving_out_can_be_denied() {
    let workspace = shop("");
    let ran = workspace.codegen(&["--deny-skipped"]);
    assert_eq!(ran.status, 0, "{ran}");
    let before = workspace.tree("pets");
    let xml = "{application/json: {schema: {$ref: '#/components/schemas/Order'}}, application/xml: {schema: {type: object}}}";
    let json = "{application/json: {schema: {$ref: '#/components/schemas/Order'}}}";
    workspace.write("pets.yaml", &SHOP.replace(json, xml));
    check!(workspace, ["--deny-skipped"], "denied");
    check!(workspace, ["--print", "left-out"], "left-out");
    assert_eq!(workspace.tree("pets"), before);
    let ran = workspace.codegen(&[]);
    assert_eq!(ran.status, 0, "{ran}");
}
