//! The words of generated code: macros, attributes and kinds of items that it has, and no others.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Macros: those of the run time, and what names the package.
const MACROS: &[&str] = &[
    "access",
    "bodies",
    "build",
    "by_media",
    "by_status",
    "checks",
    "concat",
    "foreign",
    "from",
    "integer_enum",
    "newtype",
    "object",
    "path",
    "string_enum",
    "tuple",
    "union",
];
/// Macros that read something, with all that they may read.
const READING: &[(&str, &[&str])] =
    &[("env", &["\"CARGO_PKG_NAME\"", "\"CARGO_PKG_VERSION\""]), ("include_str", &["\"../README.md\""])];
/// Attributes.
const ATTRIBUTES: &[&str] =
    &["allow", "cfg", "derive", "doc", "forbid", "must_use", "non_exhaustive", "warn"];
/// Words of Rust that generated code never needs.
const NEVER: &[&str] = &["unsafe", "extern", "static", "macro_rules"];

/// Looks at every token.
pub(super) fn check(tokens: &TokenStream) -> Result<(), String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(name) => {
                let word = name.to_string();
                let before = index.checked_sub(1).and_then(|index| tokens.get(index));
                check_name(&word, before)?;
                if is_punct(tokens.get(index + 1), '!') && !is_punct(tokens.get(index + 2), '=') {
                    check_macro(&word, tokens.get(index + 2))?;
                }
            }
            TokenTree::Group(group) => {
                let is_attribute = group.delimiter() == Delimiter::Bracket
                    && (is_punct(index.checked_sub(1).and_then(|index| tokens.get(index)), '#')
                        || index > 1
                            && is_punct(tokens.get(index - 1), '!')
                            && is_punct(tokens.get(index - 2), '#'));
                if is_attribute {
                    check_attribute(group.stream())?;
                } else {
                    check(&group.stream())?;
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
    Ok(())
}

/// A name is ASCII, and none that gives the code more power than it needs.
fn check_name(word: &str, before: Option<&TokenTree>) -> Result<(), String> {
    if !word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '#')) {
        return Err(format!("a name that is not ASCII: `{word}`"));
    }
    // A member may be called so, and a lifetime.
    let is_other = is_punct(before, '.') || is_punct(before, '\'');
    if !is_other && NEVER.contains(&word) { Err(format!("the word `{word}`")) } else { Ok(()) }
}

/// A macro is known, and reads nothing but what it is there for.
fn check_macro(word: &str, arguments: Option<&TokenTree>) -> Result<(), String> {
    let Some((_, readable)) = READING.iter().find(|(name, _)| *name == word) else {
        return if MACROS.contains(&word) { Ok(()) } else { Err(format!("a macro `{word}!`")) };
    };
    match arguments {
        Some(TokenTree::Group(group)) if readable.contains(&group.stream().to_string().as_str()) => Ok(()),
        other => Err(format!("`{word}!` reads {other:?}")),
    }
}

fn check_attribute(tokens: TokenStream) -> Result<(), String> {
    match tokens.into_iter().next() {
        Some(TokenTree::Ident(name)) if ATTRIBUTES.contains(&name.to_string().as_str()) => Ok(()),
        other => Err(format!("an attribute {other:?}")),
    }
}

fn is_punct(token: Option<&TokenTree>, punct: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == punct)
}
