//! The shapes as one would write them by hand with serde's derive.

use std::fmt::Write as _;

use crate::shapes::{Member, Presence, Shape, Type, Union};

/// A module of structs and enums.
pub(crate) fn baseline(shapes: &[Shape], unions: &[Union]) -> String {
    let mut text = String::new();
    for shape in shapes {
        structure(&mut text, shape);
    }
    for union in unions {
        enumeration(&mut text, union);
    }
    text
}

const DERIVE: &str = "#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]\n";

fn structure(text: &mut String, shape: &Shape) {
    let _ = writeln!(text, "{DERIVE}pub struct {} {{", shape.name);
    for member in &shape.members {
        if matches!(member.presence, Presence::Optional | Presence::OptionalNullable) {
            text.push_str("#[serde(skip_serializing_if = \"Option::is_none\")]\n");
        }
        let _ = writeln!(text, "pub {}: {},", member.name, field(member));
    }
    text.push_str("}\n");
}

fn field(member: &Member) -> String {
    let ty = match member.ty {
        Type::Text => "String",
        Type::Integer => "i64",
        Type::Boolean => "bool",
        Type::Texts => "Vec<String>",
        Type::Object(name) => name,
    };
    if member.presence == Presence::Required { ty.to_owned() } else { format!("Option<{ty}>") }
}

/// The branches as plain structs, and the union as `untagged` has it: its branches need a member that tells them apart,
/// so a tag is an enum of one value there.
fn enumeration(text: &mut String, union: &Union) {
    for branch in &union.branches {
        structure(text, branch);
    }
    let name = &union.name;
    let mut variants = String::new();
    for (index, branch) in union.branches.iter().enumerate() {
        let plain = &branch.name;
        let variant = if union.tagged {
            let _ = writeln!(text, "{DERIVE}pub enum {plain}Kind {{ {plain} }}");
            tagged(text, branch);
            format!("{plain}WithKind")
        } else {
            plain.clone()
        };
        let _ = writeln!(variants, "V{index}({variant}),");
    }
    let _ = writeln!(text, "{DERIVE}#[serde(untagged)]\npub enum {name} {{\n{variants}}}");
    let _ = writeln!(text, "{DERIVE}pub struct {name}List {{ pub items: Vec<{name}> }}");
    let first = &union.branches[0].name;
    let _ = writeln!(text, "{DERIVE}pub struct {name}PlainList {{ pub items: Vec<{first}> }}");
}

fn tagged(text: &mut String, branch: &Shape) {
    let name = &branch.name;
    let _ = writeln!(text, "{DERIVE}pub struct {name}WithKind {{\npub kind: {name}Kind,");
    for member in &branch.members {
        let _ = writeln!(text, "pub {}: {},", member.name, field(member));
    }
    text.push_str("}\n");
}
