//! From a request to an answer: attempts, the time limit, the size limit.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::answer::{Answer, Asked, media_type};
use super::authorize::{Granted, is_refused};
use super::client::Client;
use super::error::{Error, Unanswered};
use super::media::may_be_page;
use super::refused::Refused;
use super::request::Request;
use super::retry;
use super::stream::{Streamed, Unread};
use super::transport::{Body, BoxFuture, Transport, TransportError, TransportErrorKind};

/// Why there is no answer: an [`Error`] before it matters what the operation's own errors are.
pub(super) enum Stopped {
    Refused(Refused),
    Unanswered(Unanswered),
}

impl<E> From<Stopped> for Error<E> {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Refused(refused) => Self::Refused(refused),
            Stopped::Unanswered(unanswered) => Self::Transport(unanswered),
        }
    }
}

/// A request that can be sent, as often as need be.
pub(super) struct Sealed {
    pub(super) request: http::Request<Bytes>,
    /// The body, in place of the request's, when it can be read only once.
    pub(super) stream: Option<Body>,
    pub(super) asked: Asked,
    /// Credentials that it will carry.
    pub(super) granted: Vec<Granted>,
    /// Which successes are read while they arrive, and not here.
    pub(super) streamed: Option<Streamed>,
}

/// Sends the request, again where that is safe, and reads the whole answer unless it is one that
/// the caller reads while it arrives.
pub(super) fn exchange(request: Box<Request>) -> BoxFuture<'static, Result<Answer, Stopped>> {
    Box::pin(async move {
        let (client, timeout, repeats) = (request.client.clone(), request.timeout, request.repeats);
        let mut sealed = request.seal().map_err(Stopped::Refused)?;
        let settings = client.settings();
        let transport = &*settings.transport;
        let mut deadline = Deadline::new(transport, timeout);
        // A stream is sent once, whatever the server says of the credentials.
        let mut renewable = sealed.authorize(&mut deadline).await?.filter(|_| sealed.stream.is_none());
        let (mut attempts, mut renewed) = (0, 0);
        loop {
            attempts += 1;
            let outcome = sealed.attempt(&client, timeout, &mut deadline).await;
            let outcome = outcome.map_err(|failed| failed.into_unanswered(&sealed.asked, attempts));
            let old = if is_refused(&outcome) { renewable.take() } else { None };
            let is_renewed = match old {
                Some(old) => sealed.renew(old, &mut deadline).await,
                None => false,
            };
            if is_renewed {
                renewed = 1;
                continue;
            }
            let counted = attempts - renewed;
            let pause = if counted > repeats {
                None
            } else {
                retry::pause(&sealed.asked.method, counted, &outcome).filter(|pause| deadline.leaves(*pause))
            };
            match pause {
                Some(pause) => transport.sleep(pause).await,
                None => return outcome.map_err(Stopped::Unanswered),
            }
        }
    })
}

/// An attempt without a complete answer.
struct Failed {
    error: TransportError,
    partial: Option<Answer>,
}

impl Failed {
    fn into_unanswered(self, asked: &Asked, attempts: u32) -> Unanswered {
        Unanswered::new(asked.clone(), self.error, attempts, self.partial)
    }
}

impl Sealed {
    async fn attempt(
        &mut self,
        client: &Client,
        timeout: Duration,
        deadline: &mut Deadline<'_>,
    ) -> Result<Answer, Failed> {
        let (transport, max_size) = (&*client.settings().transport, client.settings().max_response_size);
        let request = self.request.clone();
        let sent = match self.stream.take() {
            Some(stream) => deadline.limit(transport.send_stream(request.map(|_| stream))).await,
            None => deadline.limit(transport.send(request)).await,
        };
        let (head, mut body) = sent.map_err(|error| Failed { error, partial: None })?.into_parts();
        let streamed = self.streamed.filter(|_| head.status.is_success());
        let media_type = media_type(&head.headers);
        // A page in place of what was asked for is shown by an error.
        let streamed = streamed.filter(|_| !may_be_page(self.asked.accept, media_type));
        if streamed.is_some_and(|streamed| streamed(head.status.as_u16(), media_type)) {
            let unread = Unread { body, client: client.clone(), timeout };
            return Ok(Answer::streamed(self.asked.clone(), head, unread));
        }
        // Outside of the limited future, so that what has come is kept when the time is up.
        let mut bytes = Vec::new();
        let read = deadline.limit(read(&mut body, &mut bytes, max_size)).await;
        let answer = Answer::new(self.asked.clone(), head, bytes.into());
        match read {
            Ok(()) => Ok(answer),
            Err(error) => Err(Failed { error, partial: Some(answer) }),
        }
    }
}

/// Reads a body to its end. One that is too large is given up and not kept.
async fn read(body: &mut Body, bytes: &mut Vec<u8>, max_size: usize) -> Result<(), TransportError> {
    while let Some(chunk) = body.next_chunk().await? {
        if chunk.len() > max_size.saturating_sub(bytes.len()) {
            *bytes = Vec::new();
            let limit = format!("more than {max_size} bytes");
            return Err(TransportError::new(TransportErrorKind::TooLarge, limit));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(())
}

/// The end of a call, whatever happens in it.
pub(super) struct Deadline<'a> {
    /// `None` when the limit is further away than time can tell.
    end: Option<(Instant, BoxFuture<'a, ()>)>,
}

impl<'a> Deadline<'a> {
    pub(super) fn new(transport: &'a dyn Transport, limit: Duration) -> Self {
        Self { end: Instant::now().checked_add(limit).map(|end| (end, transport.sleep(limit))) }
    }

    /// Whether there is time left after a pause.
    fn leaves(&self, pause: Duration) -> bool {
        self.end.as_ref().is_none_or(|(end, _)| pause < end.saturating_duration_since(Instant::now()))
    }

    /// Waits for the future, but not beyond the end.
    pub(super) async fn limit<T>(
        &mut self,
        future: impl Future<Output = Result<T, TransportError>>,
    ) -> Result<T, TransportError> {
        let mut future = pin!(future);
        poll_fn(|context| {
            if let Poll::Ready(outcome) = future.as_mut().poll(context) {
                return Poll::Ready(outcome);
            }
            match &mut self.end {
                Some((_, alarm)) => {
                    alarm.as_mut().poll(context).map(|()| Err(TransportErrorKind::Timeout.into()))
                }
                None => Poll::Pending,
            }
        })
        .await
    }
}
