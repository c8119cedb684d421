use additional_properties::types::Settings;
use serde_json::json;

#[test]
fn other_members_are_kept_and_written_back() {
    let text = json!({"name": "n", "a": 1, "b": 2});
    let settings: Settings = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(settings.additional.get("b"), Some(&2));
    assert_eq!(serde_json::to_value(&settings).unwrap(), text);
    assert_eq!(serde_json::to_value(Settings::new("n").additional([("a", 1), ("b", 2)])).unwrap(), text);
}
