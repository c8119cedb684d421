//! A transport of our own that answers from memory: no network, no clock, no run time for futures.

use std::collections::VecDeque;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use generated_client::types::ErrorResponse;
use generated_client::{
    Body, BoxFuture, Call, Chunks, Client, ClientBuilder, Error, Place, Refused, Transport, TransportError,
    TransportErrorKind,
};
use http::StatusCode;

use super::server::TOKEN;

/// The time limit of clients here: a timer of this length never fires, every other does at once.
pub(super) const LIMIT: Duration = Duration::from_secs(3600);

pub(super) type Reply = Result<http::Response<Body>, TransportError>;

/// Answers with what it was given, in order, and then not at all. Remembers what it was asked.
#[derive(Clone, Default)]
pub(super) struct Memory(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    replies: VecDeque<Reply>,
    requests: Vec<http::Request<Bytes>>,
    sleeps: Vec<Duration>,
}

impl Transport for Memory {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Reply> {
        let mut state = self.0.lock().unwrap();
        state.requests.push(request);
        match state.replies.pop_front() {
            Some(reply) => Box::pin(async move { reply }),
            None => Box::pin(std::future::pending()),
        }
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        if duration == LIMIT {
            return Box::pin(std::future::pending());
        }
        self.0.lock().unwrap().sleeps.push(duration);
        Box::pin(std::future::ready(()))
    }
}

impl Memory {
    pub(super) fn new(replies: impl IntoIterator<Item = Reply>) -> Self {
        let memory = Self::default();
        memory.0.lock().unwrap().replies.extend(replies);
        memory
    }

    pub(super) fn builder(&self) -> ClientBuilder {
        Client::builder().token(TOKEN).timeout(LIMIT).transport(self.clone())
    }

    pub(super) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// How many requests were sent.
    pub(super) fn attempts(&self) -> usize {
        self.0.lock().unwrap().requests.len()
    }

    /// The only request.
    #[track_caller]
    pub(super) fn sent(&self) -> http::Request<Bytes> {
        assert_eq!(self.attempts(), 1, "requests sent");
        self.0.lock().unwrap().requests.remove(0)
    }

    /// Every request, in order.
    pub(super) fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.0.lock().unwrap().requests.clone()
    }

    /// How long it was asked to wait each time, in milliseconds.
    pub(super) fn sleeps(&self) -> Vec<u128> {
        self.0.lock().unwrap().sleeps.iter().map(Duration::as_millis).collect()
    }
}

/// The outcome of a future that has no reason to wait.
#[track_caller]
pub(super) fn now<F: IntoFuture>(future: F) -> F::Output {
    let mut future = pin!(future.into_future());
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the call waits for something"),
    }
}

pub(super) fn reply(status: u16, body: impl Into<Body>) -> Reply {
    reply_with(status, &[], body)
}

#[expect(clippy::unnecessary_wraps, reason = "a reply may also be a failure")]
pub(super) fn reply_with(status: u16, headers: &[(&'static str, &str)], body: impl Into<Body>) -> Reply {
    let mut response = http::Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        response.headers_mut().append(*name, value.parse().unwrap());
    }
    Ok(response)
}

pub(super) fn failure(kind: TransportErrorKind) -> Reply {
    Err(TransportError::new(kind, "made up"))
}

/// A reply whose body begins like this and breaks, or never goes on.
pub(super) fn begun(status: u16, beginning: &'static str, then: Then) -> Reply {
    reply(status, Body::new(Begun(Some(beginning.into()), then)))
}

#[derive(Clone, Copy)]
pub(super) enum Then {
    Break,
    Silence,
}

struct Begun(Option<Bytes>, Then);

impl Chunks for Begun {
    fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        match (self.0.take(), self.1) {
            (Some(beginning), _) => Box::pin(std::future::ready(Ok(Some(beginning)))),
            (None, Then::Break) => Box::pin(std::future::ready(Err(TransportErrorKind::Cut.into()))),
            (None, Then::Silence) => Box::pin(std::future::pending()),
        }
    }
}

/// A call of any operation, of which it does not matter what a success brings.
pub(super) type Outcome = BoxFuture<'static, Result<(), Error<ErrorResponse>>>;

pub(super) fn outcome<T: 'static>(call: Call<T, ErrorResponse>) -> Outcome {
    Box::pin(async move { call.await.map(drop) })
}

/// What a call was refused for.
#[track_caller]
pub(super) fn refused<T, E: std::fmt::Debug>(outcome: Result<T, Error<E>>) -> Refused {
    match outcome {
        Err(Error::Refused(refused)) => refused,
        Err(error) => panic!("not refused: {error:?}"),
        Ok(_) => panic!("not refused"),
    }
}

/// Place, name and message of every problem.
pub(super) fn problems(refused: &Refused) -> Vec<(Place, &str, &str)> {
    refused.problems().iter().map(|problem| (problem.place(), problem.name(), problem.message())).collect()
}
