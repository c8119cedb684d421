//! Every documented example, through the generated client, against Prism: a mock server that refuses what does not fit
//! the document and answers with the documented examples.
//!
//! `cargo xtask conformance` starts Prism, says where it is in `PRISM_URL` and runs these tests.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::fmt::Debug;
use std::fs;
use std::path::Path;

use generated_client::types::{BuildServicePatch, JobBuild, ServiceBuildSource, ServiceDeployment};
use generated_client::{Answer, Client, Error, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_slice, from_value, to_value};

const TEAM: &str = "example-team";
const PROJECT: &str = "default-project";
const SERVICE: &str = "example-service";
const JOB: &str = "example-job";

/// Prism names what it finds wrong with a request in this header.
const VIOLATIONS: &str = "sl-violations";

/// An answer that fits the document.
struct Decoded {
    answer: Answer,
    body: Value,
}

/// Makes a call with the body of an example and with what Prism is to answer.
macro_rules! call {
    ($client:ident.$method:ident($($argument:expr),*), $body:ty, $example:ident, $prefer:ident) => {
        decoded($client.$method($($argument,)* read::<$body>($example)).header("prefer", $prefer).await)
    };
}

/// One arm for each operation of the document.
#[allow(deprecated, reason = "what is deprecated has to work as well")]
async fn call(client: &Client, operation: &str, example: &Value, prefer: &str) -> Result<Decoded, String> {
    match operation {
        "startServiceBuild" => {
            call!(client.start_service_build(PROJECT, SERVICE), ServiceBuildSource, example, prefer)
        }
        "startTeamServiceBuild" => {
            call!(
                client.start_team_service_build(TEAM, PROJECT, SERVICE),
                ServiceBuildSource,
                example,
                prefer
            )
        }
        "startJobBuild" => call!(client.start_job_build(PROJECT, JOB), JobBuild, example, prefer),
        "startTeamJobBuild" => {
            call!(client.start_team_job_build(TEAM, PROJECT, JOB), JobBuild, example, prefer)
        }
        "patchBuildService" => {
            call!(client.patch_build_service(PROJECT, SERVICE), BuildServicePatch, example, prefer)
        }
        "patchTeamBuildService" => {
            call!(client.patch_team_build_service(TEAM, PROJECT, SERVICE), BuildServicePatch, example, prefer)
        }
        "updateServiceDeployment" => {
            call!(client.update_service_deployment(PROJECT, SERVICE), ServiceDeployment, example, prefer)
        }
        "updateTeamServiceDeployment" => {
            call!(
                client.update_team_service_deployment(TEAM, PROJECT, SERVICE),
                ServiceDeployment,
                example,
                prefer
            )
        }
        unknown => Err(format!("there is no arm for the operation `{unknown}`")),
    }
}

#[tokio::test]
#[ignore = "needs Prism: cargo xtask conformance"]
async fn every_request_is_accepted_and_its_answer_decodes() {
    let (document, client) = (Document::read(), client().token("token").build().unwrap());
    for operation in document.operations() {
        let requests = document.examples(&operation["requestBody"]);
        assert!(!requests.is_empty(), "no example in {operation}");
        for (name, request) in requests {
            let at = format!("{}: the request `{name}`", id(operation));
            let answered = call(&client, id(operation), request, "code=200").await;
            let answered = answered.unwrap_or_else(|error| panic!("{at}: {error}"));
            assert_eq!(answered.answer.headers().get(VIOLATIONS), None, "{at}");
            assert_eq!(answered.answer.status(), 200, "{at}");
            assert_eq!(
                answered.body,
                from_slice::<Value>(answered.answer.body()).unwrap(),
                "{at}: decoding lost something"
            );
        }
    }
}

#[tokio::test]
#[ignore = "needs Prism: cargo xtask conformance"]
async fn every_answer_decodes_whatever_its_status() {
    let (document, client) = (Document::read(), client().token("token").build().unwrap());
    for operation in document.operations() {
        let (_, request) = document.examples(&operation["requestBody"])[0];
        for (status, response) in operation["responses"].as_object().unwrap() {
            let code = if status == "default" { "404" } else { status };
            let answers = document.examples(response);
            assert!(!answers.is_empty(), "no example for {status} in {operation}");
            for (name, expected) in answers {
                let at = format!("{}: the answer `{name}` for {status}", id(operation));
                let answered =
                    call(&client, id(operation), request, &format!("code={code}, example={name}")).await;
                let answered = answered.unwrap_or_else(|error| panic!("{at}: {error}"));
                assert_eq!(answered.answer.status().as_str(), code, "{at}");
                assert_eq!(&answered.body, expected, "{at}");
            }
        }
    }
}

#[tokio::test]
#[ignore = "needs Prism: cargo xtask conformance"]
async fn a_call_without_token_is_a_documented_error() {
    let (document, client) = (Document::read(), client().build().unwrap());
    for operation in document.operations() {
        let (_, request) = document.examples(&operation["requestBody"])[0];
        let answered = call(&client, id(operation), request, "").await;
        assert_eq!(answered.unwrap_or_else(|error| panic!("{error}")).answer.status(), 401, "{operation}");
    }
}

fn client() -> generated_client::ClientBuilder {
    let url = std::env::var("PRISM_URL").expect("`cargo xtask conformance` says where Prism is");
    Client::builder().base_url(url)
}

/// The typed body of an example. It has to hold all that the example says.
fn read<T: DeserializeOwned + Serialize>(example: &Value) -> T {
    let body: T = from_value(example.clone()).unwrap_or_else(|error| panic!("{error} in {example}"));
    assert_eq!(&to_value(&body).unwrap(), example, "the body is not the example");
    body
}

/// The body of an answer, success or error, as the client understood it.
fn decoded<T: Serialize, E: Serialize + Debug>(
    result: Result<Response<T>, Error<E>>,
) -> Result<Decoded, String> {
    fn of<B: Serialize>(response: &Response<B>) -> Decoded {
        Decoded { answer: response.answer().clone(), body: to_value(response.body()).unwrap() }
    }
    match result {
        Ok(response) => Ok(of(&response)),
        Err(Error::Api(response)) => Ok(of(&response)),
        Err(error) => Err(error.to_string()),
    }
}

/// The document as plain values.
struct Document(Value);

impl Document {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi/northflank.yaml");
        Self(serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap())
    }

    fn operations(&self) -> impl Iterator<Item = &Value> {
        let items = self.0["paths"].as_object().unwrap().values();
        items
            .flat_map(|item| item.as_object().unwrap().values())
            .filter(|member| member.get("operationId").is_some())
    }

    /// The examples of a request body or response, by name.
    fn examples<'a>(&'a self, holder: &'a Value) -> Vec<(&'a str, &'a Value)> {
        let holder = match holder["$ref"].as_str() {
            Some(reference) => self.0.pointer(reference.trim_start_matches('#')).unwrap(),
            None => holder,
        };
        let examples = holder["content"]["application/json"]["examples"].as_object();
        examples.into_iter().flatten().map(|(name, example)| (name.as_str(), &example["value"])).collect()
    }
}

fn id(operation: &Value) -> &str {
    operation["operationId"].as_str().unwrap()
}
