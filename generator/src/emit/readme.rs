//! The README of a generated crate: how to make the first call.

use super::example;
use crate::rust::{CallExample, Crate, Expr, Method, OperationModule};

/// The call that is shown, its method, and the file of that: the first that only reads, if it needs nothing said.
pub(super) fn first(krate: &Crate) -> Option<(&OperationModule, &Method, &CallExample)> {
    let calls = krate.operations.iter().flat_map(|module| {
        module.methods.iter().filter_map(move |method| Some((module, method, method.examples.first()?)))
    });
    let is_plain = |(_, method, call): &(&OperationModule, &Method, &CallExample)| {
        method.http == "GET" && call.arguments.iter().all(|argument| *argument == Expr::None)
    };
    calls.clone().find(is_plain).or_else(|| calls.clone().next())
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
    lines.extend(calling(krate));
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

/// What a call gives, and what it can be told.
fn calling(krate: &Crate) -> Vec<String> {
    let mut lines = vec![
        String::new(),
        "## Calling".to_owned(),
        String::new(),
        "A call gives what the API answers, with status and headers, or an `Error`: `Refused` (nothing was sent),"
            .to_owned(),
        "`Transport` (no whole answer), `Api` (an error that the description has), `Undescribed` or `Undecodable` (the"
            .to_owned(),
        "answer as it came). Before `.await` it takes options for itself: `timeout`, `header`, `token`, `base_url`, `no_retry`."
            .to_owned(),
        "For tests and proxies, `Client::builder().base_url(…)` is where all paths of the table below begin.".to_owned(),
    ];
    let described: Vec<_> = krate
        .client
        .schemes
        .iter()
        .filter_map(|scheme| Some((&scheme.option, scheme.doc.as_ref()?)))
        .collect();
    if !described.is_empty() {
        lines.extend([String::new(), "Credentials are options of the builder:".to_owned(), String::new()]);
        lines.extend(
            described
                .into_iter()
                .map(|(option, doc)| format!("- `{option}`: {}", doc.0.first().map_or("", String::as_str))),
        );
    }
    lines
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
