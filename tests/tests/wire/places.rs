//! Answers that do not fit: the error names the place and the kinds, and the answer itself is kept.

use generated_client::types::BuildServicePatch;
use generated_client::{DecodeError, Error};
use serde_json::{Value, json};

use super::documented::{BUILD, PROJECT, SERVICE, service_answer, start};
use super::memory::{Memory, now, reply, reply_with};

/// What is wrong with this answer to a patch.
#[track_caller]
fn fault(body: impl Into<String>) -> DecodeError {
    let body = body.into();
    let memory = Memory::new([reply(200, body.clone())]);
    let call = memory.client().patch_build_service(PROJECT, SERVICE, BuildServicePatch::new());
    match now(call) {
        Err(Error::Undecodable { answer, error }) => {
            assert_eq!((answer.status().as_u16(), answer.body().as_ref()), (200, body.as_bytes()));
            error
        }
        Err(error) => panic!("{error:?}"),
        Ok(_) => panic!("decoded: {body}"),
    }
}

/// The path in an answer in which `data` begins with these members.
#[track_caller]
fn path(members: &str) -> String {
    fault(format!("{{\"data\":{{{members}")).path().to_owned()
}

#[test]
fn a_required_member_that_is_missing_is_named() {
    for (object, name) in [
        ("", "data"),
        ("/data", "name"),
        ("/data", "billing"),
        ("/data", "vcsData"),
        ("/data", "buildSettings"),
        ("/data", "serviceType"),
        ("/data", "id"),
        ("/data", "appId"),
        ("/data", "cluster"),
        ("/data", "status"),
        ("/data/vcsData", "projectUrl"),
        ("/data/vcsData", "projectType"),
        ("/data/buildSettings/dockerfile", "dockerFilePath"),
        ("/data/buildSettings/dockerfile", "dockerWorkDir"),
        ("/data/cluster", "id"),
        ("/data/cluster", "name"),
        ("/data/status/build", "status"),
    ] {
        let error = fault(service_answer(&format!("{object}/{name}"), None).to_string());
        let path = object.trim_start_matches('/').replace('/', ".");
        let message = format!("missing required member `{name}`{}", branch(object));
        assert_eq!((error.path(), error.message()), (&*path, &*message));
    }
    let error = fault(service_answer("/data/billing/gpu", Some(json!({ "configuration": {} }))).to_string());
    assert_eq!(error.to_string(), "data.billing.gpu.configuration: missing required member `gpuType`");
}

/// What an error in a branch of a union says of the branch.
fn branch(place: &str) -> &'static str {
    if place.starts_with("/data/buildSettings/dockerfile") {
        " (read as BuildSettings::Dockerfile: an object with `dockerfile`)"
    } else {
        ""
    }
}

#[test]
fn a_value_of_another_kind_is_named() {
    let size = "/data/buildConfiguration/storage/ephemeralStorage/storageSize";
    for (place, value, message) in [
        ("/data", json!([]), "expected an object (BuildService), found an array"),
        ("/data/name", json!(7), "expected a string, found a number"),
        ("/data/name", json!(null), "expected a string, found null"),
        ("/data/tags", json!("my-tag"), "expected an array, found a string"),
        ("/data/disabledCI", json!("no"), "expected a boolean, found a string"),
        ("/data/vcsData", json!(true), "expected an object (VcsData), found a boolean"),
        ("/data/vcsData/projectType", json!(1), "expected a string, found a number"),
        (
            "/data/buildSettings/dockerfile",
            json!("x"),
            "expected an object (DockerfileSettings), found a string",
        ),
        ("/data/buildSettings/dockerfile/useCache", json!({}), "expected a boolean, found an object"),
        (size, json!("16384"), "expected an integer, found a string"),
        (size, json!(1.5), "expected an integer, found a number"),
        ("/data/cluster/namespace", json!(["x"]), "expected a string, found an array"),
        ("/data/status/build/status", json!(0), "expected a string, found a number"),
    ] {
        let error = fault(service_answer(place, Some(value.clone())).to_string());
        let path = place[1..].replace('/', ".");
        assert_eq!(
            (error.path(), error.message()),
            (&*path, &*format!("{message}{}", branch(place))),
            "{value}"
        );
    }
    // Members and elements that only have names or numbers.
    let error = fault(service_answer("/data/tags", Some(json!(["fine", "fine", 3]))).to_string());
    assert_eq!(error.to_string(), "data.tags[2]: expected a string, found a number");
    let files = json!({ "/dir/fileName": { "data": 1 } });
    let error = fault(service_answer("/data/buildFiles", Some(files)).to_string());
    assert_eq!(
        error.to_string(),
        r#"data.buildFiles["/dir/fileName"].data: expected a string, found a number"#
    );
}

#[test]
fn a_wrong_registry_is_named() {
    let body = r#"{"data":{"id":"b","registry":{"uri":4}}}"#;
    let error = now(start(&Memory::new([reply_with(200, &[("x-request-id", "4f1c")], body)]).client()));
    assert_eq!(
        error.unwrap_err().to_string(),
        "startServiceBuild: the answer (200 OK, request id 4f1c) does not match the description\
        \n  at data.registry.uri: expected a string, found a number"
    );
}

/// `storage` comes before the member that tells a Dockerfile from a Buildpack.
#[test]
fn a_member_that_comes_before_the_decision_is_named() {
    let dockerfile = json!({ "dockerFilePath": "/Dockerfile", "dockerWorkDir": "/" });
    for (storage, place) in [
        (json!(1), "data.buildSettings.storage"),
        (json!({ "ephemeralStorage": 1 }), "data.buildSettings.storage.ephemeralStorage"),
        (
            json!({ "ephemeralStorage": { "storageSize": "1" } }),
            "data.buildSettings.storage.ephemeralStorage.storageSize",
        ),
    ] {
        for engine in ["dockerfile", "buildpack"] {
            let settings = format!(r#"{{"storage":{storage},"{engine}":{dockerfile}}}"#);
            assert_eq!(path(&format!(r#""buildSettings":{settings}"#)), place, "{settings}");
        }
        let settings = format!(r#"{{"dockerfile":{dockerfile},"storage":{storage}}}"#);
        assert_eq!(path(&format!(r#""buildSettings":{settings}"#)), place, "{settings}");
    }
}

#[test]
fn the_place_is_found_in_any_text() {
    for (members, expected) in [
        ("\"tags\":[1]", "data.tags[0]"),
        ("\"tags\":[\"\",\n\"[,{\\\"\" ,\r\n1]", "data.tags[2]"),
        ("\n\n\"name\"\n:\n1", "data.name"),
        (r#""buildFiles":{"a,b":{"data":1}}"#, r#"data.buildFiles["a,b"].data"#),
        (r#""buildFiles":{"a.b":1}"#, r#"data.buildFiles["a.b"]"#),
        (r#""buildFiles":{"q\"uote":{"data":1}}"#, r#"data.buildFiles["q\"uote"].data"#),
        (r#""buildFiles":{"back\\":1}"#, r#"data.buildFiles["back\\"]"#),
        (r#""buildFiles":{"\u00e9t\u00E9":{},"日本":1}"#, "data.buildFiles.日本"),
        (r#""buildFiles":{"":1}"#, r#"data.buildFiles[""]"#),
        (r#""buildFiles":{"x-y_1":1}"#, "data.buildFiles.x-y_1"),
        (r#""unknown":{"a":[{},{"b":1}]},"name":1"#, "data.name"),
        (r#""buildArguments":{"a":[1,{"b":[2]}]},"name":1"#, "data.name"),
        // Cut where it hurts.
        (r#""name":"Exam"#, "data.name"),
        (r#""name":"#, "data.name"),
        (r#""name":"x","#, "data"),
        (r#""tags":["a","#, "data.tags[1]"),
        (r#""buildArguments":{"a":[1,{"b":nul"#, "data.buildArguments.a[1].b"),
        (r#""cluster":{"id":"x"}"#, "data.cluster"),
    ] {
        assert_eq!(path(members), expected, "{members}");
    }
    let deep = path(&format!(r#""buildArguments":{{"a":{}"#, "[".repeat(200)));
    assert!(deep.starts_with("data.buildArguments.a[0][0][0]"), "{deep}");
    let long = path(&format!(r#""buildFiles":{{"{}":1"#, "k".repeat(1000)));
    assert!(long.ends_with("k…\"]") && long.chars().count() < 130, "{long}");
}

#[test]
fn what_is_not_json_is_named() {
    for (body, path, message) in [
        ("", "", "expected JSON, found an empty body"),
        (" \r\n", "", "expected JSON, found an empty body"),
        ("\u{FEFF}", "", "expected JSON, found an empty body"),
        ("null", "", "expected an object (BuildServiceResponse), found null"),
        ("7", "", "expected an object (BuildServiceResponse), found a number"),
        ("[]", "", "expected an object (BuildServiceResponse), found an array"),
        ("{", "", "the text ends too early"),
        (r#"{"data":{"name":"\x"}}"#, "data.name", "not JSON: invalid escape, line 1, column 19"),
        ("{\n\"data\":\n{,}}", "data", "not JSON: key must be a string, line 3, column 2"),
        ("nope", "", "not JSON: expected ident, line 1, column 2"),
    ] {
        let error = fault(body);
        assert_eq!((error.path(), error.message()), (path, message), "{body}");
    }
    let error = fault(format!("{} 1", service_answer("/data/name", Some(json!("x")))));
    assert!(error.message().starts_with("not JSON: trailing characters, line 1"), "{error}");
}

/// An answer may be full of secrets, in the wrong place too.
#[test]
fn what_was_found_is_not_shown() {
    let file = |data: Value| service_answer("/data/buildFiles", Some(json!({ "f": { "data": data } })));
    for body in [
        file(json!(["hidden"])).to_string(),
        service_answer("/data/disabledCI", Some(json!("hidden"))).to_string(),
        service_answer("/data/disabledCI", Some(json!("hidden\", expected hidden"))).to_string(),
        service_answer("/data/vcsData", Some(json!("hidden"))).to_string(),
        service_answer("/data/buildSettings/storage", Some(json!("hidden"))).to_string(),
        BUILD.replace("joyous", "hidden"),
        "hidden".to_owned(),
        "<b>hidden</b>".to_owned(),
    ] {
        let memory = Memory::new([reply(200, body.clone())]);
        let call = memory.client().patch_build_service(PROJECT, SERVICE, BuildServicePatch::new());
        let error = now(call).unwrap_err();
        assert!(!format!("{error} {error:?} {error:#?}").contains("hidden"), "{error:?}");
    }
}
