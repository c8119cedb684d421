//! What a `$ref` points at.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::shape::{Object, SCHEMA, table_at, visit};
use super::version::Version;
use super::words::quoted;
use crate::pointer::Pointer;

/// Finds targets in one document.
pub(super) struct Resolver<'d> {
    root: &'d Value,
    /// Names that schemas of OpenAPI 3.1 give themselves: `$anchor`, `$dynamicAnchor`, `$id`.
    names: BTreeMap<String, Pointer>,
}

/// Something that a reference points at.
#[derive(Clone)]
pub(super) struct Target<'d> {
    pub(super) at: Pointer,
    pub(super) value: &'d Value,
    /// What is to be expected there, by the names on the way.
    pub(super) table: Option<&'static Object>,
}

/// Why a reference points at nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Broken {
    /// It leads to another file.
    File,
    /// It leads to some other place of the network or of a machine.
    Remote,
    /// It is neither a pointer nor a file.
    Malformed,
    /// There is nothing at the pointer.
    Missing(Pointer),
}

impl<'d> Resolver<'d> {
    pub(super) fn new(root: &'d Value, version: Version) -> Self {
        Self { root, names: identifiers(root, version) }
    }

    /// Whether a reference is a name that a schema gives itself.
    pub(super) fn is_name(&self, reference: &str) -> bool {
        self.names.contains_key(reference)
    }

    /// What a reference points at.
    pub(super) fn find(&self, reference: &str) -> Result<Target<'d>, Broken> {
        let at = match self.names.get(reference) {
            Some(at) => at.clone(),
            None => local(reference)?,
        };
        match value_at(self.root, &at) {
            Some(value) => Ok(Target { table: table_at(at.tokens()), value, at }),
            None => Err(Broken::Missing(at)),
        }
    }
}

/// The value at a place of a document.
pub(super) fn value_at<'d>(root: &'d Value, at: &Pointer) -> Option<&'d Value> {
    at.tokens().try_fold(root, |value, token| match value {
        Value::Object(members) => members.get(token.as_ref()),
        other => other.pointer(Pointer::root().key(&token).as_str()),
    })
}

/// What schemas of OpenAPI 3.1 call themselves.
pub(super) fn identifiers(root: &Value, version: Version) -> BTreeMap<String, Pointer> {
    let mut names = BTreeMap::new();
    if version == Version::V31 {
        visit(root, &mut |found| {
            if !found.is(&SCHEMA) {
                return;
            }
            for (key, prefix) in [("$anchor", "#"), ("$dynamicAnchor", "#"), ("$id", "")] {
                if let Some(name) = found.members.get(key).and_then(Value::as_str) {
                    names.entry(format!("{prefix}{name}")).or_insert_with(|| found.at.pointer());
                }
            }
        });
    }
    names
}

/// A reference by its text alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference<'r> {
    /// Into the file that has it; what follows the `#`.
    Own(&'r str),
    /// To a file, by a path from the one that has it.
    File { path: &'r str, fragment: &'r str },
    /// To a URL, or to an absolute path.
    Remote,
    /// A name, or nothing.
    Malformed,
}

impl<'r> Reference<'r> {
    pub(super) fn of(text: &'r str) -> Self {
        if let Some(fragment) = text.strip_prefix('#') {
            return Self::Own(fragment);
        }
        // `https:`, `file:`, `urn:`, and `C:` as well.
        let scheme = text.split_once(':').map(|(scheme, _)| scheme);
        if scheme.is_some_and(|scheme| !scheme.contains(['/', '#', '.'])) || text.starts_with(['/', '\\']) {
            return Self::Remote;
        }
        if !text.contains(['/', '.', '\\', '#']) {
            return Self::Malformed;
        }
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self::File { path, fragment }
    }
}

/// Why a reference to a URL or an absolute path is not followed, and what to do about it.
pub(super) fn refusal(text: &str) -> (String, &'static str) {
    (
        format!("only references to files beside the document are followed: {}", quoted(text)),
        "put the file into the document's folder, and refer to it by a relative path",
    )
}

/// `Cat` for `./schemas/Cat.yaml`: what bundling a document leaves behind.
pub(super) fn file_stem(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    [".yaml", ".yml", ".json"].iter().find_map(|extension| name.strip_suffix(extension))
}

/// The text of a reference to a place of the document.
pub(super) fn to(at: &Pointer) -> String {
    format!("#{}", at.as_str().replace('%', "%25"))
}

/// The pointer of a reference into the document itself.
pub(super) fn local(reference: &str) -> Result<Pointer, Broken> {
    match Reference::of(reference) {
        Reference::Own(fragment) => Pointer::parse(&decoded(fragment)).ok_or(Broken::Malformed),
        Reference::File { .. } => Err(Broken::File),
        Reference::Remote => Err(Broken::Remote),
        Reference::Malformed => Err(Broken::Malformed),
    }
}

/// A part of a URI as text; what is no proper escape stays as it is.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = match after {
            [high, low, ..] if first == b'%' => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        bytes.push(escaped.unwrap_or(first));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_as_json_pointer_says() {
        let root = serde_json::json!({"a": [{"b/c": 1, "0": 2}, [3]], "": {"~": 4}});
        for at in [
            "",
            "/a",
            "/a/0/b~1c",
            "/a/0/0",
            "/a/1/0",
            "/a/01",
            "/a/+1",
            "/a/",
            "/a/2",
            "//~0",
            "/a/0~1b",
            "/a/b/c",
        ] {
            let found = value_at(&root, &Pointer::parse(at).unwrap());
            assert_eq!(found, root.pointer(at), "{at}");
        }
    }

    #[test]
    fn fragments_are_decoded() {
        let pointer = |text: &str| local(text).map(|at| at.as_str().to_owned());
        assert_eq!(pointer("#/components/schemas/a%20b~1c"), Ok("/components/schemas/a b~1c".to_owned()));
        assert_eq!(pointer("#/100%/%zz/%C3%BC"), Ok("/100%/%zz/ü".to_owned()));
        assert_eq!(pointer("#"), Ok(String::new()));
        assert_eq!(pointer("other.yaml#/A"), Err(Broken::File));
        assert_eq!(pointer("a:b/other.yaml"), Err(Broken::Remote));
        assert_eq!(pointer("/other.yaml#/A"), Err(Broken::Remote));
        assert_eq!(pointer("https://example.com/other.yaml#/A"), Err(Broken::Remote));
        assert_eq!(pointer("Pet"), Err(Broken::Malformed));
        assert_eq!(pointer("#Pet"), Err(Broken::Malformed));
    }
}
