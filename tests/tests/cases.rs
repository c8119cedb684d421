//! Small documents, one behaviour each: what is emitted for them, that it compiles without a warning, and that it does
//! what the case's own tests say.
//!
//! A case is a folder of `tests/cases/` with an `openapi.yaml`, and a `case.rs` with tests if there is more to say than
//! the emitted code does.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test may")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::config::Config;
use generator::files::{Content, Files};
use generator::spec::{self, Source, Style};

/// What is compiled, but shown by no snapshot: it is the same in every crate, or follows from the rest.
const NOT_SHOWN: &[&str] = &["src/runtime/", "src/lib.rs", "src/rustfmt.toml", "Cargo.toml"];

#[test]
fn emitted_code_is_as_it_was() {
    insta::with_settings!({ snapshot_path => "snapshots/cases", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::glob!("..", "cases/*/openapi.yaml", |path| {
            let (files, warnings) = generate(path);
            let shown = files.iter().filter(|(path, _)| !NOT_SHOWN.iter().any(|other| path.starts_with(other)));
            let mut text = warnings;
            for (path, content) in shown {
                let Content::Text(content) = content else { continue };
                let body = content.split_once("\n\n").map_or("", |(_, body)| body);
                let _ = writeln!(text, "=== {path}\n{body}");
            }
            let name = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
            insta::assert_snapshot!(name, text);
        });
    });
}

/// The items of the Northflank client, one a line: what a change of the document changes for callers.
#[test]
fn the_northflank_client_has_these_items() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/northflank.yaml");
    let source = Source::open(&path).unwrap().named("openapi/northflank.yaml");
    let config = Config::new("generated-client", source.name.clone());
    let generated = generator::generate(&source, &config).unwrap();
    assert!(
        generated.warnings.is_empty(),
        "{}",
        spec::render(&generated.warnings, &source, Style::default())
    );
    let mut text = String::new();
    for (path, content) in generated.files.iter() {
        let Content::Text(content) = content else { continue };
        if ["src/types/", "src/codec/", "src/build/", "src/operations/"]
            .iter()
            .any(|folder| path.starts_with(folder))
        {
            let said = |line: &&str| !["//", "#[", "use ", ""].contains(&first_word(line));
            let lines: Vec<&str> = content.lines().filter(said).collect();
            let _ = writeln!(text, "=== {path}\n{}\n", lines.join("\n"));
        }
    }
    insta::with_settings!({ snapshot_path => "snapshots/cases", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("northflank", text);
    });
}

/// What a line begins with, as far as it decides whether the line says something about an item.
fn first_word(line: &str) -> &'static str {
    let line = line.trim_start();
    ["//", "#[", "use "].into_iter().find(|word| line.starts_with(word)).unwrap_or(if line.is_empty() {
        ""
    } else {
        "item"
    })
}

#[test]
fn emitted_code_compiles_and_works() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases");
    let names = write(&workspace);
    assert!(names.len() > 10, "cases are found");
    cargo(&workspace, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    cargo(&workspace, &["test", "--workspace"]);
    cargo(&workspace, &["doc", "--workspace", "--no-deps"]);
    let mut alone = 0;
    for name in &names {
        let groups = groups(&workspace.join(name));
        if !groups.is_empty() {
            cargo(&workspace, &["check", "--package", name]);
        }
        for group in groups {
            cargo(&workspace, &["check", "--package", name, "--features", &group]);
            alone += 1;
        }
    }
    assert!(alone > 2, "no crate has groups");
}

/// What is chosen for a case.
fn config(name: &str) -> Config {
    let config = Config::new(name, "openapi.yaml");
    if name != "choices" {
        return config;
    }
    let path = |text: &str| text.parse().unwrap();
    let texts = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect()
    };
    Config {
        types: [
            ("format:ipv4", "std::net::Ipv4Addr"),
            ("Span", "std::time::Duration"),
            ("Extra", "serde_json::Value"),
            ("Edge", "std::ops::Bound<i64>"),
            ("format:decimal", "serde_json::Number"),
        ]
        .map(|(key, text)| (key.to_owned(), path(text)))
        .into(),
        names: texts(&[
            ("Machine", "host"),
            ("/components/schemas/Machine/properties/kind", "sort"),
            ("/components/schemas/Machine/properties/kind/enum/0", "virtual machine"),
            ("operation:getMachine", "find host"),
        ]),
        derives: [("*", vec![path("PartialEq"), path("Eq")]), ("HostRoute", vec![path("Hash")])]
            .map(|(key, paths)| (key.to_owned(), paths))
            .into(),
        ..config
    }
}

/// Files of a case, and its warnings.
fn generate(path: &Path) -> (Files, String) {
    let name = path.parent().unwrap().file_name().unwrap().to_str().unwrap();
    let source = Source::open(path).unwrap().named("openapi.yaml");
    let config = config(name);
    match generator::generate(&source, &config) {
        Ok(generated) if generated.warnings.is_empty() => (generated.files, String::new()),
        Ok(generated) => {
            let warnings = spec::render(&generated.warnings, &source, Style::default());
            (generated.files, format!("{warnings}\n"))
        }
        Err(faults) => panic!("{name}: {}", spec::render(&faults, &source, Style::default())),
    }
}

/// Writes every case into a workspace of its own, with one more package that runs the cases' tests.
fn write(workspace: &Path) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cases: Vec<PathBuf> =
        fs::read_dir(root.join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let names: Vec<String> =
        cases.iter().map(|case| case.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    let support = root.join("tests/cases/support.rs").display().to_string();
    let mut tests =
        format!("//! The tests of all cases.\n\n#[cfg(test)]\n#[path = {support:?}]\nmod support;\n");
    for (case, name) in cases.iter().zip(&names) {
        let dir = workspace.join(name);
        let (files, _) = generate(&case.join("openapi.yaml"));
        fs::create_dir_all(&dir).unwrap();
        generator::files::apply(&files.compare(&dir).unwrap(), &dir).unwrap();
        let own = case.join("case.rs");
        if own.exists() {
            let own = own.display().to_string();
            let _ = writeln!(tests, "#[cfg(test)]\n#[path = {own:?}]\nmod {};", name.replace('-', "_"));
        }
    }
    write_in_edition_2021(&workspace.join("edition-2021"), &root.join("cases/awkward/openapi.yaml"));
    let mut dependencies = String::new();
    for name in &names {
        let groups = if groups(&workspace.join(name)).is_empty() { "" } else { ", \"all\"" };
        let _ = writeln!(
            dependencies,
            "{name} = {{ path = \"../{name}\", default-features = false, features = [\"drift\"{groups}] }}"
        );
    }
    update(
        &workspace.join("checks/Cargo.toml"),
        &format!(
            "[package]\nname = \"checks\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
             bytes = \"1\"\nhttp = \"1\"\nserde = \"1\"\nserde_json = \"1\"\n{dependencies}"
        ),
    );
    update(&workspace.join("checks/src/lib.rs"), &tests);
    update(
        &workspace.join("Cargo.toml"),
        "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\nexclude = [\"target\"]\n\n[profile.dev]\ndebug = false\n",
    );
    // The versions that this workspace has downloaded.
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(root.join("../Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    }
    names
}

/// Writes a case for those who take the generated sources into a package of an older edition.
fn write_in_edition_2021(dir: &Path, document: &Path) {
    let source = Source::open(document).unwrap();
    let files = generator::generate(&source, &Config::new("edition-2021", "openapi.yaml")).unwrap().files;
    fs::create_dir_all(dir).unwrap();
    generator::files::apply(&files.compare(dir).unwrap(), dir).unwrap();
    let manifest = dir.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(text.contains("edition = \"2024\""), "{text}");
    update(&manifest, &text.replace("edition = \"2024\"", "edition = \"2021\""));
}

/// The features of a crate that each turn on a group of operations.
fn groups(dir: &Path) -> Vec<String> {
    let manifest = fs::read_to_string(dir.join("Cargo.toml")).unwrap();
    let all = manifest.split_once("\nall = [").and_then(|(_, rest)| rest.split_once(']'));
    all.map_or("", |(all, _)| all).split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Writes a file unless it says the same already: an untouched file is not compiled again.
fn update(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs cargo in the cases' workspace, without the network, every warning an error.
fn cargo(workspace: &Path, arguments: &[&str]) {
    let (command, rest) = arguments.split_first().unwrap();
    let output = Command::new(env!("CARGO"))
        .args([command, "--offline", "--quiet", "--no-default-features"])
        .args(rest)
        .current_dir(workspace)
        .env("CARGO_TARGET_DIR", workspace.join("target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .env_remove("RUSTC_WRAPPER")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let out = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "cargo {}:\n{said}\n{out}", arguments.join(" "));
}
