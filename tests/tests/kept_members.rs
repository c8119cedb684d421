//! With `keep_unknown_members`, what a response holds beyond the description is kept and written back.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use generator::config::Config;
use generator::files::Content;
use generator::spec::Source;

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Notes, version: 1.0.0}
servers: [{url: https://example.com}]
paths:
  /notes:
    post:
      operationId: addNote
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Draft'}}}}
      responses:
        '200': {description: The note., content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}
components:
  schemas:
    Draft: {type: object, properties: {text: {type: string}}}
    Note:
      type: object
      properties:
        id: {type: string}
        labels: {type: object, additionalProperties: {type: string}, properties: {main: {type: string}}}
        sealed: {type: object, additionalProperties: false, properties: {at: {type: string}}}
";

/// The generated text of a file.
fn file(path: &str, keep: bool) -> String {
    let source = Source::new("openapi.yaml", DOCUMENT);
    let config = Config { keep_unknown_members: keep, ..Config::new("client", "openapi.yaml") };
    let files = generator::generate(&source, &config).unwrap().files;
    let found = files.iter().find_map(|(own, content)| match content {
        Content::Text(text) if own == path => Some(text.to_owned()),
        _ => None,
    });
    found.unwrap()
}

/// An item, from its name to the empty line behind it.
fn item<'a>(text: &'a str, start: &str) -> &'a str {
    text[text.find(start).unwrap()..].split("\n\n").next().unwrap().trim_end()
}

#[test]
fn a_response_has_room_for_every_other_member() {
    let types = file("src/types/notes.rs", true);
    let codec = file("src/codec/notes.rs", true);
    assert!(item(&types, "pub struct Note ").contains("pub additional: BTreeMap<String, Value>"), "{types}");
    assert!(item(&codec, "object! { Note ").ends_with("..additional: undescribed }"), "{codec}");
}

#[test]
fn a_request_has_only_what_is_described() {
    let types = file("src/types/notes.rs", true);
    assert!(!item(&types, "pub struct Draft ").contains("additional"), "{types}");
}

#[test]
fn members_of_a_described_kind_keep_that_kind() {
    let types = file("src/types/notes.rs", true);
    assert!(
        item(&types, "pub struct NoteLabels ").contains("pub additional: BTreeMap<String, String>"),
        "{types}"
    );
}

#[test]
fn without_the_choice_other_members_are_left_out() {
    let types = file("src/types/notes.rs", false);
    assert!(!item(&types, "pub struct Note ").contains("additional"), "{types}");
    assert!(!item(&types, "pub struct NoteSealed ").contains("additional"), "{types}");
}
