//! Who may know whom in the generator, how long things may be, and what generated code never contains.
//!
//! The tables are exact: what is not listed may not be, and what is listed but no longer so fails as well.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;

/// Each library of the generator and the modules that use it.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["spec"]),
    ("any_ascii", &["plan"]),
    ("heck", &["plan"]),
    ("indexmap", &["diagnostic", "resolve", "spec"]),
    ("openapiv3", &["resolve", "spec"]),
    ("petgraph", &["plan"]),
    ("prettyplease", &["emit"]),
    ("proc_macro2", &["emit"]),
    ("pulldown_cmark", &["plan"]),
    ("quote", &["emit"]),
    ("regex_lite", &["plan", "resolve"]),
    ("serde", &["resolve", "spec"]),
    ("serde_json", &["resolve", "spec"]),
    ("serde_yaml", &["spec"]),
    ("strsim", &["spelling"]),
    ("syn", &["emit"]),
    ("tempfile", &["files"]),
    ("toml_edit", &["manifest"]),
];

/// Each module of the generator and the modules that it sees.
const MODULES: &[(&str, &[&str])] = &[
    ("codes", &["diagnostic"]),
    ("config", &["codes", "diagnostic", "pointer", "spelling", "words"]),
    ("diagnostic", &["codes", "pointer", "source"]),
    ("dump", &["model", "rust"]),
    ("emit", &["rust"]),
    ("files", &["manifest", "mark"]),
    ("manifest", &["mark"]),
    ("model", &["pointer"]),
    ("plan", &["codes", "config", "diagnostic", "model", "pointer", "rust", "spelling", "words"]),
    ("parallel", &["limits"]),
    ("render", &["emit", "files", "manifest", "mark", "parallel", "rust"]),
    (
        "resolve",
        &["codes", "config", "diagnostic", "limits", "model", "pointer", "spec", "spelling", "words"],
    ),
    ("source", &["limits"]),
    ("spec", &["codes", "diagnostic", "limits", "pointer", "source", "spelling", "stack", "words"]),
    ("spelling", &["words"]),
    ("stack", &["codes", "diagnostic", "limits"]),
];

/// Folders of hand-written code.
const BY_HAND: &[&str] = &[
    "generator/src",
    "generator/runtime",
    "tests/benches/benches",
    "tests/benches/build",
    "tests/roundtrip",
    "tests/src",
    "tests/tests",
    "xtask/src",
    "xtask/tests",
];

/// Lines of a file.
const FILE: usize = 400;
/// Lines of a function's body, without blank lines and comments.
const FUNCTION: usize = 60;

/// What is longer, and why: a file, or `file: function`.
const LONGER: &[(&str, &str)] = &[];

#[test]
fn libraries_stay_where_they_belong() {
    let known = dependencies();
    let mut used = BTreeSet::new();
    for (module, seen) in generator() {
        used.extend(seen.libraries.intersection(&known).map(|library| format!("{module} uses {library}")));
    }
    compare(&used, &table(LIBRARIES, |library, module| format!("{module} uses {library}")), "LIBRARIES");
    let listed: BTreeSet<String> = LIBRARIES.iter().map(|(library, _)| (*library).to_owned()).collect();
    compare(&known, &listed, "LIBRARIES");
}

#[test]
fn modules_see_only_what_they_may() {
    let mut seen = BTreeSet::new();
    for (module, Seen { modules, .. }) in generator() {
        seen.extend(modules.iter().map(|other| format!("{module} sees {other}")));
    }
    compare(&seen, &table(MODULES, |module, other| format!("{module} sees {other}")), "MODULES");
}

#[test]
fn files_and_functions_are_short() {
    let files = BY_HAND.iter().flat_map(|folder| rust_files(&root().join(folder)));
    let too_long: BTreeSet<String> = files.flat_map(|path| long_things(&path)).collect();
    compare(&too_long, &LONGER.iter().map(|(thing, _)| (*thing).to_owned()).collect(), "LONGER");
}

#[test]
fn generated_code_cannot_panic_and_guesses_nothing() {
    let files = rust_files(&root().join("generated-client/src"));
    assert!(!files.is_empty());
    for path in files {
        let mut found = Vec::new();
        forbidden(tokens(&path), &mut found);
        assert!(found.is_empty(), "{}: {found:?}", name(&path));
    }
}

#[test]
fn every_kind_of_path_is_seen() {
    let code = r#"
        use super::super::model::{Api, Schema};
        use crate::{plan::{self, naming}, rust::Crate};
        use heck as words;
        pub(crate) fn f(code: self::Code) -> crate::spec::Spec {
            quote! { syn::parse(#code) };
            format!("{}", openapiv3::OpenAPI::serde(super::tokens::emit::print()))
        }
    "#;
    let mut seen = Seen::default();
    look(code.parse().unwrap(), &["emit".to_owned(), "types".to_owned()], &mut seen);
    assert!(seen.modules.iter().eq(["emit", "model", "plan", "rust", "spec"]), "{:?}", seen.modules);
    let known = ["heck", "openapiv3", "serde", "syn"].map(str::to_owned).into();
    assert!(seen.libraries.intersection(&known).eq(["heck", "openapiv3"]), "{:?}", seen.libraries);
}

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a package lies in the repository")
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// A sentence for each pair of a table.
fn table(rows: &[(&str, &[&str])], sentence: impl Fn(&str, &str) -> String) -> BTreeSet<String> {
    rows.iter().flat_map(|(left, rights)| rights.iter().map(|right| sentence(left, right))).collect()
}

#[track_caller]
fn compare(found: &BTreeSet<String>, listed: &BTreeSet<String>, table: &str) {
    let unlisted: Vec<_> = found.difference(listed).collect();
    assert!(unlisted.is_empty(), "not in {table}: {unlisted:#?}");
    let unused: Vec<_> = listed.difference(found).collect();
    assert!(unused.is_empty(), "in {table}, but no longer so: {unused:#?}");
}

/// Every `.rs` file below a folder, in order.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.map(|entry| entry.expect("a folder can be read").path()) {
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The dependencies of the generator, as they are written in paths.
fn dependencies() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("generator/Cargo.toml")).expect("the generator has a manifest");
    let manifest: toml_edit::DocumentMut = text.parse().expect("it is TOML");
    let table = manifest["dependencies"].as_table().expect("it has dependencies");
    table.iter().map(|(name, _)| name.replace('-', "_")).collect()
}

/// The code of a file without its tests.
fn tokens(path: &Path) -> TokenStream {
    let text = fs::read_to_string(path).expect("a source file is text");
    let file =
        syn::parse_file(&text).map_err(|error| format!("{}: {error}", name(path))).expect("it is Rust");
    file.items.into_iter().filter(|item| !is_test(item)).map(ToTokens::into_token_stream).collect()
}

/// Whether an item stands behind `#[cfg(test)]`.
fn is_test(item: &syn::Item) -> bool {
    let (syn::Item::Mod(syn::ItemMod { attrs, .. })
    | syn::Item::Use(syn::ItemUse { attrs, .. })
    | syn::Item::Fn(syn::ItemFn { attrs, .. })) = item
    else {
        return false;
    };
    attrs.iter().any(|attr| attr.to_token_stream().to_string().replace(' ', "") == "#[cfg(test)]")
}

/// What the files of one top-level module name.
#[derive(Default)]
struct Seen {
    /// First segments of paths.
    libraries: BTreeSet<String>,
    /// Other top-level modules.
    modules: BTreeSet<String>,
}

/// The top-level modules of the generator. `lib.rs` is left out: it sees them all.
fn generator() -> BTreeMap<String, Seen> {
    let source = root().join("generator/src");
    let mut modules: BTreeMap<String, Seen> = BTreeMap::new();
    for path in rust_files(&source) {
        let relative = path.strip_prefix(&source).expect("it was found there").with_extension("");
        let mut at: Vec<String> = relative.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if at.last().is_some_and(|last| last == "tests") {
            continue;
        }
        at.retain(|part| part != "mod");
        let top = at[0].clone();
        if top == "lib" {
            continue;
        }
        let seen = modules.entry(top.clone()).or_default();
        look(tokens(&path), &at, seen);
        seen.modules.remove(&top);
    }
    modules
}

/// Notes the paths in some tokens. What `quote!` quotes is the generated crate's business.
fn look(tokens: TokenStream, at: &[String], seen: &mut Seen) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if !is_quoted(&tokens[..index]) => look(group.stream(), at, seen),
            TokenTree::Ident(ident) if !follows_path(&tokens[..index]) => {
                let rest = &tokens[index + 1..];
                let first = ident.to_string();
                if starts_path(rest) {
                    follow(&first, rest, at, seen);
                } else if is_word(tokens[..index].last(), "use") {
                    seen.libraries.insert(first);
                }
            }
            _ => {}
        }
    }
}

/// Notes one path: a library's, or one that leads to a top-level module. `rest` begins with `::`.
fn follow(first: &str, mut rest: &[TokenTree], at: &[String], seen: &mut Seen) {
    let up = |at: &[String]| at[..at.len().saturating_sub(1)].to_vec();
    let mut base = match first {
        "crate" => Vec::new(),
        "self" => at.to_vec(),
        "super" => up(at),
        _ => {
            seen.libraries.insert(first.to_owned());
            return;
        }
    };
    rest = &rest[2..];
    while is_word(rest.first(), "super") && starts_path(&rest[1..]) {
        base = up(&base);
        rest = &rest[3..];
    }
    match (base.into_iter().next(), rest.first()) {
        (Some(top), _) => seen.modules.extend([top]),
        (None, Some(TokenTree::Ident(next))) => seen.modules.extend([next.to_string()]),
        (None, Some(TokenTree::Group(group))) => seen.modules.extend(heads(group.stream())),
        (None, _) => {}
    }
}

/// The first names in `{a::b, c, d::{e}}`.
fn heads(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let parts = tokens.split(|token| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ','));
    parts.filter_map(|part| part.first()).map(ToString::to_string).collect()
}

fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}

fn is_punct(token: Option<&TokenTree>, punct: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == punct)
}

/// Whether these tokens begin with `::`.
fn starts_path(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.first(), ':') && is_punct(tokens.get(1), ':')
}

/// Whether these tokens end with `::`.
fn follows_path(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., a, b] if is_punct(Some(a), ':') && is_punct(Some(b), ':'))
}

/// Whether these tokens end with `quote!` or one of its kind.
fn is_quoted(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [.., TokenTree::Ident(name), bang]
        if is_punct(Some(bang), '!') && name.to_string().contains("quote"))
}

/// What generated code does without.
fn forbidden(tokens: TokenStream, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => forbidden(group.stream(), found),
            TokenTree::Ident(ident) => {
                let (word, next) = (ident.to_string(), tokens.get(index + 1));
                let is_call = matches!(next, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
                let is_method = index > 0 && is_punct(tokens.get(index - 1), '.');
                let is_bad = match word.as_str() {
                    "untagged" => true,
                    "unwrap" | "expect" => is_method && is_call,
                    "panic" | "todo" | "unimplemented" | "unreachable" => is_punct(next, '!'),
                    "derive" => next.is_some_and(|list| list.to_string().contains("erialize")),
                    _ => false,
                };
                if is_bad {
                    found.push(word);
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The file, if it is too long, and every function in it that is. Formatted code closes a function at its own indent.
fn long_things(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a source file is text");
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    if lines.len() > FILE {
        found.push(name(path));
    }
    for (index, line) in lines.iter().enumerate() {
        let Some(function) = function_name(line) else { continue };
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = format!("{indent}}}");
        let body = lines[index + 1..].iter().take_while(|line| **line != end);
        let is_code = |line: &&&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        let is_one_line = line.ends_with('}') || line.ends_with(';');
        if !is_one_line && body.filter(is_code).count() > FUNCTION {
            found.push(format!("{}: {function}", name(path)));
        }
    }
    found
}

/// The name of the function whose signature begins on a line.
fn function_name(line: &str) -> Option<&str> {
    let words = line.trim_start();
    let (before, after) = words.split_once("fn ")?;
    let is_signature = before.split_whitespace().all(|word| {
        matches!(word, "async" | "const" | "unsafe" | "extern")
            || word.starts_with("pub")
            || word.starts_with('"')
    });
    let end = after.find(|c: char| !c.is_alphanumeric() && c != '_')?;
    (is_signature && end > 0).then(|| &after[..end])
}
