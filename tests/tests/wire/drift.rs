//! What an answer says beyond its description is told to who asks.

use std::sync::{Arc, Mutex};

use generated_client::DriftKind::{self, Member, Value};
use generated_client::types::BuildServicePatch;
use serde_json::{Value as Json, json};

use super::documented::{PROJECT, SERVICE, service_answer};
use super::memory::{Memory, now, reply};

/// What the hook was told of an answer, as paths and kinds.
fn told(answer: &Json) -> Vec<(String, DriftKind)> {
    let told = Arc::new(Mutex::new(Vec::new()));
    let memory = Memory::new([reply(200, answer.to_string())]);
    let kept = told.clone();
    let client = memory.builder().on_drift(move |drift| {
        assert_eq!(drift.operation, "patchBuildService");
        kept.lock().unwrap().push((drift.path.clone(), drift.kind));
    });
    now(client.build().unwrap().patch_build_service(PROJECT, SERVICE, BuildServicePatch::new())).unwrap();
    std::mem::take(&mut *told.lock().unwrap())
}

#[test]
fn an_answer_as_it_is_described_has_none() {
    assert_eq!(told(&service_answer("/data/name", Some(json!("n")))), []);
}

#[test]
fn an_unknown_member_has_its_path() {
    let answer = service_answer("/data/cluster/colour", Some(json!({ "deep": [1] })));
    assert_eq!(told(&answer), [("data.cluster.colour".to_owned(), Member)]);
}

#[test]
fn an_unlisted_value_and_an_unknown_branch_have_their_paths() {
    let answer = service_answer("/data/status/build/status", Some(json!("EXPLODED")));
    assert_eq!(told(&answer), [("data.status.build.status".to_owned(), Value)]);
    let answer = service_answer("/data/buildSettings", Some(json!({ "nix": {} })));
    assert_eq!(told(&answer), [("data.buildSettings".to_owned(), Value)]);
}
