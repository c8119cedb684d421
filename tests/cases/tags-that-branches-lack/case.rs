use std::collections::BTreeMap;

use serde_json::{Value, from_str, json, to_string, to_value};
use tags_that_branches_lack::types::{
    BranchSourceModel, Count, Fault, Letters, Login, Many, Numbered, Open, Part, PartOrInline, PartOrInlineInline, Pet, S, Sides,
    Step, TextOrPart, Thing,
};

/// What comes back of a thing with one member.
fn back(text: &str) -> String {
    to_string(&from_str::<Thing>(text).unwrap()).unwrap()
}

#[test]
fn a_tag_is_written_once_though_the_branch_keeps_it() {
    for text in [r#"{"open":{"kind":"Labels","a":"b"}}"#, r#"{"open":{"kind":"Numbered","n":1,"a":"b"}}"#] {
        assert_eq!(back(text), text);
    }
    let labels = BTreeMap::from([("kind".to_owned(), "mine".to_owned()), ("a".to_owned(), "b".to_owned())]);
    assert_eq!(to_string(&Open::Labels(labels)).unwrap(), r#"{"kind":"Labels","a":"b"}"#);
    assert_eq!(to_string(&Open::Numbered(Numbered::new().n(1))).unwrap(), r#"{"kind":"Numbered","n":1}"#);
}

#[test]
fn a_tag_is_written_wherever_the_union_has_one() {
    let part = Part::new().p("x");
    assert_eq!(to_value(TextOrPart::from(part.clone())).unwrap(), json!({"tag": "Part", "p": "x"}));
    assert_eq!(to_value(PartOrInline::from(part)).unwrap(), json!({"tag": "Part", "p": "x"}));
    assert_eq!(to_value(PartOrInline::from(PartOrInlineInline::new().inline("x"))).unwrap(), json!({"inline": "x"}));
}

#[test]
fn each_text_of_a_tag_comes_back_as_it_was() {
    for text in [r#"{"step":{"step":"first","p":"x"}}"#, r#"{"step":{"step":"last","p":"x"}}"#] {
        assert_eq!(back(text), text);
    }
    assert_eq!(to_value(Step::Last(Part::new())).unwrap(), json!({"step": "last"}));
    assert_eq!(to_value(Step::Part(Part::new())).unwrap(), json!({"step": "first"}));
}

#[test]
fn two_tags_are_read_and_written() {
    for (l, v) in [("L1", json!("x")), ("L2", json!(1))] {
        for (r, w) in [("R1", json!("x")), ("R2", json!(1))] {
            for value in [json!({"l": l, "r": r, "v": v, "w": w}), json!({"r": r, "l": l})] {
                let sides: Sides = serde_json::from_value(value.clone()).unwrap();
                assert!(!matches!(sides, Sides::Unknown(_)), "{value}");
                assert_eq!(to_value(sides).unwrap(), value);
            }
        }
    }
}

#[test]
fn a_branch_may_be_called_as_anything_in_a_macro() {
    for value in [Letters::from(S::new().s("x")), Letters::from(BranchSourceModel::new().b("x"))] {
        let text = to_string(&value).unwrap();
        assert_eq!(from_str::<Letters>(&text).unwrap(), value);
    }
}

#[test]
fn what_is_only_sent_is_not_asked_of_an_answer() {
    let login = |value: Value| serde_json::from_value::<Login>(value).unwrap();
    assert!(matches!(login(json!({"host": "h"})), Login::Password(_)));
    assert!(matches!(login(json!({"host": "h", "keyId": "k"})), Login::Key(_)));
    assert!(matches!(login(json!({"host": "h", "password": "p"})), Login::Password(_)));
}

#[test]
fn what_no_other_branch_can_be_is_of_the_one_that_takes_anything() {
    let fault = |value: Value| serde_json::from_value::<Fault>(value).unwrap();
    assert!(matches!(fault(json!({"error": "x"})), Fault::Problem(_)));
    assert!(matches!(fault(json!({"error": 5})), Fault::Other(_)));
    assert!(matches!(fault(json!({})), Fault::Other(_)));
}

#[test]
fn null_is_a_value_of_what_can_be_anything() {
    for text in [r#"{"loose":null}"#, r#"{"loose":1}"#, r#"{"loose":{"a":[]}}"#, "{}"] {
        assert_eq!(back(text), text);
    }
}

#[test]
fn the_tag_that_the_union_writes_is_no_member_of_a_map() {
    let many = Count::from(Many::new(1).additional([("z", 2)]));
    let text = to_string(&many).unwrap();
    assert_eq!(text, r#"{"kind":"Many","y":1,"z":2}"#);
    assert_eq!(from_str::<Count>(&text).unwrap(), many);
    assert_eq!(from_str::<Count>(r#"{"z":2,"y":1,"kind":"Many"}"#).unwrap(), many);
}

#[test]
fn an_object_without_the_tag_is_of_the_branch_that_does_without_it() {
    let pet = |value: Value| from_str::<Pet>(&value.to_string()).unwrap();
    assert!(matches!(pet(json!({"lives": 9})), Pet::Cat(cat) if cat.lives == Some(9)));
    assert!(matches!(pet(json!({"species": "Dog", "barks": true})), Pet::Dog(_)));
    assert!(matches!(pet(json!({"species": "Bird"})), Pet::Unknown(_)));
    assert!(matches!(pet(json!({"barks": true})), Pet::Unknown(_)), "what a dog alone has is no cat's");
}
