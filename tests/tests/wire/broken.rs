//! Connections that fail, break, or fall silent. A build is never started twice behind the caller's back.

use std::error::Error as _;
use std::io::Write as _;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use generated_client::types::BuildResponse;
use generated_client::{Client, Error, Response, TransportErrorKind as Kind, Unanswered};
use http::StatusCode;
use tokio::net::TcpSocket;
use tokio::task::yield_now;
use tokio::time::timeout;

use super::documented::{BUILD, start};
use super::server::{Server, TOKEN, answer, hang_up, keep_silent, say};

#[track_caller]
fn unanswered<E: std::fmt::Debug>(outcome: Result<Response<BuildResponse>, Error<E>>) -> Unanswered {
    match outcome {
        Err(Error::Transport(unanswered)) => unanswered,
        other => panic!("answered: {other:?}"),
    }
}

/// The outcome of a future that must not wait for ever.
async fn soon<F: IntoFuture>(future: F) -> F::Output {
    timeout(Duration::from_secs(10), future).await.unwrap()
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    // Bound, so that nobody else gets the port, and deaf.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let client = Client::builder().token(TOKEN).base_url(&url).retries(1).build().unwrap();

    let started = Instant::now();
    let unanswered = unanswered(start(&client).await);
    assert!(started.elapsed() >= Duration::from_millis(500));
    assert_eq!((unanswered.kind(), unanswered.attempts()), (Kind::Connect, 2));
    assert_eq!((unanswered.operation(), unanswered.partial().is_none()), ("startServiceBuild", true));
    let url = format!("{url}/v1/projects/default-project/services/example-service/build");
    assert_eq!(unanswered.url(), url);
    let said = unanswered.to_string();
    assert_eq!(said, format!("startServiceBuild: no connection could be made: POST {url}, 2 attempts"));

    // The causes go down to the operating system, and none says again where the request went.
    let mut causes = Vec::new();
    let mut cause = unanswered.source();
    while let Some(error) = cause {
        causes.push(error.to_string());
        cause = error.source();
    }
    assert!(causes.last().unwrap().contains("refused"), "{causes:?}");
    assert!(causes.iter().all(|text| !text.contains("/v1/")), "{causes:?}");
}

#[tokio::test]
async fn a_connection_that_breaks_before_the_answer_is_not_tried_again() {
    let server = Server::new(|_, stream| hang_up(stream));
    let unanswered = unanswered(start(&server.client()).await);
    assert_eq!((unanswered.kind(), unanswered.attempts()), (Kind::Cut, 1));
    assert!(unanswered.partial().is_none());
    server.request();
}

#[tokio::test]
async fn a_body_that_is_cut_is_kept_as_far_as_it_came() {
    for (head, body) in [
        ("content-length: 100\r\n\r\n", "{\"data\":"),
        ("transfer-encoding: chunked\r\n\r\n", "8\r\n{\"data\":\r\n"),
    ] {
        let server = Server::new(move |_, stream| {
            say(stream, &format!("HTTP/1.1 200 OK\r\nx-request-id: 4f1c\r\n{head}{body}"));
            hang_up(stream);
        });
        let unanswered = unanswered(start(&server.client()).await);
        assert_eq!((unanswered.kind(), unanswered.attempts()), (Kind::Cut, 1));
        let partial = unanswered.partial().unwrap();
        assert_eq!((partial.status(), partial.request_id()), (StatusCode::OK, Some("4f1c")));
        assert_eq!(partial.text(), "{\"data\":");
        let said = unanswered.to_string();
        assert!(
            said.starts_with(
                "startServiceBuild: the connection broke before the answer was complete (200 OK, request id 4f1c): POST http://"
            ),
            "{said}"
        );
        server.request();
    }
}

#[tokio::test]
async fn a_server_that_is_silent_is_not_waited_for() {
    let silent = Server::new(|_, stream| keep_silent(stream));
    let stopping = Server::new(|_, stream| {
        say(stream, "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
        keep_silent(stream);
    });
    for server in [silent, stopping] {
        let limit = Duration::from_millis(200);
        let started = Instant::now();
        let error = soon(start(&server.client()).timeout(limit)).await.unwrap_err();
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!(unanswered(Err(error)).attempts(), 1);
        assert!(started.elapsed() >= limit);
        assert!(server.requests().len() <= 1);
    }
}

#[tokio::test]
async fn a_client_may_have_a_limit_of_time_for_all_calls() {
    let server = Server::new(|_, stream| keep_silent(stream));
    let client = server.builder().timeout(Duration::from_millis(100)).build().unwrap();
    assert!(soon(start(&client)).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_body_without_end_is_cut_off() {
    let server = Server::new(|_, stream| {
        say(stream, "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
        while stream.write_all(b"4\r\nmore\r\n").is_ok() {}
    });
    let client = server.builder().max_response_size(100_000).build().unwrap();
    let unanswered = unanswered(soon(start(&client)).await);
    assert_eq!((unanswered.kind(), unanswered.attempts()), (Kind::TooLarge, 1));
    assert_eq!(unanswered.partial().unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_http_is_no_answer() {
    for nonsense in [
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
    ] {
        let server = Server::new(move |_, stream| {
            say(stream, nonsense);
            hang_up(stream);
        });
        let unanswered = unanswered(start(&server.client()).await);
        assert_eq!((unanswered.kind(), unanswered.attempts()), (Kind::Cut, 1), "{nonsense}");
        server.request();
    }
}

#[tokio::test]
async fn a_connection_that_the_server_closes_is_not_used_again() {
    let server = Server::new(|_, stream| {
        say(stream, &answer("200 OK\nconnection: close", BUILD));
        hang_up(stream);
    });
    let client = server.client();
    for _ in 0..2 {
        start(&client).await.unwrap();
    }
    let connections: Vec<_> = server.requests().iter().map(|request| request.connection).collect();
    assert_eq!(connections, [0, 1]);
}

#[tokio::test]
async fn a_call_that_is_dropped_hangs_up() {
    let (hung_up, hears) = mpsc::channel();
    let server = Server::new(move |_, stream| {
        keep_silent(stream);
        let _ = hung_up.send(());
    });
    let client = server.client();
    let came = async {
        while server.requests().is_empty() {
            yield_now().await;
        }
    };
    tokio::select! {
        outcome = start(&client) => panic!("{outcome:?}"),
        () = came => {}
    }
    // A task of the client closes the connection.
    let closed = async {
        while hears.try_recv().is_err() {
            yield_now().await;
        }
    };
    soon(closed).await;
}
