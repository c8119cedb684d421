//! Answers as servers give them, over a connection: what is a success, what is an error, and that all of it is
//! kept.

use std::fmt::Write as _;

use generated_client::Error;
use generated_client::types::{GitBuildSource, UnchangedDeployment};
use http::StatusCode;
use serde_json::{Value, json};

use super::documented::{BUILD, Capture, PROJECT, SERVICE, start};
use super::server::{Server, TOKEN, answer, say};

const JSON: &str = "content-type: application/json; charset=utf-8";

#[tokio::test]
async fn a_request_has_these_headers_and_no_other() {
    let server = Server::saying(answer("200 OK", BUILD));
    start(&server.client()).await.unwrap();
    let mut headers = String::new();
    let request = server.request();
    for (name, value) in &request.headers {
        writeln!(headers, "{name}: {}", value.to_str().unwrap()).unwrap();
    }
    let mut lines: Vec<_> = headers.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "accept: application/json",
            &format!("authorization: Bearer {TOKEN}"),
            "content-length: 17",
            "content-type: application/json",
            &format!("host: {}", server.url.strip_prefix("http://").unwrap()),
            &format!("user-agent: {}", request.header("user-agent")),
        ]
    );
    assert!(request.header("user-agent").starts_with("generated-client/"));
    assert_eq!(request.body, r#"{"branch":"main"}"#);
}

#[tokio::test]
async fn a_success_keeps_its_answer() {
    let expected = Capture::read("service-build-bundle").answer.to_string();
    let head = format!(
        "200 OK\n{JSON}\nx-request-id: 4f1c\nx-ratelimit-limit: 1000\nx-ratelimit-remaining: 999\nx-ratelimit-reset: 3600"
    );
    let server = Server::saying(answer(&head, &expected));
    let build = start(&server.client()).await.unwrap();
    assert_eq!(build.data.id, "joyous-view-6290");
    assert_eq!((build.status(), build.request_id()), (StatusCode::OK, Some("4f1c")));
    assert_eq!(build.headers()["content-type"], "application/json; charset=utf-8");
    let limit = build.rate_limit();
    assert_eq!((limit.limit, limit.remaining), (Some(1000), Some(999)));
    assert_eq!(limit.reset.map(|reset| reset.as_secs()), Some(3600));
    let answer = build.answer();
    assert_eq!((answer.body().as_ref(), answer.text().as_ref()), (expected.as_bytes(), expected.as_str()));
    assert_eq!((answer.operation(), answer.method().as_str()), ("startServiceBuild", "POST"));
    let path = "/v1/projects/default-project/services/example-service/build";
    assert_eq!(answer.url(), format!("{}{path}", server.url));
}

#[tokio::test]
async fn created_and_accepted_are_successes() {
    for status in ["201 Created", "202 Accepted", "203 Non-Authoritative Information", "299 Fine"] {
        let server = Server::saying(answer(status, BUILD));
        let build = start(&server.client()).await.unwrap();
        assert_eq!((build.data.id.as_str(), &build.status().as_str()), ("joyous-view-6290", &&status[..3]));
    }
}

/// Status, message, id and details as the service gives them.
#[tokio::test]
async fn documented_errors_are_typed() {
    let details = json!({ "object": ["\"value\" is required. Received \"undefined\""] });
    for (status, id, message, details) in [
        (
            400,
            Some("nf-invalid-request-body"),
            "Request failed payload validation - see details.",
            Some(details),
        ),
        (401, None, "Unauthorized", None),
        (404, None, "Not found. The requested route does not exist", None),
        (409, None, "There is already a service with the same derived identifier", None),
        (500, Some(""), "", Some(Value::String("all of it".to_owned()))),
    ] {
        let mut error = json!({ "error": { "status": status, "message": message } });
        for (name, value) in [("id", id.map(Value::from)), ("details", details.clone())] {
            if let Some(value) = value {
                error["error"][name] = value;
            }
        }
        let body = error.to_string();
        let server = Server::saying(answer(&format!("{status} So\n{JSON}\nx-ratelimit-remaining: 7"), &body));
        let outcome = start(&server.client()).await.unwrap_err();
        assert_eq!(outcome.status().map(|status| status.as_u16()), Some(status));
        let Error::Api(response) = outcome else { panic!("{outcome:?}") };
        let error = &response.body().error;
        assert_eq!((error.status, error.message.as_str(), error.id.as_deref()), (status.into(), message, id));
        assert_eq!(error.details, details);
        assert_eq!(
            (response.answer().body().as_ref(), response.rate_limit().remaining),
            (body.as_bytes(), Some(7))
        );
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_limit_that_is_reached_is_an_error_with_its_headers() {
    let body = r#"{"error":{"status":429,"message":"Too many requests"}}"#;
    let server = Server::saying(answer("429 Too Many Requests\nretry-after: 1\nx-ratelimit-reset: 60", body));
    let Err(Error::Api(response)) = start(&server.client()).await else { panic!("no error") };
    assert_eq!(response.headers()["retry-after"], "1");
    assert_eq!(response.rate_limit().reset.map(|reset| reset.as_secs()), Some(60));
    assert_eq!(server.requests().len(), 1, "a build was started again");
}

/// The description has nothing for these; whoever gave them is heard all the same.
#[tokio::test]
async fn answers_of_others_than_the_service_keep_everything() {
    for (head, body, media) in [
        (
            "405 Method Not Allowed\nallow: GET, HEAD\ncontent-type: text/plain; charset=utf-8",
            "Method Not Allowed",
            "text/plain",
        ),
        ("502 Bad Gateway\nallow: -\ncontent-type: text/html", "<html>\n<h1>502</h1>\n</html>", "text/html"),
    ] {
        let server = Server::saying(answer(head, body));
        let outcome = start(&server.client()).await.unwrap_err();
        let Error::Undecodable { answer, error } = &outcome else { panic!("{outcome:?}") };
        assert_eq!((answer.status().as_str(), answer.text().as_ref()), (&head[..3], body));
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with(media));
        assert!(answer.headers().contains_key("allow"));
        assert_eq!((error.path(), error.message()), ("", &*format!("expected JSON, found {media}")));
        let status = head.lines().next().unwrap();
        assert_eq!(
            outcome.to_string(),
            format!(
                "startServiceBuild: the answer ({status}) does not match the description\n  expected JSON, found {media}\n  body: {}",
                body.replace('\n', " ")
            )
        );
    }
}

#[tokio::test]
async fn an_error_in_another_form_keeps_everything() {
    for (body, fault) in [
        (r#"{"message":"no"}"#, "missing required member `error`"),
        (r#"{"error":"no"}"#, "error: expected an object (ApiError), found a string"),
        (r#"{"error":{"status":400,"message":["no"]}}"#, "error.message: expected a string, found an array"),
    ] {
        let server = Server::saying(answer("400 Bad Request", body));
        let Err(Error::Undecodable { answer, error }) = start(&server.client()).await else {
            panic!("{body}")
        };
        assert_eq!((answer.status(), answer.text().as_ref()), (StatusCode::BAD_REQUEST, body));
        assert_eq!(error.to_string(), fault);
    }
}

#[tokio::test]
async fn an_empty_body_is_no_build() {
    for whole in [
        answer("200 OK", ""),
        answer(&format!("200 OK\n{JSON}"), ""),
        "HTTP/1.1 204 No Content\r\n\r\n".to_owned(),
    ] {
        let server = Server::saying(whole);
        let Err(Error::Undecodable { answer, error }) = start(&server.client()).await else {
            panic!("decoded")
        };
        assert!(answer.status().is_success() && answer.body().is_empty());
        assert_eq!(error.to_string(), "expected JSON, found an empty body");
    }
}

#[tokio::test]
async fn json_that_ends_too_early_is_no_build() {
    let server = Server::saying(answer("200 OK", r#"{"data":{"id":"joyous-vi"#));
    let Err(Error::Undecodable { answer, error }) = start(&server.client()).await else { panic!("decoded") };
    assert_eq!((answer.status(), answer.body().len()), (StatusCode::OK, 24));
    assert_eq!(error.to_string(), "data.id: the text ends too early");
}

/// A member `error` in a success is one that the description does not know.
#[tokio::test]
async fn the_status_tells_an_error_and_not_the_body() {
    let error = r#"{"data":{},"error":{"status":500,"message":"no"}}"#;
    let server = Server::saying(answer("200 OK", error));
    let call = server.client().update_service_deployment(PROJECT, SERVICE, UnchangedDeployment::new());
    assert!(call.await.unwrap().data.is_empty());
    let server = Server::saying(answer("400 Bad Request", BUILD));
    assert!(matches!(start(&server.client()).await, Err(Error::Undecodable { .. })));
}

/// The type that a server claims does not matter, as long as it is JSON.
#[tokio::test]
async fn json_may_call_itself_something_else() {
    for head in ["200 OK", "200 OK\ncontent-type: text/plain", "200 OK\ncontent-type: ;"] {
        let server = Server::saying(answer(head, BUILD));
        assert_eq!(start(&server.client()).await.unwrap().data.id, "joyous-view-6290");
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_and_takes_no_token_along() {
    let other = Server::saying(answer("200 OK", BUILD));
    for status in
        ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    {
        let location = format!("{}/elsewhere", other.url);
        let server = Server::saying(answer(&format!("{status}\nlocation: {location}"), ""));
        let error = start(&server.client()).await.unwrap_err();
        assert!(matches!(error, Error::Undecodable { .. }), "{error:?}");
        assert_eq!(error.answer().unwrap().headers()["location"], location);
        assert_eq!(error.status().unwrap().as_str(), &status[..3]);
        let text = format!(", a redirect to {location} that is not followed");
        assert!(error.to_string().contains(&text), "{error}");
        server.request();
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn connections_are_used_again() {
    let server = Server::saying(answer("200 OK", BUILD));
    let client = server.client();
    for _ in 0..3 {
        start(&client.clone()).await.unwrap();
    }
    let connections: Vec<_> = server.requests().iter().map(|request| request.connection).collect();
    assert_eq!(connections, [0, 0, 0]);
}

/// Interim answers come before the answer.
#[tokio::test]
async fn an_interim_answer_is_passed_over() {
    let server = Server::new(|_, stream| {
        say(stream, "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
        say(stream, &answer("200 OK", BUILD));
    });
    assert_eq!(start(&server.client()).await.unwrap().status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_can_be_made_by_another_task() {
    let server = Server::saying(answer("200 OK", BUILD));
    let call = {
        let (project, service) = (PROJECT.to_owned(), SERVICE.to_owned());
        server.client().start_service_build(&project, &service, GitBuildSource::new())
    };
    let build = tokio::spawn(call.into_future()).await.unwrap().unwrap();
    assert_eq!(build.data.id, "joyous-view-6290");
}
