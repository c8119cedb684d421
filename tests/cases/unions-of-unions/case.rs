use serde_json::json;
use unions_of_unions::types::{Job, Shapes, ShapesOrder, ShapesRule, ShapesTools};

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

#[test]
fn what_several_branches_extend_is_read_as_itself() {
    let rule = |value: serde_json::Value| {
        let shapes: Shapes = serde_json::from_value(json!({ "rule": value })).unwrap();
        shapes.rule.unwrap()
    };
    assert!(matches!(rule(json!({"id": 1})), ShapesRule::Bare(_)));
    assert!(matches!(rule(json!({"id": 1, "minutes": 5})), ShapesRule::Wait(_)));
    assert!(matches!(rule(json!({"id": 1, "by": "me"})), ShapesRule::Review(_)));
}

#[test]
fn a_new_value_of_an_inner_tag_is_the_inner_unions() {
    let shapes: Shapes = serde_json::from_value(json!({"order": {"kind": "predicting", "steps": 1}})).unwrap();
    assert!(matches!(shapes.order, Some(ShapesOrder::Job(Job::Unknown(_)))));
}
