//! The default transport. The only file that knows `reqwest`; nothing public mentions its types.

use std::error::Error;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};
use http_body::Frame;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::transport::{Body, BoxFuture, Chunks, Transport, TransportError, TransportErrorKind};

/// How long one attempt to connect may take; shorter than a call, so that there is time for another.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// HTTP/1.1 over `rustls`, with pooled connections. Needs a Tokio run time.
pub(super) struct Reqwest(::reqwest::Client);

impl Reqwest {
    /// A transport with its own connection pool.
    pub(super) fn new() -> Result<Self, Box<dyn Error>> {
        let client = ::reqwest::Client::builder()
            .tls_backend_preconfigured(tls()?)
            .redirect(::reqwest::redirect::Policy::none())
            .retry(::reqwest::retry::never())
            .referer(false)
            .connect_timeout(CONNECT_TIMEOUT)
            .build()?;
        Ok(Self(client))
    }
}

/// TLS that trusts what the platform trusts, with the cryptography of `ring` unless the program has chosen
/// another.
///
/// By itself `reqwest` brings `aws-lc-rs`, with which a first `cargo check` of this crate takes 34 s instead of
/// 14 s on two cores, and a first build 41 s instead of 23 s. `ring` is not made the default of the process: that
/// is for the program to choose.
fn tls() -> Result<rustls::ClientConfig, rustls::Error> {
    let provider =
        CryptoProvider::get_default().cloned().unwrap_or_else(|| Arc::new(ring::default_provider()));
    let config =
        rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_platform_verifier()?.with_no_client_auth())
}

impl Reqwest {
    /// Sends a request with any body that `reqwest` takes.
    async fn exchange<B: Into<::reqwest::Body>>(
        &self,
        request: http::Request<B>,
    ) -> Result<http::Response<Body>, TransportError> {
        let uri = request.uri().clone();
        let request = ::reqwest::Request::try_from(request).map_err(transport_error)?;
        // `reqwest` has its own type of URL, which rewrites what it takes for untidy. Only what was built
        // and checked may be sent: a difference is an error, not another resource.
        if request.url().path() != uri.path() || request.url().query() != uri.query() {
            let changed = "the URL would be sent in another form";
            return Err(TransportError::new(TransportErrorKind::Unsendable, changed));
        }
        let mut answer = self.0.execute(request).await.map_err(transport_error)?;
        let mut response = http::Response::new(());
        *response.status_mut() = answer.status();
        *response.version_mut() = answer.version();
        *response.headers_mut() = mem::take(answer.headers_mut());
        Ok(response.map(|()| Body::new(Pieces(answer))))
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        // Without it some servers answer 411 (RFC 9110, 8.6).
        if request.body().is_empty() && [Method::POST, Method::PUT, Method::PATCH].contains(request.method())
        {
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        Box::pin(self.exchange(request))
    }

    fn send_stream(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let request = request.map(|body| ::reqwest::Body::wrap(Upload(Mutex::new(Next::Wanted(Some(body))))));
        Box::pin(self.exchange(request))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// The body of a request, read as `reqwest` asks for it. Only the lock makes it `Sync`; no one waits for it.
struct Upload(Mutex<Next>);

/// The next piece of a body.
enum Next {
    Wanted(Option<Body>),
    Awaited(BoxFuture<'static, (Body, Result<Option<Bytes>, TransportError>)>),
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let next = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        loop {
            match next {
                Next::Wanted(body) => {
                    let Some(mut body) = body.take() else { return Poll::Ready(None) };
                    *next = Next::Awaited(Box::pin(async move {
                        let chunk = body.next_chunk().await;
                        (body, chunk)
                    }));
                }
                Next::Awaited(chunk) => {
                    let (body, chunk) = std::task::ready!(chunk.as_mut().poll(context));
                    let more = matches!(chunk, Ok(Some(_)));
                    *next = Next::Wanted(more.then_some(body));
                    return Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)).transpose());
                }
            }
        }
    }
}

/// The body of an answer of `reqwest`.
struct Pieces(::reqwest::Response);

impl Chunks for Pieces {
    fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async { self.0.chunk().await.map_err(transport_error) })
    }
}

/// Sorts an error of `reqwest`, and takes the URL out of its text: a query may hold what no log should.
fn transport_error(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_builder() {
        TransportErrorKind::Unsendable
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Cut
    };
    TransportError::new(kind, error.without_url())
}
