//! The README of a generated crate: how to make the first call.

use super::example;
use crate::rust::Crate;

/// The text below the first line.
pub(crate) fn text(krate: &Crate) -> String {
    let mut lines = vec![format!("# {}", krate.name), String::new()];
    lines.extend(krate.doc.0.iter().cloned());
    let methods = krate.operations.iter().flat_map(|module| &module.methods);
    let first = methods.clone().find_map(|method| method.examples.first());
    if let Some(first) = first {
        lines.extend([
            String::new(),
            "## A first call".to_owned(),
            String::new(),
            "```rust,no_run".to_owned(),
        ]);
        lines.extend(example::program(first, &krate.name));
        lines.push("```".to_owned());
    }
    lines.extend([String::new(), "## Operations".to_owned(), String::new()]);
    lines.push("| method of `Client` | request |".to_owned());
    lines.push("| --- | --- |".to_owned());
    lines.extend(methods.map(|method| {
        let request = method.doc.0.iter().find(|line| line.starts_with(&format!("`{} /", method.http)));
        format!("| `{}` | {} |", method.name, request.map_or("", String::as_str))
    }));
    lines.extend([
        String::new(),
        "HTTP is sent by `reqwest` with TLS of `rustls`. Without default features there is neither, and"
            .to_owned(),
        "`Client::builder().transport(…)` takes what you bring instead.".to_owned(),
        String::new(),
    ]);
    lines.join("\n")
}
