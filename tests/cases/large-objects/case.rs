use large_objects::types::{Large, Sent};
use serde_json::{Map, Value, json};

/// One with all members, each with a value of its own.
fn full() -> Map<String, Value> {
    let members = (0..160).map(|index| (format!("m{index:03}"), json!(index)));
    let others = [("kind".to_owned(), json!("large")), ("other".to_owned(), json!(true))];
    others.into_iter().chain(members).collect()
}

#[test]
fn each_value_goes_to_its_member() {
    let large: Large = serde_json::from_value(full().into()).unwrap();
    assert_eq!((large.m000, large.m012, large.m077, large.m159), (0, Some(12), 77, 159));
    assert_eq!(serde_json::to_value(&large).unwrap(), Value::Object(full()));
    let reversed = full().into_iter().rev().map(|(name, value)| format!("{name:?}: {value}"));
    let reversed = format!("{{{}}}", reversed.collect::<Vec<_>>().join(", "));
    assert_eq!(serde_json::from_str::<Large>(&reversed).unwrap(), large);
}

#[test]
fn what_is_missing_is_named_wherever_it_stands() {
    for name in ["kind", "m000", "m077", "m159"] {
        let mut members = full();
        members.remove(name);
        let error = serde_json::from_value::<Large>(members.into()).unwrap_err();
        assert_eq!(error.to_string(), format!("missing required member `{name}`"));
    }
    let mut members = full();
    members.retain(|name, _| ["kind", "m000", "m077", "m159"].contains(&name.as_str()));
    serde_json::from_value::<Large>(members.into()).unwrap();
}

#[test]
fn a_constant_comes_before_the_members() {
    let sent = Sent::new("first", "last").s13("last but one");
    let json = json!({"kind": "sent", "s01": "first", "s13": "last but one", "s14": "last"});
    assert_eq!(serde_json::to_value(&sent).unwrap(), json);
    assert_eq!(serde_json::from_value::<Sent>(json.clone()).unwrap(), sent);
    for name in ["kind", "s01", "s14"] {
        let mut members = json.as_object().unwrap().clone();
        members.remove(name);
        let error = serde_json::from_value::<Sent>(members.into()).unwrap_err();
        assert_eq!(error.to_string(), format!("missing required member `{name}`"));
    }
}
