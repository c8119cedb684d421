//! Each text that the description has a rule for: what is refused before anything is sent, and what is sent.

use std::collections::BTreeSet;

use generated_client::types::{
    BuildConfiguration, BuildOverrides, BuildServiceBillingPatch, BuildServicePatch, BuildSettingsPatch,
    BuildpackSettings, DockerBuildOverrides, DockerfileSettingsPatch, ExternalDeployment, ExternalImage,
    GitBuildSource, InternalBuild, InternalDeployment, ServiceDeployment, VcsDataPatch,
};
use generated_client::{Client, Place};
use serde_json::Value;

use super::documented::{PROJECT, SERVICE, document};
use super::memory::{Memory, Outcome, now, outcome, problems, refused, reply};

/// A place in a body, a call with a text at that place, texts that are refused, and texts that are sent.
struct Rule {
    path: &'static str,
    call: fn(&Client, &str) -> Outcome,
    refused: &'static [&'static str],
    sent: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule {
        path: "overrides.docker.dockerFilePath",
        call: |it, text| docker(it, DockerBuildOverrides::new().docker_file_path(text)),
        refused: &["", "Dockerfile", "/", "/a/", "/a b", "//a"],
        sent: &["/Dockerfile", "/a/b-c/.d_1", "/.."],
    },
    Rule {
        path: "overrides.docker.dockerWorkDir",
        call: |it, text| docker(it, DockerBuildOverrides::new().docker_work_dir(text)),
        refused: &["", "a", "/a b", "/ü"],
        sent: &["/", "/a/", "/a/b"],
    },
    Rule {
        path: "overrides.docker.dockerfileTarget",
        call: |it, text| docker(it, DockerBuildOverrides::new().dockerfile_target(text)),
        refused: &["", "a.b", "a b", "a\n"],
        sent: &["production", "a-B_1"],
    },
    Rule {
        path: "external.imagePath",
        call: |it, text| deploy(it, ExternalDeployment::new(ExternalImage::new(text))),
        refused: &["", "nginx", "registry.example.com/a/b", "nginx:", "nginx latest"],
        sent: &[
            "nginx:latest",
            "x@sha256:abc",
            "https://registry.example.com/v1/a/b:1.2",
            "a.example:5000/b:c",
        ],
    },
    Rule {
        path: "external.credentials",
        call: |it, text| {
            deploy(it, ExternalDeployment::new(ExternalImage::new("nginx:latest").credentials(text)))
        },
        refused: &["", "a_b", "a/b"],
        sent: &["example-credentials", "-"],
    },
    Rule {
        path: "internal.id",
        call: |it, text| deploy(it, InternalDeployment::new(InternalBuild::new().id(text))),
        refused: &[
            "",
            "ab",
            "1ab",
            "a b",
            "abc-",
            "a--b",
            "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabc",
        ],
        sent: &["abc", "example-build-service", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzab"],
    },
    Rule {
        path: "description",
        call: |it, text| patch(it, BuildServicePatch::new().description(text)),
        refused: &["", "no # here", "ü", "a@b", "\u{85}"],
        sent: &["A service description", "[a] (b); `c`\n\t\u{2003}\u{feff}", "\\/'\"%^&*-_:!?"],
    },
    Rule {
        path: "tags[1]",
        call: |it, text| patch(it, BuildServicePatch::new().tags(["fine", text])),
        refused: &["", "my tag", "-a", "a-", "a--b"],
        sent: &["my-tag", "a", "A-1-b"],
    },
    Rule {
        path: "billing.deploymentPlan",
        call: |it, text| billing(it, BuildServiceBillingPatch::new().deployment_plan(text)),
        refused: &["", "nf_compute", "nf compute"],
        sent: &["nf-compute-20"],
    },
    Rule {
        path: "billing.buildPlan",
        call: |it, text| billing(it, BuildServiceBillingPatch::new().build_plan(text)),
        refused: &["", "nf.compute"],
        sent: &["nf-compute-200-8"],
    },
    Rule {
        path: "vcsData.projectUrl",
        call: |it, text| vcs(it, VcsDataPatch::new().project_url(text)),
        refused: &[
            "",
            "http://github.com/org/repo",
            "https://github.com/org/repo/",
            "github.com/a/b",
            "github",
        ],
        sent: &["https://github.com/northflank/gatsby-with-northflank", "github.com/org/repo"],
    },
    Rule {
        path: "vcsData.vcsLinkId",
        call: |it, text| vcs(it, VcsDataPatch::new().vcs_link_id(text)),
        refused: &["", "01234567890123456789012", "0123456789012345678901234"],
        sent: &["012345678901234567890123", "ü🦀2345678901234567890123"],
    },
    Rule {
        path: "buildSettings.dockerfile.dockerFilePath",
        call: |it, text| dockerfile(it, DockerfileSettingsPatch::new().docker_file_path(text)),
        refused: &["", "/", "a"],
        sent: &["/Dockerfile"],
    },
    Rule {
        path: "buildSettings.dockerfile.dockerWorkDir",
        call: |it, text| dockerfile(it, DockerfileSettingsPatch::new().docker_work_dir(text)),
        refused: &["", "a"],
        sent: &["/", "/a"],
    },
    Rule {
        path: "buildSettings.buildpack.buildContext",
        call: |it, text| {
            let buildpack = BuildpackSettings::new().build_context(text);
            patch(it, BuildServicePatch::new().build_settings(BuildSettingsPatch::new().buildpack(buildpack)))
        },
        refused: &["", "a"],
        sent: &["/", "/a"],
    },
    Rule {
        path: "buildConfiguration.prRestrictions[0]",
        call: |it, text| configure(it, BuildConfiguration::new().pr_restrictions([text])),
        refused: &["a b", "a[b", "a]", "{a", "a}", "~", "$", "?", ":", "@"],
        sent: &["feature/*", "", "a\nb"],
    },
    Rule {
        path: "buildConfiguration.branchRestrictions[0]",
        call: |it, text| configure(it, BuildConfiguration::new().branch_restrictions([text])),
        refused: &["a b", "[", "~"],
        sent: &["feature/*", ""],
    },
    Rule {
        path: "buildConfiguration.dockerCredentials[1]",
        call: |it, text| configure(it, BuildConfiguration::new().docker_credentials(["fine", text])),
        refused: &["", "a_b"],
        sent: &["example-docker-credential"],
    },
];

#[test]
fn every_rule_refuses_what_is_wrong_and_names_the_place() {
    for Rule { path, call, refused: wrong, .. } in RULES {
        for text in *wrong {
            let memory = Memory::default();
            let refused = refused(now(call(&memory.client(), text)));
            let [(Place::Body, place, message)] = problems(&refused)[..] else {
                panic!("{path} is {text:?}: {refused}")
            };
            assert_eq!(place, *path, "{text:?}");
            assert!(
                message.starts_with("does not match the pattern ^") || message.starts_with("has "),
                "{message}"
            );
            assert_eq!(memory.attempts(), 0, "{path} is {text:?}");
        }
    }
}

#[test]
fn every_rule_lets_through_what_is_right() {
    for Rule { path, call, sent, .. } in RULES {
        for text in *sent {
            let memory = Memory::new([reply(401, "")]);
            let error = now(call(&memory.client(), text)).unwrap_err();
            assert_eq!(
                error.status().map(|status| status.as_u16()),
                Some(401),
                "{path} is {text:?}: {error}"
            );
            let written = serde_json::to_vec(text).unwrap();
            let body = memory.sent().into_body();
            assert!(body.windows(written.len()).any(|part| part == written), "{path} is {text:?}: {body:?}");
        }
    }
}

/// A place in a body, the most characters it may have, and a call with so many there.
type Length = (&'static str, usize, fn(&Client, usize) -> Outcome);

const LENGTHS: &[Length] = &[
    ("tags[0]", 100, |it, length| patch(it, BuildServicePatch::new().tags(["x".repeat(length)]))),
    ("description", 200, |it, length| patch(it, BuildServicePatch::new().description("x".repeat(length)))),
    ("buildConfiguration.pathIgnoreRules[0]", 260, |it, length| {
        configure(it, BuildConfiguration::new().path_ignore_rules(["🦀".repeat(length)]))
    }),
    ("buildConfiguration.ciIgnoreFlags[0]", 72, |it, length| {
        configure(it, BuildConfiguration::new().ci_ignore_flags(["ü".repeat(length)]))
    }),
];

#[test]
fn a_text_may_have_so_many_characters_and_not_one_more() {
    for (path, most, call) in LENGTHS {
        let memory = Memory::new([reply(401, "")]);
        now(call(&memory.client(), *most)).unwrap_err();
        assert_eq!(memory.attempts(), 1, "{path}");

        let refused = refused(now(call(&memory.client(), most + 1)));
        let message = format!("has {} characters, at most {most} allowed", most + 1);
        assert_eq!(problems(&refused), [(Place::Body, *path, message.as_str())]);
        assert_eq!(memory.attempts(), 1, "{path}");
    }
}

/// The places in every request where the document has a rule.
fn ruled(document: &Value, schema: &Value, path: &str, found: &mut BTreeSet<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        return ruled(document, document.pointer(&reference[1..]).unwrap(), path, found);
    }
    if ["pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "uniqueItems"]
        .iter()
        .any(|rule| schema.get(rule).is_some())
    {
        found.insert(path.to_owned());
    }
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let dot = if path.is_empty() { "" } else { "." };
        ruled(document, member, &format!("{path}{dot}{name}"), found);
    }
    for (inner, step) in [("items", "[]"), ("additionalProperties", ".*")] {
        if let Some(inner) = schema.get(inner) {
            ruled(document, inner, &format!("{path}{step}"), found);
        }
    }
    for branch in ["allOf", "anyOf", "oneOf"].iter().filter_map(|word| schema[word].as_array()).flatten() {
        ruled(document, branch, path, found);
    }
}

#[test]
fn every_rule_of_the_document_is_tested() {
    let document = document();
    let mut found = BTreeSet::new();
    for body in document["components"]["requestBodies"].as_object().unwrap().values() {
        ruled(&document, &body["content"]["application/json"]["schema"], "", &mut found);
    }
    let rules = RULES.iter().map(|rule| rule.path).chain(LENGTHS.iter().map(|(path, ..)| *path));
    // Those of a commit sha are tested with the type that it has.
    let paths = rules.chain(["sha", "internal.buildSHA"]);
    let tested: BTreeSet<_> = paths.map(|path| path.replace(|c: char| c.is_ascii_digit(), "")).collect();
    assert_eq!(found, tested);
}

// ---- calls with one part of a body

fn docker(client: &Client, docker: DockerBuildOverrides) -> Outcome {
    let overrides = BuildOverrides::new().docker(docker);
    outcome(client.start_service_build(PROJECT, SERVICE, GitBuildSource::new().overrides(overrides)))
}

fn deploy(client: &Client, deployment: impl Into<ServiceDeployment>) -> Outcome {
    outcome(client.update_service_deployment(PROJECT, SERVICE, deployment))
}

fn patch(client: &Client, patch: BuildServicePatch) -> Outcome {
    outcome(client.patch_build_service(PROJECT, SERVICE, patch))
}

fn billing(client: &Client, billing: BuildServiceBillingPatch) -> Outcome {
    patch(client, BuildServicePatch::new().billing(billing))
}

fn vcs(client: &Client, vcs: VcsDataPatch) -> Outcome {
    patch(client, BuildServicePatch::new().vcs_data(vcs))
}

fn dockerfile(client: &Client, dockerfile: DockerfileSettingsPatch) -> Outcome {
    patch(client, BuildServicePatch::new().build_settings(BuildSettingsPatch::new().dockerfile(dockerfile)))
}

fn configure(client: &Client, configuration: BuildConfiguration) -> Outcome {
    patch(client, BuildServicePatch::new().build_configuration(configuration))
}
