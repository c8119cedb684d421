use serde_json::{Value, json};
use unions_by_discriminator::types::{Circle, Drawing, Event, Figure, Gauge, Line, Packet, Payment, Shape, Sketch, Square, SquareKind};

fn shape(text: Value) -> Shape {
    serde_json::from_value(text).unwrap()
}

#[test]
fn a_tag_may_be_mapped_by_name_or_by_reference() {
    assert!(matches!(shape(json!({"kind": "round", "radius": 1.5})), Shape::Circle(it) if it.radius == 1.5));
    assert!(matches!(shape(json!({"side": 2.0, "kind": "square"})), Shape::Square(it) if it.side == 2.0));
}

#[test]
fn several_tags_are_one_branch_and_the_branch_keeps_which() {
    let text = json!({"kind": "box", "side": 2.0});
    let read = shape(text.clone());
    assert_eq!(read, Shape::from(Square::new(SquareKind::Box, 2.0)));
    assert_eq!(serde_json::to_value(read).unwrap(), text);
}

#[test]
fn a_tag_that_only_the_union_knows_is_written_by_the_union() {
    let text = json!({"kind": "straight", "length": 3.0});
    assert_eq!(serde_json::to_value(Shape::from(Line::new(3.0))).unwrap(), text);
    assert_eq!(shape(text), Shape::Line(Line::new(3.0)));
    assert_eq!(serde_json::to_value(Line::new(3.0)).unwrap(), json!({"length": 3.0}));
}

#[test]
fn a_branch_of_two_unions_is_written_under_the_tag_of_each() {
    assert_eq!(serde_json::to_value(Sketch::from(Line::new(3.0))).unwrap(), json!({"kind": "stroke", "length": 3.0}));
    let line: Figure = serde_json::from_value(json!({"type": "Line", "length": 3.0})).unwrap();
    assert_eq!(line, Figure::Line(Line::new(3.0)));
    assert_eq!(serde_json::to_value(line).unwrap(), json!({"type": "Line", "length": 3.0}));
    let disc: Sketch = serde_json::from_value(json!({"kind": "disc", "radius": 1.0})).unwrap();
    assert_eq!(disc, Sketch::from(Circle::new("disc", 1.0)));
    assert!(serde_json::from_value::<Sketch>(json!({"kind": "round", "radius": 1.0})).is_err());
}

#[test]
fn without_a_mapping_the_name_of_the_schema_is_the_tag() {
    let text = json!({"type": "Arrow", "head": "open"});
    let arrow: Figure = serde_json::from_value(text.clone()).unwrap();
    assert!(matches!(&arrow, Figure::Arrow(arrow) if arrow.head == "open"));
    assert_eq!(serde_json::to_value(arrow).unwrap(), text);
}

#[test]
fn a_tag_may_be_an_integer() {
    for text in [json!({"op": 2, "at": 7}), json!({"at": 7, "op": 2.0})] {
        let pong: Packet = serde_json::from_value(text).unwrap();
        assert!(matches!(&pong, Packet::Pong(pong) if pong.at == Some(7)));
        assert_eq!(serde_json::to_value(pong).unwrap(), json!({"op": 2, "at": 7}));
    }
    assert!(matches!(serde_json::from_value(json!({"op": 3})).unwrap(), Packet::Unknown(_)));
}

#[test]
fn a_branch_may_be_a_union_with_a_tag_of_its_own() {
    let text = json!({"topic": "payment", "method": "card", "digits": "1234"});
    let event: Event = serde_json::from_value(text.clone()).unwrap();
    assert!(matches!(&event, Event::Payment(Payment::Card(card)) if card.digits == "1234"));
    assert_eq!(serde_json::to_value(event).unwrap(), text);
    let other = json!({"topic": "payment", "method": "coupon"});
    let event: Event = serde_json::from_value(other.clone()).unwrap();
    assert_eq!(event, Event::Payment(Payment::Unknown(other)));
}

#[test]
fn a_tag_of_tomorrow_is_kept_and_written_back_to_the_byte() {
    let text = r#"{"shape":{"angles":[1.50,2],"kind":"oval","more":{"a":null}}}"#;
    let drawing: Drawing = serde_json::from_str(text).unwrap();
    assert!(matches!(&drawing.shape, Some(Shape::Unknown(_))));
    assert_eq!(serde_json::to_string(&drawing).unwrap(), text.replace("1.50", "1.5"));
}

#[test]
fn a_fault_says_branch_member_and_why_the_branch() {
    let error = serde_json::from_value::<Shape>(json!({"kind": "round"})).unwrap_err().to_string();
    assert_eq!(error, "as `Shape::Circle` (an object whose `kind` says so): missing required member `radius`");
    let error = serde_json::from_value::<Event>(json!({"topic": "payment", "method": "card", "digits": 1})).unwrap_err();
    for word in ["Event::Payment", "Payment::Card", "`digits`", "expected a string"] {
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[test]
fn a_tag_may_be_a_number() {
    let gauge = |text: &str| serde_json::from_str::<Gauge>(text).unwrap();
    assert!(matches!(gauge(r#"{"version": 1.0, "bar": 2}"#), Gauge::Pressure(it) if it.bar == 2.0));
    assert!(matches!(gauge(r#"{"bar": 2, "version": 1}"#), Gauge::Pressure(_)));
    assert!(matches!(gauge(r#"{"version": 2.5, "metres": 3}"#), Gauge::Level(it) if it.version == 2.5));
}
