//! Every documented example is read as its type and written as it was.

use std::collections::BTreeSet;
use std::fmt::Debug;

use generated_client::types::{
    BuildReference, BuildResponse, BuildServicePatch, BuildServiceResponse, DeploymentResponse,
    ErrorResponse, JobBuild, ServiceBuildSource, ServiceDeployment,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_reader, from_slice, from_str, from_value, json, to_string, to_value};

use super::documented::document;

/// A schema of a body, request or answer, and what takes an example through its type.
type Schema = (&'static str, fn(&Value));

const SCHEMAS: &[Schema] = &[
    ("BuildResponse", there_and_back::<BuildResponse>),
    ("BuildServicePatch", there_and_back::<BuildServicePatch>),
    ("BuildServiceResponse", there_and_back::<BuildServiceResponse>),
    ("DeploymentResponse", there_and_back::<DeploymentResponse>),
    ("ErrorResponse", there_and_back::<ErrorResponse>),
    ("JobBuild", there_and_back::<JobBuild>),
    ("ServiceBuildSource", there_and_back::<ServiceBuildSource>),
    ("ServiceDeployment", there_and_back::<ServiceDeployment>),
];

/// From a value and from text, and back to both.
#[track_caller]
fn there_and_back<T: DeserializeOwned + Serialize + PartialEq + Debug>(example: &Value) {
    let text = example.to_string();
    let read: T = from_value(example.clone()).unwrap_or_else(|error| panic!("{error} in {example}"));
    assert_eq!(&to_value(&read).unwrap(), example);
    assert_eq!(from_str::<Value>(&to_string(&read).unwrap()).unwrap(), *example);
    for again in [from_str::<T>(&text), from_slice(text.as_bytes()), from_reader(text.as_bytes())] {
        assert_eq!(again.unwrap(), read, "{example}");
    }
    assert_eq!(from_str::<T>(&to_string(&read).unwrap()).unwrap(), read);
}

#[test]
fn every_documented_example_goes_there_and_back() {
    let document = document();
    let mut seen = BTreeSet::new();
    for kind in ["requestBodies", "responses"] {
        for (name, body) in document["components"][kind].as_object().unwrap() {
            let media = &body["content"]["application/json"];
            let schema = media["schema"]["$ref"].as_str().unwrap().rsplit('/').next().unwrap();
            let Some((_, check)) = SCHEMAS.iter().find(|(own, _)| *own == schema) else {
                panic!("{name}: nothing for `{schema}` in this test")
            };
            let examples = media["examples"].as_object().unwrap_or_else(|| panic!("{name} has no example"));
            examples.values().for_each(|example| check(&example["value"]));
            seen.insert(schema.to_owned());
        }
    }
    assert!(SCHEMAS.iter().map(|(schema, _)| *schema).eq(seen.iter().map(String::as_str)), "{seen:?}");
}

#[test]
fn a_body_is_told_by_its_members() {
    let source = |json: Value| from_value::<ServiceBuildSource>(json).unwrap();
    let url = "https://example.com/archive.tar";
    for json in [json!({ "bundleUrl": url }), json!({ "branch": "main", "sha": "short", "bundleUrl": url })] {
        assert!(matches!(source(json.clone()), ServiceBuildSource::Bundle(_)), "{json}");
        there_and_back::<ServiceBuildSource>(&json);
    }
    for json in
        [json!({}), json!({ "branch": "main" }), json!({ "pullRequestId": 42 }), json!({ "overrides": {} })]
    {
        assert!(matches!(source(json.clone()), ServiceBuildSource::Git(_)), "{json}");
        there_and_back::<ServiceBuildSource>(&json);
    }
    let deployment = |json: Value| from_value::<ServiceDeployment>(json).unwrap();
    let docker = json!({ "configType": "customCommand", "customCommand": "run" });
    let json = json!({ "docker": docker, "external": { "imagePath": "nginx" } });
    assert!(matches!(deployment(json), ServiceDeployment::External(it) if it.docker.is_some()));
    let json = json!({ "docker": docker, "internal": {} });
    assert!(matches!(deployment(json), ServiceDeployment::Internal(it) if it.docker.is_some()));
    assert!(matches!(deployment(json!({ "docker": docker })), ServiceDeployment::Unchanged(_)));
    for (text, is_latest) in
        [("latest", true), ("LATEST", false), ("262ed9817b3cad5142fbceabe0c9e371e390d616", false)]
    {
        let json = json!({ "internal": { "buildSHA": text } });
        let ServiceDeployment::Internal(read) = deployment(json.clone()) else { panic!("{text}") };
        assert_eq!(read.internal.build_sha == Some(BuildReference::Latest), is_latest, "{text}");
        there_and_back::<ServiceDeployment>(&json);
    }
}

/// What only a caller sends is closed.
#[test]
fn a_value_that_nobody_may_send_is_not_read() {
    for (kind, error) in [
        (json!("custom"), "`custom` is not a value of DockerRuntimeType"),
        (json!(1), "expected a string"),
        (json!(null), "expected a string"),
    ] {
        let read = from_value::<ServiceDeployment>(json!({ "docker": { "configType": kind } }));
        let said = read.unwrap_err().to_string();
        assert!(said.contains(error), "{said}");
    }
    // `{"bundleUrl": null}` is no bundle, but the git branch of the `anyOf` allows it: it requires nothing and forbids
    // nothing.
    for body in
        [json!([]), json!(null), json!("x"), json!({ "bundleUrl": null, "sha": 1 }), json!({ "sha": 1 })]
    {
        assert!(from_value::<ServiceBuildSource>(body.clone()).is_err(), "{body}");
    }
}
