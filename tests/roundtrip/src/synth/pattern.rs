//! Texts that match a pattern.

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

/// A longer text than this is not made.
const LONGEST: usize = 3_000;

/// A few texts, not all of which need match; none when the pattern has what only ECMA-262 knows, or no end.
pub(super) fn matching(pattern: &str) -> Vec<String> {
    // A slash may be escaped in ECMA-262, where it ends a literal.
    let pattern = without_look_around(&pattern.replace("\\/", "/"));
    let Ok(hir) = regex_syntax::parse(&pattern) else { return Vec::new() };
    let mut found: Vec<String> = (0..4).filter_map(|turn| text(&hir, turn)).collect();
    found.dedup();
    found
}

/// A pattern without what it looks at beside the text that it matches: the judge looks at that.
fn without_look_around(pattern: &str) -> String {
    let mut kept = String::new();
    let mut rest = pattern;
    while let Some(next) = rest.chars().next() {
        let opens = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|open| rest.starts_with(open));
        let length = match next {
            '\\' => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            '(' if opens => group(rest),
            other => other.len_utf8(),
        };
        if !opens {
            kept.push_str(&rest[..length]);
        }
        rest = &rest[length..];
    }
    kept
}

/// The length of a group, with its parentheses.
fn group(text: &str) -> usize {
    let (mut depth, mut in_class, mut is_escaped) = (0_usize, false, false);
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + character.len_utf8();
        }
    }
    text.len()
}

/// One text: `turn` varies which alternative, character and count is taken.
fn text(hir: &Hir, turn: usize) -> Option<String> {
    Some(match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => String::new(),
        HirKind::Literal(literal) => String::from_utf8(literal.0.to_vec()).ok()?,
        HirKind::Class(class) => character(class, turn)?.to_string(),
        HirKind::Repetition(repetition) => {
            let least = usize::try_from(repetition.min).ok()?;
            let most = repetition.max.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
            let count = match turn {
                0 => least.max(1).min(most),
                1 => least,
                _ => most.min(least + turn),
            };
            let one = text(&repetition.sub, turn)?;
            (one.len().saturating_mul(count) <= LONGEST).then(|| one.repeat(count))?
        }
        HirKind::Capture(capture) => text(&capture.sub, turn)?,
        HirKind::Concat(parts) => parts.iter().map(|part| text(part, turn)).collect::<Option<String>>()?,
        HirKind::Alternation(parts) => text(parts.get(turn % parts.len())?, turn)?,
    })
}

/// A character of a class, one that is easy to read if there is any.
fn character(class: &Class, turn: usize) -> Option<char> {
    const PREFERRED: [&str; 4] = ["a1A-_ ", "b2B", "z9Z", "0"];
    let holds = |wanted: char| match class {
        Class::Unicode(class) => class.iter().any(|range| (range.start()..=range.end()).contains(&wanted)),
        Class::Bytes(class) => class.iter().any(|range| {
            u8::try_from(wanted).is_ok_and(|byte| (range.start()..=range.end()).contains(&byte))
        }),
    };
    let preferred = PREFERRED.iter().cycle().skip(turn).take(PREFERRED.len()).flat_map(|text| text.chars());
    let first = || match class {
        Class::Unicode(class) => class.iter().next().map(ClassUnicodeRange::start),
        Class::Bytes(class) => class.iter().next().map(|range| char::from(range.start())),
    };
    let mut preferred = preferred;
    preferred.find(|wanted| holds(*wanted)).or_else(first)
}

#[cfg(test)]
mod tests {
    use super::matching;

    #[test]
    fn common_patterns_are_met() {
        for (pattern, text) in [
            ("^[a-z]+$", "a"),
            ("^(foo|bar)-\\d{3}$", "foo-111"),
            ("^\\/v1\\/[0-9a-f]{4}$", "/v1/aaaa"),
            ("", ""),
        ] {
            assert_eq!(matching(pattern).first().map(String::as_str), Some(text), "{pattern}");
        }
        assert_eq!(matching("^(?!-|[)])[a-z(]+(?<=a)\\(?$").first().map(String::as_str), Some("a("));
        assert!(matching("(a)\\1").is_empty());
    }
}
