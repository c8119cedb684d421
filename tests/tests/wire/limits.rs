//! Limits: of time, of size, and of how often one may ask.

use std::error::Error as _;
use std::time::Duration;

use generated_client::{Client, Error, RateLimit, TransportErrorKind as Kind};
use http::StatusCode;

use super::documented::{BUILD, start};
use super::memory::{Memory, Then, begun, now, reply, reply_with};

#[test]
fn an_answer_that_does_not_come_ends_the_call() {
    let memory = Memory::default();
    let error = now(start(&memory.client()).timeout(Duration::from_secs(1))).unwrap_err();
    assert!(error.is_timeout() && error.answer().is_none());
    assert_eq!((memory.sleeps(), memory.attempts()), (vec![1000], 1));
    assert_eq!(
        error.to_string(),
        "startServiceBuild: the time for the call was up: POST https://api.northflank.com/v1/projects/default-project/services/example-service/build"
    );
}

#[test]
fn an_answer_that_stops_ends_the_call_and_is_kept_as_far_as_it_came() {
    for (then, is_timeout) in [(Then::Silence, true), (Then::Break, false)] {
        let memory = Memory::new([begun(200, r#"{"data":"#, then)]);
        let error = now(start(&memory.client()).timeout(Duration::from_secs(1))).unwrap_err();
        assert_eq!(error.is_timeout(), is_timeout);
        let answer = error.answer().unwrap();
        assert_eq!((answer.status(), answer.text().as_ref()), (StatusCode::OK, r#"{"data":"#));
        assert_eq!(memory.attempts(), 1);
    }
}

#[test]
fn a_call_without_limit_of_time_needs_no_timer() {
    let memory = Memory::new([reply(200, BUILD)]);
    now(start(&memory.client()).timeout(Duration::MAX)).unwrap();
    assert_eq!(memory.sleeps(), []);
}

#[test]
fn a_call_has_half_a_minute_by_default() {
    let memory = Memory::default();
    let client = Client::builder().transport(memory.clone()).build().unwrap();
    assert!(now(start(&client)).unwrap_err().is_timeout());
    assert_eq!(memory.sleeps(), [30_000]);
}

#[test]
fn an_answer_may_be_so_large_and_not_one_byte_more() {
    for (limit, fits) in [(BUILD.len(), true), (BUILD.len() - 1, false), (0, false)] {
        let client = Memory::new([reply(200, BUILD)]).builder().max_response_size(limit).build().unwrap();
        match now(start(&client)) {
            Ok(_) => assert!(fits, "{limit}"),
            Err(Error::Transport(unanswered)) => {
                assert!(!fits, "{limit}");
                assert_eq!((unanswered.kind(), unanswered.attempts()), (Kind::TooLarge, 1));
                let partial = unanswered.partial().unwrap();
                assert_eq!((partial.status(), partial.body().len()), (StatusCode::OK, 0));
                let cause = unanswered.source().unwrap().to_string();
                assert_eq!(cause, format!("more than {limit} bytes"));
            }
            Err(error) => panic!("{error:?}"),
        }
    }
}

#[test]
fn an_error_may_be_too_large_as_well() {
    let memory = Memory::new([reply(500, "x".repeat(11))]);
    let error = now(start(&memory.builder().max_response_size(10).build().unwrap())).unwrap_err();
    assert!(
        matches!(&error, Error::Transport(unanswered) if unanswered.kind() == Kind::TooLarge),
        "{error:?}"
    );
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
}

#[test]
fn a_rate_limit_is_read_in_its_usual_forms() {
    let read = |headers: &[(&'static str, &str)]| {
        let memory = Memory::new([reply_with(200, headers, BUILD)]);
        let RateLimit { limit, remaining, reset, .. } = now(start(&memory.client())).unwrap().rate_limit();
        (limit, remaining, reset.map(|reset| reset.as_secs()))
    };
    assert_eq!(read(&[]), (None, None, None));
    let documented =
        [("x-ratelimit-limit", "1000"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "3599")];
    assert_eq!(read(&documented), (Some(1000), Some(0), Some(3599)));
    let standard = [("ratelimit-limit", "10, 10;w=1"), ("ratelimit-reset", " 5 ")];
    assert_eq!(read(&standard), (Some(10), None, Some(5)));
    let nonsense = [
        ("x-ratelimit-limit", "many"),
        ("x-ratelimit-remaining", "-1"),
        ("x-ratelimit-reset", "99999999999999999999"),
    ];
    assert_eq!(read(&nonsense), (None, None, None));
    // Seconds since 1970: past and future.
    assert_eq!(read(&[("x-ratelimit-reset", "1000000000")]).2, Some(0));
    assert!(read(&[("x-ratelimit-reset", "9999999999")]).2 > Some(1_000_000_000));
}

#[test]
fn a_call_may_have_a_limit_of_its_own() {
    let memory = Memory::default();
    let client = memory.builder().timeout(Duration::from_secs(2)).build().unwrap();
    assert!(now(start(&client)).unwrap_err().is_timeout());
    assert!(now(start(&client).timeout(Duration::from_secs(3))).unwrap_err().is_timeout());
    assert_eq!(memory.sleeps(), [2000, 3000]);
}
