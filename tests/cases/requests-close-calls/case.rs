use requests_close_calls::Client;
use requests_close_calls::types::{Note, Thing, ThingLabels};
use serde_json::{Value, json};

use crate::support::{Recorder, ready};

fn client() -> (Recorder, Client) {
    let recorder = Recorder::answering(200, "{}").of("application/json");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    (recorder, client)
}

#[test]
fn members_are_counted_with_those_that_are_only_read_or_written() {
    let (recorder, client) = client();
    let error = ready(client.put_thing("r", Thing::new(), None)).unwrap_err().to_string();
    assert!(error.contains("needs `a` or `meta`") && error.contains("at least 2 needed"), "{error}");
    ready(client.put_thing("r", Thing::new().a("x"), None)).unwrap();
    let body: Value = serde_json::from_slice(recorder.requests()[0].body()).unwrap();
    assert_eq!(body, json!({"kind": "plain", "a": "x"}));
}

#[test]
fn more_members_than_are_described_can_be_sent() {
    let (_, client) = client();
    let thing = |labels: ThingLabels| Thing::new().a("x").labels(labels);
    assert!(ready(client.put_thing("r", thing(ThingLabels::new("m")), None)).is_err());
    let labels = ThingLabels::new("m").additional([("b", "1"), ("c", "2")]);
    assert!(ready(client.put_thing("r", thing(labels), None)).is_ok());
}

#[test]
fn a_body_that_may_be_null_need_not_be_there() {
    let recorder = Recorder::answering(204, "");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    ready(client.note(None)).unwrap();
    ready(client.note(Note::new().text("x"))).unwrap();
    let sent: Vec<usize> = recorder.requests().iter().map(|request| request.body().len()).collect();
    assert_eq!(sent, [0, 12]);
}

#[test]
fn a_stream_is_asked_for_where_nothing_else_is_said() {
    let recorder = Recorder::answering(200, "").of("text/event-stream");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    let _ = ready(client.answer_stream(None));
    assert_eq!(recorder.requests()[0].body().as_ref(), br#"{"stream":true}"#);
}
