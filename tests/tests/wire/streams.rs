//! Bodies that are read while they are sent.

use bytes::Bytes;
use http::Method;
use serde_json::Value;

use super::memory::now;
use super::sample::{Memory, builder, reply};
use super::server::{Server, answer};
use crate::runtime::answer::{json, never};
use crate::runtime::path::path;
use crate::runtime::{
    Body, BoxFuture, Call, Chunks, Client, Error, File, Place, TransportError, TransportErrorKind as Kind,
};

/// Pieces that come one after the other, and perhaps an error at the end.
struct Pieces(Vec<&'static str>, Option<Kind>);

impl Chunks for Pieces {
    fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let next = match (self.0.is_empty(), self.1) {
            (false, _) => Ok(Some(Bytes::from(self.0.remove(0)))),
            (true, Some(kind)) => Err(kind.into()),
            (true, None) => Ok(None),
        };
        Box::pin(std::future::ready(next))
    }
}

fn pieces(last: Option<Kind>) -> File {
    Body::new(Pieces(vec!["one ", "", "two"], last)).into()
}

fn put(client: &Client, file: &File) -> Call<Value, std::convert::Infallible> {
    client.request("put", Method::PUT, path!("files")).file("image/png", file).call(json, never)
}

#[test]
fn a_stream_is_sent_in_full_with_its_length_if_that_is_known() {
    for (file, length) in [(pieces(None), None), (pieces(None).length(7), Some("7"))] {
        let memory = Memory::default();
        now(put(&memory.client(), &file)).unwrap();
        let sent = memory.sent();
        assert_eq!(sent.body().as_ref(), b"one two");
        assert_eq!(sent.headers()["content-type"], "image/png");
        let found = sent.headers().get("content-length").map(|value| value.to_str().unwrap());
        assert_eq!(found, length);
    }
    // Bytes have their length anyway.
    let memory = Memory::default();
    now(put(&memory.client(), &File::new("bytes").length(1))).unwrap();
    assert!(!memory.sent().headers().contains_key("content-length"));
}

#[test]
fn a_stream_is_sent_once() {
    for (file, times) in [(pieces(None), 1), (File::new("bytes"), 2)] {
        let memory = Memory::new([reply(503, &[], ""), reply(200, &[], "null")]);
        let _ = now(put(&memory.client(), &file));
        assert_eq!(memory.count(), times);
    }
    let memory = Memory::default();
    let file = pieces(None);
    now(put(&memory.client(), &file.clone())).unwrap();
    match now(put(&memory.client(), &file)) {
        Err(Error::Refused(refused)) => {
            let problem = &refused.problems()[0];
            assert_eq!(
                (problem.place(), problem.message()),
                (Place::Body, "is a stream that was read before")
            );
        }
        outcome => panic!("{outcome:?}"),
    }
    assert_eq!(memory.count(), 1);
}

/// By `reqwest`, to a server.
#[tokio::test]
async fn a_stream_is_read_while_it_is_sent() {
    for (file, head) in [
        (pieces(None), ("transfer-encoding", "chunked")),
        (pieces(None).length(7), ("content-length", "7")),
        (File::new("one two"), ("content-length", "7")),
    ] {
        let server = Server::saying(answer("200 OK\ncontent-type: application/json", "null"));
        let client = builder().base_url(&server.url).build().unwrap();
        put(&client, &file).await.unwrap();
        let request = server.request();
        assert_eq!((request.header(head.0), &*request.body), (head.1, "one two"));
        assert_eq!(request.header("content-type"), "image/png");
    }
}

/// Half of a body is no request, and why it ended is kept.
#[tokio::test]
async fn a_stream_that_fails_midway_is_cut() {
    let server = Server::saying(answer("200 OK", "null"));
    let client = builder().base_url(&server.url).build().unwrap();
    let error = put(&client, &pieces(Some(Kind::TooLarge))).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(unanswered) if unanswered.kind() == Kind::Cut), "{error:?}");
    assert!(format!("{error:?}").contains("TooLarge"), "{error:?}");
    assert!(server.requests().is_empty());
}

#[test]
fn a_stream_that_fails_is_an_error() {
    let memory = Memory::default();
    let error = now(put(&memory.client(), &pieces(Some(Kind::Cut)))).unwrap_err();
    assert!(matches!(&error, Error::Transport(unanswered) if unanswered.kind() == Kind::Cut), "{error:?}");
    assert_eq!(memory.count(), 0);
}

#[test]
fn a_file_is_equal_to_what_holds_the_same() {
    let stream = pieces(None);
    assert_eq!(stream, stream.clone());
    assert_ne!(stream, pieces(None));
    assert_ne!(stream, File::new("one two"));
    assert_eq!(File::new("a"), File::from(b"a".to_vec()));
    assert_ne!(File::new("a"), File::new("a").name("b"));
}

/// Where a description uses a file outside of a multipart body, it is text.
#[test]
fn in_json_a_file_is_its_text() {
    assert_eq!(serde_json::to_value(File::new("é")).unwrap(), "é");
    assert_eq!(serde_json::to_string(&pieces(None)).unwrap_err().to_string(), "a stream is no text");
    let request = Memory::default().client().request("form", Method::POST, path!("files"));
    let body = std::collections::BTreeMap::from([("file".to_owned(), pieces(None))]);
    match now(request.form(&body, &[]).call(json::<Value>, never::<Value>)) {
        Err(Error::Refused(refused)) => {
            assert_eq!(refused.to_string(), "form: nothing was sent: body: a stream is no text");
        }
        outcome => panic!("{outcome:?}"),
    }
}

#[test]
fn forms_and_parts_are_of_objects() {
    for name in ["form", "multipart"] {
        let request = Memory::default().client().request(name, Method::POST, path!("files"));
        let request = if name == "form" {
            request.form("text", &[])
        } else {
            request.multipart("multipart/form-data", "text", &[])
        };
        match now(request.call(json::<Value>, never::<Value>)) {
            Err(Error::Refused(refused)) => {
                let message = "nothing was sent: body: is not an object: its members are what is sent";
                assert_eq!(refused.to_string(), format!("{name}: {message}"));
            }
            outcome => panic!("{outcome:?}"),
        }
    }
}
