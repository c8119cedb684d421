use recursion::types::{Expression, Tree};
use serde_json::json;

#[test]
fn a_type_that_holds_itself_is_built_and_read() {
    let tree = Tree::new("a").left(Tree::new("b")).branches([Tree::new("c")]).by_name([("d", Tree::new("d"))]);
    let text = json!({"name": "a", "left": {"name": "b"}, "branches": [{"name": "c"}], "by_name": {"d": {"name": "d"}}});
    assert_eq!(serde_json::to_value(&tree).unwrap(), text);
    assert_eq!(serde_json::from_value::<Tree>(text).unwrap(), tree);
    let text = json!({"not": {"all": ["a", {"not": "b"}]}});
    let expression: Expression = serde_json::from_value(text.clone()).unwrap();
    assert!(matches!(&expression, Expression::Not(not) if matches!(*not.not, Expression::All(_))));
    assert_eq!(serde_json::to_value(&expression).unwrap(), text);
}
