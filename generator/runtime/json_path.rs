//! The path of a place in a JSON text, found again from its line and column.
//!
//! Decoding keeps no track of where it is, which costs nothing when all is well. When it fails, `serde_json`
//! says at which line and column, and the text up to there tells the path.

/// The path of the value at a line and column of `serde_json`, such as `data.items[2].id`; empty for the
/// whole text.
///
/// A place at the end of a value is that value's: this is where `serde_json` complains about scalars, and
/// about objects that lack a member.
///
/// With `held`, the place is that of an object in which the error is in an earlier member, or in one within
/// that.
pub(super) fn at(text: &[u8], line: usize, column: usize, held: &[&str]) -> String {
    let line_start = match line.checked_sub(2) {
        Some(break_before) => {
            let mut breaks = text.iter().zip(1..).filter(|(byte, _)| **byte == b'\n').map(|(_, next)| next);
            breaks.nth(break_before).unwrap_or(text.len())
        }
        None => 0,
    };
    let end = line_start.saturating_add(column).min(text.len());
    let text = text.get(..end).unwrap_or(text);
    let mut steps = steps(text);
    if !held.is_empty() && !text.trim_ascii_end().ends_with(b"}") && !text.trim_ascii_end().ends_with(b"]") {
        // Still inside the object, at the member that decided: a name or a scalar. The error is not there.
        steps.pop();
    }
    steps.extend(held.iter().map(|name| Step::Held(name)));
    let mut path = String::new();
    for step in steps {
        write_step(&mut path, step);
    }
    path
}

/// A step from a value to one in it.
#[derive(Clone, Copy)]
enum Step<'a> {
    /// The member with this name, as it is written in the text, without its quotes.
    Member(&'a [u8]),
    /// The element at this position.
    Element(usize),
    /// An object itself: its next member has no name yet.
    Object,
    /// The member with this name, or the element `[index]`.
    Held(&'a str),
}

/// The steps to the place where the text ends.
fn steps(text: &[u8]) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut rest = text;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' => steps.push(Step::Object),
            b'[' => steps.push(Step::Element(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Element(index)) => *index += 1,
                Some(step) => *step = Step::Object,
                None => {}
            },
            b'"' => {
                let (string, after) = split_string(rest);
                rest = after;
                // Inside an object without a name, the string is the name; otherwise it is a value.
                if let Some(step @ Step::Object) = steps.last_mut() {
                    *step = Step::Member(string);
                }
            }
            _ => {}
        }
    }
    steps
}

/// Splits behind the end of a string whose first quote is gone; a cut string ends with the text.
fn split_string(text: &[u8]) -> (&[u8], &[u8]) {
    let mut escaped = false;
    for (index, byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return (&text[..index], &text[index + 1..]),
            _ => {}
        }
    }
    (text, &[])
}

fn write_step(path: &mut String, step: Step<'_>) {
    match step {
        Step::Object => {}
        Step::Element(index) => path.extend(["[", &index.to_string(), "]"]),
        Step::Member(written) => write_name(path, &unescaped(written)),
        Step::Held(index) if is_index(index) => path.push_str(index),
        Step::Held(name) => write_name(path, name),
    }
}

fn write_name(path: &mut String, name: &str) {
    const LONGEST: usize = 100;
    let short = name.char_indices().nth(LONGEST).map(|(end, _)| format!("{}…", &name[..end]));
    let name = short.as_deref().unwrap_or(name);
    if !is_plain(name) {
        path.extend(["[", &format!("{name:?}"), "]"]);
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(name);
}

/// Whether a step is the position of an element, as `held` writes it.
fn is_index(step: &str) -> bool {
    let digits = step.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a name can stand in a path as it is.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'))
}

/// The name that is meant. One that is cut is taken as far as it goes.
fn unescaped(written: &[u8]) -> String {
    let quoted = [b"\"", written, b"\""].concat();
    serde_json::from_slice(&quoted).unwrap_or_else(|_| String::from_utf8_lossy(written).into_owned())
}
