use serde_json::{Value, json};
use unions_close_calls::Client;
use unions_close_calls::types::{
    Calls, CallsAddress, CallsAnimal, CallsBoth, CallsBounded, CallsBoundedPart, CallsChange, CallsClosed, CallsCode, CallsEither, CallsFailure, CallsLimit, CallsName, CallsNetwork, CallsPair,
    CallsRange, CallsRequired, CallsShape, CallsSize, CallsTicket, CallsVersion, Message, Round, UserMessage,
};

use crate::support::{Recorder, ready};

fn read(value: Value) -> Calls {
    let calls: Calls = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&calls).unwrap(), value);
    calls
}

#[test]
fn branches_that_require_other_members_are_two() {
    assert!(matches!(read(json!({"required": {"id": "x"}})).required, Some(CallsRequired::Id(_))));
    assert!(matches!(read(json!({"required": {"name": "x"}})).required, Some(CallsRequired::Name(_))));
}

#[test]
fn constants_of_two_kinds_are_one_branch() {
    for version in [json!("1"), json!(1)] {
        let calls = read(json!({"version": {"version": version, "first": "a"}}));
        assert!(matches!(calls.version, Some(CallsVersion::First(_))));
    }
    let calls = read(json!({"animal": {"type": 2, "purrs": true}}));
    assert!(matches!(calls.animal, Some(CallsAnimal::Cat(_))));
}

#[test]
fn what_says_most_is_asked_first() {
    assert!(matches!(read(json!({"name": "id-5"})).name, Some(CallsName::Id(_))));
    assert!(matches!(read(json!({"name": "five"})).name, Some(CallsName::Name(_))));
    assert!(matches!(read(json!({"limit": -1})).limit, Some(CallsLimit::Special(_))));
    assert!(matches!(read(json!({"limit": 5.0})).limit, Some(CallsLimit::Amount(_))));
}

#[test]
fn a_value_of_both_keeps_the_members_of_both() {
    assert!(matches!(
        read(json!({"both": {"left": "a", "right": "b"}})).both,
        Some(CallsBoth::Left(_) | CallsBoth::Right(_))
    ));
}

#[test]
fn large_numbers_are_checked_to_the_last_digit() {
    let client = Client::builder().transport(Recorder::answering(200, "{}")).build().unwrap();
    let faults = |moment: i64, price: f64| {
        let called = ready(client.call(Calls::new().moment(moment).price(price)));
        called.map_or_else(|error| error.to_string().matches("must be a multiple").count(), |_| 0)
    };
    assert_eq!(faults(1_700_000_000_000, 0.07), 0);
    assert_eq!(faults(1_700_000_000_001, 1.15), 1);
    assert_eq!(faults(1_700_000_000_001, 1.155), 2);
}

#[test]
fn what_is_no_number_is_not_sent_as_null() {
    let client = Client::builder().transport(Recorder::answering(200, "{}")).build().unwrap();
    for (price, word) in [(f64::NAN, "NaN"), (f64::INFINITY, "inf")] {
        let error = ready(client.call(Calls::new().price(price))).unwrap_err().to_string();
        assert!(error.contains(&format!("`price`: is {word}, which JSON has no number for")), "{error}");
    }
}

#[test]
fn a_tag_that_only_the_outer_union_knows_is_written_for_an_inner_union() {
    let calls = read(json!({"shape": {"kind": "round", "radius": 1.5}}));
    assert!(matches!(calls.shape, Some(CallsShape::Round(Round::Circle(_)))));
    let calls = read(json!({"shape": {"kind": "square", "side": 2.5}}));
    assert!(matches!(calls.shape, Some(CallsShape::Square(_))));
    let calls = read(json!({"shape": {"kind": "round", "edges": 3}}));
    assert!(matches!(calls.shape, Some(CallsShape::Round(Round::Unknown(_)))));
}

#[test]
fn a_member_that_a_map_takes_as_well_does_not_decide() {
    assert!(matches!(read(json!({"code": {"code": 1}})).code, Some(CallsCode::Coded(_))));
    assert!(matches!(read(json!({"code": {"code": "E1"}})).code, Some(CallsCode::Texts(_))));
}

#[test]
fn pairs_of_branches_that_cannot_be_are_none() {
    assert!(matches!(read(json!({"pair": {"k": "a", "x": 1}})).pair, Some(CallsPair::A(_))));
    assert!(matches!(read(json!({"pair": {"k": "b", "y": 1}})).pair, Some(CallsPair::B(_))));
}

#[test]
fn null_is_allowed_where_all_parts_allow_it() {
    assert!(read(json!({"alias": {"short": null}})).alias.is_some());
}

#[test]
fn a_part_takes_the_branch_that_it_allows() {
    let at: Option<String> = read(json!({"narrowed": {"at": "2026-01-01"}})).narrowed.and_then(|narrowed| narrowed.at);
    assert_eq!(at.as_deref(), Some("2026-01-01"));
}

#[test]
fn each_member_that_differs_tells_branches_apart() {
    assert!(matches!(read(json!({"range": {"gt": 1.5}})).range, Some(CallsRange::Numbers(_))));
    assert!(matches!(read(json!({"range": {"gt": "2026-01-01T00:00:00Z"}})).range, Some(CallsRange::Dates(_))));
    assert!(matches!(read(json!({"range": {"lt": "2026-01-01T00:00:00Z"}})).range, Some(CallsRange::Dates(_))));
    // A format is a hint: a text without it is of the branch that texts are of.
    assert!(matches!(read(json!({"range": {"lt": "tomorrow"}})).range, Some(CallsRange::Dates(_))));
}

#[test]
fn a_text_is_of_one_format() {
    assert!(matches!(read(json!({"address": "fe80::1"})).address, Some(CallsAddress::Ip(_))));
    assert!(matches!(read(json!({"address": "mailto:a@b.c"})).address, Some(CallsAddress::Uri(_))));
    assert!(matches!(read(json!({"address": "a@b.c"})).address, Some(CallsAddress::Mail(_))));
}

#[test]
fn members_are_counted_before_sending() {
    let client = Client::builder().transport(Recorder::answering(200, "{}")).build().unwrap();
    let faults = |calls: Calls| ready(client.call(calls)).map_or_else(|error| error.to_string(), |_| String::new());
    let change = CallsChange::new("1");
    assert!(faults(Calls::new().change(change.clone())).contains("`change`: has 1 member, at least 2 needed"));
    assert_eq!(faults(Calls::new().change(change.a(1))), "");
    assert!(faults(Calls::new().either(CallsEither::new())).contains("`either`: needs `a` or `b`"));
    assert_eq!(faults(Calls::new().either(CallsEither::new().b(1))), "");
}

#[test]
fn the_member_that_a_union_is_told_by_is_sent() {
    let recorder = Recorder::answering(204, "");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    ready(client.say(UserMessage::new("hi"))).unwrap();
    let body: Value = serde_json::from_slice(recorder.requests()[0].body()).unwrap();
    assert_eq!(body, json!({"role": "user", "text": "hi"}));
}

#[test]
fn a_branch_becomes_a_body_that_need_not_be_there() {
    let recorder = Recorder::answering(204, "");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    ready(client.whisper(UserMessage::new("hi"))).unwrap();
    ready(client.whisper(Message::User(UserMessage::new("hi")))).unwrap();
    ready(client.whisper(Some(Message::from(UserMessage::new("hi"))))).unwrap();
    ready(client.whisper(None)).unwrap();
    let sent: Vec<usize> = recorder.requests().iter().map(|request| request.body().len()).collect();
    assert_eq!(sent, [27, 27, 27, 0]);
}

#[test]
fn bounds_beside_a_union_bind_the_branches_that_they_speak_of() {
    let client = Client::builder().transport(Recorder::answering(200, "{}")).build().unwrap();
    let faults = |calls: Calls| ready(client.call(calls)).map_or_else(|error| error.to_string(), |_| String::new());
    let bounded = |bounded: CallsBounded| faults(Calls::new().bounded(bounded));
    assert_eq!(bounded("apple".into()), "");
    assert!(bounded("apples".into()).contains("`bounded`: has 6 characters, at most 5 allowed"));
    assert!(bounded("pear".into()).contains("`bounded`: does not match the pattern ^a"));
    assert!(bounded(10.into()).contains("`bounded`: is 10, must be at most 9"));
    assert_eq!(bounded(vec!["apples".to_owned()].into()), "");
    let part = |part: CallsBoundedPart| faults(Calls::new().bounded_part(part));
    assert!(part("four".into()).contains("has 4 characters, at most 3 allowed"));
    assert!(part(1.into()).contains("is 1, must be at least 2"));
    assert_eq!(part(2.into()), "");
    assert!(faults(Calls::new().closed(CallsClosed::new())).contains("`closed`: has 0 members, at least 1 needed"));
}

#[test]
fn a_text_of_no_pattern_is_of_no_branch() {
    let read = |text: &str| read(json!({ "network": text })).network.unwrap();
    assert!(matches!(read("10.0.0.1"), CallsNetwork::Dots(_)));
    assert!(matches!(read("fe80::1"), CallsNetwork::Colons(_)));
    assert!(matches!(read("localhost"), CallsNetwork::Unknown(_)));
}

#[test]
fn the_rest_is_of_a_branch_that_excludes_nothing_and_of_a_range_without_an_end() {
    let code = |text: &str| read(json!({ "ticket": text })).ticket.unwrap();
    assert!(matches!(code("a-1"), CallsTicket::Plain(_)));
    assert!(matches!(code("b-1"), CallsTicket::Uuid(_)));
    let size = |value: u64| read(json!({ "size": value })).size.unwrap();
    assert!(matches!(size(99), CallsSize::Low(_)));
    assert!(matches!(size(u64::MAX), CallsSize::High(u64::MAX)));
}

#[test]
fn another_value_of_the_only_tag_is_another_branch() {
    let read = |value| read(json!({ "failure": value })).failure.unwrap();
    assert!(matches!(read(json!({"_tag": "Gone", "id": "1", "message": "x"})), CallsFailure::Gone(_)));
    assert!(matches!(read(json!({"_tag": "Locked", "id": "1", "message": "x"})), CallsFailure::Failed(_)));
    assert!(matches!(read(json!({"message": "x"})), CallsFailure::Failed(_)));
}
