//! The crate that is generated from a document, with a program in it that reads and writes values of every schema.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::config::Config;
use generator::files::{self, Content, Files};
use generator::mark::header;
use generator::source::Source;
use generator::spec::{self, Style};
use generator::{Generated, SchemaType};

use crate::document::Document;
use crate::report::Stopped;

/// The part of the scratch crate that is the same for every document.
const SUPPORT: &str = include_str!("../scratch/roundtrip.rs");
const PROGRAM: &str = include_str!("../scratch/main.rs");
/// The module that may call what the run time keeps to itself, and its declaration.
const RUNTIME: &str = "src/runtime/mod.rs";
const DECLARATION: &str = "\n#[path = \"../roundtrip.rs\"]\npub mod roundtrip;\n";
/// So many lines of the compiler are shown.
const LINES: usize = 24;

/// Where scratch crates are written and built.
pub(crate) struct Scratch {
    /// A workspace of its own, of one crate at a time.
    folder: PathBuf,
    /// Shared by all of them: dependencies are built once.
    target: PathBuf,
    /// The versions that this repository has downloaded.
    lock: PathBuf,
}

/// A built program and the schemas that it knows.
pub(crate) struct Built {
    pub(crate) program: PathBuf,
    pub(crate) schemas: Vec<SchemaType>,
}

impl Scratch {
    pub(crate) fn new(root: &Path, target: &Path) -> Self {
        Self {
            folder: target.join("roundtrip"),
            target: target.join("roundtrip-target"),
            lock: root.join("Cargo.lock"),
        }
    }

    /// Generates and compiles, unless there is no schema to try.
    pub(crate) fn build(
        &self,
        path: &Path,
        source: &Source,
        document: &Document,
    ) -> Result<Option<Built>, Stopped> {
        let name = crate_name(path);
        let mut generated = generate(source, &name)?;
        add_aliases(document, &mut generated.schemas);
        if document.schemas().next().is_none() {
            return Ok(None);
        }
        let crate_folder = self.folder.join(&name);
        let files = with_program(&generated, &name);
        self.write(&name, &crate_folder, &files).map_err(|error| format!("cannot be written: {error}"))?;
        self.compile(&name)?;
        let program =
            self.target.join("debug").join(format!("{name}-roundtrip{}", std::env::consts::EXE_SUFFIX));
        Ok(Some(Built { program, schemas: generated.schemas }))
    }

    fn write(&self, name: &str, folder: &Path, files: &Files) -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        files::apply(&files.compare(folder)?, folder)?;
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{name:?}]\n\n[profile.dev]\ndebug = false\nincremental = false\n"
        );
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        let lock = self.folder.join("Cargo.lock");
        if !lock.exists() && self.lock.exists() {
            fs::copy(&self.lock, lock)?;
        }
        Ok(())
    }

    fn compile(&self, name: &str) -> Result<(), String> {
        let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(["build", "--quiet", "--no-default-features", "--package", name, "--bins"])
            .args(["--message-format", "short"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("RUSTFLAGS", "-Awarnings")
            .output()
            .map_err(|error| format!("cannot be compiled: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(format!("cannot be compiled:\n{}", first_lines(&said)))
    }
}

/// The crate of a document, with a type of every named schema.
pub(crate) fn generate(source: &Source, name: &str) -> Result<Generated, Stopped> {
    let config = Config { every_schema: true, ..Config::new(name, name) };
    generator::generate(source, &config).map_err(|faults| {
        let rendered = spec::render(&faults, source, Style::default());
        let errors = rendered.find("error").map_or(rendered.as_str(), |start| &rendered[start..]);
        Stopped::NotGenerated(format!("cannot be generated:\n{}", first_lines(errors)))
    })
}

/// A component that only refers to another is that other.
fn add_aliases(document: &Document, schemas: &mut Vec<SchemaType>) {
    let mut aliases = Vec::new();
    for (name, _) in document.schemas() {
        let target =
            document.alias(name).and_then(|target| schemas.iter().find(|known| known.name == target));
        if let Some(SchemaType { ty, .. }) = target
            && !schemas.iter().any(|known| known.name == *name)
        {
            aliases.push(SchemaType { name: name.clone(), ty: ty.clone() });
        }
    }
    schemas.extend(aliases);
}

/// The generated files with a program among them.
fn with_program(generated: &Generated, name: &str) -> Files {
    let mut files = Files::new();
    for (path, content) in generated.files.iter() {
        let content = match content {
            Content::Text(text) if path == RUNTIME => Content::Text(format!("{text}{DECLARATION}")),
            other => other.clone(),
        };
        files.insert(path, content);
    }
    let mut table = String::new();
    for SchemaType { name, ty } in &generated.schemas {
        let _ = writeln!(table, "            {name:?} => super::round::<{ty}>(text),");
    }
    let support = SUPPORT.replace("            // TABLE\n", &table);
    files.insert("src/roundtrip.rs", Content::Text(format!("{}\n{support}", header(name))));
    let program = PROGRAM.replace("CRATE", &name.replace('-', "_"));
    files.insert(
        format!("src/bin/{name}-roundtrip.rs"),
        Content::Text(format!("{}\n{program}", header(name))),
    );
    files
}

/// A package's name from the document's folder and name, so that two of one name do not get in each other's way.
fn crate_name(document: &Path) -> String {
    let parts = document.parent().and_then(Path::file_name).into_iter().chain(document.file_stem());
    let mut name = String::from("rt");
    for part in parts {
        name.push('-');
        name.extend(
            part.to_string_lossy()
                .chars()
                .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }),
        );
    }
    while name.contains("--") {
        name = name.replace("--", "-");
    }
    name.trim_end_matches('-').to_owned()
}

fn first_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut shown = lines[..lines.len().min(LINES)].join("\n");
    if lines.len() > LINES {
        let _ = write!(shown, "\n({} more lines)", lines.len() - LINES);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_packages() {
        assert_eq!(crate_name(Path::new("a/1password/open api.v1.yaml")), "rt-1password-open-api-v1");
    }
}
