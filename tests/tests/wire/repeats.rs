//! When a request is sent again: `POST` and `PATCH` only if nothing was sent.

use std::error::Error as _;
use std::time::Duration;

use generated_client::types::BuildServicePatch;
use generated_client::{Client, Error, TransportErrorKind as Kind};

use super::documented::{BUILD, PROJECT, SERVICE, start};
use super::memory::{Memory, Outcome, Reply, Then, begun, failure, now, outcome, reply, reply_with};

fn post(client: &Client) -> Outcome {
    outcome(start(client))
}

fn patch(client: &Client) -> Outcome {
    outcome(client.patch_build_service(PROJECT, SERVICE, BuildServicePatch::new()))
}

/// How often a request is sent, and the pauses, when these come before an answer.
fn tries(call: fn(&Client) -> Outcome, replies: impl IntoIterator<Item = Reply>) -> (usize, Vec<u128>) {
    let memory = Memory::new(replies.into_iter().chain([reply(401, "")]));
    now(call(&memory.client())).unwrap_err();
    (memory.attempts(), memory.sleeps())
}

fn unreachable() -> impl Iterator<Item = Reply> {
    (0..9).map(|_| failure(Kind::Connect))
}

#[test]
fn a_request_that_was_not_sent_is_sent_again() {
    for call in [post, patch] {
        assert_eq!(tries(call, []), (1, vec![]));
        assert_eq!(tries(call, [failure(Kind::Connect)]), (2, vec![500]));
        assert_eq!(tries(call, [failure(Kind::Connect), failure(Kind::Connect)]), (3, vec![500, 1000]));
    }
}

#[test]
fn a_request_that_may_have_been_heard_is_not_sent_again() {
    for call in [post, patch] {
        for kind in [Kind::Cut, Kind::Timeout, Kind::Unsendable, Kind::TooLarge] {
            assert_eq!(tries(call, [failure(kind)]), (1, vec![]), "{kind:?}");
            assert_eq!(tries(call, [failure(Kind::Connect), failure(kind)]), (2, vec![500]), "{kind:?}");
        }
        for status in [408, 425, 429, 500, 502, 503, 504] {
            let wait = [("retry-after", "1"), ("x-ratelimit-reset", "1")];
            assert_eq!(tries(call, [reply_with(status, &wait, "")]), (1, vec![]), "{status}");
        }
        assert_eq!(tries(call, [begun(200, "{", Then::Break)]), (1, vec![]));
    }
}

#[test]
fn repeats_are_few_and_pauses_grow() {
    assert_eq!(tries(post, unreachable()), (3, vec![500, 1000]));

    let memory = Memory::new(unreachable());
    let error = now(start(&memory.builder().retries(4).build().unwrap())).unwrap_err();
    assert_eq!(memory.sleeps(), [500, 1000, 2000, 4000]);
    let Error::Transport(unanswered) = &error else { panic!("{error:?}") };
    assert_eq!((unanswered.attempts(), unanswered.kind()), (5, Kind::Connect));
    assert!(error.to_string().ends_with("/build, 5 attempts"), "{error}");
    assert_eq!(error.source().unwrap().to_string(), "made up");
}

#[test]
fn a_client_or_a_call_can_do_without_repeats() {
    let memory = Memory::new(unreachable());
    now(start(&memory.builder().retries(0).build().unwrap())).unwrap_err();
    assert_eq!((memory.attempts(), memory.sleeps()), (1, vec![]));

    let memory = Memory::new(unreachable());
    now(start(&memory.client()).no_retry()).unwrap_err();
    assert_eq!((memory.attempts(), memory.sleeps()), (1, vec![]));
}

#[test]
fn each_repeat_is_the_same_request() {
    let memory = Memory::new([failure(Kind::Connect), reply(200, BUILD)]);
    now(start(&memory.client()).header("x-mine", "1")).unwrap();
    let [first, second] = &memory.requests()[..] else { panic!("not two requests") };
    assert_eq!((first.method(), first.uri()), (second.method(), second.uri()));
    assert_eq!((first.headers(), first.body()), (second.headers(), second.body()));
    assert_eq!(second.headers()["x-mine"], "1");
}

#[test]
fn no_pause_outlasts_the_call() {
    for (limit, attempts) in [(499, 1), (100_000, 2)] {
        let memory = Memory::new([failure(Kind::Connect), reply(200, BUILD)]);
        // The timer of the call fires at once here, so what is there is taken first.
        let _ = now(start(&memory.client()).timeout(Duration::from_millis(limit)));
        assert_eq!(memory.attempts(), attempts, "{limit} ms");
    }
}
