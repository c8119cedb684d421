use parts_in_extensions::Client;
use parts_in_extensions::types::Node;
use serde_json::json;

#[test]
fn a_part_may_be_made_of_itself() {
    let value = json!({"label": "root", "nodes": [{"label": "leaf", "nodes": []}]});
    let node: Node = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(node.nodes.as_ref().unwrap()[0].label.as_str(), "leaf");
    assert_eq!(serde_json::to_value(&node).unwrap(), value);
}

#[test]
fn paths_have_what_they_refer_to_beside_their_own() {
    let _: fn(&Client) = |client| drop((client.health(), client.forget()));
}
