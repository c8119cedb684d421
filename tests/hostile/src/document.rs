//! Documents made up from bytes: every place of OpenAPI 3.0 and 3.1 with every kind of text in it.
//!
//! The bytes decide everything, so a fuzzer that changes some of them changes a part of the document. When they end, all
//! that is still open becomes the smallest thing that may stand there.

mod operation;
mod schema;
mod security;

use arbitrary::Unstructured;
use generator::config::Config;
use generator::spec::Source;
use serde_json::{Map, Value, json};

use crate::reading::{self, Outcome};
use crate::texts::{NAMES, PAYLOADS};

/// The document that some bytes stand for, as JSON.
pub fn document(bytes: &[u8]) -> Value {
    Author::new(bytes).document()
}

/// Looks at the crate of the document that some bytes stand for, and now and then makes it twice.
///
/// # Errors
/// What does not hold, in words.
pub fn check(bytes: &[u8]) -> Result<Outcome, String> {
    let document = document(bytes);
    let source = Source::new("openapi.json", document.to_string());
    let choice = bytes.last().copied().unwrap_or(0);
    let config = Config {
        keep_unknown_members: choice & 1 == 1,
        every_schema: choice & 2 == 2,
        ..Config::new("client", "openapi.json")
    };
    let outcome = reading::check_source(&source, &config)?;
    if choice & 0xf0 == 0 {
        let run = || generator::generate(&source, &config).map(|made| (made.files, made.warnings));
        if run() != run() {
            return Err("a second run gives something else".to_owned());
        }
    }
    Ok(outcome)
}

/// Who writes a document.
struct Author<'a> {
    /// What decides.
    bytes: Unstructured<'a>,
    /// Whether faults are made on purpose. Without them most documents become crates.
    wild: bool,
    /// Whether texts mean harm. Without that, names meet more often.
    harmful: bool,
    is_31: bool,
    /// The names of each section of `components`.
    schemas: Vec<String>,
    responses: Vec<String>,
    parameters: Vec<String>,
    bodies: Vec<String>,
    headers: Vec<String>,
    schemes: Vec<String>,
    operations: Vec<String>,
}

impl<'a> Author<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let mut bytes = Unstructured::new(bytes);
        let flags: u8 = bytes.arbitrary().unwrap_or(0);
        let mut author = Self {
            bytes,
            wild: flags & 7 == 7,
            harmful: flags & 8 != 0,
            is_31: flags & 16 != 0,
            schemas: Vec::new(),
            responses: Vec::new(),
            parameters: Vec::new(),
            bodies: Vec::new(),
            headers: Vec::new(),
            schemes: Vec::new(),
            operations: Vec::new(),
        };
        author.schemas = author.names(6);
        author.schemes = author.names(3);
        author.responses = author.names(2);
        author.parameters = author.names(2);
        author.bodies = author.names(2);
        author.headers = author.names(2);
        author
    }

    /// A number below `end`, which is not 0; 0 when the bytes have ended.
    fn below(&mut self, end: usize) -> usize {
        self.bytes.int_in_range(0..=end - 1).unwrap_or(0)
    }

    /// True once in `odds` times.
    fn one_in(&mut self, odds: usize) -> bool {
        self.below(odds) == odds - 1
    }

    /// True once in `odds` times in a document with faults.
    fn errs(&mut self, odds: usize) -> bool {
        self.wild && self.one_in(odds)
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        let index = self.below(all.len());
        all[index].clone()
    }

    /// One of some names, or none where there are none.
    fn known(&mut self, names: &[String]) -> Option<String> {
        if names.is_empty() { None } else { Some(self.of(names)) }
    }

    /// A word that names something.
    fn name(&mut self) -> String {
        match self.below(if self.harmful { 6 } else { 4 }) {
            0..=2 => self.of(NAMES).to_owned(),
            3 => format!("{}{}", self.of(NAMES), self.of(&["_", "-", "2", ".", " ", "s", "Id", ""])),
            _ => self.text(),
        }
    }

    /// As many different names at most.
    fn names(&mut self, most: usize) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for _ in 0..self.below(most + 1) {
            let name = self.name();
            if !names.contains(&name) && (!name.is_empty() || self.wild) {
                names.push(name);
            }
        }
        names
    }

    /// A text for people.
    fn text(&mut self) -> String {
        match self.below(if self.harmful { 6 } else { 1 }) {
            0 => format!("{} of a {}.", self.of(NAMES), self.of(NAMES)),
            1..=3 => self.of(PAYLOADS).to_owned(),
            4 => {
                let parts = 1 + self.below(4);
                (0..parts)
                    .map(|_| self.of(PAYLOADS))
                    .collect::<Vec<_>>()
                    .join(self.of(&["", " ", "\n", "\n\n"]))
            }
            _ => self.unicode(),
        }
    }

    /// Any text.
    fn unicode(&mut self) -> String {
        let length = 1 + self.below(6);
        (0..length).filter_map(|_| self.bytes.arbitrary::<char>().ok()).collect()
    }

    /// Sets a member that may be there.
    fn maybe(&mut self, to: &mut Value, key: &str, odds: usize, make: impl FnOnce(&mut Self) -> Value) {
        if self.one_in(odds) {
            to[key] = make(self);
        }
    }

    /// Sets some texts that may be there.
    fn texts(&mut self, to: &mut Value, keys: &[&str]) {
        for key in keys {
            self.maybe(to, key, 4, |author| author.text().into());
        }
        self.maybe(to, "x-own", 16, |author| author.json(2));
        if self.errs(64) {
            let (key, value) = (self.name(), self.json(1));
            to[key] = value;
        }
    }

    /// Some JSON.
    fn json(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 7 } else { 9 }) {
            0 => Value::Null,
            1 => json!(self.one_in(2)),
            2 => json!(self.of(&[0_i64, 1, -1, 2, 10, 255, i64::MAX, i64::MIN])),
            3 => json!(self.of(&[0.5_f64, -0.0, 1.0, 1e300, 5e-324, 9_007_199_254_740_993.0])),
            4 => json!(self.bytes.arbitrary::<i32>().unwrap_or(0)),
            5 => self.name().into(),
            6 => self.text().into(),
            7 => (0..self.below(3)).map(|_| self.json(depth - 1)).collect(),
            _ => self.map(3, |author, _| author.json(depth - 1)),
        }
    }

    /// An object with made-up keys.
    fn map(&mut self, most: usize, make: impl FnMut(&mut Self, &str) -> Value) -> Value {
        let names = self.names(most);
        self.map_of(&names, make)
    }

    fn map_of(&mut self, names: &[String], mut make: impl FnMut(&mut Self, &str) -> Value) -> Value {
        let members: Map<String, Value> = names.iter().map(|name| (name.clone(), make(self, name))).collect();
        Value::Object(members)
    }

    /// A reference to a component, or to where there is none.
    fn reference(&mut self, section: &str, names: &[String]) -> Option<Value> {
        let name = if self.errs(32) { self.name() } else { self.known(names)? };
        let name = name.replace('~', "~0").replace('/', "~1").replace('%', "%25");
        let mut reference = json!({ "$ref": format!("#/components/{section}/{name}") });
        if self.errs(64) {
            reference["$ref"] = self.of(&["", "#", "#/", "other.yaml", "https://example.com", "Pet"]).into();
        }
        self.maybe(&mut reference, "description", 16, |author| author.text().into());
        Some(reference)
    }

    fn document(&mut self) -> Value {
        let mut document = json!({
            "openapi": if self.is_31 { "3.1.0" } else { "3.0.3" },
            "info": self.info(),
        });
        if self.one_in(2) {
            document["servers"] = self.servers();
        }
        self.maybe(&mut document, "tags", 3, |author| {
            let tags = author.names(3);
            let tags = tags.iter().map(|name| {
                let mut tag = json!({ "name": name });
                author.texts(&mut tag, &["description"]);
                tag
            });
            tags.collect()
        });
        self.maybe(&mut document, "security", 3, Self::requirements);
        self.maybe(&mut document, "externalDocs", 16, Self::external_docs);
        document["paths"] = self.paths();
        if self.is_31 {
            self.maybe(&mut document, "webhooks", 8, |author| {
                author.map(2, |author, _| author.path_item(&[]))
            });
        }
        document["components"] = self.components();
        self.texts(&mut document, &[]);
        document
    }

    fn info(&mut self) -> Value {
        let mut info = json!({ "title": self.text(), "version": self.text() });
        self.texts(&mut info, &["description", "termsOfService"]);
        if self.is_31 {
            self.texts(&mut info, &["summary"]);
        }
        self.maybe(&mut info, "contact", 8, |author| {
            let mut contact = json!({});
            author.texts(&mut contact, &["name", "url", "email"]);
            contact
        });
        self.maybe(&mut info, "license", 8, |author| {
            let mut license = json!({ "name": author.text() });
            author.texts(&mut license, &["url"]);
            license
        });
        info
    }

    fn external_docs(&mut self) -> Value {
        let mut docs = json!({ "url": self.text() });
        self.texts(&mut docs, &["description"]);
        docs
    }

    fn servers(&mut self) -> Value {
        let count = 1 + self.below(3);
        (0..count).map(|_| self.server()).collect()
    }

    fn server(&mut self) -> Value {
        let host = self.of(&[
            "https://example.com",
            "http://example.com",
            "/v1",
            "",
            "https://{a}.example.com",
            "{a}/{b}",
        ]);
        let mut server = json!({ "url": host });
        if self.harmful && self.one_in(4) {
            server["url"] = format!("{host}/{}", self.text()).into();
        }
        self.texts(&mut server, &["description"]);
        let mut variables: Vec<String> = ["a", "b"].map(str::to_owned).into();
        variables.retain(|name| host.contains(&format!("{{{name}}}")));
        if !variables.is_empty() {
            server["variables"] = self.map_of(&variables, |author, _| {
                let values: Vec<String> = author.names(3);
                let default = author.known(&values).unwrap_or_else(|| "eu".to_owned());
                let mut variable = json!({ "default": default });
                if !values.is_empty() {
                    variable["enum"] = values.into();
                }
                author.texts(&mut variable, &["description"]);
                variable
            });
        }
        server
    }

    fn components(&mut self) -> Value {
        let mut components = json!({});
        let schemas = self.schemas.clone();
        components["schemas"] = self.map_of(&schemas, |author, _| author.schema(4));
        let names = self.schemes.clone();
        components["securitySchemes"] = self.map_of(&names, |author, _| author.scheme());
        let names = self.responses.clone();
        components["responses"] = self.map_of(&names, |author, _| author.response());
        let names = self.parameters.clone();
        components["parameters"] = self.map_of(&names, |author, _| author.parameter());
        let names = self.bodies.clone();
        components["requestBodies"] = self.map_of(&names, |author, _| author.body());
        let names = self.headers.clone();
        components["headers"] = self.map_of(&names, |author, _| author.header());
        self.maybe(&mut components, "examples", 16, |author| author.map(2, |author, _| author.example()));
        components
    }
}
