use parts_without_a_type::types::Person;
use parts_without_a_type::types::Contact;
use parts_without_a_type::Client;
use serde_json::json;

use crate::support::{Recorder, ready};

#[test]
fn what_a_part_requires_is_required() {
    let value = json!({"first": "a", "last": "b", "nick": "c", "friend": null, "other": "d"});
    let person: Person = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&person).unwrap(), value);
    assert_eq!(serde_json::to_value(Person::new("a", "b").nick("c")).unwrap(), json!({"first": "a", "last": "b", "nick": "c"}));
    for wrong in [json!({"first": "a"}), json!({"last": "b"}), json!({"first": "a", "last": "b", "other": 1})] {
        assert!(serde_json::from_value::<Person>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn one_of_the_inherited_members_is_needed() {
    let recorder = Recorder::answering(200, r#"{"first": "a", "last": "b"}"#);
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    let error = ready(client.put_person(Person::new("a", "b").contact(Contact::new()))).unwrap_err().to_string();
    assert!(error.contains("`contact`"), "{error}");
    ready(client.put_person(Person::new("a", "b").contact(Contact::new().last("c")))).unwrap();
}
