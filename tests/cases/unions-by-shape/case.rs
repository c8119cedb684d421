use serde_json::{Value, json};
use unions_by_shape::types::{
    Filter, FilterAnd, FilterComparison, FilterNot, Found, FoundClosed, FoundCode, FoundHost, FoundItems, FoundLevel,
    FoundLoose, FoundOverlap, FoundRevision, FoundSetting, FoundSort, FoundTask, Query, QueryDirection, QueryMetadata,
};

fn found(member: &str, value: Value) -> Found {
    serde_json::from_value(json!({member: value})).unwrap()
}

#[track_caller]
fn comes_back(member: &str, value: Value) -> Found {
    let read = found(member, value.clone());
    assert_eq!(serde_json::to_value(&read).unwrap(), json!({member: value}));
    read
}

#[test]
fn a_format_tells_strings_apart() {
    let host = |text: &str| comes_back("host", json!(text)).host.unwrap();
    assert!(matches!(host("123e4567-e89b-12d3-a456-426614174000"), FoundHost::Id(_)));
    assert!(matches!(host("10.0.0.1"), FoundHost::Address(_)));
    for name in ["10.0.0.256", "123e4567-e89b-12d3-a456", "db.internal", ""] {
        assert_eq!(host(name), FoundHost::Name(name.to_owned()));
    }
}

#[test]
fn length_pattern_and_range_tell_scalars_apart() {
    let code = |text: &str| comes_back("code", json!(text)).code.unwrap();
    assert_eq!(code("de"), FoundCode::Short("de".to_owned()));
    assert_eq!(code("déu"), FoundCode::Long("déu".to_owned()));
    let revision = |text: &str| comes_back("revision", json!(text)).revision.unwrap();
    assert!(matches!(revision("0123abcd"), FoundRevision::Hash(_)));
    assert!(matches!(revision("v12"), FoundRevision::Version(_)));
    let level = |value: i64| comes_back("level", json!(value)).level.unwrap();
    assert_eq!((level(9), level(10)), (FoundLevel::Low(9), FoundLevel::High(10)));
}

#[test]
fn a_scalar_outside_all_branches_is_of_none() {
    assert!(matches!(comes_back("code", json!("four")).code, Some(FoundCode::Unknown(_))));
    assert!(matches!(comes_back("revision", json!("HEAD")).revision, Some(FoundRevision::Unknown(_))));
    assert!(matches!(comes_back("level", json!(100)).level, Some(FoundLevel::Unknown(_))));
    assert!(matches!(comes_back("level", json!("high")).level, Some(FoundLevel::Unknown(_))));
}

#[test]
fn the_first_element_tells_arrays_apart() {
    assert!(matches!(comes_back("items", json!(["a"])).items, Some(FoundItems::Names(_))));
    assert!(matches!(comes_back("items", json!([1, 2])).items, Some(FoundItems::Numbers(_))));
    assert_eq!(comes_back("items", json!([])).items, Some(FoundItems::Names(vec![])));
    let error = serde_json::from_value::<Found>(json!({"items": [1, "a"]})).unwrap_err().to_string();
    assert!(error.contains("expected an integer"), "{error}");
}

#[test]
fn the_kind_of_a_member_tells_objects_apart() {
    assert!(matches!(comes_back("setting", json!({"value": "on"})).setting, Some(FoundSetting::TextSetting(_))));
    assert!(matches!(comes_back("setting", json!({"value": 1.5})).setting, Some(FoundSetting::NumberSetting(_))));
    assert!(matches!(comes_back("setting", json!({"value": [true]})).setting, Some(FoundSetting::Unknown(_))));
}

#[test]
fn a_tag_that_is_absent_leaves_the_other_members_to_decide() {
    assert!(matches!(comes_back("task", json!({"type": "timer"})).task, Some(FoundTask::Timer(_))));
    assert!(matches!(comes_back("task", json!({"every": 5})).task, Some(FoundTask::Timer(_))));
    assert!(matches!(comes_back("task", json!({"name": "n"})).task, Some(FoundTask::Job(_))));
    assert!(matches!(comes_back("task", json!({})).task, Some(FoundTask::Job(_))));
    assert!(matches!(comes_back("task", json!({"type": "cron", "every": 5})).task, Some(FoundTask::Unknown(_))));
}

#[test]
fn a_closed_object_is_told_by_what_it_forbids() {
    assert!(matches!(comes_back("closed", json!({"a": 1})).closed, Some(FoundClosed::Narrow(_))));
    assert!(matches!(comes_back("closed", json!({"a": 1, "b": 2})).closed, Some(FoundClosed::Wide(_))));
    assert!(matches!(found("closed", json!({"a": 1, "c": 2})).closed, Some(FoundClosed::Narrow(_))));
}

#[test]
fn a_branch_of_anything_takes_what_another_refuses() {
    assert!(matches!(comes_back("loose", json!({"id": 1})).loose, Some(FoundLoose::Known(_))));
    for value in [json!({"id": "one"}), json!({}), json!([1]), json!("text")] {
        assert_eq!(comes_back("loose", value.clone()).loose, Some(FoundLoose::Other(value)));
    }
}

#[test]
fn a_list_of_texts_beside_any_text_is_open() {
    assert_eq!(comes_back("sort", json!("newest")).sort, Some(FoundSort::Newest));
    assert_eq!(comes_back("sort", json!("by-rank")).sort, Some(FoundSort::Unknown("by-rank".to_owned())));
}

#[test]
fn branches_that_are_the_same_are_no_choice() {
    assert_eq!(comes_back("same", json!({"id": "a"})).same.unwrap().id, "a");
}

#[test]
fn a_value_of_two_branches_keeps_the_members_of_both() {
    let both = comes_back("overlap", json!({"name": "n", "size": 1})).overlap.unwrap();
    let FoundOverlap::Named(named) = both else { panic!("{both:?}") };
    assert_eq!((named.name.as_str(), &named.additional["size"]), ("n", &json!(1)));
    assert!(matches!(comes_back("overlap", json!({"size": 1})).overlap, Some(FoundOverlap::Sized(_))));
}

#[test]
fn texts_that_differ_only_in_case_are_different_variants() {
    use QueryDirection::{Asc, AscLowercase, Desc, DescLowercase};
    let written = [Asc, Desc, AscLowercase, DescLowercase].map(|it| serde_json::to_value(it).unwrap());
    assert_eq!(written, ["ASC", "DESC", "asc", "desc"]);
}

#[test]
fn a_title_may_have_spaces_and_parentheses() {
    let texts = vec!["a".to_owned()];
    assert_eq!(QueryMetadata::from(texts.clone()), QueryMetadata::MetadataFieldFilterMultiSelect(texts));
    assert_eq!(QueryMetadata::from("a"), QueryMetadata::MetadataFieldFilterText("a".to_owned()));
}

#[test]
fn a_filter_holds_filters() {
    let filter = FilterAnd::new([FilterNot::new(FilterComparison::new("a", "1")).into(), Filter::from(FilterComparison::new("b", "2"))]);
    let text = json!({"filter": {"and": [{"not": {"field": "a", "value": "1"}}, {"field": "b", "value": "2"}]}});
    let query = Query::new(filter);
    assert_eq!(serde_json::to_value(&query).unwrap(), text);
    assert_eq!(serde_json::from_value::<Query>(text).unwrap(), query);
    let error = serde_json::from_value::<Query>(json!({"filter": {"and": [{"or": []}]}})).unwrap_err().to_string();
    assert!(error.contains("Filter: no branch is told by any of `and`, `not`, `field` (members: `or`)"), "{error}");
}
