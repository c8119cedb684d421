//! Which OpenAPI a document is written in.

use serde_json::Value;

use super::words::{described, quoted};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// An edition of OpenAPI whose rules differ from the others'.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    V30,
    V31,
}

impl Version {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::V30 => "3.0",
            Self::V31 => "3.1",
        }
    }
}

/// What a document says it is.
pub(super) fn read(tree: &Value) -> Result<Version, Box<Diagnostic>> {
    let at = Pointer::root().key("openapi");
    let fault = match tree.get("openapi") {
        Some(Value::String(version)) => match edition(version) {
            Some(version) => return Ok(version),
            None => Diagnostic::new(
                Code::UnsupportedVersion,
                Place::Value(at),
                format!("unsupported OpenAPI version: {}", quoted(version)),
            )
            .help("3.0 and 3.1 are supported"),
        },
        // Unquoted, `3.1` is a number in YAML.
        Some(Value::Number(number)) if number.as_f64() == Some(3.1) => return Ok(Version::V31),
        Some(Value::Number(number)) if number.as_f64() == Some(3.0) => return Ok(Version::V30),
        Some(other) => Diagnostic::new(
            Code::UnsupportedVersion,
            Place::Value(at),
            format!("`openapi` must be a version, not {}", described(other)),
        )
        .help("write `openapi: 3.0.3`"),
        None => missing(tree),
    };
    Err(Box::new(fault))
}

fn edition(version: &str) -> Option<Version> {
    let rest = version.trim().strip_prefix("3.")?;
    let (minor, patch) = rest.split_once('.').unwrap_or((rest, "0"));
    if !patch.starts_with(|character: char| character.is_ascii_digit()) {
        return None;
    }
    match minor {
        "0" => Some(Version::V30),
        "1" => Some(Version::V31),
        _ => None,
    }
}

fn missing(tree: &Value) -> Diagnostic {
    let Value::Object(members) = tree else {
        let message = format!("an OpenAPI document must be an object, not {}", described(tree));
        return Diagnostic::new(Code::WrongType, Place::Value(Pointer::root()), message);
    };
    if let Some(version) = members.get("swagger") {
        let version = version.as_str().map_or_else(|| version.to_string(), ToOwned::to_owned);
        let at = Place::Value(Pointer::root().key("swagger"));
        return Diagnostic::new(
            Code::UnsupportedVersion,
            at,
            format!("Swagger {} is not supported, only OpenAPI 3.0 and 3.1", quoted(&version)),
        )
        .help("convert the document first, for example with `npx swagger2openapi`");
    }
    if members.contains_key("asyncapi") {
        let at = Place::Key(Pointer::root().key("asyncapi"));
        return Diagnostic::new(
            Code::UnsupportedVersion,
            at,
            "this is an AsyncAPI document, not an OpenAPI document",
        );
    }
    Diagnostic::new(
        Code::UnsupportedVersion,
        Place::Value(Pointer::root()),
        "the document does not say which OpenAPI it is",
    )
    .help("add `openapi: 3.0.3` as the first line")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patch_versions_do_not_matter_and_minor_ones_do() {
        assert_eq!(edition("3.0.4"), Some(Version::V30));
        assert_eq!(edition("3.1"), Some(Version::V31));
        assert_eq!(edition("3.1.0-rc0"), Some(Version::V31));
        assert_eq!(edition("3.2.0"), None);
        assert_eq!(edition("3.01.0"), None);
        assert_eq!(edition("30.0"), None);
    }
}
