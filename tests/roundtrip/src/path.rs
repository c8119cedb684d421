//! Paths as the run time of generated crates writes them.

/// The path of a member.
pub(crate) fn member(at: &str, name: &str) -> String {
    const LONGEST: usize = 100;
    let short = name.char_indices().nth(LONGEST).map(|(end, _)| format!("{}…", &name[..end]));
    let name = short.as_deref().unwrap_or(name);
    let is_plain =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'));
    match (is_plain, at) {
        (false, _) => format!("{at}[{name:?}]"),
        (true, "") => name.to_owned(),
        (true, _) => format!("{at}.{name}"),
    }
}

/// The path of an element.
pub(crate) fn element(at: &str, index: usize) -> String {
    format!("{at}[{index}]")
}

/// A path without the positions of elements, by which equal faults are known.
pub(crate) fn of_any_element(path: &str) -> String {
    let mut found = String::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('[') {
        found.push_str(before);
        found.push('[');
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    found.push_str(rest);
    found
}
