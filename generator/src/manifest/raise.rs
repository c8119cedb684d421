//! Versions and features of a generated dependency that the user has raised: what codegen needs is the least of it.

use toml_edit::Value;

/// The requirement that asks for more: the user's, unless codegen needs a later version.
pub(super) fn version<'a>(needed: &'a str, users: &'a str) -> &'a str {
    match (least(needed), least(users)) {
        (Some(needed), Some(least)) if least >= needed => users,
        _ => needed,
    }
}

/// The first version that a requirement allows; none where it says none, or nothing that cargo would take.
fn least(requirement: &str) -> Option<[u64; 3]> {
    let bounds = requirement.split(',').map(|comparator| {
        let comparator = comparator.trim();
        let version = comparator.trim_start_matches(['=', '>', '<', '^', '~']);
        let is_upper = comparator.starts_with('<');
        let version = numbers(version.trim())?;
        Some(if is_upper { [0; 3] } else { version })
    });
    bounds.collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// `1.2` as numbers; what is not said, or is any, is nought.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let end = version.find(['-', '+']).unwrap_or(version.len());
    let mut numbers = [0; 3];
    for (index, part) in version[..end].split('.').enumerate() {
        let is_any = matches!(part, "*" | "x" | "X");
        *numbers.get_mut(index)? = if is_any { 0 } else { part.parse().ok()? };
    }
    Some(numbers)
}

/// The features that codegen needs and those that the user has added: all of `now` that codegen did not write the last
/// time, or still needs.
pub(super) fn features(needed: &[String], now: Option<&Value>, noted: &[String]) -> Vec<String> {
    let now =
        now.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    let mut kept: Vec<String> =
        now.filter(|feature| needed.contains(feature) || !noted.contains(feature)).collect();
    for feature in needed {
        if !kept.contains(feature) {
            kept.push(feature.clone());
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_higher_version_stays() {
        for (needed, users, wanted) in [
            ("1", "1.0.219", "1.0.219"),
            ("1", "^1.2", "^1.2"),
            ("1", "=1.4.0", "=1.4.0"),
            ("1", ">=1.2, <1.9", ">=1.2, <1.9"),
            ("1", "2", "2"),
            ("1", "1", "1"),
            ("1", "0.9", "1"),
            ("1.2", "1.1.9", "1.2"),
            ("1", "*", "1"),
            ("1", "<2", "1"),
            ("1", "latest", "1"),
            ("0.13", "0.13.4-beta.1", "0.13.4-beta.1"),
            ("0.13", "0.12.9", "0.13"),
        ] {
            assert_eq!(version(needed, users), wanted, "{users} for {needed}");
        }
    }
}
