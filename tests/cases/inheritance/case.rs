use inheritance::types::{Account, Animal, Block, Button, Car, Cat, Dog, DogBase, Node, Owner, OwnerKept, Private, Puppy, Vehicle};
use serde_json::{Value, json};

fn animals(text: Value) -> Vec<Animal> {
    serde_json::from_value(text).unwrap()
}

#[test]
fn heirs_are_found_without_being_listed() {
    let text = json!([
        {"species": "cat", "name": "Tom", "lives": 7},
        {"species": "Dog", "name": "Rex", "bark": true},
        {"species": "Puppy", "name": "Bo", "bark": false, "weeks": 8},
        {"species": "Animal", "name": "?"},
        {"species": "fish", "name": "Wanda", "fins": 4},
    ]);
    let read = animals(text.clone());
    assert!(matches!(
        read.as_slice(),
        [Animal::Cat(_), Animal::Dog(_), Animal::Puppy(_), Animal::Animal(_), Animal::Unknown(_)]
    ));
    assert_eq!(serde_json::to_value(&read).unwrap(), text);
}

#[test]
fn a_parent_is_told_by_what_no_heir_is_told_by() {
    let node = |kind: &str| serde_json::from_value::<Node>(json!({"kind": kind})).unwrap();
    assert!(matches!(
        [node("leaf"), node("list"), node("other"), node("Node")],
        [Node::Leaf(_), Node::Leaves(_), Node::Node(_), Node::Unknown(_)]
    ));
    for kind in ["leaf", "list", "other", "Node"] {
        assert_eq!(serde_json::to_value(node(kind)).unwrap(), json!({"kind": kind}));
    }
}

#[test]
fn an_heir_is_made_with_its_tag() {
    let written = |animal: Animal| serde_json::to_value(animal).unwrap();
    assert_eq!(written(Cat::new("Tom").into()), json!({"species": "cat", "name": "Tom"}));
    assert_eq!(written(DogBase::new("Rex", true).into()), json!({"species": "Dog", "name": "Rex", "bark": true}));
    let puppy = json!({"species": "Puppy", "name": "Bo", "bark": true, "weeks": 8});
    assert_eq!(written(Puppy::new("Bo", true, 8).into()), puppy);
}

#[test]
fn a_grandchild_needs_what_its_parents_need() {
    let error = serde_json::from_value::<Animal>(json!({"species": "Puppy", "name": "Bo", "weeks": 8})).unwrap_err();
    let said = "as `Animal::Puppy` (an object whose `species` says so): missing required member `bark`";
    assert_eq!(error.to_string(), said);
}

#[test]
fn what_is_no_heir_refers_to_any_of_them() {
    let text = json!({
        "pet": {"species": "Dog", "name": "Rex", "bark": true},
        "tamed": {"species": "cat", "name": "Tom", "lives": 7, "tame": true},
    });
    let owner: Owner = serde_json::from_value(text.clone()).unwrap();
    assert!(matches!(owner.pet, Some(Animal::Dog(_))));
    assert_eq!(serde_json::to_value(&owner).unwrap(), text);
}

#[test]
fn some_of_the_heirs_are_told_by_their_parents_tag() {
    let kept = |species: &str| {
        let text = json!({"kept": {"species": species, "name": "X", "bark": true, "weeks": 8}});
        let owner: Owner = serde_json::from_value(text.clone()).unwrap();
        assert_eq!(serde_json::to_value(&owner).unwrap()["kept"]["species"], species);
        owner.kept.unwrap()
    };
    assert!(matches!(kept("cat"), OwnerKept::Cat(_)));
    assert!(matches!(kept("Dog"), OwnerKept::Dog(_)));
    // A puppy is a dog, and one among the heirs of dogs.
    assert!(matches!(kept("Puppy"), OwnerKept::Dog(Dog::Puppy(_))));
}

#[test]
fn a_discriminator_of_an_heir_tells_its_own_heirs() {
    let owner = |text: &Value| -> Owner {
        let owner = serde_json::from_value(text.clone()).unwrap();
        assert_eq!(serde_json::to_value(&owner).unwrap(), *text);
        owner
    };
    let vehicle = |value: Value| owner(&json!({"vehicle": value})).vehicle.unwrap();
    assert!(matches!(vehicle(json!({"type": "a-bus", "seats": 40})), Vehicle::Bus(_)));
    assert!(matches!(vehicle(json!({"type": "a-car", "doors": 4})), Vehicle::Car(car) if car.doors == Some(4)));
    assert!(matches!(vehicle(json!({"type": "a-cab", "doors": 4, "fare": 9})), Vehicle::Cab(cab) if cab.fare == Some(9)));
    assert!(matches!(vehicle(json!({"type": "Vehicle"})), Vehicle::Vehicle(_)));
    assert!(matches!(vehicle(json!({"type": "Cab"})), Vehicle::Unknown(_)));
    let dog = |value: Value| owner(&json!({"dog": value})).dog.unwrap();
    let puppy = dog(json!({"species": "Puppy", "name": "Bo", "bark": true, "weeks": 8}));
    assert!(matches!(puppy, Dog::Puppy(puppy) if puppy.weeks == 8), "by the discriminator of what a dog extends");
    let car = |value: Value| owner(&json!({"car": value})).car.unwrap();
    assert!(matches!(car(json!({"type": "a-car"})), Car::Car(_)));
    assert!(matches!(car(json!({"type": "a-cab", "fare": 9})), Car::Cab(_)));
}

#[test]
fn what_a_tag_cannot_be_tells_no_heir() {
    let owner: Owner = serde_json::from_value(json!({"block": {"type": 2, "label": "x"}, "button": {"type": 2}})).unwrap();
    assert!(matches!(owner.block, Some(Block::Button(_))));
    // It has no heirs that could be told, so that it is a struct.
    assert_eq!(owner.button, Some(serde_json::from_value::<Button>(json!({"type": 2})).unwrap()));
}

#[test]
fn a_tag_is_spelt_as_it_is_listed() {
    let account = |value: Value| {
        let owner: Owner = serde_json::from_value(json!({"account": value})).unwrap();
        assert_eq!(serde_json::to_value(&owner).unwrap()["account"], value);
        owner.account.unwrap()
    };
    let business = account(json!({"kind": "business_account", "vat": "1"}));
    assert!(matches!(business, Account::Business(_)));
    let minor = account(json!({"kind": "private_account", "age": "minor", "parent": "me"}));
    assert!(matches!(minor, Account::Private(Private::Minor(_))), "by the tag of each of them");
}
