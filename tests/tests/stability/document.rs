//! Documents and small changes of them.

use std::fs;
use std::path::Path;

use generator::config::Config;
use generator::diagnostic::Diagnostics;
use generator::files::Files;
use generator::source::{Folder, Source};
use serde_yaml::{Mapping, Value};

/// A document that can be changed.
#[derive(Clone)]
pub(crate) struct Document(Value, Option<Folder>);

/// The documents of `tests/cases` and `openapi` that have operations, with their names.
pub(crate) fn all() -> Vec<(String, Document)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> =
        fs::read_dir(root.join("cases")).unwrap().map(|case| case.unwrap().path()).collect();
    paths.sort();
    let cases = paths.into_iter().map(|path| (name(&path), path.join("openapi.yaml")));
    let northflank = ("northflank".to_owned(), root.join("../openapi/northflank.yaml"));
    let read = |path: &Path| {
        let Document(tree, _) = parse(&fs::read_to_string(path).unwrap());
        Document(tree, Some(Folder::of(path).unwrap()))
    };
    // A document without operations has a type for each schema, and with its first operation no longer.
    let has_paths = |(_, Document(tree, _)): &(String, Document)| tree.get("paths").is_some();
    cases.chain([northflank]).map(|(name, path)| (name, read(&path))).filter(has_paths).collect()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

pub(crate) fn parse(text: &str) -> Document {
    Document(serde_yaml::from_str(text).unwrap(), None)
}

/// The crate of a document.
pub(crate) fn generate(document: &Document) -> Result<Files, Diagnostics> {
    let text = serde_yaml::to_string(&document.0).unwrap();
    let source = Source { folder: document.1.clone(), ..Source::new("openapi.yaml", text) };
    generator::generate(&source, &Config::new("client", "openapi.yaml")).map(|generated| generated.files)
}

/// Path and method of every operation.
pub(crate) fn operations(document: &Document) -> Vec<(String, String)> {
    let methods = |(path, item): (&Value, &Value)| {
        let path = path.as_str().unwrap().to_owned();
        let methods: Vec<String> =
            item.as_mapping().into_iter().flat_map(Mapping::keys).filter_map(method).collect();
        methods.into_iter().map(move |method| (path.clone(), method))
    };
    document.0["paths"].as_mapping().unwrap().iter().flat_map(methods).collect()
}

fn method(key: &Value) -> Option<String> {
    let key = key.as_str()?;
    ["get", "put", "post", "delete", "patch", "head", "options"].contains(&key).then(|| key.to_owned())
}

/// Where a union stands: the keys that lead to its branches, separated by line feeds.
pub(crate) fn unions(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    search(&document.0, document, "", &mut found);
    found
}

fn search(value: &Value, document: &Document, place: &str, found: &mut Vec<String>) {
    for (key, own) in value.as_mapping().into_iter().flatten() {
        let Some(key) = key.as_str() else { continue };
        let place = format!("{place}\n{key}");
        if ["oneOf", "anyOf"].contains(&key) && is_plain(own, document) {
            found.push(place.clone());
        }
        search(own, document, &place, found);
    }
    for (index, own) in value.as_sequence().into_iter().flatten().enumerate() {
        search(own, document, &format!("{place}\n{index}"), found);
    }
}

/// Whether branches are objects, at least two, that stand for themselves.
fn is_plain(branches: &Value, document: &Document) -> bool {
    let objects =
        |branches: &Vec<Value>| branches.iter().all(|branch| document.resolved(branch)["type"] == "object");
    branches.as_sequence().is_some_and(|branches| branches.len() > 1 && objects(branches))
}

impl Document {
    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let name = schema["$ref"].as_str().and_then(|place| place.rsplit('/').next());
        name.map_or(schema, |name| &self.0["components"]["schemas"][name])
    }

    /// Puts a schema and an operation that uses it anywhere.
    pub(crate) fn add_unrelated(&mut self, dice: &mut Dice) {
        let word = dice.word();
        let schema = yaml(&format!(
            "{{type: object, required: [{word}], properties: {{{word}: {{type: string, enum: [{word}, other]}}, \
             inner: {{type: object, properties: {{{word}: {{type: integer}}}}}}, \
             choice: {{oneOf: [{{type: string}}, {{type: object, properties: {{{word}: {{type: boolean}}}}}}]}}}}}}"
        ));
        let content = format!("{{application/json: {{schema: {{$ref: '#/components/schemas/{word}'}}}}}}");
        let operation = yaml(&format!(
            "{{post: {{operationId: send-{word}, requestBody: {{required: true, content: {content}}}, \
             responses: {{'200': {{description: Done., content: {content}}}}}}}}}"
        ));
        insert(self.schemas(), &word, schema, dice);
        insert(self.0["paths"].as_mapping_mut().unwrap(), &format!("/{word}"), operation, dice);
    }

    /// Puts a branch anywhere in a union.
    pub(crate) fn add_branch(&mut self, place: &str, dice: &mut Dice) {
        let word = dice.word();
        let tag = self.parent(place)["discriminator"]["propertyName"].as_str().map(str::to_owned);
        let tag = tag.map_or(String::new(), |tag| format!(", {tag}: {{type: string}}"));
        let schema =
            format!("{{type: object, required: [{word}], properties: {{{word}: {{type: string}}{tag}}}}}");
        insert(self.schemas(), &word, yaml(&schema), dice);
        let branches = self.parent(place)[place.rsplit('\n').next().unwrap()].as_sequence_mut().unwrap();
        let at = dice.below(branches.len() + 1);
        branches.insert(at, yaml(&format!("{{$ref: '#/components/schemas/{word}'}}")));
    }

    /// The schema whose branches stand at a place.
    fn parent(&mut self, place: &str) -> &mut Value {
        let keys: Vec<&str> = place.split('\n').skip(1).collect();
        keys[..keys.len() - 1].iter().fold(&mut self.0, |value, key| match value {
            Value::Sequence(list) => &mut list[key.parse::<usize>().unwrap()],
            own => &mut own[*key],
        })
    }

    pub(crate) fn drop_operation(&mut self, path: &str, method: &str) {
        self.0["paths"][path].as_mapping_mut().unwrap().shift_remove(method);
    }

    /// Puts the schemas into another order.
    pub(crate) fn shuffle(&mut self, dice: &mut Dice) {
        let mut rest: Vec<(Value, Value)> = std::mem::take(self.schemas()).into_iter().collect();
        while !rest.is_empty() {
            let (name, schema) = rest.remove(dice.below(rest.len()));
            self.schemas().insert(name, schema);
        }
    }

    fn schemas(&mut self) -> &mut Mapping {
        let components = self
            .0
            .as_mapping_mut()
            .unwrap()
            .entry("components".into())
            .or_insert_with(|| Mapping::new().into());
        let schemas = components.as_mapping_mut().unwrap().entry("schemas".into());
        schemas.or_insert_with(|| Mapping::new().into()).as_mapping_mut().unwrap()
    }
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn insert(mapping: &mut Mapping, key: &str, value: Value, dice: &mut Dice) {
    let mut entries: Vec<(Value, Value)> = std::mem::take(mapping).into_iter().collect();
    entries.insert(dice.below(entries.len() + 1), (key.into(), value));
    mapping.extend(entries);
}

/// Numbers that look random and are the same each time.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: &str) -> Self {
        Self(seed.bytes().fold(0x9e37_79b9_7f4a_7c15, |sum, byte| sum.rotate_left(7) ^ u64::from(byte)))
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    /// A word that no document has.
    pub(crate) fn word(&mut self) -> String {
        let letter = |dice: &mut Self, letters: &str| letters.chars().nth(dice.below(letters.len())).unwrap();
        let syllables = (0..4).flat_map(|_| [letter(self, "bdgklmnprtvz"), letter(self, "aeiou")]);
        format!("Q{}", syllables.collect::<String>())
    }
}
