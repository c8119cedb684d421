//! The default transport. The only file that knows `reqwest`; nothing public mentions its types.

use std::error::Error;
use std::mem;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};
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

impl Transport for Reqwest {
    fn send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            // Without it some servers answer 411 (RFC 9110, 8.6).
            if request.body().is_empty()
                && [Method::POST, Method::PUT, Method::PATCH].contains(request.method())
            {
                request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
            }
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
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
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
