//! Names: what a word of the document is called in Rust. The only place that decides on letters.
//!
//! Total: any text gives a name. Distinct: a scope hands out each final name once. Never a keyword, and no type is
//! named like something of the prelude or of the run time.

mod mixed;
mod reserved;
mod singular;

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::rust::Ident;
use reserved::{KEYWORDS, RESERVED_TYPES};
pub(super) use singular::singular;

/// What a symbol is called when a text has nothing else.
const SYMBOLS: &[(char, &str)] = &[
    ('!', "exclamation"),
    ('"', "quote"),
    ('#', "hash"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "and"),
    ('\'', "apostrophe"),
    ('(', "open"),
    (')', "close"),
    ('*', "asterisk"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "minus"),
    ('.', "dot"),
    ('/', "slash"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "open"),
    ('\\', "backslash"),
    (']', "close"),
    ('^', "caret"),
    ('_', "underscore"),
    ('`', "backtick"),
    ('{', "open"),
    ('|', "pipe"),
    ('}', "close"),
    ('~', "tilde"),
    (' ', "space"),
];

/// Plain words of a text, ready for a change of case.
fn words(text: &str) -> String {
    let ascii = any_ascii::any_ascii(text);
    let signed = match ascii.as_bytes() {
        [b'-', digit, ..] if digit.is_ascii_digit() => format!("minus {}", &ascii[1..]),
        [b'+', digit, ..] if digit.is_ascii_digit() => format!("plus {}", &ascii[1..]),
        _ => ascii,
    };
    // An apostrophe belongs to its word: "Don't" is one.
    let plain: String = signed
        .chars()
        .filter(|c| *c != '\'')
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    if plain.contains(|c: char| c.is_ascii_uppercase()) {
        return mixed::behind_digits(&mixed::joined(&plain));
    }
    if !plain.trim().is_empty() {
        return plain;
    }
    if text.is_empty() {
        return "empty".to_owned();
    }
    let named = text.chars().take(8).map(|c| {
        SYMBOLS
            .iter()
            .find(|(symbol, _)| *symbol == c)
            .map_or_else(|| format!("u{:04x}", u32::from(c)), |(_, word)| (*word).to_owned())
    });
    named.collect::<Vec<_>>().join(" ")
}

/// A type's or variant's name.
pub(super) fn camel(text: &str) -> String {
    if is_small(text) {
        return small_words(text).map(capitalised).collect();
    }
    let name = words(text).to_upper_camel_case();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("N{name}") } else { name }
}

/// The name of a field, an argument, a method or a module.
pub(super) fn snake(text: &str) -> String {
    let name = if is_small(text) { joined(small_words(text)) } else { words(text).to_snake_case() };
    let name = if name.starts_with(|c: char| c.is_ascii_digit()) { format!("n{name}") } else { name };
    if KEYWORDS.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// The words of a name in Rust, small and with `_` between them.
pub(super) fn snake_words(name: &str) -> String {
    name.to_snake_case()
}

/// Whether small letters and digits alone make the words of a text, as in most names of members and of operations.
fn is_small(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && byte != b'\'';
    text.starts_with(|first: char| first.is_ascii_lowercase()) && text.bytes().all(is_part)
}

/// The words of such a text.
fn small_words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn joined<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut joined = String::new();
    for word in words {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(word);
    }
    joined
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// Names that are taken, and those that are handed out.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: BTreeSet<String>,
    /// The number that comes next behind a name that was taken already.
    next: BTreeMap<String, u32>,
}

/// Most bytes of a name before a number comes behind it: no system has files of longer names than 255.
const LONGEST: usize = 200;

impl Scope {
    /// A scope in which these names are taken from the start.
    pub(super) fn with(taken: &[&str]) -> Self {
        Self { taken: taken.iter().map(|name| (*name).to_owned()).collect(), next: BTreeMap::new() }
    }

    /// The scope of all types of a crate.
    pub(super) fn of_types() -> Self {
        Self::with(RESERVED_TYPES)
    }

    /// The scope of all files of a folder: beside its own ones, Windows has names that are no files in any folder.
    pub(super) fn of_files() -> Self {
        let mut scope = Self::with(&["mod", "shared", "foreign", "tuples", "con", "prn", "aux", "nul"]);
        for number in 0..10 {
            scope.taken.extend(["com", "lpt"].map(|device| format!("{device}{number}")));
        }
        scope
    }

    /// Whether a name is free. `Self` never is: it is the one keyword that looks like a type or a variant.
    pub(super) fn is_free(&self, name: &str) -> bool {
        name != "Self" && !self.taken.contains(name)
    }

    /// Takes a name, with a number behind it if it is taken. What counts is the final name.
    pub(super) fn claim(&mut self, wanted: &str) -> Ident {
        self.claim_first(&[wanted.to_owned()])
    }

    /// Takes the name of a field; one that is taken by a method gets an underscore, as a keyword does.
    pub(super) fn claim_field(&mut self, text: &str) -> Ident {
        let name = snake(text);
        self.claim_first(&[name.clone(), format!("{name}_")])
    }

    /// Takes the first of these that is free, else the first with a number behind it.
    pub(super) fn claim_first(&mut self, wanted: &[String]) -> Ident {
        let mut wanted = wanted.iter().map(|name| cut(name)).peekable();
        let fallback = wanted.peek().copied().unwrap_or("X");
        let free = wanted.find(|name| self.is_free(name)).map(str::to_owned);
        let name = free.unwrap_or_else(|| self.numbered(fallback));
        self.taken.insert(name.clone());
        Ident::new(&name)
    }

    /// A name with the first number behind it that makes it free.
    fn numbered(&mut self, name: &str) -> String {
        // A digit at the end would run together with the number.
        let digit = name.ends_with(|c: char| c.is_ascii_digit());
        let base = if digit { format!("{name}_") } else { name.to_owned() };
        let first = self.next.get(&base).copied().unwrap_or(2);
        let free = (first..u32::MAX).find(|number| self.is_free(&format!("{base}{number}")));
        let number = free.unwrap_or(u32::MAX);
        let name = format!("{base}{number}");
        self.next.insert(base, number.saturating_add(1));
        name
    }
}

/// The beginning of a name that is too long for one.
fn cut(name: &str) -> &str {
    name.char_indices().nth(LONGEST).map_or(name, |(end, _)| name[..end].trim_end_matches('_'))
}

/// What a value is called. A sign is a part of it: `-Infinity`, and `-created` beside `created`.
pub(super) fn value(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.starts_with(char::is_alphanumeric) => camel(&format!("minus {rest}")),
        _ => camel(text),
    }
}

/// The variants' names for the values of an enumeration. Two values that differ only in case are told apart by it, and two
/// that differ only in symbols by what these are called.
pub(super) fn variants(scope: &mut Scope, values: &[&str]) -> Vec<Ident> {
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let pluses = values.iter().flat_map(|text| text.match_indices('+').map(move |(at, _)| text.split_at(at)));
    let beside_plus = pluses.filter(|(_, plus)| is_number(&plus[1..])).map(|(before, _)| before).collect();
    let signed: Vec<String> = values.iter().map(|text| with_signs(text, &beside_plus)).collect();
    let mut alike: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (text, signed) in values.iter().zip(&signed) {
        alike.entry(value(signed)).or_default().insert(text);
    }
    let variant = |(text, signed): (&&str, &String)| {
        let plain = value(signed);
        let others = alike.get(&plain).into_iter().flatten().filter(|other| *other != text);
        let (twins, others): (Vec<&str>, Vec<&str>) =
            others.copied().partition(|other| other.to_lowercase() == text.to_lowercase());
        let mut wanted = Vec::new();
        let spelt = value(&with_symbols(signed));
        if !others.is_empty() && spelt != plain {
            wanted.push(spelt);
        }
        // Of two that differ in case, the one that is spelt like the name has it.
        if !twins.contains(&plain.as_str()) {
            wanted.push(plain.clone());
        }
        if !twins.is_empty() && text.to_lowercase() == **text {
            wanted.push(format!("{plain}Lowercase"));
        }
        if !twins.is_empty() && text.to_uppercase() == **text {
            wanted.push(format!("{plain}Uppercase"));
        }
        if plain == "Self" {
            wanted.push("Self_".to_owned());
        }
        wanted.push(plain);
        scope.claim_first(&wanted)
    };
    values.iter().zip(&signed).map(variant).collect()
}

/// A value with its signs in words: `A+` and `A-`, `reactions-+1` and `reactions--1`. A hyphen between a word and a number is
/// one where a plus stands there in another value (`beside_plus`: what is before it): `GMT-1` beside `GMT+1`, not in `utf-8`.
fn with_signs(text: &str, beside_plus: &BTreeSet<&str>) -> String {
    let bytes = text.as_bytes();
    let is = |at: Option<usize>, test: fn(&u8) -> bool| at.and_then(|at| bytes.get(at)).is_some_and(test);
    let word = |(at, c): (usize, char)| {
        let (before, after) = (at.checked_sub(1), Some(at + 1));
        let is_behind_word = is(before, u8::is_ascii_alphanumeric);
        let is_before_number = is(after, u8::is_ascii_digit);
        let is_last = at + 1 == bytes.len();
        let is_plus = is_before_number || !is_behind_word || !is(after, u8::is_ascii_alphabetic);
        let is_minus = match (is_behind_word, is_before_number) {
            (true, true) => beside_plus.contains(&text[..at]),
            (true, false) => is_last,
            (false, number) => at > 0 && number,
        };
        match c {
            '+' if is_plus => " plus ".to_owned(),
            '-' if is_minus => " minus ".to_owned(),
            other => other.to_string(),
        }
    };
    text.char_indices().map(word).collect()
}

/// A value with all its symbols in words, but for those that only stand between words.
fn with_symbols(text: &str) -> String {
    let word = |c: char| match SYMBOLS.iter().find(|(symbol, _)| *symbol == c) {
        Some((_, word)) if !matches!(c, ' ' | '_' | '-' | '\'') => format!(" {word} "),
        _ => c.to_string(),
    };
    text.chars().map(word).collect()
}

/// A branch's name without the words that the union's name begins or ends with too, as long as a name is left:
/// `DockerfileBuildSettings` in `BuildSettings` is `Dockerfile`, `PaymentCard` in `PaymentMethod` is `Card`.
pub(super) fn without_words_of(branch: &str, union: &str) -> String {
    let (own, of_union) = (camel_words(branch), camel_words(union));
    let ending =
        own.iter().rev().zip(of_union.iter().rev()).take_while(|(left, right)| left == right).count();
    let rest = &own[..own.len() - ending];
    let beginning = rest.iter().zip(&of_union).take_while(|(left, right)| left == right).count();
    let short = rest[beginning..].concat();
    let is_name = short.len() > 1 && short.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_name { short } else { branch.to_owned() }
}

/// The words of a name in camel case.
fn camel_words(name: &str) -> Vec<String> {
    snake_words(name).split('_').map(ToUpperCamelCase::to_upper_camel_case).collect()
}

#[cfg(test)]
mod tests;
