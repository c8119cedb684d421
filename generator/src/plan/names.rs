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

/// A variant's name for a value of an enumeration. Two values that differ only in case are told apart by it.
pub(super) fn variant(scope: &mut Scope, text: &str) -> Ident {
    let plain = value(text);
    let mut wanted = vec![plain.clone()];
    if text.chars().any(char::is_alphabetic) {
        if text.to_lowercase() == text {
            wanted.push(format!("{plain}Lowercase"));
        }
        if text.to_uppercase() == text {
            wanted.push(format!("{plain}Uppercase"));
        }
    }
    scope.claim_first(&wanted)
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
mod tests {
    use super::*;

    #[test]
    fn any_text_has_a_name() {
        for (text, as_type, as_field) in [
            ("buildSHA", "BuildSha", "build_sha"),
            ("HEROKU_22_CLASSIC", "Heroku22Classic", "heroku_22_classic"),
            ("self-hosted", "SelfHosted", "self_hosted"),
            ("type", "Type", "type_"),
            ("gen", "Gen", "gen_"),
            ("2fa", "N2fa", "n2fa"),
            ("+1", "Plus1", "plus_1"),
            ("-1", "Minus1", "minus_1"),
            ("", "Empty", "empty"),
            ("*", "Asterisk", "asterisk"),
            ("größe", "Grosse", "grosse"),
            ("日本", "RiBen", "ri_ben"),
            ("OAuth2", "Oauth2", "oauth2"),
            ("callbackURLs", "CallbackUrls", "callback_urls"),
            ("IPv6", "Ipv6", "ipv6"),
            ("Don't modify the deployment", "DontModifyTheDeployment", "dont_modify_the_deployment"),
            ("a.b/c[d]", "ABCD", "a_b_c_d"),
            ("\u{202e}", "U202e", "u202e"),
        ] {
            assert_eq!((camel(text).as_str(), snake(text).as_str()), (as_type, as_field), "{text:?}");
        }
    }

    #[test]
    fn the_short_way_leads_to_the_same_names() {
        for text in [
            "a",
            "pull_number",
            "a1_b",
            "a_1b",
            "sha256",
            "x_2_y",
            "v1alpha1",
            "a_",
            "a__b",
            "a b",
            "a-b",
            "repos/list-for-org",
            "a.b/c[d]",
            "a -> b",
            "a\n\u{7f}\0b",
        ] {
            assert!(is_small(text), "{text}");
            assert_eq!(snake(text), words(text).to_snake_case());
            assert_eq!(camel(text), words(text).to_upper_camel_case());
        }
        for text in ["_a", "aB", "don't", "1a", "-a", "é", "aé", ""] {
            assert!(!is_small(text), "{text}");
        }
    }

    #[test]
    fn the_final_name_is_what_counts() {
        let mut scope = Scope::default();
        let names: Vec<_> = ["Foo", "Foo", "Foo2", "Foo"].map(|name| scope.claim(name).to_string()).into();
        assert_eq!(names, ["Foo", "Foo2", "Foo2_2", "Foo3"]);
    }

    #[test]
    fn a_name_has_an_end() {
        let mut scope = Scope::of_files();
        let names =
            ["é_".repeat(9_000), "e_".repeat(9_000)].map(|text| scope.claim(&snake(&text)).to_string());
        let expected = "e_".repeat(LONGEST / 2);
        let expected = expected.trim_end_matches('_');
        assert_eq!(names, [expected.to_owned(), format!("{expected}2")]);
    }

    #[test]
    fn no_scope_has_self() {
        assert_eq!(Scope::default().claim("Self").to_string(), "Self2");
        assert_eq!(variant(&mut Scope::default(), "self").to_string(), "SelfLowercase");
    }

    #[test]
    fn a_sign_is_a_part_of_a_value() {
        let mut scope = Scope::default();
        let names: Vec<_> = ["Infinity", "-Infinity", "-1", "-created", "- none -"]
            .map(|text| variant(&mut scope, text).to_string())
            .into();
        assert_eq!(names, ["Infinity", "MinusInfinity", "Minus1", "MinusCreated", "None"]);
    }

    #[test]
    fn values_that_differ_in_case_are_told_apart() {
        let mut scope = Scope::default();
        let names: Vec<_> =
            ["ASC", "DESC", "asc", "desc"].map(|text| variant(&mut scope, text).to_string()).into();
        assert_eq!(names, ["Asc", "Desc", "AscLowercase", "DescLowercase"]);
    }

    #[test]
    fn what_the_union_is_called_is_left_out() {
        for (union, branch, short) in [
            ("BuildSettings", "DockerfileBuildSettings", "Dockerfile"),
            ("PaymentMethod", "PaymentCard", "Card"),
            ("IssueEvent", "IssueCommentEvent", "Comment"),
            ("Pet", "Cat", "Cat"),
            ("Customer", "Customer", "Customer"),
            ("Customer", "DeletedCustomer", "Deleted"),
            ("Version", "Version2", "Version2"),
        ] {
            assert_eq!(without_words_of(branch, union), short, "{branch} in {union}");
        }
    }

    /// Texts of all planes of Unicode, words of Rust and of the run time, and numbers: the same ones each time.
    fn texts() -> Vec<String> {
        let mut state = 1_u64;
        let mut below = |end: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or(0) % end
        };
        let known: Vec<&str> = KEYWORDS.iter().chain(RESERVED_TYPES).copied().collect();
        let mut texts: Vec<String> = known.iter().map(|word| (*word).to_owned()).collect();
        for _ in 0..2_000 {
            let mut text = String::new();
            for _ in 0..below(6) {
                match below(4) {
                    0 => text.push_str(known[below(known.len())]),
                    1 => text.push(['_', '2', ' ', '-', '"', '\0'][below(6)]),
                    2 => text.extend(char::from_u32(u32::try_from(below(0x250)).unwrap_or(0))),
                    _ => text.extend(char::from_u32(u32::try_from(below(0x11_0000)).unwrap_or(0))),
                }
            }
            texts.push(text);
        }
        texts
    }

    fn is_name(name: &str) -> bool {
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        plain
            && name != "_"
            && name != "Self"
            && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
    }

    #[test]
    fn names_are_legal_and_distinct_whatever_the_texts_are() {
        let texts = texts();
        let (mut types, mut files, mut fields) = (Scope::of_types(), Scope::of_files(), Scope::default());
        let mut seen = [const { BTreeSet::new() }; 3];
        for text in &texts {
            let names = [types.claim(&camel(text)), files.claim(&snake(text)), fields.claim_field(text)];
            for (name, seen) in names.iter().map(ToString::to_string).zip(&mut seen) {
                assert!(is_name(&name) && !KEYWORDS.contains(&name.as_str()), "{text:?}: {name}");
                assert!(seen.insert(name.clone()), "{text:?}: {name} for the second time");
            }
            assert!(!RESERVED_TYPES.contains(&names[0].as_str()), "{text:?}: {}", names[0]);
        }
        let folded: BTreeSet<String> = seen[1].iter().map(|name| name.to_ascii_lowercase()).collect();
        assert_eq!(folded.len(), texts.len(), "files are told apart where case does not count");
    }

    #[test]
    fn one_more_text_at_the_end_renames_nothing() {
        let names = |texts: &[String]| -> Vec<Ident> {
            let mut scope = Scope::of_types();
            texts.iter().map(|text| scope.claim(&camel(text))).collect()
        };
        let texts = texts();
        let (before, after) = (names(&texts[..texts.len() - 1]), names(&texts));
        assert_eq!(before, after[..before.len()]);
    }
}
