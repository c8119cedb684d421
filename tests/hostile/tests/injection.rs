//! No text of a document becomes code: whatever stands in a slot of `slots.yaml`, the generated crate has the same tokens as
//! with a harmless text there, apart from how things are called and what literals hold. Or the document is refused.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::collections::BTreeSet;

use generator::config::Config;
use generator::files::{Content, Files};
use generator::spec::Source;
use hostile::output;
use hostile::random::Random;
use hostile::texts::PAYLOADS;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::{Map, Value};

/// Texts that nobody takes for code. Some of them change what is generated, because they are no pattern, no media type, or a
/// name that is taken: what a harmless text may do, another may do as well.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "word", "Dog", "other", "", " ", "1", "-1", "a b", "a.b", "a/b", "b", "us", "é", "*", "json", "x+json",
    "plain", "date", "(", "a", "{", "}", "{a}", "{word}", "a}{", "#", "?", "..", ".", "a:b", "a@b", "a,b",
    "A\nB", "//a", "{{}}{a}{", "self", "type", "Other", "id", "new", "Error", "\u{1}", "a\"b", "a\\b", "a#b", "a b#",
    "a?b", "a{b}c", "a{2}b//", "a/b/c", "a/b/c/d", "a//b", "a?b{c}d", "a://b/{c}?d#e",
];

/// Every so many pairs of a slot and a text are tried, unless all are asked for.
const STRIDE: usize = 16;

#[test]
fn no_text_becomes_code() {
    let template: Value = serde_yaml::from_str(include_str!("../slots.yaml")).unwrap();
    let slots = slots(&template);
    let mut random = Random::new(1);
    let made_up: Vec<String> = (0..20).map(|_| random.text(24)).collect();
    let texts: Vec<&str> = PAYLOADS.iter().copied().chain(made_up.iter().map(String::as_str)).collect();
    let stride = if std::env::var_os("EVERY_PAIR").is_some() { 1 } else { STRIDE };
    let neutral = shape(&template, "", "").expect("the document is a client");
    let (mut tried, mut refused, mut injected) = (0, 0, Vec::new());
    for (index, slot) in slots.iter().enumerate() {
        let mut harmless = Lazy { template: &template, slot, shapes: BTreeSet::new(), left: HARMLESS };
        for text in texts.iter().skip(index % stride).step_by(stride) {
            tried += 1;
            match shape(&template, slot, text) {
                None => refused += 1,
                Some(shape) if shape == neutral || harmless.has(&shape) => {}
                Some(shape) => injected.push(format!("{slot}: {text:?}\n{}", difference(&neutral, &shape))),
            }
        }
    }
    println!(
        "{} injections of {} slots x {} payloads: {tried} tried, {refused} refused",
        injected.len(),
        slots.len(),
        texts.len()
    );
    assert!(slots.len() > 80 && refused < tried / 4, "{} slots, {refused} of {tried} refused", slots.len());
    assert!(injected.is_empty(), "{}", injected.join("\n"));
}

/// The shapes that harmless texts give, found one after the other as they are asked for.
struct Lazy<'a> {
    template: &'a Value,
    slot: &'a str,
    shapes: BTreeSet<Vec<String>>,
    left: &'static [&'static str],
}

impl Lazy<'_> {
    fn has(&mut self, wanted: &Vec<String>) -> bool {
        while !self.shapes.contains(wanted) {
            let Some((text, left)) = self.left.split_first() else { return false };
            self.left = left;
            self.shapes.extend(shape(self.template, self.slot, text));
        }
        true
    }
}

/// The slots' names.
fn slots(value: &Value) -> BTreeSet<String> {
    let text = value.to_string();
    text.split('⟦').skip(1).filter_map(|rest| Some(rest.split_once('⟧')?.0.to_owned())).collect()
}

/// What the crate of a document looks like with a text in a slot: the kinds of all tokens, sorted by file. Nothing if the
/// document is refused.
fn shape(template: &Value, slot: &str, text: &str) -> Option<Vec<String>> {
    let document =
        filled(template, &|name| if name == slot { text.to_owned() } else { name.replace(' ', "") });
    let source = Source::new("openapi.json", document.to_string());
    let generated = generator::generate(&source, &Config::new("client", "openapi.json")).ok()?;
    if let Err(words) = output::check(&generated.files) {
        panic!("{slot}: {text:?}: {words}");
    }
    Some(shapes(&generated.files))
}

/// The document with a text for each slot.
fn filled(value: &Value, text: &dyn Fn(&str) -> String) -> Value {
    match value {
        Value::String(old) if old.starts_with("#/") => {
            let escaped = |name: &str| text(name).replace('~', "~0").replace('/', "~1").replace('%', "%25");
            replaced(old, &escaped).into()
        }
        Value::String(old) => replaced(old, text).into(),
        Value::Array(elements) => elements.iter().map(|element| filled(element, text)).collect(),
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (replaced(key, text), filled(value, text)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

fn replaced(old: &str, text: &dyn Fn(&str) -> String) -> String {
    let mut parts = old.split('⟦');
    let mut new = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('⟧').unwrap_or((part, ""));
        new.push_str(&text(name));
        new.push_str(rest);
    }
    new
}

fn shapes(files: &Files) -> Vec<String> {
    let own = files
        .iter()
        .filter(|(path, _)| path.rsplit('.').next() == Some("rs") && !path.starts_with("src/runtime/"));
    let mut shapes: Vec<String> = own
        .filter_map(|(_, content)| match content {
            Content::Text(text) => {
                let mut kinds = String::new();
                walk(text.parse().unwrap(), &mut kinds);
                Some(kinds)
            }
            Content::Manifest(_) => None,
        })
        .collect();
    shapes.sort();
    shapes
}

/// A character for each token: names and literals are alike, and what documents something is not looked at. Commas and the
/// braces of an arm follow from how long a line is.
fn walk(tokens: TokenStream, kinds: &mut String) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(_) => kinds.push('i'),
            TokenTree::Literal(_) => kinds.push('l'),
            TokenTree::Punct(punct) if punct.as_char() == ',' => {}
            TokenTree::Punct(punct)
                if matches!(punct.as_char(), '#' | '!') && documents(&tokens[index + 1..]) => {}
            TokenTree::Punct(punct) => kinds.push(punct.as_char()),
            TokenTree::Group(_) if documents(&tokens[index..]) => {}
            TokenTree::Group(group) => {
                let is_arm = kinds.ends_with("=>") && group.delimiter() == Delimiter::Brace;
                let (open, close) = match group.delimiter() {
                    Delimiter::Brace if !is_arm => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Parenthesis => ("(", ")"),
                    _ => ("", ""),
                };
                kinds.push_str(open);
                walk(group.stream(), kinds);
                kinds.push_str(close);
            }
        }
    }
}

/// Whether these tokens begin with `[doc = …]`, perhaps behind the `!` of an inner attribute.
fn documents(tokens: &[TokenTree]) -> bool {
    let group = match tokens {
        [TokenTree::Group(group), ..] => group,
        [TokenTree::Punct(bang), TokenTree::Group(group), ..] if bang.as_char() == '!' => group,
        _ => return false,
    };
    let first = group.stream().into_iter().next();
    group.delimiter() == Delimiter::Bracket && matches!(first, Some(TokenTree::Ident(name)) if name == "doc")
}

/// Where two shapes part.
fn difference(neutral: &[String], other: &[String]) -> String {
    let apart = other.iter().find(|file| !neutral.contains(file)).map_or("", String::as_str);
    let most =
        |file: &&String| file.bytes().zip(apart.bytes()).take_while(|(left, right)| left == right).count();
    let near = neutral.iter().max_by_key(most).map_or("", String::as_str);
    let at = most(&&near.to_owned());
    let around = |text: &str| text.chars().skip(at.saturating_sub(20)).take(80).collect::<String>();
    format!("{} files, not {}\n  {}\n  {}", other.len(), neutral.len(), around(near), around(apart))
}
