//! The path of a request: built segment by segment, so that no value can reach beyond its own.

use serde::Serialize;

use super::refused::{Place, Problem};
use super::style::{self, Style, in_url};
use super::tree::Tree;

/// The path of a request, escaped, with everything that is wrong with its values. Written with `path!`.
#[derive(Debug)]
pub(crate) struct Path {
    pub(super) text: String,
    pub(super) problems: Vec<Problem>,
}

/// A piece of a segment.
pub(crate) enum Part {
    /// Text of the description, sent as it is written there.
    Text(&'static str),
    /// The value of a parameter, with its name. Everything in it but `A-Z a-z 0-9 - . _ ~` is percent-encoded.
    Value(&'static str, Result<String, String>),
}

impl Part {
    /// The value of a parameter.
    pub(crate) fn value<T: Serialize + ?Sized>(style: Style, name: &'static str, value: &T) -> Self {
        let tree = Tree::of(value).map_err(|error| error.to_string());
        Self::Value(name, tree.map(|tree| style::text(style, name, &tree, in_url).unwrap_or_default()))
    }
}

impl Path {
    /// A path of these segments, each made of parts; without segments it is `/`.
    ///
    /// A segment with a value must not come out empty, as `.` or as `..`: URL libraries remove such segments,
    /// even percent-encoded ones, and the request would reach another operation. The call then reports it and
    /// sends nothing.
    pub(crate) fn new(segments: &[&[Part]]) -> Self {
        let mut path = Self { text: String::new(), problems: Vec::new() };
        for segment in segments {
            path.push(segment);
        }
        if segments.is_empty() {
            path.text.push('/');
        }
        path
    }

    fn push(&mut self, segment: &[Part]) {
        self.text.push('/');
        let start = self.text.len();
        let mut parameter = None;
        for part in segment {
            match part {
                Part::Text(text) => encode(text, is_path_text, &mut self.text),
                Part::Value(name, Ok(text)) => {
                    parameter = parameter.or(Some(*name));
                    self.text.push_str(text);
                }
                Part::Value(name, Err(fault)) => self.problems.push(Problem::new(Place::Path, *name, fault)),
            }
        }
        if let (Some(name), Some(fault)) = (parameter, fault(&self.text[start..])) {
            self.problems.push(Problem::new(Place::Path, name, fault));
        }
    }
}

/// What is wrong with an escaped segment that holds a value.
fn fault(segment: &str) -> Option<&'static str> {
    if segment.is_empty() {
        Some("is empty: the request would reach another operation")
    } else if is_dot_segment(segment) {
        Some("makes a dot segment: the request would reach another operation")
    } else {
        None
    }
}

/// Whether URL libraries take this escaped segment for `.` or `..`.
pub(super) fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// Appends `text` to `out`, percent-encoding every byte that is not to be kept.
pub(super) fn encode(text: &str, keep: fn(u8) -> bool, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if keep(byte) {
            out.push(char::from(byte));
        } else {
            out.extend([
                '%',
                char::from(HEX[usize::from(byte >> 4)]),
                char::from(HEX[usize::from(byte & 15)]),
            ]);
        }
    }
}

/// The characters that never have a meaning of their own in a URL (RFC 3986, 2.3).
pub(super) fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

/// What may stand in a path as it is (RFC 3986, 3.3). `%` too: the description may hold escaped text.
pub(super) fn is_path_text(byte: u8) -> bool {
    is_unreserved(byte) || b"!$&'()*+,;=:@/%".contains(&byte)
}

/// `path!("pets" / id / (name ".json"))` is the [`Path`] of an operation: text, a value, or both in one segment.
/// A value whose name is not that of the variable says so, `pet_id("petId")`, and one of another style than `simple`
/// too: `[Label "color" => color]`.
macro_rules! path_of {
    (@segment ($($part:tt)+)) => { [$($crate::runtime::path::path!(@part $part)),+] };
    (@segment $value:ident ($name:literal)) => {
        [$crate::runtime::path::path!(@part [Simple $name => $value])]
    };
    (@segment $part:tt) => { [$crate::runtime::path::path!(@part $part)] };
    (@part $text:literal) => { $crate::runtime::path::Part::Text($text) };
    (@part $value:ident) => { $crate::runtime::path::path!(@part [Simple stringify!($value) => $value]) };
    (@part [$style:ident $name:expr => $value:ident]) => {
        $crate::runtime::path::Part::value($crate::runtime::style::Style::$style, $name, &$value)
    };
    ($($segment:tt $(($name:literal))?)/ *) => {
        $crate::runtime::path::Path::new(&[$(&$crate::runtime::path::path!(@segment $segment $(($name))?)),*])
    };
}
// Another name inside, because an import of `path` alone could also mean the attribute `#[path]`.
pub(crate) use path_of as path;
