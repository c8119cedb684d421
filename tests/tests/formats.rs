//! Types are for every format of serde, though names come from JSON's reader in a way of their own.

use generated_client::types::{BuildReference, BuildState, ServiceDeployment};

const YAML: &str = "
internal: {id: example-build-service, buildSHA: latest, new: 1}
docker: {configType: default}
";

#[test]
fn a_type_is_read_from_another_format_than_json() {
    let read: ServiceDeployment = serde_yaml::from_str(YAML).unwrap();
    let ServiceDeployment::Internal(own) = &read else { panic!("{read:?}") };
    assert_eq!(own.internal.build_sha, Some(BuildReference::Latest));
    let value: serde_json::Value = serde_yaml::from_str(YAML).unwrap();
    assert_eq!(serde_json::from_value::<ServiceDeployment>(value).unwrap(), read);
}

#[test]
fn names_that_are_asked_for_are_compared_and_others_passed_over_unread() {
    // Not UTF-8, with an escape, and at last with the name that is meant written in another way.
    let state: BuildState =
        serde_json::from_slice(b"{\"\xff\": 1, \"\\n\": 2, \"st\\u0061tus\": \"SUCCESS\"}").unwrap();
    assert_eq!(serde_json::to_value(&state).unwrap()["status"], "SUCCESS");
    let text = b"{\"\xff\": 1, \"\\u0069nternal\": {\"id\": \"a\"}}";
    assert!(matches!(serde_json::from_slice(text).unwrap(), ServiceDeployment::Internal(_)));
}
