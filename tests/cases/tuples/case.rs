use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tuples::{Client, Drift};
use tuples::operations::PutTrackParams;
use tuples::types::{Name, Track, TrackEvent, TrackMark, TrackEventMovedFirst, TrackMarkedSecond, TrackPlugin};

use crate::support::{Recorder, ready};

fn read(value: &Value) -> Result<Track, String> {
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

#[test]
fn each_element_has_its_type() {
    let value = json!({
        "start": [1.5, "a"], "points": [[1, 2.5], [2, null]], "range": [1, 9], "marked": ["a", {"id": 1}, [true]],
        "plugin": ["a", {"b": 1}], "shorter": [1], "node": ["a", ["b", null]]
    });
    let track = read(&value).unwrap();
    let (metres, name): &(f64, Name) = &track.start;
    assert_eq!((*metres, name.as_str()), (1.5, "a"));
    assert_eq!(track.points, [(1, Some(2.5)), (2, None)]);
    assert_eq!(track.range, Some((1, 9)));
    let (_, second, third): &(String, TrackMarkedSecond, Value) = track.marked.as_ref().unwrap();
    assert_eq!((second.id, third), (1, &json!([true])));
    assert_eq!(serde_json::to_value(&track).unwrap(), value);
}

#[test]
fn too_few_or_other_elements_are_refused_and_further_ones_ignored() {
    for (member, wrong) in [
        ("range", json!([1])),
        ("range", json!([])),
        ("range", json!([1, "b"])),
        ("range", json!({"0": 1, "1": 2})),
        ("marked", json!(["a", {}, 1])),
        ("plugin", json!([1, {}])),
    ] {
        let value = json!({"start": [1, "a"], "points": [], member: wrong});
        assert!(read(&value).is_err(), "{value}");
    }
    let track = read(&json!({"start": [1, "a"], "points": [], "range": [1, 2, 3]})).unwrap();
    assert_eq!(track.range, Some((1, 2)));
}

#[test]
fn a_first_element_that_is_constant_tells_tuples_apart() {
    let read = |event: Value| read(&json!({"start": [1, "a"], "points": [], "event": event})).unwrap().event;
    let moved = TrackEvent::Moved((TrackEventMovedFirst::Moved, Name::new("b").unwrap()));
    assert_eq!(read(json!(["moved", "b"])), Some(moved));
    assert!(matches!(read(json!(["lost", 1.5, true])), Some(TrackEvent::Lost((_, 1.5, true)))));
    assert!(matches!(read(json!(["found", 1])), Some(TrackEvent::Unknown(_))));
}

#[test]
fn a_further_element_is_told() {
    let told = Arc::new(Mutex::new(Vec::new()));
    let recorder = Recorder::answering(200, r#"{"start": [1, "a", 2], "points": []}"#);
    let kept = told.clone();
    let hook = move |drift: &Drift| kept.lock().unwrap().push(drift.path.clone());
    let client = Client::builder().transport(recorder).on_drift(hook).build().unwrap();
    let track = Track::new((1.0, Name::new("a").unwrap()), [(1, None)]);
    ready(client.put_track(track, PutTrackParams::new())).unwrap();
    assert_eq!(*told.lock().unwrap(), ["start[2]"]);
}

#[test]
fn a_tuple_is_made_as_one() {
    let track = Track::new((0.5, Name::new("a").unwrap()), [(1, None), (2, Some(0.5))])
        .range((1, 9))
        .plugin(TrackPlugin::Tuple(("a".to_owned(), [("b".to_owned(), json!(1))].into())));
    assert_eq!(
        serde_json::to_value(&track).unwrap(),
        json!({"start": [0.5, "a"], "points": [[1, null], [2, 0.5]], "range": [1, 9], "plugin": ["a", {"b": 1}]})
    );
}

#[test]
fn it_is_sent_and_checked_element_by_element() {
    let recorder = Recorder::answering(200, r#"{"start": [1, "a"], "points": []}"#);
    let client = Client::builder().transport(recorder.clone()).build().unwrap();
    let track = || Track::new((1.0, Name::new("a").unwrap()), [(1, None)]);
    ready(client.put_track(track(), PutTrackParams::new().box_((5.5, 6.0)))).unwrap();
    assert_eq!(recorder.requests()[0].uri(), "https://example.com/tracks?box=5.5&box=6");
    let refused = ready(client.put_track(track().range((1, 10)), PutTrackParams::new())).unwrap_err();
    assert!(refused.to_string().contains("range[1]"), "{refused}");
    assert_eq!(recorder.requests().len(), 1);
}

#[test]
fn a_member_that_is_a_tuple_tells_branches_apart() {
    let track = |mark: serde_json::Value| -> Track {
        serde_json::from_value(json!({"start": [1.0, "a"], "points": [], "mark": mark})).unwrap()
    };
    assert!(matches!(track(json!({"at": [1.5, "a"]})).mark, Some(TrackMark::Spot(spot)) if spot.at == (1.5, "a".to_owned())));
    assert!(matches!(track(json!({"at": ["a", "b"]})).mark, Some(TrackMark::Names(names)) if names.at.len() == 2));
}
