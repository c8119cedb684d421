//! The run time: modules of Rust that are copied as they were written.

use super::{Content, SourceFile};

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        /// Each module of the run time, with its text.
        const MODULES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../runtime/", $name, ".rs")))),*];
    };
}

modules![
    "answer",
    "base_url",
    "build",
    "builder",
    "call",
    "check",
    "client",
    "decode",
    "decode_error",
    "enums",
    "error",
    "exchange",
    "guard",
    "held",
    "json_path",
    "maybe",
    "mod",
    "newtype",
    "object",
    "param",
    "path",
    "pattern",
    "rate_limit",
    "refused",
    "request",
    "reqwest",
    "response",
    "retry",
    "secret",
    "transport",
    "union",
];

/// The files of the run time.
pub(super) fn files() -> impl Iterator<Item = SourceFile> {
    MODULES
        .iter()
        .map(|(name, text)| SourceFile { path: format!("runtime/{name}.rs"), content: Content::Text(text) })
}
