//! What is said about documents: looked through, explained, and in the forms that programs read.

use crate::support::{ENTRY, PETS, Ran, Workspace};

/// A workspace with a document that has one error and two warnings, in an entry and beside it.
fn faulty() -> Workspace {
    let workspace = odd();
    workspace.write("faulty.yaml", &odd_pets().replace("type: object", "type: objcet"));
    workspace
}

/// A workspace whose document has warnings.
fn odd() -> Workspace {
    Workspace::new(&[
        ("Cargo.toml", &format!("[workspace]\nmembers = []\n\n{ENTRY}")),
        ("pets.yaml", &odd_pets()),
    ])
}

fn odd_pets() -> String {
    PETS.replace("[name]", "[name, name]")
        .replace("type: string\n", "type: string\n          maxLenght: 10\n")
}

fn check(workspace: &Workspace, name: &str, ran: &Ran) {
    workspace.settings().bind(|| insta::assert_snapshot!(name, ran));
}

#[test]
fn lint_says_what_is_wrong_and_writes_nothing() {
    let workspace = faulty();
    check(&workspace, "lint-warnings", &workspace.xtask(&["lint"]));
    check(&workspace, "lint-errors", &workspace.xtask(&["lint", "faulty.yaml"]));
    check(&workspace, "lint-missing", &workspace.xtask(&["lint", "nowhere.yaml", "pets.yaml"]));
    assert!(!workspace.path("pets").exists());
}

#[test]
fn warnings_can_be_denied() {
    let workspace = odd();
    assert_eq!(workspace.xtask(&["lint", "pets.yaml"]).status, 0);
    assert_eq!(workspace.xtask(&["lint", "pets.yaml", "--deny-warnings"]).status, 1);
    workspace.write("pets.yaml", PETS);
    let ran = workspace.xtask(&["lint", "pets.yaml", "--deny-warnings"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{ran}");
}

#[test]
fn json_has_standard_output_for_itself() {
    let workspace = faulty();
    let ran = workspace.xtask(&["lint", "faulty.yaml", "--message-format", "json"]);
    check(&workspace, "lint-json", &ran);
    let ran = workspace.codegen(&["--message-format", "json"]);
    assert!(
        ran.out.lines().count() == 3 && ran.out.lines().all(|line| line.starts_with("{\"code\":")),
        "{ran}"
    );
    assert!(ran.err.contains("  created pets/src/lib.rs\n"), "{ran}");
}

#[test]
fn json_has_the_faults_of_options_and_files_as_well() {
    let workspace = odd();
    let json = ["--message-format", "json"];
    let lint = |args: &[&str]| workspace.xtask(&[&["lint"], args, &json[..]].concat());
    check(&workspace, "lint-json-missing", &lint(&["nowhere.yaml"]));
    check(&workspace, "json-usage", &lint(&["--deny-warning"]));
    let free = ["--spec", "pets.yaml", "--out", "out", "--name", "std"];
    check(&workspace, "json-name", &workspace.codegen(&[&free[..], &json[..]].concat()));
    check(&workspace, "json-unknown-crate", &workspace.codegen(&["pest", "--message-format=json"]));
    workspace.write(
        "Cargo.toml",
        &format!("[workspace]\nmembers = []\n\n{ENTRY}colour = 3\ntypes = {{ Pet = 'Animal' }}\n"),
    );
    check(&workspace, "json-faulty-entry", &workspace.codegen(&json));
    let manifest = format!("[workspace]\nmembers = []\n\n{ENTRY}names = {{ Pets = 'Animal' }}\n");
    workspace.write("Cargo.toml", &manifest);
    workspace.write("pets.yaml", PETS);
    check(&workspace, "json-unmatched-choice", &workspace.codegen(&json));
}

#[test]
fn a_workflow_of_github_gets_annotations() {
    let workspace = faulty();
    let asked = workspace.xtask(&["lint", "faulty.yaml", "--message-format", "github"]);
    check(&workspace, "lint-github", &asked);
    let found = workspace.xtask_in_a_workflow(&["lint", "faulty.yaml"]);
    let human = workspace.xtask(&["lint", "faulty.yaml"]);
    assert_eq!((found.out, &found.err), (asked.out, &human.err));
    let unwanted = workspace.xtask_in_a_workflow(&["lint", "faulty.yaml", "--message-format", "human"]);
    assert_eq!((unwanted.out.as_str(), unwanted.err), ("", human.err));
}

#[test]
fn a_code_is_explained() {
    let workspace = Workspace::new(&[]);
    check(&workspace, "explain", &workspace.xtask(&["explain", "undeclared-parameter"]));
    check(&workspace, "explain-all", &workspace.xtask(&["explain"]));
    let as_printed = workspace.xtask(&["explain", "error[undeclared-parameter]"]);
    assert_eq!(as_printed.out, workspace.xtask(&["explain", "undeclared-parameter"]).out);
    check(&workspace, "explain-unknown", &workspace.xtask(&["explain", "undeclared-paramter"]));
    check(&workspace, "explain-nothing-like-it", &workspace.xtask(&["explain", "E0382"]));
}
