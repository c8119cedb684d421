//! The interpreter of the tables: walks a tree and reports everything that does not have the shape it must have.

use serde_json::{Map, Value};

use super::document::DOCUMENT;
use super::operation::{MEDIA_TYPE, PATH_ITEM};
use super::schema::SCHEMA;
use super::table::{Kind, Member, Need, Object, Rest};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::pointer::Pointer;
use crate::spec::component::is_component;
use crate::spec::edit::Edits;
use crate::spec::trail::Trail;
use crate::spec::version::Version;
use crate::spec::words::quoted;
use crate::spelling::Spelling;

/// What was found in a tree.
pub(in crate::spec) struct Check {
    pub(super) version: Version,
    pub(super) found: Vec<Diagnostic>,
    pub(super) edits: Edits,
    spelling: Spelling,
}

/// Checks a whole document.
pub(in crate::spec) fn check(tree: &Value, version: Version) -> (Vec<Diagnostic>, Edits) {
    let mut check =
        Check { version, found: Vec::new(), edits: Edits::default(), spelling: Spelling::default() };
    check.value(Kind::Object(&DOCUMENT), tree, &Trail::Root);
    check.content(tree);
    (check.found, check.edits)
}

impl Check {
    /// A document of OpenAPI 3.1 has at least one of what something could be generated from.
    fn content(&mut self, tree: &Value) {
        let is_empty = ["paths", "components", "webhooks"].iter().all(|name| tree.get(name).is_none());
        if self.version == Version::V31 && is_empty {
            let message = "the document has neither `paths` nor `components` nor `webhooks`";
            self.found.push(
                Diagnostic::new(Code::Repaired, Place::Value(Pointer::root()), message)
                    .help("nothing is generated from it"),
            );
        }
    }

    /// Checks the value of a member or an element.
    pub(super) fn value(&mut self, kind: Kind, value: &Value, at: &Trail<'_>) {
        match (kind, value) {
            (Kind::Any, _) | (Kind::SchemaOrBool, Value::Bool(_)) => {}
            (Kind::Object(table), Value::Object(members)) => {
                if members.contains_key("$ref") && table.member("$ref").is_none() {
                    self.misplaced_reference(table, at);
                } else {
                    self.object(table, members, at);
                }
            }
            (Kind::Or(table), Value::Object(members)) => self.object_or_reference(table, members, at),
            (Kind::Schema | Kind::SchemaOrBool, Value::Object(members)) => {
                self.object_or_reference(&SCHEMA, members, at);
            }
            (Kind::Map(Kind::Object(table)), Value::Object(members))
                if table.is(&MEDIA_TYPE) && self.lacks_media_type(members, at) => {}
            (Kind::Map(kind), Value::Object(members)) => {
                for (name, value) in members {
                    self.member_of_map(*kind, value, &at.key(name));
                }
            }
            (Kind::List(kind), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.value(*kind, element, &at.index(index));
                }
            }
            _ => self.scalar(kind, value, at),
        }
    }

    /// An empty value in a map is an empty object when objects are what the map holds.
    fn member_of_map(&mut self, kind: Kind, value: &Value, at: &Trail<'_>) {
        // No other fault has this form, and what is said elsewhere does not depend on it.
        if value.is_array() && matches!(kind, Kind::Schema) && is_component(&at.pointer()) {
            let name = quoted(at.name().unwrap_or_default());
            self.misread(
                at,
                format!("{name} must be a schema, not a list; any value is assumed"),
                "write a schema",
            );
            return self.edits.set(at.pointer(), Map::new());
        }
        let holds_objects = matches!(kind, Kind::Object(_) | Kind::Or(_) | Kind::Schema | Kind::Map(_));
        if !(value.is_null() && holds_objects) {
            return self.value(kind, value, at);
        }
        let name = at.name().unwrap_or_default();
        let message = format!("{} has no value; an empty object is assumed", quoted(name));
        self.repaired(at, message, "write `{}`");
        self.edits.set(at.pointer(), Map::new());
        self.value(kind, &Value::Object(Map::new()), at);
    }

    /// Reports a `content` that begins with what belongs below a media type.
    fn lacks_media_type(&mut self, members: &Map<String, Value>, at: &Trail<'_>) -> bool {
        let Some(name) = members.keys().find(|name| MEDIA_TYPE.member(name).is_some()) else { return false };
        let message = format!("no media type: {}", quoted(name));
        self.found.push(
            Diagnostic::new(Code::BadName, Place::Key(at.key(name).pointer()), message)
                .help("write a media type such as `application/json` above it"),
        );
        true
    }

    pub(super) fn object(&mut self, table: &'static Object, members: &Map<String, Value>, at: &Trail<'_>) {
        for (name, value) in members {
            let at = at.key(name);
            match table.member(name) {
                Some(member) => self.member(table, member, value, &at),
                None if name.starts_with("x-") => {}
                None => self.other_member(table, name, value, &at),
            }
        }
        for member in table.members.iter().filter(|member| member.need != Need::Optional) {
            // A null counts as absent, which `member` has said.
            if members
                .get(member.name)
                .is_none_or(|value| value.is_null() && !matches!(member.kind, Kind::Any))
            {
                self.absent(table, member, at);
            }
        }
    }

    fn member(&mut self, table: &'static Object, member: &Member, value: &Value, at: &Trail<'_>) {
        if !member.since.has(self.version) {
            self.other_version(member, at);
        }
        if value.is_null() && !matches!(member.kind, Kind::Any) {
            if member.need == Need::Optional {
                let message = format!("{} has no value; it is taken as absent", quoted(member.name));
                self.repaired(at, message, "remove it, or give it a value");
            }
            return self.edits.remove(at.pointer());
        }
        let (found, edits) = (self.found.len(), self.edits.len());
        self.value(member.kind, value, at);
        if member.decorates {
            self.forgive(member, found, edits, at);
        }
        if table.is(&SCHEMA) && member.name == "$dynamicRef" {
            self.dynamic_reference(value, at);
        }
    }

    /// Makes of the errors in a decoration one warning, and drops the decoration.
    fn forgive(&mut self, member: &Member, found: usize, edits: usize, at: &Trail<'_>) {
        let Some(error) = self.found[found..].iter().find(|fault| fault.severity() == Severity::Error) else {
            return;
        };
        let message = format!("{} is left out: {}", quoted(at.name().unwrap_or_default()), error.message);
        let warning = Diagnostic { code: Code::Repaired, message, ..error.clone() };
        self.found.truncate(found);
        self.found.push(warning);
        self.edits.truncate(edits);
        match member.need {
            Need::Members => self.edits.set(at.pointer(), Map::new()),
            _ => self.edits.remove(at.pointer()),
        }
    }

    fn absent(&mut self, table: &Object, member: &Member, at: &Trail<'_>) {
        let place = at.pointer();
        let message = format!("{} has no {}", table.name, quoted(member.name));
        let add = format!("add {}", quoted(member.name));
        match member.need {
            Need::Optional => {}
            Need::Members if member.optional_in(self.version) => {
                self.edits.set(place.key(member.name), blank(member.kind));
            }
            Need::Required => {
                let help = format!("{add}: {}", member.kind.noun());
                self.found
                    .push(Diagnostic::new(Code::MissingMember, Place::Value(place), message).help(help));
            }
            Need::Text => {
                self.edits.set(place.key(member.name), "");
                self.repaired(at, message + "; an empty one is assumed", add);
            }
            Need::Members => {
                self.edits.set(place.key(member.name), blank(member.kind));
                self.repaired(at, message + "; an empty one is assumed", add);
            }
        }
    }

    fn other_member(&mut self, table: &'static Object, name: &str, value: &Value, at: &Trail<'_>) {
        match table.rest {
            Rest::Unknown => self.unknown_member(table, name, at),
            Rest::Names(kind) => self.member_of_map(kind, value, at),
            Rest::Paths(kind) if name.starts_with('/') => self.member_of_map(kind, value, at),
            Rest::Paths(_) => self.found.push(
                Diagnostic::new(
                    Code::BadPath,
                    Place::Key(at.pointer()),
                    format!("a path must begin with `/`: {}", quoted(name)),
                )
                .help("write the path as it follows the server's URL, and the server's URL in `servers`"),
            ),
            Rest::Statuses(kind) if name == "default" || is_status(name) => {
                self.member_of_map(kind, value, at);
            }
            Rest::Statuses(_) => self.found.push(
                Diagnostic::new(
                    Code::BadStatus,
                    Place::Key(at.pointer()),
                    format!("no status code: {}", quoted(name)),
                )
                .help("write a status from 100 to 599, a range such as `4XX`, or `default`"),
            ),
        }
    }

    fn unknown_member(&mut self, table: &Object, name: &str, at: &Trail<'_>) {
        let message = format!("unknown member of {}: {}", table.name, quoted(name));
        let known =
            table.members.iter().filter(|member| member.since.has(self.version)).map(|member| member.name);
        let in_schema = || {
            let holds_one = table.members.iter().any(|member| member.name == "schema");
            let is_keyword = SCHEMA.member(name).is_some();
            (holds_one && is_keyword).then(|| "write it below `schema`".to_owned())
        };
        let help = in_schema()
            .or_else(|| self.spelling.did_you_mean(name, known))
            .unwrap_or_else(|| "remove it, or begin its name with `x-` if it is for another tool".to_owned());
        self.found.push(
            Diagnostic::new(Code::UnknownKeyword, Place::Key(at.pointer()), message)
                .label("has no effect")
                .help(help),
        );
    }

    fn other_version(&mut self, member: &Member, at: &Trail<'_>) {
        let other = if self.version == Version::V30 { Version::V31 } else { Version::V30 };
        let name = quoted(member.name);
        let message = format!("{name} is OpenAPI {}, and is read as such", other.name());
        let help = match (self.version, member.name) {
            (Version::V31, "nullable") => "write `'null'` as one of the types".to_owned(),
            (version, _) => format!("the document says that it is OpenAPI {}", version.name()),
        };
        self.repaired(at, message, help);
    }

    /// Checks an object of which there may be a reference in its place.
    fn object_or_reference(&mut self, table: &'static Object, members: &Map<String, Value>, at: &Trail<'_>) {
        let Some(reference) = members.get("$ref") else {
            return self.object(table, members, at);
        };
        if !reference.is_string() {
            return self.wrong_type(Kind::Text, reference, &at.key("$ref"));
        }
        // A path's own members add to those it refers to; in OpenAPI 3.1 so do a schema's.
        if table.is(&PATH_ITEM) || (table.is(&SCHEMA) && self.version == Version::V31) {
            return self.object(table, members, at);
        }
        for name in members.keys().filter(|name| *name != "$ref" && !name.starts_with("x-")) {
            if self.version == Version::V31 && matches!(name.as_str(), "summary" | "description") {
                continue;
            }
            let message = format!("{} beside `$ref` has no effect", quoted(name));
            let fault = Diagnostic::new(Code::IgnoredSibling, Place::Key(at.key(name).pointer()), message);
            self.found.push(if table.is(&SCHEMA) {
                fault.help("put the `$ref` into an `allOf` to add to what it refers to")
            } else {
                fault
            });
        }
    }

    fn misplaced_reference(&mut self, table: &Object, at: &Trail<'_>) {
        let message = format!("{} cannot be a `$ref`", table.name);
        self.found.push(
            Diagnostic::new(Code::WrongReference, Place::Key(at.key("$ref").pointer()), message)
                .help("write out what it refers to, or refer to something that holds it"),
        );
    }

    /// Takes a `$dynamicRef` as a plain reference: generics are resolved to what stands in this document.
    fn dynamic_reference(&mut self, value: &Value, at: &Trail<'_>) {
        if let Some(parent) = at.pointer().parent() {
            self.edits.remove(at.pointer());
            self.edits.set(parent.key("$ref"), value.clone());
        }
    }

    /// Reports a member that has one clear meaning, though it ought to be another or be elsewhere.
    pub(super) fn repaired(&mut self, at: &Trail<'_>, message: impl Into<String>, help: impl Into<String>) {
        let place = if at.name().is_some() { Place::Key(at.pointer()) } else { Place::Value(at.pointer()) };
        self.found.push(Diagnostic::new(Code::Repaired, place, message).help(help));
    }

    /// Reports a value that has one clear meaning, though it ought to be written otherwise.
    pub(super) fn misread(&mut self, at: &Trail<'_>, message: impl Into<String>, help: impl Into<String>) {
        let place = Place::Value(at.pointer());
        self.found.push(Diagnostic::new(Code::Repaired, place, message).help(help));
    }

    /// Checks a string of which only some are allowed.
    pub(super) fn word(&mut self, words: &[&'static str], word: &str, code: Code, at: &Trail<'_>) {
        if words.contains(&word) {
            return;
        }
        let name = at.name().unwrap_or("type");
        let meant = self.spelling.closest(word, words.iter().copied());
        if let Some(meant) = meant.filter(|meant| meant.eq_ignore_ascii_case(word)) {
            let message = format!("{} is read as {}", quoted(word), quoted(meant));
            self.misread(at, message, "mind the case");
            return self.edits.set(at.pointer(), meant);
        }
        let message = match code {
            Code::UnknownType => format!("unknown schema type: {}", quoted(word)),
            _ => format!("unknown value of {}: {}", quoted(name), quoted(word)),
        };
        let help = match meant.or_else(|| type_meant(word).filter(|meant| words.contains(meant))) {
            Some(meant) => format!("did you mean {}?", quoted(meant)),
            None => format!("use one of {}", words.join(", ")),
        };
        self.found.push(Diagnostic::new(code, Place::Value(at.pointer()), message).help(help));
    }
}

/// An object with nothing in it but what it ought to have.
fn blank(kind: Kind) -> Map<String, Value> {
    let (Kind::Object(table) | Kind::Or(table)) = kind else { return Map::new() };
    let needed = table.members.iter().filter_map(|member| match member.need {
        Need::Text => Some((member.name.to_owned(), Value::from(""))),
        Need::Members => Some((member.name.to_owned(), Value::from(blank(member.kind)))),
        Need::Optional | Need::Required => None,
    });
    needed.collect()
}

/// Whether a response's key is a status code or a range of them.
fn is_status(name: &str) -> bool {
    let &[b'1'..=b'5', second, third] = name.as_bytes() else { return false };
    (second.is_ascii_digit() && third.is_ascii_digit())
        || (second.eq_ignore_ascii_case(&b'x') && third.eq_ignore_ascii_case(&b'x'))
}

/// The type that other languages and formats have another name for.
fn type_meant(word: &str) -> Option<&'static str> {
    Some(match word.to_ascii_lowercase().as_str() {
        "int" | "int32" | "int64" | "long" | "short" | "uint" => "integer",
        "float" | "double" | "decimal" => "number",
        "bool" => "boolean",
        "str" | "text" | "char" | "uuid" | "date" | "datetime" | "date-time" | "timestamp" | "file"
        | "binary" => "string",
        "list" | "set" | "tuple" => "array",
        "map" | "dict" | "struct" | "record" => "object",
        _ => return None,
    })
}
