//! Stub until the real one comes.
pub(super) fn lines(text: &str) -> Vec<String> { text.lines().map(str::to_owned).collect() }
pub(super) fn inline(text: &str) -> String { text.replace('\n', " ") }
pub(super) fn code(text: &str) -> String { format!("`{text}`") }
