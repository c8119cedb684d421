use serde_json::json;
use unions_of_unions::types::{Job, Shapes, ShapesOrder, ShapesTools};

#[test]
fn what_is_of_several_branches_comes_back_whole() {
    let value = json!({
        "order": {"kind": "tuning", "rate": 0.5, "details": "paid", "cost": 2.5},
        "tools": [{"id": "a", "line": "ls"}, {"id": "b", "title": "B", "line": "cp"}],
        "check": {"rule": "fixed", "why": "it was broken"}
    });
    let shapes: Shapes = serde_json::from_value(value.clone()).unwrap();
    assert!(matches!(&shapes.order, Some(ShapesOrder::Job(Job::Tuning(_)))));
    assert!(matches!(&shapes.tools, Some(ShapesTools::ToolList(_))));
    assert_eq!(serde_json::to_value(&shapes).unwrap(), value);
}
