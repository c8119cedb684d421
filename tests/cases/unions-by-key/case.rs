use serde_json::json;
use unions_by_key::types::{Customer, Engine, FromBundle, FromGit, Rebuild, Source};

#[test]
fn a_member_tells_the_branch() {
    assert_eq!(serde_json::to_value(Source::from(FromBundle::new("u"))).unwrap(), json!({"url": "u"}));
    let source: Source = serde_json::from_value(json!({"sha": "s", "url": "u"})).unwrap();
    assert_eq!(source, Source::FromBundle(FromBundle::new("u").sha("s")));
    let source: Source = serde_json::from_value(json!({"sha": "s"})).unwrap();
    assert_eq!(source, Source::FromGit(FromGit::new().sha("s")));
    assert_eq!(serde_json::from_value::<Source>(json!({})).unwrap(), Source::FromGit(FromGit::new()));
}

#[test]
fn an_engine_of_tomorrow_is_kept() {
    let text = json!({"disk": 1, "nix": "flake"});
    let engine: Engine = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(engine, Engine::Unknown(text.clone()));
    assert!(matches!(serde_json::from_value(json!({"disk": 1, "pack": "p"})).unwrap(), Engine::Pack(_)));
}

#[test]
fn an_expandable_field_is_an_id_an_object_or_a_deleted_one() {
    assert_eq!(serde_json::from_value::<Customer>(json!("c1")).unwrap(), Customer::Id("c1".to_owned()));
    assert!(matches!(serde_json::from_value(json!({"id": "c1", "name": "n"})).unwrap(), Customer::Person(_)));
    assert!(matches!(serde_json::from_value(json!({"id": "c1", "deleted": true})).unwrap(), Customer::DeletedPerson(_)));
}

#[test]
fn a_branch_that_is_a_part_of_another_is_no_choice() {
    assert_eq!(serde_json::to_value(Rebuild::new().sha("s")).unwrap(), json!({"sha": "s"}));
}
