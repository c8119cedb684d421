//! Answers that are read while they arrive: events, lines and downloads, whatever the pieces are.

use std::convert::Infallible;

use bytes::Bytes;
use http::Method;
use serde_json::{Value, json as value};

use super::memory::now;
use super::sample::{LIMIT, Memory, builder};
use super::server::{Server, say};
use crate::runtime::answer::never;
use crate::runtime::path::path;
use crate::runtime::{
    Body, BoxFuture, Call, Chunks, Client, Download, Error, Events, Lines, Response, TransportError,
    TransportErrorKind as Kind, stream,
};

/// Pieces of a body, and perhaps an error at the end.
struct Pieces(Vec<Bytes>, Option<Kind>);

impl Chunks for Pieces {
    fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let next = match (self.0.is_empty(), self.1.take()) {
            (false, kind) => {
                self.1 = kind;
                Ok(Some(self.0.remove(0)))
            }
            (true, Some(kind)) => Err(kind.into()),
            (true, None) => Ok(None),
        };
        Box::pin(std::future::ready(next))
    }
}

/// A client that is answered once, in these pieces.
fn client(media_type: Option<&str>, pieces: Vec<Bytes>, last: Option<Kind>) -> Client {
    let mut response = http::Response::new(Body::new(Pieces(pieces, last)));
    if let Some(media_type) = media_type {
        response.headers_mut().insert("content-type", media_type.parse().unwrap());
    }
    let memory = Memory::new([Ok(response)]);
    builder().timeout(LIMIT).max_response_size(64).transport(memory).build().unwrap()
}

fn get(client: &Client) -> crate::runtime::request::Request {
    client.request("get", Method::GET, path!("things"))
}

fn events(client: &Client) -> Call<Events<Value>, Infallible> {
    get(client).accept("text/event-stream").streamed(stream::if_events).call(stream::events, never)
}

fn texts(client: &Client) -> Call<Events<String>, Infallible> {
    get(client).streamed(stream::if_events).call(stream::events_of_text, never)
}

fn lines(client: &Client) -> Call<Lines<Value>, Infallible> {
    get(client).streamed(stream::always).call(stream::lines, never)
}

fn download(client: &Client) -> Call<Download, Infallible> {
    get(client).streamed(stream::always).call(stream::download, never)
}

/// Name, data and id of each event.
type Seen = Vec<(String, String, Option<String>)>;

fn seen(events: &mut Response<Events<String>>) -> Seen {
    let mut seen = Seen::new();
    while let Some(event) = now(events.next()).unwrap() {
        seen.push((event.name().to_owned(), event.data().clone(), event.id().map(str::to_owned)));
    }
    seen
}

/// Every way to have it in two pieces, and byte by byte.
fn ways(text: &[u8]) -> Vec<Vec<Bytes>> {
    let whole = Bytes::copy_from_slice(text);
    let two = (0..=text.len()).map(|end| vec![whole.slice(..end), whole.slice(end..)]);
    two.chain([text.iter().map(|byte| Bytes::copy_from_slice(&[*byte])).collect()]).collect()
}

#[test]
fn events_are_read_as_the_standard_says() {
    let message = |data: &str| ("message".to_owned(), data.to_owned(), None::<String>);
    let named = |name: &str, data: &str, id: &str| {
        (name.to_owned(), data.to_owned(), Some(id.to_owned()).filter(|id| !id.is_empty()))
    };
    for (text, expected) in [
        ("data: a\n\n", vec![message("a")]),
        // Only one space is taken away.
        ("data:a\n\ndata:  a\n\n", vec![message("a"), message(" a")]),
        ("data: a\ndata: b\ndata\n\n", vec![message("a\nb\n")]),
        ("data: a\r\ndata: b\r\n\r\n", vec![message("a\nb")]),
        ("data: a\r\n\r\ndata: b\r\r", vec![message("a"), message("b")]),
        ("data: a\r\n\rdata: b\n\r\n", vec![message("a"), message("b")]),
        ("\u{feff}data: a\n\n\u{feff}data: b\n\n", vec![message("a")]),
        (": comment\ndata: a\n: more\nother: b\n\n", vec![message("a")]),
        ("event: x\ndata: a\n\ndata: b\n\n", vec![named("x", "a", ""), message("b")]),
        ("event: x\n\ndata: b\n\n", vec![message("b")]),
        (
            "id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
            vec![named("message", "a", "1"), named("message", "b", "1"), message("c")],
        ),
        ("id: 1\0\ndata: a\n\n", vec![message("a")]),
        ("data\n\ndata\ndata\n\n", vec![message(""), message("\n")]),
        ("data: größe €🦀\n\n", vec![message("größe €🦀")]),
        // What no empty line ends is no event.
        ("data: a\n\ndata: b\n", vec![message("a")]),
        ("data: [DONE]\n\ndata: b\n\n", vec![message("[DONE]"), message("b")]),
        ("", vec![]),
    ] {
        for pieces in ways(text.as_bytes()) {
            let mut events = now(texts(&client(Some("text/event-stream"), pieces, None))).unwrap();
            assert_eq!(seen(&mut events), expected, "{text:?}");
        }
    }
}

#[test]
fn what_is_not_utf_8_is_replaced() {
    let pieces = ways(b"data: \xE2\x82\ndata: \xFFa\n\n");
    for pieces in pieces {
        let mut events = now(texts(&client(None, pieces, None))).unwrap();
        assert_eq!(seen(&mut events), [("message".to_owned(), "\u{fffd}\n\u{fffd}a".to_owned(), None)]);
    }
}

#[test]
fn the_server_says_when_to_come_back() {
    let text = "retry: 5x\ndata: 1\n\nretry: 250\ndata: 2\n\nretry:\ndata: 3\n\n";
    let mut events = now(events(&client(None, vec![text.into()], None))).unwrap();
    let mut retries = Vec::new();
    while now(events.next()).unwrap().is_some() {
        retries.push(events.retry().map(|retry| retry.as_millis()));
    }
    assert_eq!(retries, [None, Some(250), Some(250)]);
}

#[test]
fn data_is_json_and_done_is_the_end() {
    let text = "data: {\"a\":\ndata: [1]}\n\n:\n\ndata: \n\ndata: [DONE]\n\ndata: 2\n\n";
    for pieces in ways(text.as_bytes()) {
        let mut events =
            now(events(&client(Some("Text/Event-Stream; charset=utf-8"), pieces, None))).unwrap();
        assert_eq!(*now(events.next()).unwrap().unwrap(), value!({ "a": [1] }));
        assert!(now(events.next()).unwrap().is_none());
        assert!(now(events.next()).unwrap().is_none());
    }
}

#[test]
fn an_event_that_is_not_as_described_is_kept_and_passed() {
    let text = "data: {\"a\" 1}\n\ndata: 2\n\n";
    let mut events = now(events(&client(None, vec![text.into()], None))).unwrap();
    match now(events.next()) {
        Err(Error::Undecodable { answer, error }) => {
            assert_eq!(answer.text(), "{\"a\" 1}");
            assert!(error.message().starts_with("not JSON: expected `:`"), "{error}");
        }
        outcome => panic!("{outcome:?}"),
    }
    assert_eq!(*now(events.next()).unwrap().unwrap(), value!(2));
}

/// What a person reads of it: the event, and its data as far as that is no data of the description's.
#[test]
fn the_error_of_an_event_says_which() {
    let text =
        "event: delta\ndata: {\"a\" s3cr3t}\n\nevent: error\ndata: {\"overloaded\"\n\ndata: try again\n\n";
    let mut events = now(events(&client(None, vec![text.into()], None))).unwrap();
    let mut said = || {
        let error = now(events.next()).unwrap_err();
        let text = error.to_string();
        text.split_once("description\n  ").map(|(_, rest)| rest.to_owned()).unwrap()
    };
    let delta = said();
    assert!(delta.starts_with("in an event `delta`: at a: not JSON: expected `:`"), "{delta}");
    assert!(!delta.contains("s3cr3t"), "{delta}");
    let error = said();
    assert!(error.starts_with("in an event `error`: at overloaded: the text ends too early"), "{error}");
    assert!(error.ends_with("\n  data: {\"overloaded\""), "{error}");
    let prose = said();
    assert!(prose.starts_with("in an event `message`: not JSON: "), "{prose}");
    assert!(prose.ends_with("\n  data: try again"), "{prose}");
}

#[test]
fn whole_events_are_objects_of_their_fields() {
    let text = "event: x\nid: 7\ndata: {\"a\":1}\n\ndata: plain\n\n";
    let client = client(None, vec![text.into()], None);
    let call: Call<Events<Value>, Infallible> =
        get(&client).streamed(stream::if_events).call(stream::whole_events, never);
    let mut events = now(call).unwrap();
    assert_eq!(
        *now(events.next()).unwrap().unwrap(),
        value!({ "event": "x", "id": "7", "data": { "a": 1 } })
    );
    assert_eq!(*now(events.next()).unwrap().unwrap(), value!({ "id": "7", "data": "plain" }));
}

/// What is not a stream of events is read as a whole, so that the error can show it.
#[test]
fn other_answers_than_events_are_errors() {
    let client = client(Some("application/json"), vec!["{\"error\":".into(), "1}".into()], None);
    match now(events(&client)) {
        Err(Error::Undecodable { answer, error }) => {
            assert_eq!(answer.text(), "{\"error\":1}");
            assert_eq!(error.to_string(), "expected text/event-stream, found application/json");
        }
        outcome => panic!("{outcome:?}"),
    }
}

#[test]
fn an_event_has_a_limit_and_a_stream_has_none() {
    let many = "data: 123456789\n\n".repeat(20);
    let mut stream = now(events(&client(None, vec![many.into()], None))).unwrap();
    let mut count = 0;
    while now(stream.next()).unwrap().is_some() {
        count += 1;
    }
    assert_eq!(count, 20);
    for text in ["x".repeat(65), "data: 1\n".repeat(33), format!("data: {}", "1".repeat(60))] {
        let mut stream = now(events(&client(None, ways(text.as_bytes()).pop().unwrap(), None))).unwrap();
        let error = now(stream.next()).unwrap_err();
        assert!(matches!(&error, Error::Transport(cut) if cut.kind() == Kind::TooLarge), "{error:?}");
        assert!(now(stream.next()).unwrap().is_none());
    }
}

#[test]
fn a_stream_that_breaks_is_an_error_once() {
    let client = client(None, vec!["data: 1\n\ndata: 2".into()], Some(Kind::Cut));
    let mut events = now(events(&client)).unwrap();
    assert_eq!(*now(events.next()).unwrap().unwrap(), value!(1));
    let error = now(events.next()).unwrap_err();
    assert_eq!((error.operation(), error.status().map(|status| status.as_u16())), (Some("get"), Some(200)));
    assert!(matches!(error, Error::Transport(cut) if cut.kind() == Kind::Cut));
    assert!(now(events.next()).unwrap().is_none());
}

#[test]
fn lines_are_values() {
    for (text, expected) in [
        ("1\n[2]\r\n\n  \n{\"a\":3}", vec![value!(1), value!([2]), value!({ "a": 3 })]),
        ("\u{1e}1\n\u{1e}2\n", vec![value!(1), value!(2)]),
        ("\"ä€🦀\"\n", vec![value!("ä€🦀")]),
        ("", vec![]),
        ("\n", vec![]),
    ] {
        for pieces in ways(text.as_bytes()) {
            let mut lines = now(lines(&client(None, pieces, None))).unwrap();
            let mut seen = Vec::new();
            while let Some(line) = now(lines.next()).unwrap() {
                seen.push(line);
            }
            assert_eq!(seen, expected, "{text:?}");
        }
    }
    let mut bad = now(lines(&client(None, vec!["1 2\n3".into()], None))).unwrap();
    assert!(matches!(now(bad.next()), Err(Error::Undecodable { answer, .. }) if answer.text() == "1 2"));
    assert_eq!(now(bad.next()).unwrap(), Some(value!(3)));
    let mut long = now(lines(&client(None, vec!["1".repeat(65).into()], None))).unwrap();
    assert!(matches!(now(long.next()), Err(Error::Transport(cut)) if cut.kind() == Kind::TooLarge));
    assert_eq!(now(long.next()).unwrap(), None);
}

#[test]
fn a_download_comes_in_pieces_or_as_a_whole() {
    let pieces = || vec![Bytes::from("one"), Bytes::new(), Bytes::from("\0two")];
    let mut file = now(download(&client(None, pieces(), None))).unwrap();
    assert!(file.answer().body().is_empty());
    assert_eq!(now(file.chunk()).unwrap().unwrap(), "one");
    assert_eq!(now(file.bytes()).unwrap(), "\0two");
    assert_eq!((now(file.chunk()).unwrap(), now(file.bytes()).unwrap()), (None, Bytes::new()));
    let mut cut = now(download(&client(None, pieces(), Some(Kind::Cut)))).unwrap();
    assert!(matches!(now(cut.bytes()), Err(Error::Transport(cut)) if cut.kind() == Kind::Cut));
    // As a whole it is held to the limit, in pieces it is not.
    let large = || vec![Bytes::from(vec![b'x'; 40]); 2];
    let mut whole = now(download(&client(None, large(), None))).unwrap();
    assert!(matches!(now(whole.bytes()), Err(Error::Transport(cut)) if cut.kind() == Kind::TooLarge));
    let mut parts = now(download(&client(None, large(), None))).unwrap();
    for _ in 0..2 {
        assert_eq!(now(parts.chunk()).unwrap().unwrap().len(), 40);
    }
    assert_eq!(now(parts.chunk()).unwrap(), None);
}

/// What stands in front of a service may answer for it, with a page and a success.
#[test]
fn a_page_in_place_of_a_file_is_an_error() {
    let page = "<!DOCTYPE html>\n<p>Log in</p>";
    let get = |accept: &'static str, text: &'static str| {
        let client = client(Some("text/html; charset=utf-8"), vec![text.into()], None);
        let call: Call<Download, Infallible> =
            get(&client).accept(accept).streamed(stream::always).call(stream::download, never);
        now(call).map(|mut file| now(file.bytes()).unwrap())
    };
    let error = get("application/pdf, image/*", page).unwrap_err();
    assert_eq!(
        error.to_string(),
        "get: the answer (200 OK) does not match the description\n  expected application/pdf, image/*, found text/html\n  body: <!DOCTYPE html> <p>Log in</p>"
    );
    // Where pages are described, or anything is, and where only the type says so.
    for (accept, text) in
        [("application/pdf, text/html", page), ("*/*", page), ("text/*", page), ("application/pdf", "%PDF")]
    {
        assert_eq!(get(accept, text).unwrap(), text, "{accept}");
    }
}

/// By `reqwest`: an event is there before the next is sent.
#[tokio::test]
async fn events_are_read_while_the_server_goes_on() {
    let (tell, told) = std::sync::mpsc::channel::<()>();
    let told = std::sync::Arc::new(std::sync::Mutex::new(told));
    let server = Server::new(move |_, stream| {
        say(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 22\r\n\r\ndata: 1\n\nda",
        );
        told.lock().unwrap().recv().unwrap();
        say(stream, "ta: \"two\"\n\n");
    });
    let client = builder().base_url(&server.url).build().unwrap();
    let mut events = events(&client).await.unwrap();
    assert_eq!(server.request().header("accept"), "text/event-stream");
    assert_eq!(*events.next().await.unwrap().unwrap().data(), value!(1));
    tell.send(()).unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().into_data(), value!("two"));
    assert!(events.next().await.unwrap().is_none());
}

/// The limit of the call is over when the answer begins; each wait may have one of its own.
#[tokio::test]
async fn silence_is_limited_if_asked_for() {
    let server = Server::new(|_, stream| {
        say(stream, "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\ndata: 1\n\n");
        std::thread::sleep(std::time::Duration::from_millis(300));
        say(stream, "data: 2\n\n");
        super::server::keep_silent(stream);
    });
    let client = builder().base_url(&server.url).build().unwrap();
    let mut stream = events(&client).timeout(std::time::Duration::from_millis(200)).await.unwrap();
    for number in 1..=2 {
        assert_eq!(stream.next().await.unwrap().unwrap().into_data(), value!(number));
    }
    stream.set_idle_timeout(std::time::Duration::from_millis(50));
    let error = stream.next().await.unwrap_err();
    assert!(error.is_timeout());
    assert!(error.to_string().starts_with("get: nothing came for 50ms (200 OK): GET http"), "{error}");
    let mut file = download(&client).timeout(std::time::Duration::from_millis(200)).await.unwrap();
    assert!(file.bytes().await.unwrap_err().is_timeout());
}
