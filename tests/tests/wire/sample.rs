//! What no operation of Northflank needs, above all requests that may be sent again: an API by hand, on the run
//! time that every generated client has.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Method, StatusCode};
use serde_json::Value;

use super::memory::now;
use crate::runtime::answer::{json, never, text};
use crate::runtime::path::path;
use crate::runtime::style::Style;
use crate::runtime::{
    Body, BoxFuture, Call, Client, ClientBuilder, Defaults, Error, Maybe, Place, Scheme, Transport,
    TransportError, TransportErrorKind as Kind,
};

/// A timer of this length never fires, every other does at once.
pub(super) const LIMIT: Duration = Duration::from_secs(3600);

pub(super) type Reply = Result<http::Response<Body>, TransportError>;

/// Answers with what it was given, then with 200 and `null`.
#[derive(Clone, Default)]
pub(super) struct Memory(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    replies: VecDeque<Reply>,
    requests: Vec<http::Request<Bytes>>,
    sleeps: Vec<u128>,
}

impl Transport for Memory {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Reply> {
        let mut state = self.0.lock().unwrap();
        state.requests.push(request);
        let reply = state.replies.pop_front().unwrap_or_else(|| reply(200, &[], "null"));
        Box::pin(async move { reply })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        if duration == LIMIT {
            return Box::pin(std::future::pending());
        }
        self.0.lock().unwrap().sleeps.push(duration.as_millis());
        Box::pin(std::future::ready(()))
    }
}

impl Memory {
    pub(super) fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let memory = Self::default();
        memory.0.lock().unwrap().replies.extend(replies);
        memory
    }

    pub(super) fn client(&self) -> Client {
        builder().token("s3cr3t").timeout(LIMIT).transport(self.clone()).build().unwrap()
    }

    pub(super) fn count(&self) -> usize {
        self.0.lock().unwrap().requests.len()
    }

    pub(super) fn sent(&self) -> http::Request<Bytes> {
        let requests = &mut self.0.lock().unwrap().requests;
        assert_eq!(requests.len(), 1, "requests sent");
        requests.remove(0)
    }
}

pub(super) fn builder() -> ClientBuilder {
    let base_url = "https://api.example.com";
    ClientBuilder::new(Defaults {
        base_url,
        takes_origin: false,
        user_agent: "sample/1",
        schemes: &[("token", Scheme::BEARER)],
        security: &[&[0]],
    })
}

#[expect(clippy::unnecessary_wraps, reason = "a reply may also be a failure")]
pub(super) fn reply(status: u16, headers: &[(&'static str, &str)], body: &'static str) -> Reply {
    let mut response = http::Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        response.headers_mut().append(*name, value.parse().unwrap());
    }
    Ok(response)
}

/// A call without a body.
fn plain(client: &Client, method: Method) -> Call<Value, Value> {
    client.request("plain", method, path!("things")).call(json, json)
}

/// How often a request is sent, and the pauses, when this comes before a success.
fn tries(method: Method, first: Reply) -> (usize, Vec<u128>) {
    let memory = Memory::new([first]);
    let _ = now(plain(&memory.client(), method));
    let state = memory.0.lock().unwrap();
    (state.requests.len(), state.sleeps.clone())
}

// ---- repeats

#[test]
fn what_can_be_asked_twice_is_asked_again() {
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE, Method::OPTIONS, Method::TRACE] {
        for status in [429, 502, 503, 504] {
            assert_eq!(tries(method.clone(), reply(status, &[], "")), (2, vec![500]), "{method} {status}");
        }
        for status in [400, 408, 425, 500, 501, 304] {
            assert_eq!(tries(method.clone(), reply(status, &[], "")), (1, vec![]), "{method} {status}");
        }
        for kind in [Kind::Connect, Kind::Cut] {
            assert_eq!(tries(method.clone(), Err(kind.into())), (2, vec![500]), "{method} {kind:?}");
        }
        for kind in [Kind::Timeout, Kind::TooLarge, Kind::Unsendable] {
            assert_eq!(tries(method.clone(), Err(kind.into())), (1, vec![]), "{method} {kind:?}");
        }
    }
}

#[test]
fn a_server_says_how_long_to_wait() {
    for (status, name, value, pauses) in [
        (503, "retry-after", "7", vec![7000]),
        (503, "retry-after", "0", vec![500]),
        (503, "retry-after", "30", vec![30_000]),
        (503, "retry-after", "31", vec![]),
        (503, "retry-after", "99999999999999", vec![]),
        (503, "retry-after", "soon", vec![500]),
        (503, "retry-after", "-1", vec![500]),
        (503, "retry-after", "Sun, 06 Nov 1994 08:49:37 GMT", vec![500]),
        (503, "retry-after", "Fri, 31 Dec 9999 23:59:59 GMT", vec![]),
        (503, "retry-after", "Fri, 31 Foo 9999 23:59:59 GMT", vec![500]),
        (429, "retry-after", "2", vec![2000]),
        (429, "x-ratelimit-reset", "9", vec![9000]),
        (429, "ratelimit-reset", "3599", vec![]),
        (503, "x-ratelimit-reset", "9", vec![500]),
    ] {
        let tried = tries(Method::GET, reply(status, &[(name, value)], ""));
        assert_eq!(tried, (1 + pauses.len(), pauses), "{status} {name}: {value}");
    }
}

#[test]
fn a_date_to_wait_for_is_read_to_the_second() {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let date = http_date(seconds + 20);
    let (_, pauses) = tries(Method::GET, reply(503, &[("retry-after", &date)], ""));
    assert!(matches!(pauses[..], [17_000..=20_000]), "{date}: {pauses:?}");
}

/// The date of this many seconds after 1970, counted day by day.
fn http_date(seconds: u64) -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let (mut days, clock) = (seconds / 86_400, seconds % 86_400);
    for year in 1970.. {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        for (month, length) in months.iter().zip(lengths) {
            let length = length + u64::from(leap && *month == "Feb");
            if days < length {
                let (hour, minute, second) = (clock / 3600, clock / 60 % 60, clock % 60);
                return format!("Mon, {:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT", days + 1);
            }
            days -= length;
        }
    }
    unreachable!("there is always a next year")
}

#[test]
fn an_answer_that_asks_for_more_time_than_is_left_is_passed_on() {
    let memory = Memory::new([reply(503, &[("retry-after", "20")], "\"later\"")]);
    // The timer of the call fires at once here, but the answer is there before.
    let error = now(plain(&memory.client(), Method::GET).timeout(Duration::from_secs(19))).unwrap_err();
    assert!(matches!(error, Error::Api(answer) if *answer == "later"));
    assert_eq!(memory.0.lock().unwrap().requests.len(), 1);
}

// ---- requests

#[test]
fn what_is_not_there_is_not_sent() {
    let memory = Memory::default();
    let request = memory.client().request("list", Method::GET, path!("things"));
    let request = request
        .query("none", &None::<bool>)
        .query("empty", &Vec::<String>::new())
        .query("null", &Maybe::<bool>::Null)
        .query_as(Style::Form, "nobody", &Some(Vec::<i64>::new()))
        .header("x-none", &None::<i64>)
        .json_if(None::<&Value>);
    now(request.call(json::<Value>, never::<Value>)).unwrap();
    let sent = memory.sent();
    assert_eq!(sent.uri(), "https://api.example.com/things");
    assert!(sent.body().is_empty());
    for absent in ["x-none", "content-type"] {
        assert!(!sent.headers().contains_key(absent), "{absent}");
    }
}

/// A dot segment is made by all that stands between two slashes.
#[test]
fn a_segment_may_hold_text_and_values() {
    for (name, format, path) in [
        ("a/b", "png", Some("/files/a%2Fb.png/raw:x")),
        ("", "a", Some("/files/.a/raw:x")),
        (".", ".", Some("/files/.../raw:x")),
        ("", "", None),
        (".", "", None),
    ] {
        let memory = Memory::default();
        let file = path!("files" / (name "." format) / "raw:x");
        let call = memory.client().request("file", Method::GET, file).call(json::<Value>, never::<Value>);
        match (now(call), path) {
            (Ok(_), Some(path)) => assert_eq!(memory.sent().uri().path(), path),
            (Err(Error::Refused(refused)), None) => {
                assert_eq!(
                    (refused.problems()[0].place(), refused.problems()[0].name()),
                    (Place::Path, "name")
                );
                assert!(memory.0.lock().unwrap().requests.is_empty());
            }
            (outcome, _) => panic!("{name:?}.{format:?}: {outcome:?}"),
        }
    }
}

#[test]
fn other_media_types_are_said() {
    let memory = Memory::default();
    let request = memory.client().request("upload", Method::POST, path!("things"));
    now(request.accept("text/plain").body("image/png", vec![1, 2]).call(text, never::<Value>)).unwrap();
    let sent = memory.sent();
    assert_eq!(
        (sent.headers()["content-type"].as_bytes(), sent.headers()["accept"].as_bytes()),
        (&b"image/png"[..], &b"text/plain"[..])
    );
    assert_eq!(sent.body().as_ref(), [1, 2]);
}

#[test]
fn a_value_in_a_path_is_called_as_on_the_wire() {
    let (memory, pet_id) = (Memory::default(), "");
    let request = memory.client().request("get", Method::GET, path!("pets" / pet_id("petId")));
    let Err(Error::Refused(refused)) = now(request.call(json::<Value>, never::<Value>)) else {
        panic!("it was sent")
    };
    let problem = &refused.problems()[0];
    assert_eq!((problem.place(), problem.name()), (Place::Path, "petId"));
}

// ---- answers

#[test]
fn an_answer_that_sends_elsewhere_says_where_and_no_secret() {
    const SEEN: &str = "https://user:pass@example.com/a?token=b#c";
    for (status, headers, said) in [
        (
            302,
            &[("location", SEEN)][..],
            "302 Found, a redirect to https://example.com/a that is not followed",
        ),
        (307, &[("location", "../a")], "307 Temporary Redirect, a redirect to ../a that is not followed"),
        (300, &[], "300 Multiple Choices, a redirect that is not followed"),
        (304, &[("location", SEEN)], "304 Not Modified"),
        (101, &[("upgrade", "websocket")], "101 Switching Protocols to websocket, in which no call goes on"),
        (404, &[("location", SEEN)], "404 Not Found"),
    ] {
        let memory = Memory::new([reply(status, headers, "")]);
        let request = memory.client().request("get", Method::GET, path!("things"));
        let error = now(request.call(json::<Value>, never::<Value>)).unwrap_err();
        assert_eq!(error.to_string(), format!("get: the description has no answer {said}"));
    }
}

#[test]
fn a_status_that_is_not_described_is_said_in_short() {
    let memory = Memory::new([reply(302, &[], "Method\nNot\tAllowed\u{1b}[0m")]);
    let request = memory.client().request("get", Method::GET, path!("things"));
    let error = now(request.call(json::<Value>, never::<Value>)).unwrap_err();
    assert!(matches!(error, Error::Undescribed(_)), "{error:?}");
    assert_eq!(
        error.to_string(),
        "get: the description has no answer 302 Found, a redirect that is not followed: Method Not Allowed [0m"
    );
}
