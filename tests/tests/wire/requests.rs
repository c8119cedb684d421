//! What is wrong with a request is said before anything is sent: all of it at once, each with its place.

use generated_client::types::{
    BuildConfiguration, BuildOverrides, BuildServiceBillingPatch, BuildServicePatch, BuildSettingsPatch,
    CommitSha, DockerBuildOverrides, DockerfileSettingsPatch, GitBuildSource, InternalDeployment, JobBuild,
    UnchangedDeployment, VcsDataPatch,
};
use generated_client::{Client, Place};
use serde_json::{Value, from_value, json};

use super::documented::{JOB, PROJECT, SERVICE};
use super::memory::{Memory, Outcome, now, outcome, problems, refused, reply};

const SHA: &str = "262ed9817b3cad5142fbceabe0c9e371e390d616";

#[test]
fn a_commit_sha_has_forty_characters() {
    assert_eq!(CommitSha::new(SHA).unwrap().as_str(), SHA);
    assert_eq!("ü".repeat(40).parse::<CommitSha>().unwrap().to_string(), "ü".repeat(40));
    for (text, message) in [
        (&SHA[1..], "has 39 characters, at least 40 needed"),
        (&*format!("{SHA}0"), "has 41 characters, at most 40 allowed"),
        ("", "has 0 characters, at least 40 needed"),
        ("latest", "has 6 characters, at least 40 needed"),
    ] {
        for refused in [CommitSha::new(text), text.parse(), text.try_into(), text.to_owned().try_into()] {
            let violation = refused.unwrap_err();
            assert_eq!((violation.path.as_str(), violation.message.as_str()), ("", message), "{text}");
            assert_eq!(violation.to_string(), message);
        }
    }
}

/// A server may send one that is not right, and it may be kept; sending it is another matter.
#[test]
fn a_commit_sha_of_39_characters_is_read_and_not_sent() {
    type Row = (&'static str, fn(&Client, Value) -> Outcome);
    let rows: [Row; 3] = [
        ("sha", |it, sha| {
            let git: GitBuildSource = from_value(json!({ "sha": sha })).unwrap();
            outcome(it.start_service_build(PROJECT, SERVICE, git))
        }),
        ("sha", |it, sha| {
            let job: JobBuild = from_value(json!({ "sha": sha })).unwrap();
            outcome(it.start_job_build(PROJECT, JOB, job))
        }),
        ("internal.buildSHA", |it, sha| {
            let internal: InternalDeployment =
                from_value(json!({ "internal": { "buildSHA": sha } })).unwrap();
            outcome(it.update_service_deployment(PROJECT, SERVICE, internal))
        }),
    ];
    for (path, call) in rows {
        let memory = Memory::new([reply(401, "")]);
        let refused = refused(now(call(&memory.client(), SHA[1..].into())));
        assert_eq!(problems(&refused), [(Place::Body, path, "has 39 characters, at least 40 needed")]);
        assert_eq!(memory.attempts(), 0, "{path}");

        now(call(&memory.client(), SHA.into())).unwrap_err();
        assert_eq!(memory.attempts(), 1, "{path}");
    }
}

#[test]
fn every_violation_is_named_in_the_order_of_the_description() {
    let patch =
        BuildServicePatch::new()
            .build_configuration(BuildConfiguration::new().docker_credentials(["fine", "hid_den"]))
            .build_settings(BuildSettingsPatch::new().dockerfile(
                DockerfileSettingsPatch::new().docker_file_path("hidden").docker_work_dir("hidden"),
            ))
            .vcs_data(VcsDataPatch::new().vcs_link_id("hidden"))
            .billing(BuildServiceBillingPatch::new().build_plan("hid den"))
            .tags(["fine", "hid den", "also-fine", "hid_den"])
            .description("#hidden");
    let memory = Memory::default();
    let refused = refused(now(memory.client().patch_build_service(PROJECT, SERVICE, patch)));
    let places: Vec<_> = problems(&refused).iter().map(|(_, name, _)| *name).collect();
    assert_eq!(
        places,
        [
            "description",
            "tags[1]",
            "tags[3]",
            "billing.buildPlan",
            "vcsData.vcsLinkId",
            "buildSettings.dockerfile.dockerFilePath",
            "buildSettings.dockerfile.dockerWorkDir",
            "buildConfiguration.dockerCredentials[1]",
        ]
    );
    assert_eq!(memory.attempts(), 0);
    let shown = format!("{refused} {refused:?}");
    assert!(!shown.contains("hid"), "what was refused is shown: {shown}");
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let docker = DockerBuildOverrides::new().docker_file_path("Dockerfile").dockerfile_target("a b");
    let body = GitBuildSource::new().overrides(BuildOverrides::new().docker(docker));
    let memory = Memory::default();
    let call = memory.client().start_service_build("..", SERVICE, body);
    let refused = refused(now(call.header("bad name", "x").header("x-bad", "a\r\nb: c").token("\n")));
    assert_eq!(
        refused.to_string(),
        "startServiceBuild: nothing was sent\
        \n  path parameter `projectId`: makes a dot segment: the request would reach another operation\
        \n  body at `overrides.docker.dockerFilePath`: does not match the pattern ^/([a-zA-Z0-9\\-\\._]+/)*[a-zA-Z0-9\\-\\._]+$\
        \n  body at `overrides.docker.dockerfileTarget`: does not match the pattern ^[a-zA-Z0-9\\-_]+$\
        \n  header `bad name`: is not the name of a header\
        \n  header `x-bad`: has a line break or another character beyond visible ASCII\
        \n  header `authorization`: has a space, a line break or another character beyond visible ASCII"
    );
    assert_eq!((refused.operation(), memory.attempts()), (Some("startServiceBuild"), 0));
}

#[test]
fn one_thing_that_is_wrong_is_said_on_one_line() {
    let memory = Memory::default();
    let error = now(memory.client().start_job_build(PROJECT, "", JobBuild::new())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "startJobBuild: nothing was sent: path parameter `jobId`: is empty: the request would reach another operation"
    );
    assert_eq!(
        (error.operation(), error.status(), error.answer().is_none()),
        (Some("startJobBuild"), None, true)
    );
}

/// Absent members are left out, never `null`; what is empty or false is there.
#[test]
fn a_body_holds_what_was_set_and_nothing_else() {
    type Row = (fn(&Client) -> Outcome, Value);
    let rows: [Row; 5] = [
        (|it| outcome(it.start_service_build(PROJECT, SERVICE, GitBuildSource::new())), json!({})),
        (|it| outcome(it.start_job_build(PROJECT, JOB, JobBuild::new())), json!({})),
        (|it| outcome(it.patch_build_service(PROJECT, SERVICE, BuildServicePatch::new())), json!({})),
        (|it| outcome(it.update_service_deployment(PROJECT, SERVICE, UnchangedDeployment::new())), json!({})),
        (
            |it| {
                let none: [(&str, Value); 0] = [];
                let patch = BuildServicePatch::new()
                    .tags([] as [&str; 0])
                    .disabled_ci(false)
                    .build_arguments(none)
                    .vcs_data(VcsDataPatch::new().account_login(""))
                    .build_settings(BuildSettingsPatch::new());
                outcome(it.patch_build_service(PROJECT, SERVICE, patch))
            },
            json!({
                "tags": [],
                "disabledCI": false,
                "buildArguments": {},
                "vcsData": { "accountLogin": "" },
                "buildSettings": {},
            }),
        ),
    ];
    for (call, expected) in rows {
        let memory = Memory::new([reply(401, "")]);
        now(call(&memory.client())).unwrap_err();
        assert_eq!(serde_json::from_slice::<Value>(memory.sent().body()).unwrap(), expected);
    }
}
