use branches_that_overlap::types::{
    AnyEvent, Changed, ChangedType, Color, Colors, Event, Host, List, Login, News, Page, Paint, Parts, Revision, Thing, Words,
};
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

#[test]
fn a_constant_one_level_deeper_tells_branches_apart() {
    let page = |value| read("page", value).page.unwrap();
    assert!(matches!(page(json!({"data": {"type": "user", "id": 1}})), Page::OneUser(_)));
    assert!(matches!(page(json!({"data": {"plan": "p", "id": 1, "type": "group"}})), Page::OneGroup(_)));
    assert!(matches!(page(json!({"data": {"type": "bot", "id": 1}})), Page::Unknown(_)));
    let list = |value| read("list", value).list.unwrap();
    assert!(matches!(list(json!({"items": [{"type": "group", "id": 1, "plan": "p"}]})), List::Groups(_)));
    assert!(matches!(list(json!({"items": []})), List::Users(_)));
}

#[test]
fn what_a_member_can_be_recognised_by_tells_branches_apart() {
    let revision = |value| read("revision", value).revision.unwrap();
    assert!(matches!(revision(json!({"ref": "refs/heads/main"})), Revision::Branch(_)));
    assert!(matches!(revision(json!({"ref": "0123abcd"})), Revision::Commit(_)));
    assert!(matches!(revision(json!({"number": 10})), Revision::Old(_)));
    assert!(matches!(revision(json!({"number": 11})), Revision::New(_)));
    // A server may not keep to its bounds.
    assert!(matches!(revision(json!({"ref": "main"})), Revision::Branch(_)));
}

#[test]
fn members_that_are_not_required_count_too() {
    let login = |value| read("login", value).login.unwrap();
    assert!(matches!(login(json!({"user": "u", "token": "t"})), Login::Basic(_)));
    assert!(matches!(login(json!({"user": "u", "token": "t", "scope": "s"})), Login::Token(_)));
}

#[test]
fn a_list_may_begin_with_null() {
    let words = |value| read("words", value).words.unwrap();
    assert!(matches!(words(json!([null, "a"])), Words::TextList(_)));
    assert!(matches!(words(json!(["a", null])), Words::TextList(_)));
    assert!(matches!(words(json!([1])), Words::IntegerList(_)));
}

#[test]
fn a_discriminator_takes_what_a_branch_lists_or_has_by_default() {
    let news = |kind: &str| read("news", json!({"type": kind})).news.unwrap();
    assert!(matches!(news("new"), News::Created(_)));
    assert!(matches!([news("moved"), news("gone")], [News::Changed(_), News::Changed(_)]));
    assert!(matches!([news("note"), news("Noted")], [News::Noted(_), News::Noted(_)]));
    assert!(matches!(news("other"), News::Unknown(_)));
    let sent = News::from(Changed::new(ChangedType::Gone));
    assert_eq!(serde_json::to_value(sent).unwrap(), json!({"type": "gone"}));
}

#[test]
fn what_another_branch_describes_deeper_is_kept() {
    for value in [
        json!({"id": "i", "net": {"ip": "a", "port": 1}}),
        json!({"id": "i", "net": {"port": 1}, "disks": [{"path": "p"}, {"size": 1, "path": "q"}]}),
        json!({"id": "i", "node": "n", "net": {"ip": "a"}, "disks": [{"size": 1}]}),
    ] {
        assert!(!matches!(read("host", value).host, None | Some(Host::Unknown(_))));
    }
}
