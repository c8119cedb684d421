use serde_json::{json, to_value};
use tags_that_are_set::Client;
use tags_that_are_set::types::{
    Approval, Circle, Colour, Drawing, Figure, Flat, Grey, Line, Mixed, Paper, Roll, Shape, Sheet, Size, Square,
};

use crate::support::{Recorder, ready};

/// What is wrong with a drawing.
fn faults(drawing: Drawing) -> String {
    let client = Client::builder().transport(Recorder::answering(200, "{}")).build().unwrap();
    ready(client.draw(drawing)).map_or_else(|error| error.to_string(), |_| String::new())
}

#[test]
fn tags_are_set_where_one_value_stands_for_a_branch() {
    let drawing = Drawing::new()
        .shape(Square::new().side(2.0))
        .paper(Roll::new())
        .colour(Mixed::new().red(5))
        .figure(Flat::from(Line::new().length(1.5)))
        .approval(Approval::new().by("me").clone_("you").clone());
    let wanted = json!({
        "shape": {"type": "Square", "side": 2.0},
        "paper": {"size": "endless"},
        "colour": {"mode": 3, "red": 5},
        "figure": {"family": "flat", "kind": "Line", "length": 1.5},
        "approval": {"approved": true, "by": "me", "clone": "you"},
    });
    assert_eq!(to_value(&drawing).unwrap(), wanted);
    assert_eq!(serde_json::from_value::<Drawing>(wanted).unwrap(), drawing);
    assert_eq!(faults(drawing), "");
}

#[test]
fn what_says_that_it_is_another_branch_is_not_sent() {
    let mut circle = Circle::new();
    circle.type_ = "Square".to_owned();
    let mut grey = Grey::new();
    grey.mode = 3;
    let drawing = Drawing::new().shape(circle).paper(Sheet::new(Size::Endless)).colour(grey);
    let error = faults(drawing);
    for fault in [
        "`shape.type`: stands for another branch, this one's is `Circle`",
        "`paper.size`: stands for another branch, this one's is `a4` or `a5`",
        "`colour.mode`: stands for another branch, this one's is `1`",
    ] {
        assert!(error.contains(fault), "{error}");
    }
    assert_eq!(faults(Drawing::new().paper(Sheet::new(Size::A5))), "");
}

#[test]
fn a_tag_that_need_not_be_there_can_be_left_out() {
    let mut square = Square::new();
    square.type_ = None;
    assert_eq!(faults(Drawing::new().shape(square)), "");
}

#[test]
fn the_tag_of_each_union_is_set() {
    let figure = |text: &str| matches!(serde_json::from_str(text).unwrap(), Figure::Flat(Flat::Area(_)));
    assert!(figure(r#"{"family":"flat","kind":"Area","size":2.0}"#));
    assert!(matches!(Colour::from(Grey::new()), Colour::Grey(_)));
    assert!(matches!((Shape::from(Square::new()), Paper::from(Roll::new())), (Shape::Square(_), Paper::Roll(_))));
}
