//! What the tests of cases share: a transport that answers by itself, and a way to wait for it.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;

/// Answers every request with the same status and body, and keeps the requests.
#[derive(Clone)]
pub struct Recorder {
    status: u16,
    media_type: Option<&'static str>,
    body: Bytes,
    requests: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Recorder {
    /// One that gives this answer.
    pub fn answering(status: u16, body: &str) -> Self {
        Self { status, media_type: None, body: Bytes::copy_from_slice(body.as_bytes()), requests: Arc::default() }
    }

    /// The same, with this `content-type`.
    pub fn of(self, media_type: &'static str) -> Self {
        Self { media_type: Some(media_type), ..self }
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.requests.lock().unwrap().clone()
    }
}

/// Each client has a `Transport` of its own.
macro_rules! transports {
    ($($client:ident),* $(,)?) => {$(
        impl $client::Transport for Recorder {
            fn send(
                &self,
                request: http::Request<Bytes>,
            ) -> $client::BoxFuture<'_, Result<http::Response<$client::Body>, $client::TransportError>> {
                self.requests.lock().unwrap().push(request);
                let mut response = http::Response::builder().status(self.status);
                if let Some(media_type) = self.media_type {
                    response = response.header("content-type", media_type);
                }
                let response = response.body($client::Body::from(self.body.clone())).unwrap();
                Box::pin(std::future::ready(Ok(response)))
            }

            fn sleep(&self, _: std::time::Duration) -> $client::BoxFuture<'_, ()> {
                Box::pin(std::future::pending())
            }
        }
    )*};
}

transports!(
    bodies,
    choices,
    composition,
    parameters,
    parts_without_a_type,
    requests_close_calls,
    responses,
    scalars_and_maps,
    security,
    servers,
    servers_of_callers,
    servers_without_host,
    statuses,
    tags_that_are_set,
    tuples,
    unions_close_calls
);

/// The outcome of a future that never waits for anything outside.
pub fn ready<F: IntoFuture>(future: F) -> F::Output {
    let mut future = pin!(future.into_future());
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the call waits"),
    }
}
