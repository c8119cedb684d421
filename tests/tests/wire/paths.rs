//! Values in paths: each stays one segment of its path, or nothing is sent.

use generated_client::types::{
    BuildServicePatch, ErrorResponse, GitBuildSource, JobBuild, UnchangedDeployment,
};
use generated_client::{Client, Error, Place};

use super::documented::{BUILD, start};
use super::memory::{Memory, Outcome, now, outcome, problems, refused, reply};
use super::server::{Server, answer, percent_decoded};

/// A path with its parameters in braces, by the names that they have in Rust, and a call with their values.
type Operation = (&'static str, fn(&Client, &[&str]) -> Outcome);

const OPERATIONS: &[Operation] = &[
    ("/v1/projects/{projectId}/services/{serviceId}/build", |it, ids| {
        outcome(it.start_service_build(ids[0], ids[1], GitBuildSource::new()))
    }),
    ("/v1/teams/{teamId}/projects/{projectId}/services/{serviceId}/build", |it, ids| {
        outcome(it.start_team_service_build(ids[0], ids[1], ids[2], GitBuildSource::new()))
    }),
    ("/v1/projects/{projectId}/jobs/{jobId}/build", |it, ids| {
        outcome(it.start_job_build(ids[0], ids[1], JobBuild::new()))
    }),
    ("/v1/teams/{teamId}/projects/{projectId}/jobs/{jobId}/build", |it, ids| {
        outcome(it.start_team_job_build(ids[0], ids[1], ids[2], JobBuild::new()))
    }),
    ("/v1/projects/{projectId}/services/build/{serviceId}", |it, ids| {
        outcome(it.patch_build_service(ids[0], ids[1], BuildServicePatch::new()))
    }),
    ("/v1/teams/{teamId}/projects/{projectId}/services/build/{serviceId}", |it, ids| {
        outcome(it.patch_team_build_service(ids[0], ids[1], ids[2], BuildServicePatch::new()))
    }),
    ("/v1/projects/{projectId}/services/{serviceId}/deployment", |it, ids| {
        outcome(it.update_service_deployment(ids[0], ids[1], UnchangedDeployment::new()))
    }),
    ("/v1/teams/{teamId}/projects/{projectId}/services/{serviceId}/deployment", |it, ids| {
        outcome(it.update_team_service_deployment(ids[0], ids[1], ids[2], UnchangedDeployment::new()))
    }),
];

/// Values, and the segments that they become.
const ESCAPED: &[(&str, &str)] = &[
    ("plain-A1._~", "plain-A1._~"),
    ("%2e%2e", "%252e%252e"),
    ("%2E", "%252E"),
    (".%2e", ".%252e"),
    ("%", "%25"),
    ("...", "..."),
    ("..;", "..%3B"),
    (" ..", "%20.."),
    ("a/b", "a%2Fb"),
    ("/", "%2F"),
    ("../x", "..%2Fx"),
    ("a?b", "a%3Fb"),
    ("a#b", "a%23b"),
    ("a b", "a%20b"),
    ("a+b", "a%2Bb"),
    ("a\nb", "a%0Ab"),
    ("a\r\nb", "a%0D%0Ab"),
    ("\t", "%09"),
    ("\0", "%00"),
    ("\u{7f}", "%7F"),
    ("a\\b", "a%5Cb"),
    ("..\\x", "..%5Cx"),
    ("//host", "%2F%2Fhost"),
    ("c:d@e", "c%3Ad%40e"),
    ("ü€😀", "%C3%BC%E2%82%AC%F0%9F%98%80"),
    ("\u{202e}\u{feff}", "%E2%80%AE%EF%BB%BF"),
    ("．．", "%EF%BC%8E%EF%BC%8E"),
    ("!$&'()*+,;=|^`{}[]<>\"", "%21%24%26%27%28%29%2A%2B%2C%3B%3D%7C%5E%60%7B%7D%5B%5D%3C%3E%22"),
];

/// The names of the parameters of a path.
fn parameters(path: &str) -> Vec<&str> {
    path.split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}')).collect()
}

/// Calls every operation with this value for each of its parameters in turn.
fn everywhere(value: &str, check: impl Fn(&str, &str, &Memory, Result<(), Error<ErrorResponse>>)) {
    for (path, call) in OPERATIONS {
        let names = parameters(path);
        for (position, name) in names.iter().enumerate() {
            let mut ids = names.clone();
            ids[position] = value;
            let memory = Memory::new([reply(401, "")]);
            let outcome = now(call(&memory.client(), &ids));
            check(path, name, &memory, outcome);
        }
    }
}

#[test]
fn a_value_stays_in_its_segment_of_every_path() {
    let long = "x".repeat(60_000);
    for (value, segment) in ESCAPED.iter().copied().chain([(long.as_str(), long.as_str())]) {
        everywhere(value, |path, name, memory, _| {
            let expected = path.replace(&format!("{{{name}}}"), segment).replace(['{', '}'], "");
            let sent = memory.sent();
            assert_eq!(sent.uri().path_and_query().unwrap().as_str(), expected, "{name} is {value:?}");
        });
    }
}

#[test]
fn a_value_that_would_reach_another_operation_is_refused() {
    for (value, fault) in [("", "is empty"), (".", "makes a dot segment"), ("..", "makes a dot segment")] {
        everywhere(value, |path, name, memory, outcome| {
            let refused = refused(outcome);
            let message = format!("{fault}: the request would reach another operation");
            assert_eq!(problems(&refused), [(Place::Path, name, message.as_str())], "{path}");
            assert_eq!(memory.attempts(), 0, "{path}");
        });
    }
}

#[test]
fn every_value_that_is_refused_is_named() {
    let memory = Memory::default();
    let call = memory.client().start_team_service_build("", ".", "..", GitBuildSource::new());
    let refused = refused(now(call));
    let names: Vec<_> = problems(&refused).iter().map(|(_, name, _)| *name).collect();
    assert_eq!((names, memory.attempts()), (vec!["teamId", "projectId", "serviceId"], 0));
}

#[test]
fn a_url_that_is_too_long_is_refused() {
    let memory = Memory::default();
    let refused = refused(now(memory.client().start_job_build("p", &"x".repeat(70_000), JobBuild::new())));
    assert_eq!((problems(&refused), memory.attempts()), (vec![(Place::Url, "", "uri too long")], 0));
}

#[tokio::test]
async fn a_server_receives_every_value_as_one_segment() {
    let server = Server::saying(answer("200 OK", BUILD));
    let client = server.builder().base_url(format!("{}/a%20prefix//", server.url)).build().unwrap();
    let long = "x".repeat(50_000);
    for value in ESCAPED.iter().map(|(value, _)| *value).chain([long.as_str()]) {
        client.start_service_build("p", value, GitBuildSource::new()).await.unwrap();
        let target = server.requests().pop().unwrap().target;
        let segments: Vec<_> = target.split('/').collect();
        let ["", "a%20prefix", "v1", "projects", "p", "services", segment, "build"] = segments[..] else {
            panic!("{value:?} became {target}")
        };
        let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        assert!(segment.bytes().all(kept), "{value:?} became {segment}");
        assert_eq!(percent_decoded(segment), value);
    }
}

#[tokio::test]
async fn a_server_never_sees_a_dot_segment() {
    let server = Server::saying(answer("200 OK", BUILD));
    let client = server.client();
    for value in ["", ".", ".."] {
        refused(client.start_service_build("p", value, GitBuildSource::new()).await);
    }
    start(&client).await.unwrap();
    server.request();
}
