use presence::Maybe;
use presence::types::{Note, NotePatch};
use serde_json::json;

#[test]
fn a_patch_says_leave_clear_and_set() {
    let patch = NotePatch::new(1, None);
    assert_eq!(serde_json::to_value(&patch).unwrap(), json!({"revision": 1, "owner": null}));
    let patch = patch.title("new").clear_due().tags(vec![Some("a".to_owned()), None]);
    let sent = json!({"revision": 1, "owner": null, "title": "new", "due": null, "tags": ["a", null]});
    assert_eq!(serde_json::to_value(&patch).unwrap(), sent);
    let read: NotePatch = serde_json::from_value(sent).unwrap();
    assert_eq!(read, patch);
    assert_eq!(read.due, Maybe::Null);
}

#[test]
fn what_is_absent_or_null_in_an_answer_is_none() {
    let note: Note = serde_json::from_value(json!({"revision": 2.0, "owner": null, "due": null, "more": 1})).unwrap();
    assert_eq!((note.revision, note.owner, note.title, note.due), (2, None, None, None));
}

#[test]
fn a_name_that_is_required_and_not_described_may_be_absent() {
    let mut note: Note = serde_json::from_value(json!({"revision": 1, "owner": null, "author": "a"})).unwrap();
    assert_eq!(note.author.take(), Some(json!("a")));
    assert_eq!(serde_json::to_value(&note).unwrap(), json!({"revision": 1, "owner": null}));
    let patch = NotePatch::new(1, None).reason("late");
    assert_eq!(serde_json::to_value(&patch).unwrap(), json!({"revision": 1, "owner": null, "reason": "late"}));
}

#[test]
fn a_missing_member_is_named() {
    let error = serde_json::from_str::<Note>(r#"{"revision": 1}"#).unwrap_err();
    assert!(error.to_string().contains("missing required member `owner`"), "{error}");
    let error = serde_json::from_str::<Note>(r#"{"revision": 1.5, "owner": ""}"#).unwrap_err();
    assert!(error.to_string().contains("expected an integer"), "{error}");
}
