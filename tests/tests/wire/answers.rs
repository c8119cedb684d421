//! Answers that are right, whatever a server makes of its freedom: nothing known is lost, and nothing new does
//! harm.

use generated_client::types::{
    Build, BuildEngine, BuildService, BuildServicePatch, BuildSettings, BuildStatus, BuildpackStack,
    PullRequestId, ServiceType, StorageSize, UnchangedDeployment, VcsProvider,
};
use serde_json::{Value, json, to_value};

use super::documented::{BUILD, Capture, PROJECT, SERVICE, service_answer, start};
use super::memory::{Memory, now, reply};

/// The build in an answer.
#[track_caller]
fn build(body: &impl ToString) -> Build {
    let memory = Memory::new([reply(200, body.to_string())]);
    now(start(&memory.client())).unwrap_or_else(|error| panic!("{error}")).into_body().data
}

/// The build in an answer with this text for a member.
#[track_caller]
fn build_with(member: &str, value: &str) -> Build {
    build(&format!(r#"{{"data":{{"id":"b","{member}":{value}}}}}"#))
}

/// The build service in an answer.
#[track_caller]
fn service(body: &impl ToString) -> BuildService {
    let memory = Memory::new([reply(200, body.to_string())]);
    let call = memory.client().patch_build_service(PROJECT, SERVICE, BuildServicePatch::new());
    now(call).unwrap_or_else(|error| panic!("{error}")).into_body().data
}

/// The documented build service with this value at a place. It is written again as it came.
#[track_caller]
fn service_with(place: &str, value: Value) -> BuildService {
    let answer = service_answer(place, Some(value));
    let service = service(&answer);
    assert_eq!(to_value(&service).unwrap(), answer["data"], "{place} is not written as it came");
    service
}

#[test]
fn a_pull_request_is_a_number_or_a_text() {
    let number = |number| Some(PullRequestId::Number(number));
    for (text, expected, again) in [
        ("12", number(12), json!(12)),
        ("12.0", number(12), json!(12)),
        ("-1", number(-1), json!(-1)),
        ("9223372036854775807", number(i64::MAX), json!(i64::MAX)),
        ("\"12\"", Some(PullRequestId::Text("12".to_owned())), json!("12")),
        ("\"\"", Some(PullRequestId::Text(String::new())), json!("")),
        ("12.5", Some(PullRequestId::Unknown(json!(12.5))), json!(12.5)),
        ("1e300", Some(PullRequestId::Unknown(json!(1e300))), json!(1e300)),
        ("true", Some(PullRequestId::Unknown(json!(true))), json!(true)),
        ("[1]", Some(PullRequestId::Unknown(json!([1]))), json!([1])),
        ("{\"a\":1}", Some(PullRequestId::Unknown(json!({ "a": 1 }))), json!({ "a": 1 })),
        ("null", None, Value::Null),
    ] {
        let build = build_with("pullRequestId", text);
        assert_eq!(build.pull_request_id, expected, "{text}");
        assert_eq!(to_value(build).unwrap()["pullRequestId"], again, "{text}");
    }
    assert_eq!(build_with("branch", "\"main\"").pull_request_id, None);
}

/// The description has an `int64`, and the union keeps what it does not know.
#[test]
fn a_pull_request_with_a_number_beyond_all_others_is_kept() {
    for number in [json!(1e20), json!(u64::MAX)] {
        let build = build_with("pullRequestId", &number.to_string());
        assert_eq!(build.pull_request_id, Some(PullRequestId::Unknown(number)));
    }
}

/// The description knows one of the two. Whatever a server does, the rest of its answer can be read.
#[test]
fn build_settings_are_told_by_their_member() {
    let dockerfile =
        json!({ "dockerFilePath": "/Dockerfile", "dockerWorkDir": "/", "buildEngine": "buildkit" });
    let buildpack = json!({ "builder": "HEROKU_22", "buildContext": "/", "useCache": true });
    let storage = json!({ "ephemeralStorage": { "storageSize": 32768 } });

    let settings = json!({ "storage": storage, "dockerfile": dockerfile });
    let BuildSettings::Dockerfile(read) = service_with("/data/buildSettings", settings).build_settings else {
        panic!("not by a Dockerfile")
    };
    assert_eq!(read.dockerfile.build_engine, Some(BuildEngine::Buildkit));
    assert_eq!(read.storage.unwrap().ephemeral_storage.unwrap().storage_size, Some(StorageSize::Gib32));

    let settings = json!({ "buildpack": buildpack, "storage": storage });
    let BuildSettings::Buildpack(read) = service_with("/data/buildSettings", settings).build_settings else {
        panic!("not by a Buildpack")
    };
    assert_eq!(read.buildpack.builder, Some(BuildpackStack::Heroku22));
    assert_eq!((read.buildpack.use_cache, read.buildpack.buildpack_locators), (Some(true), None));

    for neither in [json!({}), json!({ "storage": storage }), json!({ "nixpack": { "a": 1 } }), json!("none")]
    {
        let read = service_with("/data/buildSettings", neither.clone()).build_settings;
        assert_eq!(read, BuildSettings::Unknown(neither));
    }
}

#[test]
fn build_settings_with_both_members_are_read() {
    let dockerfile = r#""dockerfile":{"dockerFilePath":"/Dockerfile","dockerWorkDir":"/"}"#;
    let buildpack = r#""buildpack":{"buildContext":"/"}"#;
    let answer = Capture::read("patch-build-service").answer.to_string();
    let settings = Capture::read("patch-build-service").answer["data"]["buildSettings"].to_string();
    for both in [format!("{{{dockerfile},{buildpack}}}"), format!("{{{buildpack},{dockerfile}}}")] {
        let changed = answer.replace(&settings, &both);
        assert_ne!(changed, answer);
        assert!(!matches!(service(&changed).build_settings, BuildSettings::Unknown(_)), "{both}");
    }
}

#[test]
fn a_storage_size_may_be_any_integer() {
    let place = "/data/buildConfiguration/storage/ephemeralStorage/storageSize";
    for (size, expected) in [
        (16_384, StorageSize::Gib16),
        (524_288, StorageSize::Gib512),
        (1_048_576, StorageSize::Unknown(1_048_576)),
        (0, StorageSize::Unknown(0)),
        (-1, StorageSize::Unknown(-1)),
    ] {
        let configuration = service_with(place, size.into()).build_configuration.unwrap();
        assert_eq!(configuration.storage.unwrap().ephemeral_storage.unwrap().storage_size, Some(expected));
    }
}

/// `service_with` says that each is sent as it came.
#[test]
fn a_value_that_the_description_does_not_list_is_kept() {
    let new = || "BRAND_NEW".to_owned();
    let service = service_with("/data/status/build/status", new().into());
    assert_eq!(service.status.build.unwrap().status, BuildStatus::Unknown(new()));
    let service = service_with("/data/vcsData/projectType", new().into());
    assert_eq!(service.vcs_data.project_type, VcsProvider::Unknown(new()));
    let service = service_with("/data/serviceType", new().into());
    assert_eq!(service.service_type, ServiceType::Unknown(new()));

    let service = service_with("/data/buildSettings/dockerfile/buildEngine", new().into());
    let BuildSettings::Dockerfile(settings) = service.build_settings else { panic!("not by a Dockerfile") };
    assert_eq!(settings.dockerfile.build_engine, Some(BuildEngine::Unknown(new())));
    let service = service_with("/data/buildSettings", json!({ "buildpack": { "builder": "BRAND_NEW" } }));
    let BuildSettings::Buildpack(settings) = service.build_settings else { panic!("not by a Buildpack") };
    assert_eq!(settings.buildpack.builder, Some(BuildpackStack::Unknown(new())));
}

#[test]
fn every_listed_value_has_a_variant() {
    for status in [
        "QUEUED",
        "PENDING",
        "STARTING",
        "CLONING",
        "BUILDING",
        "UPLOADING",
        "ABORTED",
        "FAILURE",
        "SUBMISSION_FAILURE",
        "SUCCESS",
        "CRASHED",
    ] {
        let read = service_with("/data/status/build/status", status.into()).status.build.unwrap().status;
        assert!(!matches!(read, BuildStatus::Unknown(_)), "{status}");
    }
    for provider in ["bitbucket", "gitlab", "github", "self-hosted", "azure"] {
        let read = service_with("/data/vcsData/projectType", provider.into()).vcs_data.project_type;
        assert!(!matches!(read, VcsProvider::Unknown(_)), "{provider}");
    }
    // A value is what it is to the letter.
    for status in ["success", "SUCCESS ", ""] {
        let read = service_with("/data/status/build/status", status.into()).status.build.unwrap().status;
        assert_eq!(read, BuildStatus::Unknown(status.to_owned()));
    }
}

/// Every object gets members that the description does not know, before and after those that it knows.
fn outgrown(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let unknown = |name: &str| (name.to_owned(), json!({ "id": [null, { "dockerfile": 1 }] }));
            let known = members.iter().map(|(name, value)| {
                // These are maps: another member would be an entry.
                let map = ["buildArguments", "buildFiles"].contains(&name.as_str());
                (name.clone(), if map { value.clone() } else { outgrown(value) })
            });
            Value::Object([unknown("aNewOne")].into_iter().chain(known).chain([unknown("zNewOne")]).collect())
        }
        other => other.clone(),
    }
}

/// The members of every object the other way round, as text: no reader can put them right again.
fn reversed(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let members = members.iter().rev();
            let members = members.map(|(name, value)| format!("{}:{}", json!(name), reversed(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(" ,\n"))
        }
        other => other.to_string(),
    }
}

#[test]
fn unknown_members_and_the_order_of_members_mean_nothing() {
    let answer = Capture::read("patch-build-service").answer;
    let expected = service(&answer);
    assert_eq!(service(&outgrown(&answer)), expected);
    assert_eq!(service(&reversed(&answer)), expected);
    assert_eq!(service(&reversed(&outgrown(&answer))), expected);

    let answer = Capture::read("service-build-bundle").answer;
    assert_eq!(build(&outgrown(&answer)), build(&answer));
    assert_eq!(build(&reversed(&outgrown(&answer))), build(&answer));
}

#[test]
fn null_is_as_good_as_absent() {
    let names = ["branch", "pullRequestId", "sha", "registry", "createdAt", "status", "concluded"];
    for name in names {
        assert_eq!(build_with(name, "null"), build(&r#"{"data":{"id":"b"}}"#), "{name}");
    }
    for place in [
        "/data/description",
        "/data/tags",
        "/data/billing/buildPlan",
        "/data/vcsData/accountLogin",
        "/data/buildSettings/storage",
        "/data/buildSettings/dockerfile/buildEngine",
        "/data/buildSettings/dockerfile/useCache",
        "/data/buildConfiguration",
        "/data/buildConfiguration/storage",
        "/data/buildConfiguration/storage/ephemeralStorage",
        "/data/buildConfiguration/storage/ephemeralStorage/storageSize",
        "/data/buildArguments",
        "/data/buildFiles",
        "/data/buildFiles/~1dir~1fileName/encoding",
        "/data/cluster/loadBalancers",
        "/data/status/build",
        "/data/status/build/lastTransitionTime",
    ] {
        let (null, absent) = (service_answer(place, Some(Value::Null)), service_answer(place, None));
        assert_eq!(service(&null), service(&absent), "{place}");
        assert_eq!(to_value(service(&absent)).unwrap(), absent["data"], "{place}");
    }
}

#[test]
fn what_the_description_leaves_open_is_kept() {
    let open = json!({
        "number": 1,
        "large": 12_345_678_901_234_567_890_u64,
        "fraction": 0.1,
        "null": null,
        "": { "nested": [true, { "": [] }] },
        "ü\n\"": "ü\n\"",
    });
    let service = service_with("/data/buildArguments", open.clone());
    assert_eq!(service.build_arguments.unwrap().len(), 6);

    let memory = Memory::new([reply(200, json!({ "data": open }).to_string())]);
    let call = memory.client().update_service_deployment(PROJECT, SERVICE, UnchangedDeployment::new());
    assert_eq!(to_value(&now(call).unwrap().data).unwrap(), open);
}

/// They are documented as text, and a time in another form must not cost the whole answer.
#[test]
fn times_are_kept_as_they_came() {
    for time in ["2021-07-28T15:55:38.296Z", "2021-07-28 15:55", "yesterday", ""] {
        assert_eq!(build_with("createdAt", &json!(time).to_string()).created_at.as_deref(), Some(time));
        assert_eq!(service_with("/data/updatedAt", time.into()).updated_at.as_deref(), Some(time));
    }
}

#[test]
fn a_byte_order_mark_and_white_space_mean_nothing() {
    for body in [format!("\u{FEFF}{BUILD}"), format!(" \r\n\t{BUILD}\n\n"), BUILD.replace(':', " :\n ")] {
        assert_eq!(build(&body), build(&BUILD));
    }
}
