use scalars_and_maps::types::{Percent, Ratio, Slug, Thing};
use scalars_and_maps::Client;
use serde_json::json;

use crate::support::{Recorder, ready};

#[test]
fn a_newtype_is_checked_when_it_is_made_and_not_when_it_is_read() {
    assert_eq!(Slug::new("a").unwrap_err().to_string(), "has 1 character, at least 2 needed");
    let refused = Slug::new("A-1").unwrap_err().to_string();
    assert!(refused.ends_with(r"does not match the pattern ^[a-z\d-]+$"), "{refused}");
    assert_eq!(Slug::new("a-1").unwrap().as_str(), "a-1");
    assert!(Percent::new(101).is_err() && Percent::new(100).is_ok());
    assert!(Ratio::new(0.0).is_err() && Ratio::new(0.5).is_ok());
    let read: Slug = serde_json::from_str("\"NOT A SLUG\"").unwrap();
    assert_eq!(read.as_str(), "NOT A SLUG");
}

#[test]
fn every_violation_is_named_with_its_path_and_nothing_is_sent() {
    let recorder = Recorder::answering(200, "{}");
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    let thing = Thing::new(Slug::new("ok").unwrap())
        .count(3)
        .agreed(false)
        .answers([false, true])
        .names(["one", "three", "one"])
        .password("short")
        .labels([("colour", "blue")])
        .nested(serde_json::from_value::<scalars_and_maps::types::ThingNested>(json!({})).unwrap());
    let error = ready(client.put_thing(thing)).unwrap_err().to_string();
    for said in [
        "`count`: is 3, must be a multiple of 5",
        "`agreed`: is false, must be true",
        "`answers[1]`: is true, must be false",
        "`names`: element 2 comes twice",
        "`names[1]`: has 5 characters, at most 4 allowed",
        "`password`: has 5 characters, at least 8 needed",
        "`labels.colour`: has 4 characters, at most 3 allowed",
    ] {
        assert!(error.contains(said), "{said} in: {error}");
    }
    assert!(!error.contains("short"), "{error}");
    assert_eq!(recorder.requests().len(), 0);
}

#[test]
fn a_secret_is_sent_and_not_shown() {
    let thing = Thing::new(Slug::new("ok").unwrap()).password("correct horse");
    assert!(!format!("{thing:?}").contains("horse"));
    assert_eq!(serde_json::to_value(&thing).unwrap(), json!({"slug": "ok", "password": "correct horse"}));
}

#[test]
fn free_data_comes_back_as_it_was() {
    let text = json!({"slug": "ok", "anything": [1, {"a": null}], "data": {"b": 2}, "matrix": [[1.5], []], "nested": {"deep": {"value": true}}});
    let thing: Thing = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), text);
}

#[test]
fn numbers_are_read_to_the_last_digit() {
    let text = "10.149999999999999";
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Ratio>(text).unwrap()).unwrap(), text);
}
