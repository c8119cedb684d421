//! Code spans, links and addresses.

/// A code span of one line. Spaces at both its ends would be taken away, so they are doubled.
pub(super) fn code(text: &str) -> String {
    let fence = "`".repeat(longest_ticks(text) + 1);
    let stripped = text.starts_with(' ') && text.ends_with(' ') && !text.trim_matches(' ').is_empty();
    let pad = if text.starts_with('`') || text.ends_with('`') || stripped { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// How many back-ticks stand next to each other in a text, at most.
pub(super) fn longest_ticks(text: &str) -> usize {
    if text.contains('`') { text.split(|c| c != '`').map(str::len).max().unwrap_or(0) } else { 0 }
}

/// Where a link may lead: to the web or to a mailbox. rustdoc looks up everything else as a Rust path, also a
/// mailbox without a dot.
pub(super) fn destination(target: &str) -> Option<String> {
    let target = target.trim();
    let lower = target.get(..8).unwrap_or(target).to_ascii_lowercase();
    let web = lower.starts_with("http://") || lower.starts_with("https://");
    let mail =
        lower.starts_with("mailto:") && target.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    let rest = target.split_once(':').map_or("", |(_, rest)| rest).trim_start_matches('/');
    ((web || mail) && !rest.is_empty()).then(|| encoded(target))
}

/// Percent-encodes what would end a link or mean something inside it.
fn encoded(target: &str) -> String {
    let balanced = balanced(target);
    let mut out = String::with_capacity(target.len());
    for c in target.chars() {
        let plain = match c {
            '<' | '>' | '\\' | '`' | '|' => false,
            '(' | ')' => balanced,
            c => !c.is_whitespace() && super::chars::shown(c),
        };
        if plain {
            out.push(c);
        } else {
            out.extend(c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

/// Whether the parentheses of an address fit each other, and are few.
fn balanced(target: &str) -> bool {
    let mut open = 0_usize;
    for c in target.chars() {
        match c {
            '(' if open < 8 => open += 1,
            '(' => return false,
            ')' => match open.checked_sub(1) {
                Some(fewer) => open = fewer,
                None => return false,
            },
            _ => {}
        }
    }
    open == 0
}

/// A link's address as it stands in parentheses, where character references are read.
pub(super) fn in_parentheses(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for (at, c) in target.char_indices() {
        out.push(c);
        if c == '&' && super::html::reference(&target[at..]).is_some() {
            out.push_str("amp;");
        }
    }
    out
}

/// An address in plain text.
pub(super) struct Address {
    /// Where it begins.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// What stands for it: a link, or a code span if it is a pattern.
    pub(super) shown: String,
}

/// The next address in a text. rustdoc warns of those that are no links.
pub(super) fn next_address(text: &str) -> Option<Address> {
    let mut from = 0;
    while let Some(found) = text[from..].find("http") {
        let start = from + found;
        let rest = &text[start..];
        let scheme = ["http://", "https://"].into_iter().find(|scheme| rest.starts_with(scheme));
        let length = scheme.map_or(0, |scheme| address_length(rest, scheme.len()));
        if length > scheme.map_or(0, str::len) {
            let address = &rest[..length];
            let host = address.split("://").nth(1).unwrap_or_default();
            let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
            let link =
                host.contains('.') && !address.contains(['{', '}', '<', '>', '*', '\\', '|', '[', ']']);
            let shown = if link { format!("<{address}>") } else { code(address) };
            return Some(Address { start, end: start + length, shown });
        }
        from = start + "http".len();
    }
    None
}

/// How much of a text belongs to the address it begins with. Placeholders such as `{region}` and `<id>` do,
/// the full stop of the sentence and a parenthesis that it did not open do not.
fn address_length(text: &str, scheme: usize) -> usize {
    let mut end = scheme;
    let mut depth = 0_usize;
    let mut inside = false;
    for (at, c) in text.char_indices().skip(scheme) {
        match c {
            '<' => {
                let placeholder =
                    text[at + 1..].find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.'));
                inside =
                    placeholder.is_some_and(|length| length > 0 && text[at + 1 + length..].starts_with('>'));
                if !inside {
                    break;
                }
            }
            '>' if inside => {
                inside = false;
                end = at + 1;
            }
            '(' => depth += 1,
            ')' => {
                let Some(less) = depth.checked_sub(1) else { break };
                depth = less;
                end = at + 1;
            }
            '>' | '"' | '`' => break,
            c if c.is_whitespace() || !c.is_ascii() => break,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '\\' | '|' | '[' | ']' => {}
            _ => end = at + 1,
        }
    }
    end
}
