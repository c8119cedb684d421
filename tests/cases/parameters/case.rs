use parameters::operations::{BetaMessageParams, ListItemsParams, NamesakesParams, UnionParams};
use parameters::types::{Filter, ListItemsSortItem, Range, UnionBuild};
use parameters::{Client, Error, Place};

use crate::support::{Recorder, ready};

fn client(recorder: &Recorder) -> Client {
    Client::builder().token("t").transport(recorder.clone()).build().unwrap()
}

#[test]
fn each_parameter_is_sent_where_it_belongs() {
    let recorder = Recorder::answering(200, r#"["a"]"#);
    let params = ListItemsParams::new()
        .limit(5)
        .tag(["a b", "c&d"])
        .sort([ListItemsSortItem::Name, ListItemsSortItem::Age])
        .x_trace("trace")
        .session("a=b; c")
        .theme("dark");
    let items = ready(client(&recorder).list_items(7, "it/em", "blue?", params)).unwrap();
    assert_eq!(*items, ["a"]);
    let request = &recorder.requests()[0];
    assert_eq!(
        request.uri(),
        "https://example.com/stores/7/items/it%2Fem.json?q=blue%3F&limit=5&tag=a%20b&tag=c%26d&sort=name,age"
    );
    assert_eq!(request.headers()["x-trace"], "trace");
    assert_eq!(request.headers()["x-api-key"], "t");
    assert_eq!(request.headers()["cookie"], "session=a=b%3B%20c; theme=dark");
}

#[test]
fn an_operation_without_security_sends_no_credentials() {
    let recorder = Recorder::answering(204, "");
    ready(client(&recorder).clear(7, "item")).unwrap();
    let request = &recorder.requests()[0];
    assert_eq!(request.method(), "DELETE");
    assert!(request.headers().get("x-api-key").is_none());
}

#[test]
fn what_a_path_has_behind_a_question_mark_is_always_sent() {
    let recorder = Recorder::answering(204, "");
    ready(client(&recorder).beta_message("a?b", BetaMessageParams::new().limit(2))).unwrap();
    let [request] = &recorder.requests()[..] else { panic!("one request") };
    assert_eq!(request.uri(), "https://example.com/messages/a%3Fb?beta=true&limit=2");
}

#[test]
fn one_name_in_several_places_is_several_parameters() {
    let recorder = Recorder::answering(204, "");
    let params = NamesakesParams::new().id("header").cookie_id("cookie");
    ready(client(&recorder).namesakes("path", "query", params)).unwrap();
    let request = &recorder.requests()[0];
    assert_eq!(request.uri(), "https://example.com/everywhere/path?id=query");
    assert_eq!(request.headers()["id"], "header");
    assert_eq!(request.headers()["cookie"], "id=cookie");
}

fn filter() -> Filter {
    Filter::new("é")
        .size(Range::new().from(1))
        .tags(["a", "b"])
        .either([Range::new().from(2).to(3), Range::new().to(4)])
}

#[test]
fn objects_are_written_as_their_style_says() {
    let recorder = Recorder::answering(204, "");
    let params = UnionParams::new()
        .filter(filter())
        .where_(Filter::new("a b"))
        .x_where(Filter::new("é\u{1F600}"))
        .return_("/a?b=c&d#e f'")
        .plain("1&2")
        .note("a=b");
    let range = Range::new().from(5).to(6);
    ready(client(&recorder).union(&UnionBuild::Number(7), &range, params)).unwrap();
    let request = &recorder.requests()[0];
    let pairs: Vec<&str> = request.uri().query().unwrap().split('&').collect();
    assert_eq!(
        pairs,
        [
            "from=5",
            "to=6",
            "filter%5Bname%5D=%C3%A9",
            "filter%5Bsize%5D%5Bfrom%5D=1",
            "filter%5Btags%5D%5B%5D=a",
            "filter%5Btags%5D%5B%5D=b",
            "filter%5Beither%5D%5B0%5D%5Bfrom%5D=2",
            "filter%5Beither%5D%5B0%5D%5Bto%5D=3",
            "filter%5Beither%5D%5B1%5D%5Bto%5D=4",
            "where=%7B%22name%22%3A%22a%20b%22%7D",
            "return=/a?b=c%26d%23e%20f%27",
            "plain=1%262",
            "note=a%3Db",
        ]
    );
    assert_eq!(request.uri().path(), "/builds/7");
    assert_eq!(request.headers()["x-where"], r#"{"name":"\u00e9\ud83d\ude00"}"#);
}

#[test]
fn objects_are_checked_before_they_are_sent() {
    let recorder = Recorder::answering(204, "");
    let params = UnionParams::new().filter(filter().size(Range::new().from(-1)));
    let range = Range::new().from(-2);
    let error = ready(client(&recorder).union(&UnionBuild::Number(7), &range, params)).unwrap_err();
    let Error::Refused(refused) = error else { panic!("{error:?}") };
    let problems: Vec<_> = refused.problems().iter().map(|problem| (problem.place(), problem.name())).collect();
    assert_eq!(problems, [(Place::Query, "range.from"), (Place::Query, "filter.size.from")]);
    assert!(recorder.requests().is_empty());
}

#[test]
fn what_examples_say_is_not_refused() {
    let recorder = Recorder::answering(204, "");
    let client = client(&recorder);
    let tags = ["textt".into(), "textt".into()].to_vec();
    ready(client.ruled("msg_1", "AAA-1", "sh", "longlo", 12, 1.0, &tags, 7, "2024-01-31", "word")).unwrap();
    // The rules are asked.
    let refused = client.ruled("m", "AAA-1", "sh", "longlo", 12, 1.0, &tags, 7, "2024-01-31", "word");
    assert!(matches!(ready(refused), Err(Error::Refused(_))));
}
