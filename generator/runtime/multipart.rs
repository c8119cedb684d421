//! Multipart bodies (RFC 7578): a part per member, and per element of a member that is a list.

use std::hash::{BuildHasher, Hasher, RandomState};

use http::{HeaderName, HeaderValue};

use super::file::File;
use super::payload::Payload;
use super::tree::Tree;

/// A body in the making.
pub(super) struct Multipart {
    pub(super) boundary: String,
    pub(super) body: Payload,
    /// Names of parts and what is wrong with them.
    pub(super) problems: Vec<(String, &'static str)>,
    files: Vec<File>,
    /// Text that is not in the body yet.
    text: String,
}

impl Multipart {
    /// The members of an object as parts. `types` has the media types of those that are written as another than
    /// theirs: text for single values, JSON for objects, bytes for files.
    pub(super) fn new(members: &[(String, Tree)], files: Vec<File>, types: &[(&str, &str)]) -> Self {
        let mut this = Self {
            boundary: boundary(),
            body: Payload::default(),
            problems: Vec::new(),
            files,
            text: String::new(),
        };
        for (name, value) in members {
            let own = types.iter().find(|(member, _)| member == name).map(|(_, own)| *own);
            this.member(name, value, own);
        }
        this.text.extend(["--", &this.boundary, "--\r\n"]);
        this.flush();
        this
    }

    fn member(&mut self, name: &str, value: &Tree, media_type: Option<&str>) {
        let json = media_type.is_some_and(|own| own.ends_with("json"));
        match value {
            Tree::Nothing => {}
            Tree::List(elements) if !json => {
                for element in elements {
                    self.member(name, element, media_type);
                }
            }
            Tree::File(number) => {
                // Every number in a tree is that of a file.
                if let Some(file) = self.files.get(*number).cloned() {
                    self.file(name, &file, media_type);
                }
            }
            Tree::Plain(text) | Tree::Text(text) if !json => self.part(name, media_type, text),
            value => self.part(name, Some(media_type.unwrap_or("application/json")), &value.json()),
        }
    }

    fn part(&mut self, name: &str, media_type: Option<&str>, text: &str) {
        self.head(name, None);
        if let Some(media_type) = media_type {
            self.header("content-type", media_type);
        }
        self.text.extend(["\r\n", text, "\r\n"]);
    }

    fn file(&mut self, name: &str, file: &File, media_type: Option<&str>) {
        // A server takes a part without a file name for a text.
        self.head(name, Some(file.name.as_deref().unwrap_or(name)));
        let media_type = file.content_type.as_deref().or(media_type).unwrap_or("application/octet-stream");
        let content_type = ("content-type", media_type);
        let own = file.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (header, value) in std::iter::once(content_type).chain(own) {
            if HeaderName::from_bytes(header.as_bytes()).is_err() || HeaderValue::from_str(value).is_err() {
                self.problems.push((name.to_owned(), "has a header that cannot be sent"));
            }
            self.header(header, value);
        }
        self.text.push_str("\r\n");
        self.flush();
        self.body.push_file(file);
        self.text.push_str("\r\n");
    }

    fn head(&mut self, name: &str, file_name: Option<&str>) {
        let disposition = format!("form-data; name=\"{}\"", quoted(name));
        let file_name = file_name.map(|name| format!("; filename=\"{}\"", quoted(name))).unwrap_or_default();
        let boundary = std::mem::take(&mut self.boundary);
        self.text.extend(["--", &boundary, "\r\n"]);
        self.boundary = boundary;
        self.header("content-disposition", &format!("{disposition}{file_name}"));
    }

    fn header(&mut self, name: &str, value: &str) {
        self.text.extend([name, ": ", value, "\r\n"]);
    }

    fn flush(&mut self) {
        self.body.push(&std::mem::take(&mut self.text));
    }
}

/// A name in quotes, escaped as browsers do (HTML, multipart form data).
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// A text that no part contains, as no one can know it before.
fn boundary() -> String {
    // Each state is seeded by itself.
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}
