use parameters::Client;
use parameters::operations::ListItemsParams;
use parameters::types::ListItemsSortItem;

use crate::support::{Recorder, ready};

#[test]
fn each_parameter_is_sent_where_it_belongs() {
    let recorder = Recorder::answering(200, r#"["a"]"#);
    let client = Client::builder().token("t").transport(recorder.clone()).build().unwrap();
    let params = ListItemsParams::new()
        .limit(5)
        .tag(["a b", "c&d"])
        .sort([ListItemsSortItem::Name, ListItemsSortItem::Age])
        .x_trace("trace");
    let items = ready(client.list_items(7, "it/em", "blue?", params)).unwrap();
    assert_eq!(*items, ["a"]);
    let request = &recorder.requests()[0];
    assert_eq!(
        request.uri(),
        "https://example.com/stores/7/items/it%2Fem.json?q=blue%3F&limit=5&tag=a%20b&tag=c%26d&sort=name,age"
    );
    assert_eq!(request.headers()["x-trace"], "trace");
    assert_eq!(request.headers()["x-api-key"], "t");
}

#[test]
fn an_operation_without_security_sends_no_credentials() {
    let recorder = Recorder::answering(204, "");
    let client = Client::builder().token("t").transport(recorder.clone()).build().unwrap();
    ready(client.clear(7, "item")).unwrap();
    let request = &recorder.requests()[0];
    assert_eq!(request.method(), "DELETE");
    assert!(request.headers().get("x-api-key").is_none());
}
