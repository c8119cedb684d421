//! The `Cargo.toml` of a generated crate, which codegen and the user write together.
//!
//! Codegen sets the package's name, edition and Rust version, the dependencies and features that the generated code
//! needs, and `[package.metadata.codegen]`, where it notes which dependencies and features those are: only what is
//! noted there is ever removed. Of a dependency it says the least: a higher version and more features are kept. Version, description and `publish` are written when the file is made and are the
//! user's from then on. So is everything that the user adds, comments and layout included.

mod noted;
mod raise;

use std::fmt;

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, TomlError, Value};

use crate::mark::{MARK, harmless, is_ours};
use noted::{DEPENDENCIES, DEV_DEPENDENCIES, Noted, NotedDependencies};

/// What the generated code needs of its `Cargo.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The package's name.
    pub name: String,
    /// The package's description, when the file is made.
    pub description: String,
    /// The document's name, for the first line.
    pub document: String,
    /// In the order in which they are first written.
    pub dependencies: Vec<Dependency>,
    /// In the order in which they are first written.
    pub dev_dependencies: Vec<Dependency>,
    /// In the order in which they are first written.
    pub features: Vec<Feature>,
}

/// One dependency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The crate's name.
    pub name: String,
    /// The version requirement.
    pub version: String,
    /// Its features.
    pub features: Vec<String>,
    /// Whether a feature of the generated crate turns it on.
    pub optional: bool,
    /// Whether its default features are on.
    pub default_features: bool,
    /// Why it is needed: a comment above it.
    pub reason: String,
    /// What the user says stands behind `=`, in place of all that.
    pub said: Option<String>,
}

/// One feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// What it turns on.
    pub enables: Vec<String>,
    /// What it is for: a comment above it, unless empty.
    pub reason: String,
}

/// Why the `Cargo.toml` on disk cannot be merged with. Reads well after the file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeError {
    /// The first line does not say that codegen writes the file.
    NotOurs,
    /// It is not TOML.
    Syntax {
        /// Line, from one.
        line: usize,
        /// The parser's words.
        message: String,
    },
    /// This key holds something else than a table of its own.
    NotATable(String),
}

const EDITION: &str = "2024";
/// The first Rust with that edition.
const RUST_VERSION: &str = "1.85";
/// An array longer than this is written with one element on a line.
const WIDTH: usize = 80;

impl Dependency {
    /// A dependency with its default features.
    pub fn new(name: &str, version: &str, reason: &str) -> Self {
        Self {
            name: name.to_owned(),
            version: version.to_owned(),
            features: Vec::new(),
            optional: false,
            default_features: true,
            reason: reason.to_owned(),
            said: None,
        }
    }

    /// A dependency of the user's: the text behind `=`.
    pub fn said(name: &str, text: &str, reason: &str) -> Self {
        Self { said: Some(text.to_owned()), ..Self::new(name, "", reason) }
    }

    /// With these features only.
    #[must_use]
    pub fn only(mut self, features: &[&str]) -> Self {
        self.default_features = false;
        self.features(features)
    }

    /// With these features as well.
    #[must_use]
    pub fn features(mut self, features: &[&str]) -> Self {
        self.features = features.iter().map(ToString::to_string).collect();
        self
    }

    /// Off until a feature turns it on.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Its features as they are noted.
    fn noted_features(&self) -> impl Iterator<Item = String> {
        self.features.iter().map(|feature| format!("{}/{feature}", self.name))
    }

    /// The keys of its table; a key without value is not written. What is there already, and asks for more, stays.
    fn keys(&self, now: Option<&Item>, noted: &[String]) -> [(&'static str, Option<Value>); 4] {
        let key = |name: &str| now?.as_table_like()?.get(name)?.as_value();
        let version = now.and_then(|now| now.as_str().or_else(|| key("version")?.as_str()));
        let version = version.map_or(self.version.as_str(), |users| raise::version(&self.version, users));
        let features = raise::features(&self.features, key("features"), noted);
        let has_default = key("default-features").and_then(Value::as_bool) == Some(true);
        [
            ("version", Some(version.into())),
            ("default-features", (!self.default_features).then(|| has_default.into())),
            ("features", (!features.is_empty()).then(|| Value::Array(features.iter().collect()))),
            ("optional", self.optional.then(|| true.into())),
        ]
    }
}

impl Manifest {
    /// The text of the file: a new one, or `existing` with what codegen owns brought up to date.
    /// Merging the result again changes nothing.
    ///
    /// # Errors
    /// When `existing` is not codegen's to change, or cannot be changed without guessing.
    pub fn merge(&self, existing: Option<&str>) -> Result<String, MergeError> {
        if existing.is_some_and(|text| !is_ours(text)) {
            return Err(MergeError::NotOurs);
        }
        // The first line stays while parsing, as a blank one, so that an error names the right line.
        let body = existing.map(|text| text.split_once('\n').map_or("", |(_, body)| body));
        let mut document: DocumentMut = body
            .map_or_else(String::new, |body| format!("\n{body}"))
            .parse()
            .map_err(|error| syntax(&error, existing.unwrap_or_default()))?;
        let root = document.as_table_mut();
        self.package(table(root, "package")?, existing.is_none());
        let noted = Noted::read(root);
        features(table(root, "features")?, &self.features, &noted.features);
        dependencies(table(root, "dependencies")?, &self.dependencies, &noted.dependencies);
        if !self.dev_dependencies.is_empty() || !noted.dev_dependencies.names.is_empty() {
            dependencies(table(root, "dev-dependencies")?, &self.dev_dependencies, &noted.dev_dependencies);
        }
        self.note(root)?;
        let text = document.to_string();
        let text =
            if existing.is_some() { text.strip_prefix('\n').unwrap_or(&text) } else { &format!("\n{text}") };
        Ok(format!("{}\n{text}", self.first_line()))
    }

    fn first_line(&self) -> String {
        let document = harmless(&self.document);
        format!("# {MARK} from {document}. Yours: version, description, publish, and all that you add.")
    }

    fn package(&self, package: &mut Table, is_new: bool) {
        put(package, "name", Some(self.name.as_str().into()));
        if is_new {
            put(package, "version", Some("0.1.0".into()));
        }
        put(package, "edition", Some(EDITION.into()));
        put(package, "rust-version", Some(RUST_VERSION.into()));
        if is_new {
            put(package, "description", Some(self.description.as_str().into()));
            put(package, "publish", Some(false.into()));
        }
    }

    /// Notes what was written, for the next time.
    fn note(&self, root: &mut Table) -> Result<(), MergeError> {
        let metadata = table(table(root, "package")?, "metadata")?;
        if metadata.is_empty() {
            metadata.set_implicit(true);
        }
        let codegen = table(metadata, "codegen")?;
        put(codegen, "features", Some(array(self.features.iter().map(|feature| feature.name.as_str()))));
        for (section, list) in
            [(DEPENDENCIES, &self.dependencies), (DEV_DEPENDENCIES, &self.dev_dependencies)]
        {
            let names: Vec<&str> = list.iter().map(|dependency| dependency.name.as_str()).collect();
            let is_noted = section == DEPENDENCIES || !names.is_empty();
            put(codegen, section.names, is_noted.then(|| array(names.into_iter())));
            let features: Vec<String> = list.iter().flat_map(Dependency::noted_features).collect();
            let noted = (!features.is_empty()).then(|| array(features.iter().map(String::as_str)));
            put(codegen, section.features, noted);
        }
        Ok(())
    }
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs => f.write_str("is not written by codegen"),
            Self::Syntax { line, message } => write!(f, "is not TOML: line {line}: {message}"),
            Self::NotATable(key) => write!(f, "cannot be merged: `{key}` is not written as `[{key}]`"),
        }
    }
}

impl std::error::Error for MergeError {}

/// An error of the parser, which read `text` with a blank first line.
fn syntax(error: &TomlError, text: &str) -> MergeError {
    let first_line = text.find('\n').unwrap_or_default();
    let place = error.span().map_or(0, |span| span.start + first_line);
    let line = text.bytes().take(place).filter(|byte| *byte == b'\n').count() + 1;
    MergeError::Syntax { line, message: error.message().replace('\n', ", ") }
}

/// The table `[key]`, made if missing.
fn table<'a>(parent: &'a mut Table, key: &str) -> Result<&'a mut Table, MergeError> {
    let item = parent.entry(key).or_insert_with(|| Item::Table(Table::new()));
    item.as_table_mut().ok_or_else(|| MergeError::NotATable(key.to_owned()))
}

fn features(table: &mut Table, features: &[Feature], noted: &[String]) {
    forget(table, noted, |name| features.iter().any(|feature| feature.name == name));
    for Feature { name, enables, reason } in features {
        let is_new = !table.contains_key(name);
        put(table, name, Some(array(enables.iter().map(String::as_str))));
        if is_new {
            comment(table, name, reason);
        }
    }
}

fn dependencies(table: &mut Table, dependencies: &[Dependency], noted: &NotedDependencies) {
    forget(table, &noted.names, |name| dependencies.iter().any(|dependency| dependency.name == name));
    for dependency in dependencies {
        let is_new = !table.contains_key(&dependency.name);
        put_dependency(table, dependency, &noted.features_of(&dependency.name));
        if is_new {
            comment(table, &dependency.name, &dependency.reason);
        }
    }
}

/// Removes what codegen wrote the last time and no longer needs.
fn forget(table: &mut Table, noted: &[String], is_needed: impl Fn(&str) -> bool) {
    for name in noted {
        if !is_needed(name) {
            table.remove(name);
        }
    }
}

/// Sets the keys that codegen owns; others, such as a `path` to try something out, stay.
fn put_dependency(table: &mut Table, dependency: &Dependency, noted: &[String]) {
    if let Some(text) = &dependency.said {
        // What is no TOML can only be meant as a version.
        let value = text.parse::<Value>().unwrap_or_else(|_| text.as_str().into());
        put(table, &dependency.name, Some(value));
        return;
    }
    let keys = dependency.keys(table.get(&dependency.name), noted);
    let version = keys[0].1.clone();
    let is_plain = keys.iter().all(|(key, value)| *key == "version" || value.is_none());
    match table.get_mut(&dependency.name) {
        Some(Item::Table(entry)) => {
            put_all(entry, keys);
        }
        Some(Item::Value(Value::InlineTable(entry))) => {
            if put_all(entry, keys) {
                entry.fmt();
            }
        }
        _ if is_plain => {
            put(table, &dependency.name, version);
        }
        _ => {
            let mut entry = toml_edit::InlineTable::new();
            put_all(&mut entry, keys);
            put(table, &dependency.name, Some(entry.into()));
        }
    }
}

/// Sets the keys of a dependency, unless it is inherited: then version and the like are the workspace's.
fn put_all(entry: &mut dyn TableLike, keys: [(&'static str, Option<Value>); 4]) -> bool {
    if entry.get("workspace").is_some() {
        return false;
    }
    keys.into_iter().fold(false, |changed, (key, value)| put(entry, key, value) || changed)
}

/// Sets or removes one key and says whether that changed anything. What already says the same keeps its layout.
fn put(table: &mut dyn TableLike, key: &str, value: Option<Value>) -> bool {
    let Some(mut value) = value else {
        return table.remove(key).is_some();
    };
    match table.get_mut(key).and_then(Item::as_value_mut) {
        Some(old) if same(old, &value) => return false,
        Some(old) => {
            value.decor_mut().clone_from(old.decor());
            *old = value;
        }
        None => {
            table.insert(key, Item::Value(value));
        }
    }
    true
}

/// Whether two values say the same, however they are written.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a.value() == b.value(),
        (Value::Boolean(a), Value::Boolean(b)) => a.value() == b.value(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        _ => false,
    }
}

/// An array on one line, or with one element on a line when that would be long.
fn array<'a>(elements: impl Iterator<Item = &'a str>) -> Value {
    let mut array: Array = elements.collect();
    if array.to_string().len() > WIDTH {
        for element in array.iter_mut() {
            element.decor_mut().set_prefix("\n    ");
        }
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    Value::Array(array)
}

/// Puts a comment above a key.
fn comment(table: &mut Table, key: &str, words: &str) {
    if let Some(mut key) = table.key_mut(key)
        && !words.is_empty()
    {
        key.leaf_decor_mut().set_prefix(format!("# {}\n", harmless(words)));
    }
}

#[cfg(test)]
mod tests;
