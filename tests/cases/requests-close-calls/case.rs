use requests_close_calls::Client;
use requests_close_calls::types::{
    Mark, Note, Thing, ThingFlagged, ThingLabels, ThingNeeded, ThingRange, ThingTuple, ThingWrapped,
};
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

fn read(value: Value) -> Thing {
    let thing: Thing = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), value);
    thing
}

#[test]
fn a_branch_that_only_requires_is_a_branch() {
    assert!(matches!(read(json!({"needed": {"left": "x", "a": "y"}})).needed, Some(ThingNeeded::Left(_))));
    assert!(matches!(read(json!({"needed": {"b": "x"}})).needed, Some(ThingNeeded::B(_))));
}

#[test]
fn tuples_are_told_by_their_lengths() {
    assert!(matches!(read(json!({"tuple": [1, 2]})).tuple, Some(ThingTuple::Two(_))));
    assert!(matches!(read(json!({"tuple": [1, 2, 3]})).tuple, Some(ThingTuple::Three(_))));
}

#[test]
fn tags_stand_for_what_a_branch_wraps_and_may_be_booleans() {
    let wrapped = |side: &str| read(json!({"wrapped": {"left": "x", "side": side}})).wrapped;
    assert!(matches!(wrapped("l"), Some(ThingWrapped::Left(_))));
    let flagged = |flag: bool| serde_json::from_value::<Thing>(json!({"flagged": {"left": "x", "flag": flag}})).unwrap();
    assert!(matches!(flagged(true).flagged, Some(ThingFlagged::Left(_))));
    assert!(matches!(flagged(false).flagged, Some(ThingFlagged::Right(_))));
}

#[test]
fn an_integer_out_of_range_is_a_number() {
    assert!(matches!(read(json!({"range": 7})).range, Some(ThingRange::Integer(7))));
    assert!(matches!(read(json!({"range": 50.0})).range, Some(ThingRange::Number(_))));
}

#[test]
fn a_constant_that_may_be_null_is_said_and_one_that_is_only_read_is_not_sent() {
    let recorder = Recorder::answering(204, "");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    ready(client.mark(Mark::new(None, "t"))).unwrap();
    assert_eq!(recorder.requests()[0].body().as_ref(), br#"{"word":null,"text":"t"}"#);
    assert!(ready(client.mark(Mark::new(None, "t").control("cA"))).is_err());
    assert!(ready(client.mark(Mark::new(None, "t").control("\u{1}"))).is_ok());
}

#[test]
fn bodies_that_are_no_types_of_their_own_are_checked() {
    let recorder = Recorder::answering(204, "");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    let error = ready(client.set_words(vec!["long".to_owned()])).unwrap_err().to_string();
    assert!(error.contains("at least 2 needed") && error.contains("[0]"), "{error}");
    assert!(ready(client.set_words(vec!["a".to_owned(), "b".to_owned()])).is_ok());
    assert!(ready(client.set_word(4)).is_err());
    assert!(ready(client.set_word(None)).is_ok() && ready(client.set_word(5)).is_ok());
    assert!(ready(client.send_bytes(vec![0, 255])).is_ok());
    let error = ready(client.send_bytes(vec![256, -1])).unwrap_err().to_string();
    assert!(error.contains("[0]") && error.contains("255") && error.contains("[1]"), "{error}");
}

#[test]
fn bounds_hold_for_what_other_parts_say_it_is() {
    let (_, client) = client();
    let faults = |thing: Thing| ready(client.put_thing("r", thing.a("x"), None)).map_or_else(|error| error.to_string(), |_| String::new());
    assert!(faults(Thing::new().bounded(1)).contains("`bounded`: is 1, must be at least 2"));
    assert!(faults(Thing::new().bounded(10)).contains("`bounded`: is 10, must be at most 9"));
    assert!(faults(Thing::new().several(["x"])).contains("`several`: has 1 element, at least 2 needed"));
    assert_eq!(faults(Thing::new().bounded(2).several(["x", "y"]).any_kind(json!(7))), "");
}
