//! Many structs of eight members, as a document and as hand-written Rust.

use std::fmt::Write as _;

/// Operations reach the structs through objects of so many members.
const GROUP: usize = 30;

/// Which way bodies go.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Way {
    /// Sent and received: with checks and builders.
    Both,
    /// Only received.
    Received,
}

/// An OpenAPI document with so many structs.
pub(super) fn document(structs: usize, way: Way) -> String {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: Synthetic, version: '1'}\n");
    text.push_str("servers: [{url: 'https://example.com'}]\npaths:\n");
    for group in 0..structs.div_ceil(GROUP) {
        let content =
            format!("content: {{application/json: {{schema: {{$ref: '#/components/schemas/G{group}'}}}}}}");
        let _ = write!(text, "  /groups/g{group}:\n    post:\n      operationId: g{group}\n");
        if way == Way::Both {
            let _ = writeln!(text, "      requestBody: {{required: true, {content}}}");
        }
        let _ = writeln!(text, "      responses: {{'200': {{description: The same., {content}}}}}");
    }
    text.push_str("components:\n  schemas:\n");
    for group in 0..structs.div_ceil(GROUP) {
        let _ = write!(text, "    G{group}:\n      type: object\n      properties:\n");
        for index in members(group, structs) {
            let _ = writeln!(text, "        m{index}: {{$ref: '#/components/schemas/S{index}'}}");
        }
    }
    for index in 0..structs {
        let nested = index.saturating_sub(1) / 2;
        let reference = if index == 0 { "Leaf".to_owned() } else { format!("S{nested}") };
        let _ = write!(
            text,
            "    S{index}:\n      type: object\n      required: [id, size, ready, tags, nested, note]\n      \
             properties:\n        id: {{type: string}}\n        label: {{type: string}}\n        \
             size: {{type: integer}}\n        ready: {{type: boolean}}\n        \
             tags: {{type: array, items: {{type: string}}}}\n        \
             nested: {{$ref: '#/components/schemas/{reference}'}}\n        \
             state: {{$ref: '#/components/schemas/E{}'}}\n        note: {{type: string, nullable: true}}\n",
            index / GROUP,
        );
    }
    for group in 0..structs.div_ceil(GROUP) {
        let _ = writeln!(text, "    E{group}: {{type: string, enum: [idle, running, failed, done]}}");
    }
    text.push_str("    Leaf: {type: object, required: [id], properties: {id: {type: string}}}\n");
    text
}

/// The same types by hand.
pub(super) fn by_hand(structs: usize, derive: bool) -> String {
    let (derives, optional) = if derive {
        (
            "#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]\n",
            "#[serde(skip_serializing_if = \"Option::is_none\")] ",
        )
    } else {
        ("#[derive(Clone, Debug, PartialEq)]\n", "")
    };
    let mut text = format!("{derives}pub struct Leaf {{ pub id: String }}\n");
    for group in 0..structs.div_ceil(GROUP) {
        let _ = writeln!(text, "{derives}pub enum E{group} {{ Idle, Running, Failed, Done }}");
        let _ = writeln!(text, "{derives}pub struct G{group} {{");
        for index in members(group, structs) {
            let _ = writeln!(text, "    {optional}pub m{index}: Option<S{index}>,");
        }
        text.push_str("}\n");
        if derive {
            // As an operation does, or nothing would be compiled but generic code.
            let _ = writeln!(
                text,
                "pub fn read{group}(text: &[u8]) -> serde_json::Result<G{group}> {{ serde_json::from_slice(text) }}\n\
                 pub fn write{group}(value: &G{group}) -> serde_json::Result<Vec<u8>> {{ serde_json::to_vec(value) }}"
            );
        }
    }
    for index in 0..structs {
        let nested = if index == 0 { "Leaf".to_owned() } else { format!("S{}", (index - 1) / 2) };
        let _ = write!(
            text,
            "{derives}pub struct S{index} {{\n    pub id: String,\n    {optional}pub label: Option<String>,\n    \
             pub size: i64,\n    pub ready: bool,\n    pub tags: Vec<String>,\n    pub nested: {nested},\n    \
             {optional}pub state: Option<E{}>,\n    pub note: Option<String>,\n}}\n",
            index / GROUP,
        );
    }
    text
}

/// The structs of a group.
fn members(group: usize, structs: usize) -> std::ops::Range<usize> {
    group * GROUP..structs.min((group + 1) * GROUP)
}
