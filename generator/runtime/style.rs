//! How values are written outside of JSON: the styles of OpenAPI's parameters, which follow RFC 6570.
//!
//! Lists and objects inside of lists and objects are beyond all styles. Where they occur all the same, the most
//! common convention is followed: brackets all the way down with `deepObject`, JSON elsewhere; a list in an
//! exploded object repeats its name.

use super::path::{encode, is_unreserved};
use super::tree::Tree;

/// A style, and whether lists and objects are taken apart (`explode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// `a,b` and `k,v`
    Simple,
    /// `a,b` and `k=v`
    SimpleExploded,
    /// `.a,b` and `.k,v`
    Label,
    /// `.a.b` and `.k=v`
    LabelExploded,
    /// `;name=a,b` and `;name=k,v`
    Matrix,
    /// `;name=a;name=b` and `;k=v`
    MatrixExploded,
    /// `name=a,b` and `name=k,v`
    Form,
    /// `name=a&name=b` and `k=v`
    FormExploded,
    /// `name=a%20b` and `name=k%20v`
    Spaces,
    /// `name=a%7Cb` and `name=k%7Cv`
    Pipes,
    /// `name[k]=v`; a list of single values is `name[]=a`, any other `name[0][k]=v`.
    Deep,
    /// JSON in one piece.
    Json,
}

// A description may have a type of its own that is called `Style`.
pub(crate) use Style::*;

/// Writes a text as a place needs it.
pub(super) type Escape = fn(&str) -> String;

/// A value in a path or header; `None` when there is none.
pub(super) fn text(style: Style, name: &str, value: &Tree, escape: Escape) -> Option<String> {
    let explode = matches!(style, Style::SimpleExploded | Style::LabelExploded | Style::MatrixExploded);
    let items = items(value, explode, escape);
    let named = |value: &str| {
        let name = escape(name);
        if value.is_empty() { format!(";{name}") } else { format!(";{name}={value}") }
    };
    match (style, value) {
        (Style::Json, Tree::Nothing) => None,
        (Style::Json, _) => Some(escape(&value.json())),
        _ if items.is_empty() => None,
        (Style::Label, _) => Some(format!(".{}", items.join(","))),
        (Style::LabelExploded, _) => Some(format!(".{}", items.join("."))),
        (Style::MatrixExploded, Tree::Members(_)) => Some(format!(";{}", items.join(";"))),
        (Style::MatrixExploded, _) => Some(items.iter().map(|item| named(item)).collect()),
        (Style::Matrix, _) => Some(named(&items.join(","))),
        _ => Some(items.join(",")),
    }
}

/// The values of a list; of an object names and values in turn, or `name=value`.
fn items(value: &Tree, explode: bool, escape: Escape) -> Vec<String> {
    let escaped = |value: &Tree| value.text().map(|text| escape(&text));
    match value {
        Tree::List(elements) => elements.iter().filter_map(escaped).collect(),
        Tree::Members(members) => {
            let there = members.iter().filter_map(|(name, value)| Some((escape(name), escaped(value)?)));
            if explode {
                there.map(|(name, value)| format!("{name}={value}")).collect()
            } else {
                there.flat_map(|(name, value)| [name, value]).collect()
            }
        }
        single => escaped(single).into_iter().collect(),
    }
}

/// Escaped pairs of name and value, for a query, cookies or a form.
pub(super) fn pairs(style: Style, name: &str, value: &Tree, escape: Escape) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let joint = match style {
        Style::FormExploded => {
            exploded(name, value, escape, &mut pairs);
            return pairs;
        }
        Style::Deep => {
            deep(escape(name), value, escape, &mut pairs);
            return pairs;
        }
        Style::Json => {
            pairs.extend(text(style, name, value, escape).map(|text| (escape(name), text)));
            return pairs;
        }
        Style::Spaces => "%20",
        Style::Pipes => "%7C",
        _ => ",",
    };
    let items = items(value, false, escape);
    if !items.is_empty() {
        pairs.push((escape(name), items.join(joint)));
    }
    pairs
}

fn exploded(name: &str, value: &Tree, escape: Escape, pairs: &mut Vec<(String, String)>) {
    match value {
        Tree::Members(members) => {
            for (name, value) in members {
                match value {
                    Tree::Members(_) => pairs.push((escape(name), escape(&value.json()))),
                    _ => exploded(name, value, escape, pairs),
                }
            }
        }
        _ => pairs.extend(items(value, false, escape).into_iter().map(|item| (escape(name), item))),
    }
}

fn deep(name: String, value: &Tree, escape: Escape, pairs: &mut Vec<(String, String)>) {
    match value {
        Tree::Members(members) => {
            for (key, value) in members {
                deep(format!("{name}%5B{}%5D", escape(key)), value, escape, pairs);
            }
        }
        Tree::List(elements) => {
            let single = elements.iter().all(Tree::is_single);
            for (index, element) in elements.iter().enumerate() {
                // A position is needed only where an element has several pairs.
                let step = if single { String::new() } else { index.to_string() };
                deep(format!("{name}%5B{step}%5D"), element, escape, pairs);
            }
        }
        single => pairs.extend(single.text().map(|text| (name, escape(&text)))),
    }
}

/// The escaped pairs of a form in a body.
pub(super) fn form(members: &[(String, Tree)], styles: &[(&str, Style)]) -> Vec<(String, String)> {
    let style = |name: &str, value: &Tree| match styles.iter().find(|(member, _)| *member == name) {
        Some((_, style)) => *style,
        None if matches!(value, Tree::Members(_)) => Style::Json,
        None => Style::FormExploded,
    };
    let members = members.iter();
    members.flat_map(|(name, value)| pairs(style(name, value), name, value, in_form)).collect()
}

/// For a path or a query: nothing in the text has a meaning of its own.
pub(super) fn in_url(text: &str) -> String {
    escaped(text, is_unreserved)
}

/// For a query with `allowReserved`: what is reserved stays, unless the text would then be another one.
pub(super) fn in_url_reserved(text: &str) -> String {
    // Left out of RFC 3986, 2.2: what ends the query or a pair, what URL libraries rewrite, and what forms
    // take for a space.
    escaped(text, |byte| is_unreserved(byte) || b":/?@!$()*,;=".contains(&byte))
}

/// For a form in a body, as browsers write it.
fn in_form(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_alphanumeric() || b"*-._ ".contains(&byte)).replace(' ', "+")
}

/// For a cookie: only what none can have is escaped (RFC 6265, 4.1.1), and the `%` of escapes.
pub(super) fn in_cookie(text: &str) -> String {
    escaped(text, |byte| byte.is_ascii_graphic() && !b"\",;\\%".contains(&byte))
}

/// For a header, which knows no escapes. JSON has its own for what a header cannot have.
pub(super) fn in_header(text: &str) -> String {
    text.to_owned()
}

/// For JSON in a header.
pub(super) fn in_header_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            let mut units = [0; 2];
            out.extend(letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    out
}

fn escaped(text: &str, keep: fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    encode(text, keep, &mut out);
    out
}
