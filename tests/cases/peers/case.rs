use peers::Maybe;
use peers::types::{
    Charge, ChargeCustomer, ChargePatch, ChargePatchSource, ChargePatchSourceBundle, ChargePatchSourceGit, ChargeSize,
    ChargeStatus, Event,
};
use serde_json::{Value, json};

/// A charge with one member more.
fn charge(member: &str, value: Value) -> Charge {
    let mut text = json!({"id": "ch_1", "owner": {"id": "o"}});
    text[member] = value;
    let read: Charge = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), text);
    read
}

#[test]
fn values_that_an_enum_does_not_list_are_kept() {
    let status = charge("status", json!("QUEUED_V2")).status.unwrap();
    assert_eq!(status, ChargeStatus::Unknown("QUEUED_V2".to_owned()));
    assert_eq!(charge("size", json!(8192)).size, Some(ChargeSize::Unknown(8192)));
    assert_eq!(charge("size", json!(4096)).size, Some(ChargeSize::N4096));
}

#[test]
fn an_object_that_is_missing_is_not_invented() {
    let error = serde_json::from_value::<Charge>(json!({"id": "ch_1"})).unwrap_err().to_string();
    assert_eq!(error, "missing required member `owner`");
}

#[test]
fn an_answer_may_have_a_string_outside_its_pattern() {
    assert_eq!(charge("id", json!("py_x")).id, "py_x");
}

#[test]
fn an_integer_without_format_is_wide() {
    for amount in [1_i64 << 31, 1_i64 << 53, i64::MAX] {
        assert_eq!(charge("amount", json!(amount)).amount, Some(amount));
    }
}

#[test]
fn an_expandable_member_is_what_its_members_say() {
    let customer = |value: Value| charge("customer", value).customer.unwrap();
    assert_eq!(customer(json!("cus_1")), ChargeCustomer::Text("cus_1".to_owned()));
    let live = json!({"id": "cus_1", "object": "customer", "email": "e", "livemode": true});
    assert!(matches!(customer(live), ChargeCustomer::Customer(it) if it.email.as_deref() == Some("e")));
    let live = json!({"id": "cus_1", "object": "customer"});
    assert!(matches!(customer(live), ChargeCustomer::Customer(_)));
    let deleted = json!({"id": "cus_1", "object": "customer", "deleted": true});
    assert!(matches!(customer(deleted), ChargeCustomer::DeletedCustomer(it) if it.deleted));
}

#[test]
fn a_patch_can_clear_a_list_a_map_and_a_text() {
    let patch = |patch: ChargePatch| serde_json::to_value(patch).unwrap();
    assert_eq!(patch(ChargePatch::new()), json!({}));
    let cleared = ChargePatch::new().tags(Vec::<String>::new()).labels(std::collections::BTreeMap::<String, String>::new());
    assert_eq!(patch(cleared), json!({"tags": [], "labels": {}}));
    assert_eq!(patch(ChargePatch::new().clear_note()), json!({"note": null}));
    assert_eq!(patch(ChargePatch::new().note("n")), json!({"note": "n"}));
    let read = |text: Value| serde_json::from_value::<ChargePatch>(text).unwrap().note;
    assert_eq!((read(json!({})), read(json!({"note": null}))), (Maybe::Absent, Maybe::Null));
}

#[test]
fn each_body_is_writable_readable_and_never_two_at_once() {
    let git = ChargePatchSource::from(ChargePatchSourceGit::new().sha("s"));
    assert_eq!(serde_json::to_string(&git).unwrap(), r#"{"sha":"s"}"#);
    assert_eq!(serde_json::from_str::<ChargePatchSource>(r#"{"sha":"s"}"#).unwrap(), git);
    let bundle = ChargePatchSource::from(ChargePatchSourceBundle::new("u").sha("s"));
    let text = serde_json::to_string(&bundle).unwrap();
    assert_eq!(text, r#"{"bundleUrl":"u","sha":"s"}"#);
    assert_eq!(serde_json::from_str::<ChargePatchSource>(&text).unwrap(), bundle);
}

#[test]
fn the_discriminator_decides_though_members_of_both_are_there() {
    let text = json!({"amount": 5, "id": "r", "reason": "fraud", "type": "created"});
    assert!(matches!(serde_json::from_value(text).unwrap(), Event::Created(it) if it.id == "r"));
    let text = json!({"id": "r", "type": "refunded"});
    assert!(matches!(serde_json::from_value(text).unwrap(), Event::Refunded(it) if it.reason.is_none()));
}

#[test]
fn an_event_of_tomorrow_is_kept() {
    let text = json!({"id": "r", "type": "disputed", "by": [1]});
    let event: Event = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(event, Event::Unknown(text.clone()));
    assert_eq!(serde_json::to_value(event).unwrap(), text);
}

#[test]
fn a_wrong_member_of_the_right_branch_is_named() {
    let text = json!({"type": "refunded", "id": "r", "amount": "five"});
    let error = serde_json::from_value::<Event>(text).unwrap_err().to_string();
    assert!(error.contains("Event::Refunded") && error.contains("`amount`"), "{error}");
    assert!(error.contains("expected an integer"), "{error}");
}
