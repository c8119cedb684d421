use enums::types::{Image, Job, JobPlace, JobStart, JobStartLevel, JobStartOrder, JobVersion, JobZone, Kind, Size, State};
use serde_json::json;

#[test]
fn an_unknown_value_of_an_answer_is_kept() {
    let text = json!({"state": "PAUSED", "size": 4096, "zone": "moon", "place": "there"});
    let job: Job = serde_json::from_value(text.clone()).unwrap();
    assert_eq!(job.state, State::Unknown("PAUSED".to_owned()));
    assert_eq!(job.size, Some(Size::Unknown(4096)));
    assert_eq!(job.zone, Some(JobZone::Unknown("moon".to_owned())));
    assert_eq!(job.place, Some(JobPlace::Unknown("there".to_owned())));
    assert_eq!(serde_json::to_value(&job).unwrap(), text);
}

#[test]
fn a_closed_enumeration_names_what_it_expects() {
    let error = serde_json::from_str::<Kind>("\"slow\"").unwrap_err();
    assert!(error.to_string().contains("`slow` is not a value of Kind: expected one of quick, self-hosted"), "{error}");
    assert_eq!("quick".parse::<Kind>().unwrap(), Kind::Quick);
    assert!(JobStartLevel::try_from(7).is_err());
}

#[test]
fn values_are_written_as_the_description_has_them() {
    let start = JobStart::new(Kind::SelfHosted).order(JobStartOrder::AscLowercase).size(Size::Large).level(JobStartLevel::Minus1);
    let sent = json!({"kind": "self-hosted", "order": "asc", "size": 1024, "level": -1});
    assert_eq!(serde_json::to_value(start).unwrap(), sent);
    assert_eq!(JobStartOrder::Empty.as_str(), "");
    assert_eq!(State::from("DONE_2"), State::Done2);
    let places = ["QUEUED", "DONE_2", "nowhere"].map(JobPlace::from);
    assert_eq!(places, [JobPlace::Queued, JobPlace::Done2, JobPlace::Nowhere]);
    assert_eq!(serde_json::from_str::<Size>("512.0").unwrap(), Size::Small);
}

#[test]
fn the_only_value_of_a_required_member_is_not_asked_for() {
    let image = Image::new("debian");
    assert_eq!(serde_json::to_value(&image).unwrap(), json!({"type": "image", "name": "debian"}));
    let other: Image = serde_json::from_value(json!({"type": "archive", "name": "debian"})).unwrap();
    assert_eq!(other.type_.as_str(), "archive");
}

#[test]
fn integers_have_a_type_that_holds_every_value_of_the_schema() {
    let text = json!({"state": "DONE_2", "hash": u64::MAX, "mask": u64::MAX, "version": 2.0});
    let job: Job = serde_json::from_value(text).unwrap();
    assert_eq!((job.hash, job.mask), (Some(u64::MAX), Some(u64::MAX)));
    assert_eq!(job.version, Some(JobVersion::N2));
}
