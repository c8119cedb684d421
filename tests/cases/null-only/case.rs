use null_only::types::Step;
use serde_json::{Value, json};

fn read(value: &Value) -> Result<Step, String> {
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

#[test]
fn null_is_read_and_written_where_it_is_all_there_is() {
    for value in [
        json!({"metadata": null}),
        json!({"metadata": null, "note": null, "listed": null, "only": null, "maybe": null}),
        json!({"metadata": null, "all": [null, null], "by_name": {"a": null}, "maybe": 3}),
    ] {
        assert_eq!(serde_json::to_value(read(&value).unwrap()).unwrap(), value);
    }
    assert_eq!(serde_json::to_value(Step::new(()).note(()).maybe(1)).unwrap(), json!({"metadata": null, "note": null, "maybe": 1}));
}

#[test]
fn anything_else_is_refused() {
    for value in [
        json!({}),
        json!({"metadata": "text"}),
        json!({"metadata": null, "note": 0}),
        json!({"metadata": null, "listed": "text"}),
        json!({"metadata": null, "all": [null, {}]}),
        json!({"metadata": null, "only": false}),
    ] {
        assert!(read(&value).is_err(), "{value}");
    }
    assert!(read(&json!({"metadata": 7})).unwrap_err().contains("expected null"));
}
