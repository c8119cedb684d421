use composition::types::{
    Both, Contact, Grid, Job, JobImage, JobSource, Price, Route, RouteCall, RouteLetter, Sender, Stored, WordOrCount,
};
use composition::{Client, Error};
use serde_json::{Value, json};

use crate::support::{Recorder, ready};

fn stored(member: &str, value: Value) -> Stored {
    let text = json!({member: value});
    let read: Stored = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), text);
    read
}

#[test]
fn members_beside_the_branches_belong_to_each() {
    let text = json!({"name": "n", "note": "x", "image": "i"});
    let job = Job::from(JobImage::new("n", "i").note("x"));
    assert_eq!(serde_json::to_value(&job).unwrap(), text);
    assert_eq!(serde_json::from_value::<Job>(text).unwrap(), job);
    let job: Job = serde_json::from_value(json!({"name": "n", "repository": "r"})).unwrap();
    assert_eq!(job, Job::Source(JobSource::new("n", "r")));
    let error = serde_json::from_value::<Job>(json!({"repository": "r"})).unwrap_err().to_string();
    assert_eq!(error, "as `Job::Source` (an object with `repository`): missing required member `name`");
}

#[test]
fn one_of_two_beside_any_of_two_is_one_of_four() {
    let both = |value: Value| stored("both", value).both.unwrap();
    assert!(matches!(both(json!({"left": "l", "up": 1})), Both::LeftUp(it) if it.left == "l" && it.up == 1));
    assert!(matches!(both(json!({"right": "r", "down": 2})), Both::RightDown(it) if it.right == "r" && it.down == 2));
    assert!(matches!(both(json!({"middle": 1})), Both::Unknown(_)));
}

#[test]
fn two_choices_at_once_are_four_branches() {
    let grid = |value: Value| stored("grid", value).grid.unwrap();
    assert!(matches!(grid(json!({"red": 1, "big": true})), Grid::RedBig(it) if it.red == 1 && it.big));
    assert!(matches!(grid(json!({"red": 1, "small": true})), Grid::RedSmall(it) if it.small));
    assert!(matches!(grid(json!({"blue": 1, "big": true})), Grid::BlueBig(it) if it.blue == 1));
    assert!(matches!(grid(json!({"blue": 1, "small": true})), Grid::BlueSmall(it) if it.small));
}

#[test]
fn a_branch_may_be_null() {
    let read: Stored = serde_json::from_value(json!({"maybe": null, "parts": null})).unwrap();
    assert_eq!((read.maybe, read.parts), (None, None));
    assert_eq!(stored("maybe", json!("w")).maybe, Some(WordOrCount::Word("w".to_owned())));
    assert_eq!(stored("maybe", json!(3)).maybe, Some(WordOrCount::Count(3)));
    let error = serde_json::from_value::<Stored>(json!({"parts": {"a": null}})).unwrap_err().to_string();
    assert!(error.contains("missing required member `b`"), "{error}");
}

/// How many requests were sent, and what was said instead.
fn sent(call: impl FnOnce(&Client) -> Result<(), String>) -> (usize, Result<(), String>) {
    let recorder = Recorder::answering(204, "");
    let said = call(&Client::builder().transport(recorder.clone()).build().unwrap());
    (recorder.requests().len(), said)
}

fn refusal<E: std::fmt::Debug>(error: Error<E>) -> String {
    match error {
        Error::Refused(refused) => refused.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn at_least_one_of_two_is_checked_before_sending() {
    let contact =
        |body: Contact| sent(|client| ready(client.add_contact(body)).map(|_| ()).map_err(refusal));
    assert_eq!(contact(Contact::new().email("e")), (1, Ok(())));
    assert_eq!(contact(Contact::new().email("e").phone("p")), (1, Ok(())));
    let (sent, said) = contact(Contact::new());
    let said = said.unwrap_err();
    assert_eq!(sent, 0);
    assert!(said.contains("email") && said.contains("phone"), "{said}");
}

#[test]
fn exactly_one_of_two_is_checked_before_sending() {
    let price = |body: Price| sent(|client| ready(client.add_price(body)).map(|_| ()).map_err(refusal));
    assert_eq!(price(Price::new().amount(1)), (1, Ok(())));
    for body in [Price::new(), Price::new().amount(1).percent(2)] {
        let (sent, said) = price(body);
        let said = said.unwrap_err();
        assert_eq!(sent, 0);
        assert!(said.contains("amount") && said.contains("percent"), "{said}");
    }
}

#[test]
fn what_parts_only_require_is_checked_before_sending() {
    let sender = |body: Sender| sent(|client| ready(client.add_sender(body)).map(|_| ()).map_err(refusal));
    assert_eq!(sender(Sender::new().email("e").city("c")), (1, Ok(())));
    let (count, said) = sender(Sender::new().city("c").fax("f"));
    let said = said.unwrap_err();
    assert_eq!(count, 0);
    assert!(said.contains("needs `email` or `phone`"), "{said}");
    assert!(said.contains("needs exactly one of `fax` or `city`"), "{said}");
}

#[test]
fn what_one_union_only_requires_is_checked_of_the_branches_of_the_other() {
    let route = |body: Route| sent(|client| ready(client.add_route(body)).map(|_| ()).map_err(refusal));
    assert_eq!(route(Route::from(RouteLetter::new().city("c"))), (1, Ok(())));
    assert_eq!(route(Route::from(RouteCall::new().phone("p"))), (1, Ok(())));
    let (count, said) = route(Route::from(RouteCall::new().fax("f")));
    assert_eq!(count, 0);
    assert!(said.unwrap_err().contains("`phone`"));
}
