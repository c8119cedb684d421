use all_of::types::{Dog, DogBark};
use serde_json::json;

#[test]
fn parts_are_one_struct_with_all_that_they_require() {
    let dog = Dog::new("Rex", 3, DogBark::Loud).legs(4);
    assert_eq!(serde_json::to_value(&dog).unwrap(), json!({"name": "Rex", "age": 3, "legs": 4, "bark": "loud"}));
    assert!(serde_json::from_value::<Dog>(json!({"name": "Rex", "bark": "loud"})).is_err());
}
