//! Whether a text is of a `format`: to tell apart texts that have nothing else to tell them apart.
//!
//! Only what a glance decides: a text that passes need not be valid in every detail. No text is of two formats.

use std::net::{Ipv4Addr, Ipv6Addr};

/// A `format` that a text can be recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Uuid,
    Ipv4,
    Ipv6,
    DateTime,
    Date,
    Uri,
    Email,
}

impl Format {
    /// Whether a text looks like it.
    pub(super) fn is(self, text: &str) -> bool {
        match self {
            Self::Uuid => looks_like(text, "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"),
            Self::Ipv4 => text.parse::<Ipv4Addr>().is_ok(),
            Self::Ipv6 => text.parse::<Ipv6Addr>().is_ok(),
            Self::Date => looks_like(text, "0000-00-00"),
            Self::DateTime => is_date_time(text),
            Self::Uri => is_uri(text) && !Self::Ipv6.is(text),
            Self::Email => is_email(text),
        }
    }

    /// The format's name in a description.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Uuid => "uuid",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::DateTime => "date-time",
            Self::Date => "date",
            Self::Uri => "uri",
            Self::Email => "email",
        }
    }
}

/// Whether each character is of the kind of the same one in the picture: `x` any hexadecimal digit, `0` any digit,
/// others themselves.
fn looks_like(text: &str, picture: &str) -> bool {
    text.len() == picture.len()
        && text.bytes().zip(picture.bytes()).all(|(byte, kind)| match kind {
            b'x' => byte.is_ascii_hexdigit(),
            b'0' => byte.is_ascii_digit(),
            other => byte == other,
        })
}

fn is_date_time(text: &str) -> bool {
    let (Some(date), Some(time)) = (text.get(..10), text.get(11..)) else { return false };
    let separated = matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '));
    separated
        && Format::Date.is(date)
        && time.get(..8).is_some_and(|time| looks_like(time, "00:00:00"))
        && time.get(8..).is_some_and(|zone| zone.contains(['Z', 'z', '+', '-']))
}

fn is_uri(text: &str) -> bool {
    text.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
            && !rest.is_empty()
            && !rest.contains(char::is_whitespace)
    })
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(user, host)| {
        let is_local = !user.is_empty() && !user.contains(':');
        is_local && !host.is_empty() && !host.contains('@') && !text.contains(char::is_whitespace)
    })
}
