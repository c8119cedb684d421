//! Emitted files to text: formatted, with the header that says who wrote them.

use crate::emit::{self, Content as Emitted, SourceFile};
use crate::files::{Content, Files};
use crate::manifest::{Dependency, Feature, Manifest};
use crate::mark::{MARK, harmless, header, markdown_header};
use crate::rust::Crate;

/// Every file of a crate, ready to be compared with a folder.
pub(crate) fn render(krate: &Crate) -> Files {
    let mut files = Files::new();
    for SourceFile { path, content } in emit::emit(krate) {
        let body = match content {
            Emitted::Items(items) => emit::print(&items),
            Emitted::Text(text) => text.to_owned(),
            Emitted::Tables(preamble, tables) => {
                let tables = tables.iter().map(emit::print_table);
                std::iter::once(emit::print(&preamble)).chain(tables).collect::<Vec<_>>().join("\n")
            }
        };
        let text = format!("{}\n{body}", header(&krate.document));
        files.insert(format!("src/{path}"), Content::Text(text));
    }
    // Generated code is laid out for reading; rustfmt would only make it stale.
    let rustfmt = format!("# {MARK} from {}.\ndisable_all_formatting = true\n", harmless(&krate.document));
    files.insert("src/rustfmt.toml", Content::Text(rustfmt));
    let readme = format!("{}\n{}", markdown_header(&krate.document), emit::readme(krate));
    files.insert("README.md", Content::Text(readme));
    files.insert("Cargo.toml", Content::Manifest(manifest(krate)));
    files
}

/// What the generated code needs of its package.
fn manifest(krate: &Crate) -> Manifest {
    let dependency = Dependency::new;
    Manifest {
        name: krate.name.clone(),
        description: krate.description.clone(),
        document: krate.document.clone(),
        dependencies: vec![
            dependency("bytes", "1", "bodies"),
            dependency("http", "1", "requests and responses, whatever sends them"),
            dependency("regex-lite", "0.1", "patterns of request values"),
            dependency("serde", "1", "reading and writing, without derive").only(&["std"]),
            dependency("serde_json", "1", "JSON, and data that the description leaves open"),
            dependency("reqwest", "0.13", "sends requests, unless you bring your own transport")
                .only(&["rustls-no-provider"])
                .optional(),
            dependency("rustls", "0.23", "TLS with ring, which builds in a third of the time of the default")
                .only(&["ring", "std", "tls12"])
                .optional(),
            dependency("rustls-platform-verifier", "0.7", "the certificates that the system trusts")
                .optional(),
            dependency("tokio", "1", "timers: time limits and pauses between repeats")
                .only(&["time"])
                .optional(),
        ],
        dev_dependencies: vec![
            dependency("tokio", "1", "runs the examples").features(&["macros", "rt-multi-thread"]),
        ],
        features: vec![
            Feature {
                name: "default".to_owned(),
                enables: vec!["reqwest".to_owned()],
                reason: String::new(),
            },
            Feature {
                name: "reqwest".to_owned(),
                enables: ["reqwest", "rustls", "rustls-platform-verifier", "tokio"]
                    .map(|name| format!("dep:{name}"))
                    .into(),
                reason: "The transport that is used unless another one is given.".to_owned(),
            },
            Feature {
                name: "drift".to_owned(),
                enables: Vec::new(),
                reason: "A hook that is told what answers say beyond the description.".to_owned(),
            },
        ],
    }
}
