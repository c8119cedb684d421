use serde_json::{Value, json};
use values_of_one_type::types::Thing;

fn read(value: &Value) -> Result<Thing, String> {
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

#[test]
fn what_a_place_or_a_name_allows_is_read_and_written() {
    let value = json!({
        "line": [{"x": 1.5}, {"x": 2.5}], "pair": ["a", 1.5], "texts": ["2024-02-29", "b"], "beginning": ["a", 1, null],
        "labels": {"x-a": "b"}, "points": {"title": "a", "p1": {"x": 1.5}}, "every": {"a": 1}, "rest": {"title": "a", "b": true},
        "open": {"x-a": "b", "c": [1]}
    });
    assert_eq!(serde_json::to_value(read(&value).unwrap()).unwrap(), value);
}

#[test]
fn what_none_allows_is_refused() {
    for value in [
        json!({"line": [{"x": 1.5}, 2]}),
        json!({"texts": [1]}),
        json!({"labels": {"x-a": 1}}),
        json!({"points": {"p1": {}}}),
        json!({"every": {"a": "b"}}),
        json!({"rest": {"b": 1}}),
    ] {
        assert!(read(&value).is_err(), "{value}");
    }
}
