//! What to generate: the `[[workspace.metadata.codegen]]` entries of the root `Cargo.toml`.

mod options;

use std::ops::Range;
use std::path::{Component, Path};

use generator::config::Config;
use toml_edit::{Item, TableLike};

use crate::failure::{Failure, Stop};
use crate::workspace::Workspace;

pub(crate) use options::Options;

/// One generated crate. Paths are relative to the workspace.
#[derive(Debug)]
pub(crate) struct Entry {
    /// The document it is made from.
    pub(crate) document: Text,
    /// The folder it is written to.
    pub(crate) output: Text,
    /// The package's name.
    pub(crate) name: Text,
    /// Whether structs keep members that the document does not describe.
    pub(crate) keep_unknown_members: bool,
    /// Whether every named schema becomes a type.
    pub(crate) every_schema: bool,
    /// The folder that has all files in it that the document refers to, if its own has not.
    pub(crate) references: Option<Text>,
    /// What else is chosen.
    pub(crate) options: Options,
}

/// A string of the manifest and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Text {
    /// The string.
    pub(crate) value: String,
    /// Where, in bytes.
    pub(crate) span: Option<Range<usize>>,
}

/// The keys that an entry must have.
const KEYS: [&str; 3] = ["document", "output", "crate"];
/// The key that says whether every named schema becomes a type.
const EVERY: &str = "every-schema";
/// The key that widens what the document may refer to.
const REFERENCES: &str = "references";
/// The key that says whether structs keep members that the document does not describe.
const KEEP: &str = "keep-unknown-members";

const EXAMPLE: &str = "write an entry for each client into the root `Cargo.toml`:

[[workspace.metadata.codegen]]
document = \"openapi/northflank.yaml\"
output = \"generated-client\"
crate = \"generated-client\"";

impl Entry {
    /// What to generate.
    pub(crate) fn config(&self) -> Config {
        Config {
            keep_unknown_members: self.keep_unknown_members,
            every_schema: self.every_schema,
            include: self.options.include.clone(),
            exclude: self.options.exclude.clone(),
            types: self.options.types.clone(),
            names: self.options.names.clone(),
            derives: self.options.derives.clone(),
            dependencies: self.options.dependencies.clone(),
            ..Config::new(&self.name.value, &self.document.value)
        }
    }
}

/// Reads every entry, in order; at least one.
pub(crate) fn read(workspace: &Workspace) -> Result<Vec<Entry>, Stop> {
    let mut reader = Reader { workspace, failures: Vec::new() };
    let path = ["workspace", "metadata", "codegen"];
    let Some(item) = path.iter().try_fold(workspace.manifest.as_item(), |item, key| item.get(key)) else {
        return Err(Failure::new("`Cargo.toml` has no `[[workspace.metadata.codegen]]`")
            .help(EXAMPLE)
            .into());
    };
    let entries = reader.entries(item);
    reader.check_apart(&entries);
    if reader.failures.is_empty() { Ok(entries) } else { Err(Stop::Failures(reader.failures)) }
}

/// Whether cargo takes it as the name of a package and Rust, with `_` for `-`, as that of a crate.
pub(crate) fn is_package_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// What is wrong with a name that [`is_package_name`] does not take.
pub(crate) fn bad_package_name(name: &str) -> Failure {
    Failure::new(format!("`{name}` is not a package name"))
        .help("a letter, then letters, digits, `-` and `_`, such as `petstore-client`")
}

/// Reads on after a fault, to tell all of them at once.
struct Reader<'a> {
    workspace: &'a Workspace,
    failures: Vec<Failure>,
}

impl Reader<'_> {
    fn refuse(&mut self, span: Option<Range<usize>>, failure: Failure) {
        self.failures.push(failure.at(self.workspace.place(span)));
    }

    fn entries(&mut self, item: &Item) -> Vec<Entry> {
        let tables: Option<Vec<_>> = match item {
            Item::ArrayOfTables(tables) => {
                Some(tables.iter().map(|table| (table as &dyn TableLike, table.span())).collect())
            }
            Item::Value(value) => value.as_array().and_then(|array| {
                array
                    .iter()
                    .map(|value| Some((value.as_inline_table()? as &dyn TableLike, value.span())))
                    .collect()
            }),
            _ => None,
        };
        let Some(tables) = tables else {
            self.refuse(
                item.span(),
                Failure::new("`workspace.metadata.codegen` is not an array of tables").help(EXAMPLE),
            );
            return Vec::new();
        };
        tables.into_iter().filter_map(|(table, span)| self.entry(table, span.as_ref())).collect()
    }

    fn entry(&mut self, table: &dyn TableLike, span: Option<&Range<usize>>) -> Option<Entry> {
        for (name, _) in table.iter() {
            let known = [&KEYS[..], &[KEEP, EVERY, REFERENCES], &options::KEYS].concat();
            if !known.contains(&name) {
                let help = match similar::get_close_matches(name, &known, 1, 0.6)[..] {
                    [key] => format!("did you mean `{key}`?"),
                    _ => format!("the keys are `{}`", known.join("`, `")),
                };
                let span = table.get_key_value(name).and_then(|(key, _)| key.span());
                self.refuse(span, Failure::new(format!("unknown key: `{name}`")).help(help));
            }
        }
        let [document, output, name] = KEYS.map(|key| self.string(table, key, span));
        let keep_unknown_members = self.switch(table, KEEP);
        let every_schema = self.switch(table, EVERY);
        let references = table.get(REFERENCES).and_then(|item| self.text(REFERENCES, item));
        let mut options = self.options(table);
        let (document, output, name) = (document?, output?, name?);
        self.check_relative("document", &document);
        if let Some(references) = &references {
            self.check_relative(REFERENCES, references);
        }
        self.check_output(&output);
        if !is_package_name(&name.value) {
            self.refuse(name.span.clone(), bad_package_name(&name.value));
        }
        options.place_of_name(name.span.clone());
        Some(Entry { document, output, name, keep_unknown_members, every_schema, references, options })
    }

    /// A choice that is off unless it is made.
    fn switch(&mut self, table: &dyn TableLike, key: &str) -> bool {
        let Some(item) = table.get(key) else { return false };
        item.as_bool().unwrap_or_else(|| {
            let what = item.type_name();
            let wrong = Failure::new(format!("`{key}` is not a boolean: {what}"));
            self.refuse(item.span(), wrong.help(format!("write `{key} = true`")));
            false
        })
    }

    fn string(&mut self, table: &dyn TableLike, key: &str, span: Option<&Range<usize>>) -> Option<Text> {
        let Some(item) = table.get(key) else {
            let missing = Failure::new(format!("`{key}` is missing"))
                .help("an entry has `document`, `output` and `crate`");
            self.refuse(span.cloned(), missing);
            return None;
        };
        self.text(key, item)
    }

    fn text(&mut self, key: &str, item: &Item) -> Option<Text> {
        let Some(value) = item.as_str() else {
            let what = item.type_name();
            let wrong = Failure::new(format!("`{key}` is not a string: {what}"))
                .help(format!("write `{key} = \"…\"`"));
            self.refuse(item.span(), wrong);
            return None;
        };
        Some(Text { value: value.to_owned(), span: item.span() })
    }

    fn check_relative(&mut self, key: &str, document: &Text) {
        let path = Path::new(&document.value);
        if path.has_root() || path.is_absolute() {
            let failure = Failure::new(format!("`{key}` is an absolute path: `{}`", document.value));
            let help = "a path from the folder of this file: every generated file names it, on every machine the same";
            self.refuse(document.span.clone(), failure.help(help));
        }
    }

    fn check_output(&mut self, output: &Text) {
        let mut parts = Path::new(&output.value).components();
        let is_inside =
            parts.clone().next().is_some() && parts.all(|part| matches!(part, Component::Normal(_)));
        if !is_inside || leaves_by_link(&self.workspace.root, Path::new(&output.value)) {
            let failure =
                Failure::new(format!("`output` is not a folder of this workspace: `{}`", output.value));
            let help = "a path from the folder of this file, without `.` and `..`, such as `petstore-client`";
            self.refuse(output.span.clone(), failure.help(help));
        }
    }

    /// No two entries may write to one folder or have one name.
    fn check_apart(&mut self, entries: &[Entry]) {
        for (index, entry) in entries.iter().enumerate() {
            for earlier in &entries[..index] {
                let (here, there) = (Path::new(&entry.output.value), Path::new(&earlier.output.value));
                if here.starts_with(there) || there.starts_with(here) {
                    let words = format!(
                        "`output` overlaps with that of `{}`: `{}`",
                        earlier.name.value, entry.output.value
                    );
                    let help = "codegen removes what it does not write: each crate needs a folder of its own";
                    self.refuse(entry.output.span.clone(), Failure::new(words).help(help));
                }
                if entry.name.value == earlier.name.value {
                    let words = format!("`crate` is the name of two entries: `{}`", entry.name.value);
                    self.refuse(entry.name.span.clone(), Failure::new(words));
                }
            }
        }
    }
}

/// Whether a symbolic link on the way leads out of the root.
fn leaves_by_link(root: &Path, path: &Path) -> bool {
    let Ok(root) = root.canonicalize() else { return false };
    let existing = root.join(path).ancestors().find_map(|at| at.canonicalize().ok());
    existing.is_some_and(|existing| !existing.starts_with(&root))
}
