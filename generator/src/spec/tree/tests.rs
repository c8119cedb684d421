use std::fmt::Write as _;

use serde_json::json;

use super::*;

fn tree(name: &str, text: &str) -> Tree {
    read(&Source::new(name, text)).unwrap_or_else(|fault| panic!("{fault:?}"))
}

fn fault(text: &str) -> Diagnostic {
    *read(&Source::new("a.yaml", text)).err().unwrap()
}

#[test]
fn names_are_text_as_it_is_written() {
    let text = "200: a\nno: b\n1.10: c\n~: d\n0x1F: e\n'quoted': f\n'': g\n";
    let root = tree("a.yaml", text).root;
    let names: Vec<_> = root.as_object().unwrap().keys().collect();
    assert_eq!(names, ["200", "no", "1.10", "~", "0x1F", "quoted", ""]);
}

#[test]
fn both_notations_give_one_tree() {
    let json = r#"{"a": [1, -2, 3.5, 1e3, true, null, "no"], "b": {"c": 18446744073709551615}}"#;
    let yaml = "b: &b\n  c: 18446744073709551615\na:\n- 1\n- -2\n- 3.5\n- 1e3\n- true\n- ~\n- no\n";
    let (json, yaml) = (tree("a.json", json), tree("a.yaml", yaml));
    assert_eq!((json.notation, yaml.notation), (Notation::Json, Notation::Yaml));
    assert_eq!(json.root, yaml.root);
    assert_eq!(tree("a.yaml", "{a: [1], 'b': c,}").root, json!({ "a": [1], "b": "c" }));
}

#[test]
fn merge_keys_add_what_is_not_there() {
    let text = "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: 0\nd:\n  <<: plain\n";
    let root = tree("a.yaml", text).root;
    assert_eq!(root["c"], json!({ "x": 0, "y": 2, "z": 4 }));
    assert_eq!(root["d"], json!({ "<<": "plain" }));
}

#[test]
fn all_names_that_stand_twice_are_told_with_both_places() {
    let faults = tree("a.yaml", "a:\n  b: 1\n  'b': 2\nc: {d: 1, d: 2}\n").faults;
    let places: Vec<_> =
        faults.iter().map(|fault| (fault.place.clone(), fault.related[0].0.clone())).collect();
    let key = |text| Place::Key(crate::pointer::Pointer::parse(text).unwrap());
    let text = |line, column| Place::Text { line, column };
    assert_eq!(places, [(text(3, 3), key("/a/b")), (text(4, 11), key("/c/d"))]);
}

#[test]
fn aliases_may_repeat_but_not_explode() {
    let mut bomb = "a0: &a0 [lol]\n".to_owned();
    for (inner, outer) in (0..9).zip(1..) {
        let aliases = format!("*a{inner}, ").repeat(9);
        writeln!(bomb, "a{outer}: &a{outer} [{aliases}]").unwrap();
    }
    assert_eq!(fault(&bomb).code, Code::LimitExceeded);
    assert_eq!(
        fault(&format!("a: &a {}\nb: [{}]", "x".repeat(100_000), "*a, ".repeat(10_000))).code,
        Code::LimitExceeded
    );
    assert_eq!(fault("a: &a [*a]").code, Code::LimitExceeded);
    assert!(tree("a.yaml", &format!("a: &a {{b: 1}}\nc: [{}]", "*a, ".repeat(1000))).faults.is_empty());
}

#[test]
fn the_place_of_a_syntax_error_counts_characters() {
    let place = fault("a: ä\nü: [}").place;
    assert_eq!(place, Place::Text { line: 2, column: 5 });
    let source = Source::new("a.json", "{\n\"ü\": \"ä\" 1}");
    assert_eq!(read(&source).err().unwrap().place, Place::Text { line: 2, column: 10 });
}
