//! The README of a generated crate: how to make the first call.

use super::example;
use crate::rust::{CallExample, Crate, Method, OperationModule};

/// The call that is shown, its method, and the file of that.
pub(super) fn first(krate: &Crate) -> Option<(&OperationModule, &Method, &CallExample)> {
    krate.operations.iter().find_map(|module| {
        module.methods.iter().find_map(|method| Some((module, method, method.examples.first()?)))
    })
}

/// The text below the first line.
pub(crate) fn text(krate: &Crate) -> String {
    let mut lines = vec![format!("# {}", krate.name), String::new()];
    lines.extend(krate.doc.0.iter().cloned());
    if let Some((_, method, first)) = first(krate) {
        let security = method.security.as_ref().unwrap_or(&krate.client.security);
        lines.extend([
            String::new(),
            "## A first call".to_owned(),
            String::new(),
            "```rust,no_run".to_owned(),
        ]);
        lines.extend(example::program(first, &krate.client, security, &krate.name));
        lines.push("```".to_owned());
    }
    let methods = krate.operations.iter().flat_map(|module| &module.methods);
    lines.extend([String::new(), "## Operations".to_owned(), String::new()]);
    lines.push("| method of `Client` | request |".to_owned());
    lines.push("| --- | --- |".to_owned());
    lines.extend(methods.map(|method| {
        // A bar ends a cell, even in code.
        format!("| `{}` | {} |", method.name, method.request.replace('|', "\\|"))
    }));
    lines.extend(features(krate));
    lines.extend([
        String::new(),
        "HTTP is sent by `reqwest` with TLS of `rustls`. Without default features there is neither, and"
            .to_owned(),
        "`Client::builder().transport(…)` takes what you bring instead.".to_owned(),
        String::new(),
    ]);
    lines.join("\n")
}

/// How to take only a part of it.
fn features(krate: &Crate) -> Vec<String> {
    let Some(first) = krate.features.first() else { return Vec::new() };
    vec![
        String::new(),
        "## Features".to_owned(),
        String::new(),
        "Each group of operations is a feature, all of them on by default. What a program does not call need not be"
            .to_owned(),
        "compiled:".to_owned(),
        String::new(),
        "```toml".to_owned(),
        format!("{} = {{ version = \"…\", default-features = false, features = [\"reqwest\", {:?}] }}", krate.name, first.name),
        "```".to_owned(),
    ]
}
