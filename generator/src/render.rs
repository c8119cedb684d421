//! Emitted files to text: formatted, with the header that says who wrote them.

use crate::emit::{self, SourceFile};
use crate::files::{Content, Files};
use crate::manifest::{Dependency, Feature, Manifest};
use crate::mark::{MARK, harmless, header, markdown_header};
use crate::parallel;
use crate::rust::{Crate, GroupFeature};

/// Every file of a crate, ready to be compared with a folder.
pub(crate) fn render(krate: &Crate) -> Files {
    let sources = emit::emit(krate);
    let texts = parallel::map(&sources, |file| file.content.print());
    let mut files = Files::new();
    let header = format!("{}\n", header(&krate.document));
    for (SourceFile { path, .. }, mut text) in sources.iter().zip(texts) {
        text.insert_str(0, &header);
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
    let said =
        krate.dependencies.iter().map(|(name, text)| Dependency::said(name, text, "said in the entry"));
    let mut manifest = Manifest {
        name: krate.name.clone(),
        description: krate.description.clone(),
        document: krate.document.clone(),
        dependencies: dependencies(),
        dev_dependencies: vec![
            dependency("tokio", "1", "runs the examples").features(&["macros", "rt-multi-thread"]),
        ],
        features: features(&krate.features),
    };
    manifest.dependencies.extend(said);
    manifest
}

/// What every generated crate depends on.
pub(crate) fn dependencies() -> Vec<Dependency> {
    let dependency = Dependency::new;
    vec![
        dependency("bytes", "1", "bodies"),
        dependency("http", "1", "requests and responses, whatever sends them"),
        dependency("regex-lite", "0.1", "patterns of request values"),
        dependency("serde", "1", "reading and writing, without derive").only(&["std"]),
        dependency("serde_json", "1", "JSON to the last digit, and data that the description leaves open")
            .features(&["float_roundtrip"]),
        dependency("reqwest", "0.13", "sends requests, unless you bring your own transport")
            .only(&["rustls-no-provider"])
            .optional(),
        dependency("http-body", "1", "bodies that are read while they are sent").optional(),
        dependency("rustls", "0.23", "TLS with ring, which builds in a third of the time of the default")
            .only(&["ring", "std", "tls12"])
            .optional(),
        dependency("rustls-platform-verifier", "0.7", "the certificates that the system trusts").optional(),
        dependency("tokio", "1", "timers: time limits and pauses between repeats").only(&["time"]).optional(),
    ]
}

/// The features of the run time, and one for each group of operations.
fn features(groups: &[GroupFeature]) -> Vec<Feature> {
    let feature =
        |name: &str, enables: Vec<String>, reason: String| Feature { name: name.to_owned(), enables, reason };
    let of_reqwest = ["http-body", "reqwest", "rustls", "rustls-platform-verifier", "tokio"];
    let mut default = vec!["reqwest".to_owned()];
    let mut all = Vec::new();
    if !groups.is_empty() {
        default.push("all".to_owned());
        let names = groups.iter().map(|group| group.name.clone()).collect();
        all.push(feature("all", names, "Every group of operations.".to_owned()));
        all.extend(groups.iter().map(|group| {
            let reason = format!("Operations of {}, and their types.", one_line(&group.heading));
            feature(&group.name, Vec::new(), reason)
        }));
    }
    let own = [
        feature("default", default, String::new()),
        feature(
            "reqwest",
            of_reqwest.map(|name| format!("dep:{name}")).into(),
            "The transport that is used unless another one is given.".to_owned(),
        ),
        feature(
            "drift",
            Vec::new(),
            "A hook that is told what answers say beyond the description.".to_owned(),
        ),
    ];
    own.into_iter().chain(all).collect()
}

/// A text of the document for a comment.
fn one_line(text: &str) -> String {
    harmless(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
