//! Files that would be too long to read: what stands in them is divided by the words that it begins with.

use std::collections::BTreeMap;

use super::names::{Scope, snake_words};
use super::operations::Planned;
use crate::rust::{CallExample, Doc, Enum, Expr, Item, Method, Newtype, Struct, TypeModule, Union};

/// How many lines a file may have before it is divided, as far as they can be foretold.
const LONG: usize = 2_000;
/// What has fewer lines gets no file of its own.
const SHORT: usize = 100;

/// Divides a file of types. What no words unite stays in it.
pub(super) fn types(mut whole: TypeModule, scope: &mut Scope) -> Vec<TypeModule> {
    let pieces = whole.items.iter().map(|item| Piece {
        words: snake_words(item.name().as_str()).split('_').map(str::to_owned).collect(),
        lines: length(item),
    });
    let mut parts = group(&pieces.collect::<Vec<_>>(), std::mem::take(&mut whole.items));
    whole.items = parts.remove(&[][..]).unwrap_or_default();
    let parts = parts.into_iter().map(|(words, items)| TypeModule {
        name: scope.claim(&format!("{}_{}", whole.name.as_str(), words.join("_"))),
        items,
        aliases: Vec::new(),
        ..whole.clone()
    });
    let parts: Vec<_> = parts.collect();
    [whole].into_iter().chain(parts).collect()
}

/// Divides the operations of a file by the words of each.
pub(super) fn operations(
    words: &[Vec<String>],
    planned: Vec<Planned>,
) -> BTreeMap<Vec<String>, Vec<Planned>> {
    let piece = |(words, planned): (&Vec<String>, &Planned)| Piece {
        words: words.clone(),
        lines: length_of_operation(planned),
    };
    let pieces: Vec<_> = words.iter().zip(&planned).map(piece).collect();
    group(&pieces, planned)
}

/// How many lines an operation has with the types that only it needs.
fn length_of_operation(planned: &Planned) -> usize {
    let Planned { methods, params, body, headers, successes, error } = planned;
    let method = |method: &Method| {
        let Method { doc, examples, errors_doc, sent, checks, .. } = method;
        let examples = examples.iter().map(length_of_example).sum::<usize>();
        lines(doc) + examples + lines(errors_doc) + sent.len() + checks.len() + 10
    };
    // A field has a line in the table of setters too, as a variant has in that of statuses.
    let params = params
        .iter()
        .map(|own| lines(&own.doc) + 8 + own.fields.iter().map(|field| lines(&field.doc) + 2).sum::<usize>());
    let body = body
        .iter()
        .map(|own| lines(&own.doc) + 8 + own.variants.iter().map(|own| lines(&own.doc) + 2).sum::<usize>());
    let headers =
        headers.iter().map(|own| 14 + own.headers.iter().map(|own| lines(&own.doc) + 4).sum::<usize>());
    let enums = successes
        .iter()
        .chain(error)
        .map(|own| lines(&own.doc) + 8 + own.arms.iter().map(|own| lines(&own.doc) + 2).sum::<usize>());
    methods.iter().map(method).chain(params).chain(body).chain(headers).chain(enums).sum()
}

/// How many lines a program has that shows a call.
fn length_of_example(example: &CallExample) -> usize {
    let values = example.arguments.iter().map(|own| match own {
        Expr::New { setters, .. } => setters.len(),
        _ => 0,
    });
    12 + values.sum::<usize>()
}

/// How many lines documentation has, with what it is about.
fn lines(doc: &Doc) -> usize {
    doc.0.len() + 1
}

/// How many lines a type has.
fn length(item: &Item) -> usize {
    let (doc, inner) = match item {
        Item::Struct(Struct { doc, fields, .. }) => (doc, fields.iter().map(|field| &field.doc).collect()),
        Item::Enum(Enum { doc, variants, .. }) => {
            (doc, variants.iter().map(|variant| &variant.doc).collect())
        }
        Item::Union(Union { doc, variants, .. }) => {
            (doc, variants.iter().map(|variant| &variant.doc).collect())
        }
        Item::Newtype(Newtype { doc, .. }) => (doc, Vec::new()),
    };
    // Attributes, the line that begins it, the one that ends it and a blank one.
    lines(doc) + 4 + inner.into_iter().map(lines).sum::<usize>()
}

/// What is put into a file.
struct Piece {
    /// What it is about, the most general word first.
    words: Vec<String>,
    /// How many lines it has.
    lines: usize,
}

/// What belongs together, by the words that it begins with, in the order it came.
fn group<T>(pieces: &[Piece], things: Vec<T>) -> BTreeMap<Vec<String>, Vec<T>> {
    let mut common = vec![0; pieces.len()];
    divide(pieces, (0..pieces.len()).collect(), 0, &mut common);
    let mut groups: BTreeMap<Vec<String>, Vec<T>> = BTreeMap::new();
    for ((piece, common), thing) in pieces.iter().zip(common).zip(things) {
        groups.entry(piece.words[..common].to_vec()).or_default().push(thing);
    }
    groups
}

/// Finds for some pieces, of which that many words are the same, how many words they share with those of their file.
fn divide(pieces: &[Piece], some: Vec<usize>, shared: usize, common: &mut [usize]) {
    let lines = |some: &[usize]| some.iter().map(|index| pieces[*index].lines).sum::<usize>();
    let long = lines(&some) > LONG;
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in some {
        common[index] = shared;
        if let Some(word) = pieces[index].words.get(shared).filter(|_| long) {
            by_word.entry(word).or_default().push(index);
        }
    }
    for own in by_word.into_values().filter(|own| lines(own) >= SHORT) {
        divide(pieces, own, shared + 1, common);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(pieces: &[(&str, usize)]) -> Vec<(String, usize)> {
        let words = |name: &str| name.split('_').map(str::to_owned).collect();
        let own: Vec<_> =
            pieces.iter().map(|(name, lines)| Piece { words: words(name), lines: *lines }).collect();
        let groups = group(&own, vec![(); own.len()]);
        groups.into_iter().map(|(words, things)| (words.join("_"), things.len())).collect()
    }

    #[test]
    fn a_short_file_stays_whole() {
        assert_eq!(names(&[("card", 900), ("payment_method", 900)]), [(String::new(), 2)]);
    }

    #[test]
    fn a_long_file_is_divided_as_deep_as_it_takes() {
        let pieces = [
            ("card", 10),
            ("payment", 20),
            ("payment_method", 1900),
            ("payment_intent_x", 900),
            ("payment_link", 9),
        ];
        let found = names(&pieces);
        let wanted = [("", 1), ("payment", 2), ("payment_intent", 1), ("payment_method", 1)];
        assert_eq!(found, wanted.map(|(name, count)| (name.to_owned(), count)));
    }

    #[test]
    fn one_thing_can_be_too_long() {
        assert_eq!(names(&[("card", 9000)]), [("card".to_owned(), 1)]);
    }
}
