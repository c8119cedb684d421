use serde_json::json;
use unions_by_kind_and_value::types::{Received, SentLimit, SentVersion, ValueModel};

#[test]
fn the_kind_of_a_value_tells_the_branch() {
    for (text, value) in [
        (json!("a"), ValueModel::Text("a".to_owned())),
        (json!(1), ValueModel::Integer(1)),
        (json!(1.5), ValueModel::Number(1.5)),
        (json!(true), ValueModel::Boolean(true)),
        (json!(["a"]), ValueModel::TextList(vec!["a".to_owned()])),
    ] {
        assert_eq!(serde_json::from_value::<ValueModel>(text.clone()).unwrap(), value);
        assert_eq!(serde_json::to_value(&value).unwrap(), text);
    }
    assert!(matches!(serde_json::from_str("{\"x\": 1}").unwrap(), ValueModel::Point(point) if point.x == 1.0));
    assert!(matches!(serde_json::from_str("2.0").unwrap(), ValueModel::Integer(2)));
}

#[test]
fn null_and_what_no_branch_takes() {
    let received: Received = serde_json::from_value(json!({"value": null, "maybe": null, "switch": "dim"})).unwrap();
    assert_eq!((received.value, received.maybe), (None, None));
    assert_eq!(received.switch.unwrap().as_str(), "dim");
    assert_eq!(SentVersion::from("latest"), SentVersion::Latest);
    assert_eq!(SentLimit::from(3), SentLimit::Count(3));
    let error = serde_json::from_value::<SentLimit>(json!("many")).unwrap_err().to_string();
    assert!(error.contains("expected SentLimit: a boolean or an integer"), "{error}");
    // A fault inside a branch is a fault, not an unknown value.
    let error = serde_json::from_value::<Received>(json!({"list": [1, "a", [true]]})).unwrap_err().to_string();
    assert!(error.contains("expected a string"), "{error}");
}
