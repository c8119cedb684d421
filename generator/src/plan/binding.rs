//! What a caller would call an answer, in examples.

use super::names::{singular, snake, snake_words};
use crate::rust::{Ident, Type};

/// Words that say of a type that it is one that comes back, and not of what.
const NO_CONTENT: [&str; 4] = ["response", "result", "success", "object"];

/// Words that stand before what they are about: a name that begins with one says nothing.
const PREPOSITIONS: [&str; 10] = ["as", "at", "by", "for", "from", "in", "of", "on", "to", "with"];

/// A name that is longer says no more than this.
const LONGEST: usize = 20;
const ANSWER: &str = "answer";

/// The name of what a method brings, if it brings something.
pub(super) fn binding(success: &Type, method: &Ident) -> Option<Ident> {
    let name = match success {
        Type::Unit | Type::Never => return None,
        Type::Named(name) => spoken(name, method),
        Type::Events(_) => "events".to_owned(),
        Type::Lines(_) => "lines".to_owned(),
        Type::Download => "download".to_owned(),
        Type::List(inner) => inner.named().map_or("items".to_owned(), |name| plural(&spoken(name, method))),
        _ => ANSWER.to_owned(),
    };
    let name = if name.len() > LONGEST { ANSWER } else { name.as_str() };
    Some(Ident::new(&snake(name)))
}

/// A type's name without what is said by every answer, and without the verb of the method, if it begins with that.
fn spoken(name: &Ident, method: &Ident) -> String {
    let name = snake_words(name.as_str());
    let mut words: Vec<&str> = name.split('_').collect();
    while let [_, .., last] = words.as_slice()
        && NO_CONTENT.contains(last)
    {
        words.pop();
    }
    let verb = method.as_str().split('_').next();
    if words.len() > 1 && words.first().copied() == verb {
        words.remove(0);
    }
    if words.len() > 1 && ["a", "an", "the"].contains(&words[0]) {
        words.remove(0);
    }
    if PREPOSITIONS.contains(&words[0]) { ANSWER.to_owned() } else { words.join("_") }
}

fn plural(name: &str) -> String {
    if name.ends_with('s') && singular(name).len() < name.len() {
        return name.to_owned();
    }
    let vowel = |c: char| "aeiou".contains(c);
    match name.strip_suffix('y') {
        Some(stem) if !stem.ends_with(vowel) => format!("{stem}ies"),
        _ if name.ends_with("ata") || name == ANSWER => name.to_owned(),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| name.ends_with(end)) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_called_by_what_it_is() {
        let named = |name: &str| Type::Named(Ident::new(name));
        let list = |name: &str| Type::List(Box::new(named(name)));
        for (success, method, name) in [
            (named("GetFileResponse"), "get_file", "file"),
            (named("AlbumObject"), "get_an_album", "album"),
            (named("GetAnAlbumResponse"), "get_an_album", "album"),
            (named("PostAiAskSuccess"), "post_ai_ask", "ai_ask"),
            (named("SearchResult"), "search", "search"),
            (named("Response2"), "ask", "response2"),
            (named("Type"), "get_type", "type_"),
            (named("PagingArtistDiscographyAlbumObject"), "get_albums", "answer"),
            (list("Category"), "categories", "categories"),
            (list("Box"), "boxes", "boxes"),
            (list("DataSource"), "list_data_sources", "data_sources"),
            (Type::List(Box::new(Type::String)), "names", "items"),
            (Type::Bool, "exists", "answer"),
        ] {
            assert_eq!(binding(&success, &Ident::new(method)).unwrap().as_str(), name, "{success:?}");
        }
        assert_eq!(binding(&Type::Unit, &Ident::new("delete")), None);
    }
}
