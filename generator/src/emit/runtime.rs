//! The run time: modules of Rust that are copied as they were written.

use super::{Content, SourceFile};

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        /// Each module of the run time, with its text.
        const MODULES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../runtime/", $name, ".rs")))),*];
    };
}

modules![
    "access",
    "answer",
    "authorize",
    "base_url",
    "bodies",
    "build",
    "builder",
    "call",
    "check",
    "client",
    "constant",
    "content",
    "credential",
    "decode",
    "decode_error",
    "download",
    "drift",
    "enums",
    "error",
    "events",
    "exchange",
    "file",
    "foreign",
    "format",
    "guard",
    "header",
    "json_path",
    "lines",
    "maybe",
    "media",
    "members",
    "mod",
    "multipart",
    "name",
    "newtype",
    "object",
    "others",
    "path",
    "pattern",
    "payload",
    "position",
    "rate_limit",
    "refused",
    "replay",
    "request",
    "reqwest",
    "response",
    "retry",
    "rule",
    "secret",
    "server",
    "sse",
    "stream",
    "style",
    "table",
    "tagged",
    "transport",
    "tree",
    "tuple",
    "union",
    "union_lines",
    "unlisted",
];

/// The files of the run time.
pub(super) fn files<'k>() -> impl Iterator<Item = SourceFile<'k>> {
    MODULES
        .iter()
        .map(|(name, text)| SourceFile { path: format!("runtime/{name}.rs"), content: Content::Text(text) })
}
