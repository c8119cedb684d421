use std::fs::{self, File};
use std::path::Path;

use serde_json::json;

use crate::codes::Code;
use crate::source::Source;
use crate::spec::bundled;

/// What is wrong with a document that refers to `file` and may refer to what is in `root`.
fn faults(document: &Path, file: &str, root: &Path) -> Vec<Code> {
    let text = format!(
        "{{\"openapi\":\"3.1.0\",\"info\":{{\"title\":\"\",\"version\":\"\"}},\"components\":{{\"schemas\":{{\"A\":{{\"$ref\":\"{file}\"}}}}}}}}"
    );
    fs::write(document, text).unwrap();
    let source = Source::open(document).unwrap().within(root).unwrap();
    let found = bundled(&source).err().unwrap_or_default();
    found.iter().map(|fault| fault.code).collect()
}

#[test]
fn nothing_outside_of_the_folder_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("api");
    fs::create_dir_all(inside.join("schemas")).unwrap();
    fs::write(folder.path().join("secret.yaml"), "type: string").unwrap();
    fs::write(inside.join("schemas/a.yaml"), "type: string").unwrap();
    let document = inside.join("openapi.json");
    let own = |file: &str| faults(&document, file, &inside);
    assert_eq!(own("schemas/a.yaml"), []);
    assert_eq!(own("./schemas/../schemas/%61.yaml"), []);
    assert_eq!(own("../secret.yaml"), [Code::RemoteReference]);
    assert_eq!(own("schemas/../../secret.yaml"), [Code::RemoteReference]);
    assert_eq!(own("%2e%2e/secret.yaml"), [Code::RemoteReference]);
    // Whether something is there is not told either.
    assert_eq!(own("../nothing.yaml"), [Code::RemoteReference]);
    assert_eq!(faults(&document, "../secret.yaml", folder.path()), []);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("secret.yaml"), inside.join("link.yaml")).unwrap();
        std::os::unix::fs::symlink(folder.path(), inside.join("up")).unwrap();
        assert_eq!(own("link.yaml"), [Code::RemoteReference]);
        assert_eq!(own("up/secret.yaml"), [Code::RemoteReference]);
        // A link to what is inside is that.
        assert_eq!(own("up/api/schemas/a.yaml"), []);
    }
}

#[test]
fn files_have_a_limit_together() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("openapi.json");
    File::create(folder.path().join("a.yaml")).unwrap().set_len(crate::limits::BYTES as u64).unwrap();
    assert_eq!(faults(&document, "a.yaml", folder.path()), [Code::LimitExceeded]);
}

#[test]
fn parts_that_are_copied_into_each_other_have_a_limit() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("openapi.json");
    // Each level refers to the one inside: every level is a component, with all levels inside it.
    let levels = 100;
    let mut text = format!("{{\"enum\":[{}0]}}", "0,".repeat(50_000));
    for level in (0..levels).rev() {
        let inner = "/not".repeat(level + 1);
        text = format!("{{\"not\":{text},\"items\":{{\"$ref\":\"#{inner}\"}}}}");
    }
    fs::write(folder.path().join("a.json"), text).unwrap();
    assert!(faults(&document, "a.json", folder.path()).contains(&Code::LimitExceeded));
}

#[test]
fn a_mapping_alone_leads_into_an_extension() {
    let discriminator = json!({"propertyName": "kind", "mapping": {"b": "#/x-parts/B"}});
    let schemas = json!({"A": {"properties": {"kind": {"type": "string"}}, "discriminator": discriminator}});
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "", "version": ""},
        "paths": {},
        "components": {"schemas": schemas},
        "x-parts": {"B": {"type": "object"}},
    });
    let root = bundled(&Source::new("a.json", document.to_string())).unwrap();
    assert_eq!(root.pointer("/components/schemas/B"), Some(&json!({"type": "object"})));
    let mapped = root.pointer("/components/schemas/A/discriminator/mapping/b");
    assert_eq!(mapped, Some(&json!("#/components/schemas/B")));
}
