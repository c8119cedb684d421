use serde_json::{Value, json};
use unions_close_calls::Client;
use unions_close_calls::types::{Calls, CallsAnimal, CallsBoth, CallsLimit, CallsName, CallsRequired, CallsVersion};

use crate::support::{Recorder, ready};

fn read(value: Value) -> Calls {
    let calls: Calls = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&calls).unwrap(), value);
    calls
}

#[test]
fn branches_that_require_other_members_are_two() {
    assert!(matches!(read(json!({"required": {"id": "x"}})).required, Some(CallsRequired::Object(_))));
    assert!(matches!(read(json!({"required": {"name": "x"}})).required, Some(CallsRequired::Object2(_))));
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
