//! What the generator is built from: nothing to reach a network with, and it takes no text for code.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;

/// Packages that speak to a network, or with which others do.
const NETWORK: &[&str] = &[
    "async-std",
    "attohttpc",
    "curl",
    "git2",
    "h2",
    "h3",
    "hickory-resolver",
    "hyper",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tungstenite",
    "ureq",
];

/// Ways from text to tokens. `syn::parse2` takes tokens, and is none.
const FROM_TEXT: &[&str] =
    &["FromStr", "from_str", "parse", "parse_file", "parse_str", "parse_quote_spanned"];

/// Everything that `Cargo.lock` names.
fn metadata() -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--locked"]).current_dir(root);
    let output = cargo.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn the_generator_has_nothing_to_reach_a_network_with() {
    let metadata = metadata();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let names: BTreeMap<String, String> = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let mut needs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for node in metadata["resolve"]["nodes"].as_array().unwrap() {
        let normal = node["deps"].as_array().unwrap().iter().filter(|dep| {
            // What only tests need is not built in.
            dep["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].as_str() != Some("dev"))
        });
        needs.insert(text(&node["id"]), normal.map(|dep| text(&dep["pkg"])).collect());
    }
    for package in ["generator", "xtask"] {
        let start = names.iter().find(|(_, name)| *name == package).unwrap().0;
        let mut seen = BTreeSet::from([start.clone()]);
        let mut waiting = vec![start.clone()];
        while let Some(id) = waiting.pop() {
            waiting.extend(needs[&id].iter().filter(|id| seen.insert((*id).clone())).cloned());
        }
        let reach: Vec<&str> =
            seen.iter().map(|id| names[id].as_str()).filter(|name| NETWORK.contains(name)).collect();
        assert!(seen.len() > 10 && reach.is_empty(), "`{package}` is built from {reach:?}");
    }
}

#[test]
fn the_generator_takes_no_text_for_code_and_reaches_for_no_network() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let mut found = Vec::new();
    let files = rust_files(&source);
    assert!(files.len() > 100, "the sources are found");
    for path in files {
        // Only `emit` has tokens, which `layers.rs` holds; what else is parsed there is text and stays text.
        let file = path.strip_prefix(&source).unwrap();
        let emits = file.starts_with("emit");
        let tokens: TokenStream = fs::read_to_string(&path).unwrap().parse().unwrap();
        look(tokens, "", emits, &mut |word| found.push(format!("{}: {word}", file.display())));
    }
    // Documentation becomes a `proc_macro2::Literal`: whatever the text is, that is one literal or an error.
    assert_eq!(found, ["emit/tokens.rs: parse"]);
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

#[test]
fn what_is_looked_for_is_found() {
    let found = |text: &str, emits: bool| {
        let mut found = Vec::new();
        look(text.parse().unwrap(), "", emits, &mut |word| found.push(word));
        found
    };
    assert_eq!(found("use std::net::TcpStream;", false), ["net"]);
    assert_eq!(found("use std::{fs, net::TcpStream, process::{Command, exit}};", false), ["net", "process"]);
    assert_eq!(found("fn f() { core::net::Ipv4Addr::LOCALHOST; }", false), ["net"]);
    assert_eq!(found("fn f() { syn::parse_str(text) }", true).len(), 1);
    assert!(found("mod net { fn process() {} }", false).is_empty());
}

/// Looks for what must not be there. `outer` is what stands before a group, such as the path of a list of imports.
fn look(tokens: TokenStream, outer: &str, emits: bool, found: &mut impl FnMut(String)) {
    let mut before = outer.to_owned();
    for token in tokens {
        match &token {
            TokenTree::Group(group) => {
                let path = if before.ends_with("::") { before.as_str() } else { "" };
                look(group.stream(), path, emits, found);
                before.clear();
                continue;
            }
            TokenTree::Ident(name) => {
                let word = name.to_string();
                let is_std = before.ends_with("std::") || before.ends_with("core::");
                if emits && FROM_TEXT.contains(&word.as_str())
                    || is_std && ["net", "process"].contains(&word.as_str())
                {
                    found(word);
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == ',' => {
                outer.clone_into(&mut before);
                continue;
            }
            _ => {}
        }
        before.push_str(&token.to_string());
    }
}
