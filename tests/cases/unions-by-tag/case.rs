use serde_json::json;
use unions_by_tag::types::{Cat, Dog, Event, Pet};

#[test]
fn the_tag_tells_the_branch_wherever_it_stands() {
    for text in [r#"{"petType": "feline", "lives": 9}"#, r#"{"lives": 9, "petType": "feline"}"#] {
        assert_eq!(serde_json::from_str::<Pet>(text).unwrap(), Pet::Cat(Cat::new(9)));
    }
    let puppy: Pet = serde_json::from_value(json!({"bark": true, "petType": "puppy"})).unwrap();
    assert_eq!(puppy, Pet::from(Dog::new("puppy").bark(true)));
    assert_eq!(serde_json::to_value(Pet::from(Cat::new(9))).unwrap(), json!({"petType": "feline", "lives": 9}));
}

#[test]
fn a_tag_without_branch_is_kept_in_answers_and_refused_in_requests() {
    let text = json!({"type": "moved", "id": "1", "to": [1.5]});
    let event: Event = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(event, Event::Unknown(text.clone()));
    assert_eq!(serde_json::to_value(&event).unwrap(), text);
    let error = serde_json::from_value::<Pet>(json!({"petType": "fish"})).unwrap_err().to_string();
    assert!(error.contains("no branch is told by any of `petType`"), "{error}");
}

#[test]
fn the_tag_decides_even_when_another_branch_has_the_members() {
    let event: Event = serde_json::from_value(json!({"id": "1", "amount": 5, "type": "created"})).unwrap();
    assert!(matches!(event, Event::Created(created) if created.id == "1"));
}

#[test]
fn a_fault_inside_the_branch_is_named() {
    let error = serde_json::from_str::<Event>(r#"{"type": "refunded", "id": "1", "amount": "5"}"#).unwrap_err();
    assert!(error.to_string().contains("expected an integer"), "{error}");
    let error = serde_json::from_str::<Event>(r#"{"amount": "5", "type": "refunded", "id": "1"}"#).unwrap_err();
    assert!(error.to_string().contains("in `amount`"), "{error}");
}
