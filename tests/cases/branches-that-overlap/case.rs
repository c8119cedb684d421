use branches_that_overlap::types::{AnyEvent, Color, Colors, Event, Paint, Parts, Thing};
use serde_json::{Value, json};

/// A thing with one member, which comes back as it was.
fn read(member: &str, value: Value) -> Thing {
    let text = json!({member: value});
    let thing: Thing = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), text);
    thing
}

#[test]
fn a_tag_that_one_branch_does_not_know_is_of_the_other() {
    let event = |value| read("event", value).event.unwrap();
    assert!(matches!(event(json!({"kind": "push", "ref": "r"})), AnyEvent::Event(Event::Push(_))));
    assert!(matches!(event(json!({"ref": "r", "kind": "push"})), AnyEvent::Event(Event::Push(_))));
    assert!(matches!(event(json!({"kind": "pull"})), AnyEvent::Event(Event::Pull(_))));
    assert!(matches!(event(json!({"kind": "fork"})), AnyEvent::Other(other) if other.kind == "fork"));
    assert!(matches!(event(json!({"kind": "fork", "number": 1})), AnyEvent::Other(_)));
}

#[test]
fn a_value_that_one_branch_does_not_list_is_of_the_other() {
    let paint = |value| read("paint", value).paint.unwrap();
    assert!(matches!(paint(json!({"color": "red"})), Paint::Named(named) if named.color == Some(Color::Red)));
    assert!(matches!(paint(json!({"color": "teal"})), Paint::Mixed(mixed) if mixed.color.as_deref() == Some("teal")));
    assert!(matches!(paint(json!({"color": "teal", "share": 1})), Paint::Mixed(_)));
    assert!(matches!(paint(json!({"share": 1})), Paint::Mixed(_)));
    let colors = |value| read("colors", value).colors.unwrap();
    assert!(matches!(colors(json!(["red"])), Colors::ColorList(_)));
    assert!(matches!(colors(json!(["teal"])), Colors::TextList(_)));
}

#[test]
fn of_branches_that_fit_the_one_is_taken_that_knows_most() {
    let parts = |value| read("parts", value).parts.unwrap();
    assert!(matches!(parts(json!({"left": "l"})), Parts::Left(_)));
    assert!(matches!(parts(json!({"right": "r"})), Parts::Right(_)));
    assert!(matches!(parts(json!({"left": "l", "right": 1})), Parts::Both(both) if both.right == 1));
    assert!(matches!(parts(json!({"right": 1, "left": "l"})), Parts::Both(_)));
    // A fault in one branch is none of another.
    assert!(matches!(parts(json!({"left": "l", "right": true})), Parts::Left(_)));
    assert!(matches!(parts(json!({"left": 1, "right": "r"})), Parts::Right(_)));
}
