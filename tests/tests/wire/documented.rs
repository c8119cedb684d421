//! What the documentation gives as examples.

use std::fs;
use std::path::{Path, PathBuf};

use generated_client::types::{BuildResponse, ErrorResponse, GitBuildSource};
use generated_client::{Call, Client};
use serde_json::Value;

pub(super) const TEAM: &str = "example-team";
pub(super) const PROJECT: &str = "default-project";
pub(super) const SERVICE: &str = "example-service";
pub(super) const JOB: &str = "example-job";

/// The shortest answer that is a build.
pub(super) const BUILD: &str = r#"{"data":{"id":"joyous-view-6290"}}"#;

/// A request that is fine, where it does not matter which.
pub(super) fn start(client: &Client) -> Call<BuildResponse, ErrorResponse> {
    client.start_service_build(PROJECT, SERVICE, GitBuildSource::new().branch("main"))
}

/// The document that the client is generated from.
pub(super) fn document() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/northflank.yaml");
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A request of the official JavaScript client 0.9.5, and the documented answer to it.
pub(super) struct Capture {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) body: Value,
    pub(super) answer: Value,
}

impl Capture {
    /// Reads `tests/wire/NAME.json`.
    pub(super) fn read(name: &str) -> Self {
        let path = folder().join(name).with_extension("json");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut capture: Value = serde_json::from_str(&text).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        Self {
            method: text(&capture["method"]),
            path: text(&capture["path"]),
            body: capture["body"].take(),
            answer: capture["answer"].take(),
        }
    }

    /// The name of every file, in order.
    pub(super) fn names() -> Vec<String> {
        let files = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().path());
        let mut names: Vec<_> =
            files.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        names.sort();
        names
    }
}

/// The documented answer with a build service, with this value at a place; without it for `None`.
pub(super) fn service_answer(place: &str, value: Option<Value>) -> Value {
    let mut answer = Capture::read("patch-build-service").answer;
    let (object, name) = place.rsplit_once('/').unwrap();
    let members = answer.pointer_mut(object).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => drop(members.insert(name.to_owned(), value)),
        None => assert!(members.remove(name).is_some(), "the documented answer has no {place}"),
    }
    answer
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("wire")
}
