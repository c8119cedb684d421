//! What the official JavaScript client 0.9.5 sends for the documented examples, the generated client sends
//! too.
//!
//! `tests/wire/NAME.json` holds a request of that client and the documented answer.

use std::fmt::Debug;

use generated_client::types::{
    BuildConfiguration, BuildEngine, BuildOverrides, BuildReference, BuildResponse, BuildServiceBillingPatch,
    BuildServicePatch, BuildServiceResponse, BuildSettings, BuildSettingsPatch, BuildStatus, BuildStorage,
    BuildpackRuntime, BuildpackRuntimeType, BuildpackSettings, BuildpackStack, BundleBuildSource, CommitSha,
    DeploymentResponse, DockerBuildOverrides, DockerRuntime, DockerRuntimeType, DockerfileSettingsPatch,
    EphemeralStorage, ExternalDeployment, ExternalImage, GitBuildSource, InternalBuild, InternalDeployment,
    JobBuild, SecretFile, ServiceType, StorageSize, UnchangedDeployment, VcsDataPatch, VcsProvider,
};
use generated_client::{BoxFuture, Call, Client};
use serde::Serialize;
use serde_json::{Value, from_str, to_value};

use super::documented::{Capture, JOB, PROJECT, SERVICE, TEAM};
use super::server::{Server, TOKEN, answer, percent_decoded};

/// A call that is being made, and what it decoded, written as JSON again.
type Made = BoxFuture<'static, Value>;

/// The name of a file, and the call that belongs to it.
type Recorded = (&'static str, fn(&Client) -> Made);

const CALLS: &[Recorded] = &[
    ("deployment-dont-modify", |it| deployment(it.update_service_deployment(PROJECT, SERVICE, unchanged()))),
    ("deployment-external", |it| deployment(it.update_service_deployment(PROJECT, SERVICE, external()))),
    ("deployment-external-team", |it| {
        deployment(it.update_team_service_deployment(TEAM, PROJECT, SERVICE, external()))
    }),
    ("deployment-internal-buildid", |it| {
        let build = internal().build_id("premium-guide-6393");
        let deployed = InternalDeployment::new(build).docker(docker());
        deployment(it.update_service_deployment(PROJECT, SERVICE, deployed))
    }),
    ("deployment-internal-latest", |it| {
        let latest = InternalDeployment::new(internal().build_sha(BuildReference::Latest));
        deployment(it.update_service_deployment(PROJECT, SERVICE, latest))
    }),
    ("deployment-internal-sha", |it| {
        let process = BuildpackRuntime::new(BuildpackRuntimeType::CustomProcess).custom_process("web");
        let deployed = InternalDeployment::new(internal().build_sha(sha())).buildpack(process);
        deployment(it.update_service_deployment(PROJECT, SERVICE, deployed))
    }),
    ("job-build-overrides", |it| {
        build(it.start_job_build(PROJECT, JOB, JobBuild::new().sha(sha()).overrides(overrides())))
    }),
    ("job-build-overrides-team", |it| {
        build(it.start_team_job_build(TEAM, PROJECT, JOB, JobBuild::new().sha(sha()).overrides(overrides())))
    }),
    ("job-build-settings", |it| build(it.start_job_build(PROJECT, JOB, JobBuild::new().sha(sha())))),
    ("job-build-settings-team", |it| {
        build(it.start_team_job_build(TEAM, PROJECT, JOB, JobBuild::new().sha(sha())))
    }),
    ("patch-build-service", |it| service(it.patch_build_service(PROJECT, SERVICE, patch()))),
    ("patch-build-service-team", |it| service(it.patch_team_build_service(TEAM, PROJECT, SERVICE, patch()))),
    ("service-build-bundle", |it| build(it.start_service_build(PROJECT, SERVICE, bundle()))),
    ("service-build-bundle-team", |it| build(it.start_team_service_build(TEAM, PROJECT, SERVICE, bundle()))),
    ("service-build-git-branch", |it| {
        build(it.start_service_build(PROJECT, SERVICE, GitBuildSource::new().branch("master")))
    }),
    ("service-build-git-overrides", |it| {
        let docker = docker_overrides().dockerfile_target("production");
        let git = GitBuildSource::new().sha(sha()).overrides(overrides().docker(docker));
        build(it.start_service_build(PROJECT, SERVICE, git))
    }),
    ("service-build-git-overrides-team", |it| {
        let git = GitBuildSource::new().branch("main").overrides(overrides());
        build(it.start_team_service_build(TEAM, PROJECT, SERVICE, git))
    }),
    ("service-build-git-pullrequest", |it| {
        build(it.start_service_build(PROJECT, SERVICE, GitBuildSource::new().pull_request_id(42)))
    }),
    ("service-build-git-sha", |it| {
        build(it.start_service_build(PROJECT, SERVICE, GitBuildSource::new().sha(sha())))
    }),
];

#[test]
fn every_file_has_its_call_and_every_call_its_file() {
    let mut calls: Vec<_> = CALLS.iter().map(|(name, _)| *name).collect();
    calls.sort_unstable();
    assert_eq!(Capture::names(), calls);
}

#[tokio::test]
async fn the_same_is_sent_and_the_answer_is_understood() {
    for (name, call) in CALLS {
        let Capture { method, path, body, answer: expected } = Capture::read(name);
        let server = Server::saying(answer("200 OK\ncontent-type: application/json", &expected.to_string()));
        let decoded = call(&server.client()).await;
        assert_eq!(decoded, expected, "{name}: what was decoded");

        let request = server.request();
        assert_eq!(request.method, method, "{name}");
        assert_eq!(percent_decoded(&request.target), percent_decoded(&path), "{name}");
        assert_eq!(request.header("authorization"), format!("Bearer {TOKEN}"), "{name}");
        assert_eq!(request.header("content-type"), "application/json", "{name}");
        assert_eq!(from_str::<Value>(&request.body).unwrap(), body, "{name}");
    }
}

// ---- the documented answers, as types

fn build<E: Debug + 'static>(call: Call<BuildResponse, E>) -> Made {
    made(call, |BuildResponse { data: build, .. }| {
        assert_eq!(build.id, "joyous-view-6290");
        assert_eq!(build.branch.as_deref(), Some("main"));
        assert_eq!(build.sha.as_deref(), Some("12c15e7ee25fd78f567ebf87f9178b8ad70025b3"));
        assert_eq!(build.created_at.as_deref(), Some("2021-07-28T15:55:38.296Z"));
        assert_eq!(build.status.as_deref(), Some("PENDING"));
        assert_eq!(build.concluded, Some(false));
        assert_eq!((&build.pull_request_id, &build.registry), (&None, &None));
    })
}

fn service<E: Debug + 'static>(call: Call<BuildServiceResponse, E>) -> Made {
    made(call, |BuildServiceResponse { data: service, .. }| {
        assert_eq!((service.name.as_str(), service.id.as_str()), ("Example Service", "example-service"));
        assert_eq!(service.app_id, "/example-user/default-project/example-service");
        assert_eq!(service.service_type, ServiceType::Build);
        assert_eq!(service.tags.as_deref(), Some(&["my-tag".to_owned()][..]));
        assert_eq!(service.billing.build_plan.as_deref(), Some("nf-compute-200-8"));
        assert_eq!(service.vcs_data.project_type, VcsProvider::Github);
        let BuildSettings::Dockerfile(settings) = &service.build_settings else { panic!("{service:?}") };
        assert_eq!(settings.dockerfile.build_engine, Some(BuildEngine::Kaniko));
        assert_eq!(settings.dockerfile.docker_file_path, "/Dockerfile");
        assert_eq!(settings.storage, Some(storage()));
        assert_eq!(service.build_files.as_ref().unwrap()["/dir/fileName"], secret());
        assert_eq!(service.build_arguments.as_ref().unwrap()["ARGUMENT_1"], "abcdef");
        assert_eq!(service.cluster.load_balancers.as_ref().map(Vec::len), Some(1));
        assert_eq!(service.status.build.as_ref().unwrap().status, BuildStatus::Success);
        assert_eq!((&service.disabled_ci, &service.created_at, &service.updated_at), (&None, &None, &None));
    })
}

fn deployment<E: Debug + 'static>(call: Call<DeploymentResponse, E>) -> Made {
    made(call, |deployment| assert!(deployment.data.is_empty(), "{deployment:?}"))
}

fn made<T: Serialize + 'static, E: Debug + 'static>(call: Call<T, E>, check: fn(&T)) -> Made {
    Box::pin(async move {
        let answer = call.await.unwrap_or_else(|error| panic!("{error:?}"));
        check(&answer);
        to_value(answer.into_body()).unwrap()
    })
}

// ---- the documented requests, as types

fn sha() -> CommitSha {
    "262ed9817b3cad5142fbceabe0c9e371e390d616".parse().unwrap()
}

fn secret() -> SecretFile {
    SecretFile::new()
        .data("VGhpcyBpcyBhbiBleGFtcGxlIHdpdGggYSB0ZW1wbGF0ZWQgJHtOT0RFX0VOVn0gdmFyaWFibGU=")
        .encoding("utf-8")
}

fn bundle() -> BundleBuildSource {
    BundleBuildSource::new("https://example.com/archive.tar")
}

fn overrides() -> BuildOverrides {
    BuildOverrides::new()
        .build_arguments([("ARGUMENT_1", "abcdef"), ("ARGUMENT_2", "12345")])
        .build_files([("/dir/fileName", secret())])
        .docker_secret_mounts([("example-secret-mount_1", secret())])
        .docker(docker_overrides())
}

fn docker_overrides() -> DockerBuildOverrides {
    DockerBuildOverrides::new().docker_file_path("/Dockerfile").docker_work_dir("/")
}

fn docker() -> DockerRuntime {
    DockerRuntime::new(DockerRuntimeType::Default)
}

fn external() -> ExternalDeployment {
    let image = ExternalImage::new("nginx:latest").credentials("example-credentials");
    ExternalDeployment::new(image).docker(docker())
}

fn internal() -> InternalBuild {
    InternalBuild::new().id("example-build-service").branch("master")
}

fn unchanged() -> UnchangedDeployment {
    UnchangedDeployment::new().docker(docker())
}

fn storage() -> BuildStorage {
    BuildStorage::new().ephemeral_storage(EphemeralStorage::new().storage_size(StorageSize::Gib16))
}

fn patch() -> BuildServicePatch {
    BuildServicePatch::new()
        .description("A service description")
        .tags(["my-tag"])
        .billing(
            BuildServiceBillingPatch::new().deployment_plan("nf-compute-20").build_plan("nf-compute-200-8"),
        )
        .vcs_data(
            VcsDataPatch::new()
                .project_url("https://github.com/northflank/gatsby-with-northflank")
                .project_type(VcsProvider::Github)
                .account_login("github-user"),
        )
        .build_settings(build_settings())
        .build_configuration(
            BuildConfiguration::new()
                .pr_restrictions(["feature/*"])
                .branch_restrictions(["feature/*"])
                .path_ignore_rules(["README.md"])
                .is_allow_list(false)
                .ci_ignore_flags(["[skip ci]"])
                .docker_credentials(["example-docker-credential"])
                .storage(storage()),
        )
        .build_arguments([("ARGUMENT_1", "abcdef"), ("ARGUMENT_2", "12345")])
        .build_files([("/dir/fileName", secret())])
}

fn build_settings() -> BuildSettingsPatch {
    let locator = "https://buildpack-registry.heroku.com/cnb/mars/create-react-app";
    BuildSettingsPatch::new()
        .storage(storage())
        .dockerfile(
            DockerfileSettingsPatch::new()
                .build_engine(BuildEngine::Kaniko)
                .docker_file_path("/Dockerfile")
                .docker_work_dir("/")
                .use_cache(false),
        )
        .buildpack(
            BuildpackSettings::new()
                .builder(BuildpackStack::Heroku22)
                .buildpack_locators([locator])
                .build_context("/")
                .use_cache(false),
        )
}
