use http::HeaderMap;
use responses::operations::{
    ChatEventsSuccess, MakeReportSuccess, ReportsError, ReportsHeaders, ReportsSuccess,
};
use responses::types::{ChatEventsEvent, Question, ReportsXKind};
use responses::{Client, Error};

use crate::support::{Recorder, ready};

fn client(status: u16, media_type: &'static str, body: &str) -> Client {
    Client::builder().transport(Recorder::answering(status, body).of(media_type)).build().unwrap()
}

fn reports(media_type: &'static str, body: &str) -> Result<ReportsSuccess, String> {
    let answer = ready(client(200, media_type, body).reports());
    answer.map(responses::Response::into_body).map_err(|error| error.to_string())
}

#[test]
fn the_media_type_says_what_an_answer_is() {
    for media_type in ["application/json", "Application/JSON; charset=utf-8", "application/vnd.x+json"] {
        let found = reports(media_type, r#"[{"id": "1"}]"#).unwrap();
        assert!(matches!(&found, ReportsSuccess::Json(list) if list[0].id == "1"), "{media_type}: {found:?}");
    }
    assert!(matches!(reports("text/csv;header=present", "a,b").unwrap(), ReportsSuccess::Csv(text) if text == "a,b"));
    // The most exact range, and what is any other.
    for (media_type, is_image) in [("image/png", true), ("IMAGE/gif", true), ("video/mp4", false), ("text/html", false)] {
        let (image, mut file) = match reports(media_type, "\u{0}1").unwrap() {
            ReportsSuccess::Image(file) => (true, file),
            ReportsSuccess::Binary(file) => (false, file),
            other => panic!("{other:?}"),
        };
        assert_eq!((image, ready(file.bytes()).unwrap().as_ref()), (is_image, &b"\x001"[..]), "{media_type}");
    }
}

#[test]
fn an_answer_that_does_not_say_what_it_is_is_what_comes_first() {
    let client = Client::builder().transport(Recorder::answering(200, "[]")).build().unwrap();
    assert!(matches!(ready(client.reports()).unwrap().body(), ReportsSuccess::Json(list) if list.is_empty()));
}

#[test]
fn errors_are_told_by_status_and_media_type() {
    let error = |status, media_type, body: &str| match ready(client(status, media_type, body).reports()).unwrap_err() {
        Error::Api(answer) => Ok(answer.into_body()),
        other => Err(other.to_string()),
    };
    let problem = r#"{"title": "no"}"#;
    for media_type in ["application/problem+json", "application/json"] {
        let found = error(404, media_type, problem).unwrap();
        assert!(matches!(found, ReportsError::NotFoundProblemJson(problem) if problem.title == "no"));
    }
    assert_eq!(error(404, "text/plain", "no"), Ok(ReportsError::NotFoundText("no".to_owned())));
    assert!(matches!(error(500, "text/plain", problem), Ok(ReportsError::Other(_))));
    let unknown = error(404, "text/html", "<p>").unwrap_err();
    assert!(unknown.contains("expected application/problem+json or text/plain, found text/html"), "{unknown}");
}

#[test]
fn what_is_sent_says_what_is_read() {
    let recorder = Recorder::answering(200, "").of("text/event-stream");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    let _ = ready(client.reports());
    let _ = ready(client.make_report());
    let _ = ready(client.chat(Question::new("?")));
    let _ = ready(client.chat_stream(Question::new("?").stream(false)));
    let _ = ready(client.look_for_reports());
    let sent: Vec<_> = recorder.requests();
    let accepted: Vec<_> = sent.iter().map(|request| request.headers()["accept"].to_str().unwrap()).collect();
    assert_eq!(accepted, [
        "application/json, text/csv, image/*, */*",
        "application/vnd.report+json; version=1, application/octet-stream",
        "application/json",
        "text/event-stream",
        "application/json",
    ]);
    assert_eq!(sent[2].body().as_ref(), br#"{"text":"?"}"#);
    assert_eq!(sent[3].body().as_ref(), br#"{"text":"?","stream":true}"#);
}

#[test]
fn a_range_of_statuses_may_be_read_while_it_arrives() {
    let made = |status, media_type, body| ready(client(status, media_type, body).make_report()).unwrap().into_body();
    assert!(matches!(made(200, "text/plain", r#"{"id": "1"}"#), MakeReportSuccess::Ok(report) if report.id == "1"));
    assert!(matches!(made(204, "text/plain", ""), MakeReportSuccess::NoContent));
    let MakeReportSuccess::Success(mut file) = made(202, "application/json", "{}") else { panic!() };
    assert_eq!(ready(file.bytes()).unwrap().as_ref(), b"{}");
}

#[test]
fn an_error_of_bytes_is_there_as_a_whole() {
    let Err(Error::Api(answer)) = ready(client(422, "x/y", "oh").report_file("1")) else { panic!() };
    assert_eq!(answer.body().as_ref(), b"oh");
    let mut file = ready(client(200, "image/png", "png").report_file("1")).unwrap();
    assert_eq!(ready(file.chunk()).unwrap().unwrap().as_ref(), b"png");
    assert!(ready(file.chunk()).unwrap().is_none());
}

#[test]
fn events_are_typed() {
    let text = "data: {\"delta\": \"a\"}\n\ndata: {\"delta\": 1}\n\ndata: [DONE]\n\n";
    let mut pieces = ready(client(200, "text/event-stream", text).chat_stream(Question::new("?"))).unwrap();
    assert_eq!(ready(pieces.next()).unwrap().unwrap().delta, "a");
    let error = ready(pieces.next()).unwrap_err().to_string();
    assert!(error.contains("at delta: expected a string, found a number"), "{error}");
    assert!(ready(pieces.next()).unwrap().is_none());
    let refused = ready(client(429, "application/json", r#"{"title": "slow"}"#).chat_stream(Question::new("?")));
    assert!(matches!(refused, Err(Error::Api(answer)) if answer.title == "slow"));
    let mut lines = ready(client(200, "application/x-ndjson", "{\"id\":\"1\"}\n").export()).unwrap();
    assert_eq!(ready(lines.next()).unwrap().unwrap().id, "1");
    let mut log = ready(client(200, "text/event-stream", "data: [DONE]\n\n").log()).unwrap();
    assert_eq!(ready(log.next()).unwrap().unwrap().into_data(), "[DONE]");
}

#[test]
fn what_answers_with_nothing_but_events_is_asked_for_them() {
    let recorder = Recorder::answering(200, "").of("text/event-stream");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    ready(client.ask(Question::new("?"))).unwrap();
    assert_eq!(recorder.requests()[0].body().as_ref(), br#"{"text":"?","stream":true}"#);
}

#[test]
fn a_parameter_of_json_says_that_it_is_a_stream() {
    let text = "{\"text\": \"a\"}\n{\"text\": \"b\"}\n";
    let recorder = Recorder::answering(200, text).of("application/json;stream=watch");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    let mut lines = ready(client.pieces_stream()).unwrap();
    assert_eq!(ready(lines.next()).unwrap().unwrap().text, "a");
    assert_eq!(ready(lines.next()).unwrap().unwrap().text, "b");
    assert!(ready(lines.next()).unwrap().is_none());
    assert_eq!(recorder.requests()[0].headers()["accept"], "application/json;stream=watch");
    let whole = ready(self::client(200, "application/json", "{\"text\": \"a\"}").pieces()).unwrap();
    assert_eq!(whole.text, "a");
}

#[test]
fn events_may_be_described_with_their_fields() {
    let text = "event: started\ndata: {\"delta\": \"a\"}\n\nevent: ended\ndata: bye\n\n";
    let answer = ready(client(200, "text/event-stream", text).chat_events()).unwrap();
    let ChatEventsSuccess::Ok(mut events) = answer.into_body() else { panic!() };
    let first = ready(events.next()).unwrap().unwrap();
    assert!(matches!(first.data(), ChatEventsEvent::Started(event) if event.data.delta == "a"), "{first:?}");
    let last = ready(events.next()).unwrap().unwrap();
    assert!(matches!(last.data(), ChatEventsEvent::Ended(event) if event.data.as_deref() == Some("bye")), "{last:?}");
    let later = ready(client(202, "application/json", r#"{"title": "later"}"#).chat_events()).unwrap();
    assert!(matches!(later.body(), ChatEventsSuccess::Accepted(problem) if problem.title == "later"));
}

fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in lines {
        headers.append(*name, value.parse().unwrap());
    }
    headers
}

#[test]
fn headers_are_typed() {
    let sent = headers(&[
        ("x-total", " 12 "),
        ("x-complete", "true"),
        ("x-tags", "a, b,,c"),
        ("x-tags", "d"),
        ("x-sizes", "1,2"),
        ("x-kind", "long"),
        ("x-made", "2026-01-02T03:04:05Z"),
        ("x-report", r#"{"id": "7"}"#),
        ("x-ratio", "0.5"),
        ("x-map", "a,1"),
        ("x-note", "{no"),
        ("link", "<https://example.com?page=2>; rel=\"next\""),
    ]);
    let read = ReportsHeaders::of(&sent);
    assert_eq!(read.x_total(), Ok(Some(12)));
    assert_eq!(read.x_complete(), Ok(Some(true)));
    assert_eq!(read.x_tags(), Ok(Some(["a", "b", "c", "d"].map(str::to_owned).into())));
    assert_eq!(read.x_sizes(), Ok(Some(vec![1, 2])));
    assert_eq!(read.x_kind(), Ok(Some(ReportsXKind::Long)));
    assert_eq!(read.x_made().unwrap().as_deref(), Some("2026-01-02T03:04:05Z"));
    assert_eq!(read.x_report().unwrap().unwrap().id, "7");
    assert_eq!(read.x_ratio(), Ok(Some(0.5)));
    assert_eq!(read.x_note().unwrap().as_deref(), Some("{no"));
    assert_eq!(read.x_map().unwrap().as_deref(), Some("a,1"));
    assert_eq!(read.link().unwrap().as_deref(), Some("<https://example.com?page=2>; rel=\"next\""));
    // Of an error it is a text.
    assert_eq!(read.x_total_other().unwrap().as_deref(), Some("12"));
}

#[test]
fn a_header_matters_only_to_those_who_ask_for_it() {
    let none = HeaderMap::new();
    assert_eq!(ReportsHeaders::of(&none).x_total(), Ok(None));
    let sent = headers(&[("x-total", "many"), ("x-sizes", "1,x"), ("x-report", "{"), ("x-kind", "new")]);
    let read = ReportsHeaders::of(&sent);
    let error = |outcome: Result<(), responses::DecodeError>| outcome.unwrap_err().to_string();
    assert_eq!(error(read.x_total().map(drop)), "X-Total: expected an integer (i64), found a string");
    assert_eq!(error(read.x_sizes().map(drop)), "X-Sizes[1]: expected an integer (i32), found a string");
    assert_eq!(error(read.x_report().map(drop)), "X-Report: the text ends too early");
    assert!(matches!(read.x_kind(), Ok(Some(ReportsXKind::Unknown(kind))) if kind == "new"));
}
