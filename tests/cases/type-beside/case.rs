use serde_json::json;
use type_beside::types::{Cat, Owner, OwnerEither, OwnerNote, Word};

#[test]
fn a_type_that_is_said_twice_makes_no_other_type() {
    let text = json!({
        "single": {"lives": 9}, "part": {"lives": 8}, "either": {"lives": 7}, "word": "a", "words": "c", "list": ["b"],
        "more": {"name": "Tom", "lives": 6},
    });
    let owner: Owner = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&owner).unwrap(), text);
    let (Some(single), Some(OwnerEither::Cat(either))) = (owner.single, owner.either) else { panic!("cats") };
    let cats: [Cat; 2] = [single, either];
    assert_eq!(cats.map(|cat| cat.lives), [9, 7]);
    assert_eq!((owner.word, owner.list), (Some(Word::A), Some(vec![Word::B])));
}

#[test]
fn one_branch_is_as_strict_as_its_schema() {
    for wrong in [json!({"single": {}}), json!({"list": [1]}), json!({"more": {"name": "Tom"}})] {
        assert!(serde_json::from_value::<Owner>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn what_names_no_type_binds_values_of_its_own_kind() {
    for text in [
        json!({"note": "text"}),
        json!({"note": {"name": "Tom", "lives": 9}}),
        json!({"size": 3}),
        json!({"size": "3m"}),
        json!({"count": 2, "label": "a", "code": "x"}),
        json!({"named-peer": {"name": "Tom", "lives": 1}}),
    ] {
        let owner: Owner = serde_json::from_value(text.clone()).unwrap();
        assert_eq!(serde_json::to_value(&owner).unwrap(), text);
    }
    let owner: Owner = serde_json::from_value(json!({"note": {"name": "Tom", "lives": 9}})).unwrap();
    let Some(OwnerNote::Cat(cat)) = owner.note else { panic!("{owner:?}") };
    assert_eq!((cat.name.as_deref(), cat.lives), (Some("Tom"), 9));
}
