//! JSON texts of the shapes, with their members in an order that is chosen.

#[path = "../build/shapes.rs"]
#[expect(dead_code, reason = "a sample has every member, required or not")]
pub(crate) mod shapes;

use shapes::{Member, Shape, Type};

/// In which order members stand in a text.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Order {
    Document,
    Reversed,
}

/// Where the member stands that tells the branch of a union.
#[derive(Clone, Copy)]
pub(crate) enum Deciding {
    First,
    Last,
}

/// An object with all its members.
pub(crate) fn object(name: &str, order: Order) -> String {
    let shapes = shapes::shapes();
    let shape = shapes.iter().find(|shape| shape.name == name).expect("the shape is listed");
    let mut members = members(shape);
    if order == Order::Reversed {
        members.reverse();
    }
    braced(&members)
}

/// A value of a union's branch.
pub(crate) fn branch(union: &str, index: usize, deciding: Deciding) -> String {
    let unions = shapes::unions();
    let union = unions.iter().find(|known| known.name == union).expect("the union is listed");
    let branch = &union.branches[index];
    let mut members = members(branch);
    if union.tagged {
        members.push(format!("\"kind\":\"{}\"", branch.name));
    }
    // What decides is the last so far: the member of its own, or the tag.
    if let Deciding::First = deciding {
        members.rotate_right(1);
    }
    braced(&members)
}

/// A list of values.
pub(crate) fn list(values: &[String]) -> String {
    format!("{{\"items\":[{}]}}", values.join(","))
}

fn members(shape: &Shape) -> Vec<String> {
    shape.members.iter().map(|member| format!("\"{}\":{}", member.name, value(member))).collect()
}

fn braced(members: &[String]) -> String {
    format!("{{{}}}", members.join(","))
}

fn value(member: &Member) -> String {
    match member.ty {
        Type::Text => format!("\"{} of some length\"", member.name),
        Type::Integer => "1234567".to_owned(),
        Type::Boolean => "true".to_owned(),
        Type::Texts => "[\"first\",\"second\",\"third\"]".to_owned(),
        Type::Object(name) => object(name, Order::Document),
    }
}
