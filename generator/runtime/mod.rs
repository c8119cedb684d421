//! The run time of this client: everything that its operations share, written by hand.
//!
//! A call goes `client` → `request` → `call` → `exchange` → `transport`, and comes back as an `answer`, which
//! becomes a `response` or an `error`. The codec of JSON bodies is a part of its own, from `decode` to
//! `union`.

#![allow(dead_code, unused_imports, unused_macros, reason = "it serves any description, few need all of it")]

mod authorize;
mod base_url;
mod builder;
mod call;
mod client;
mod content;
mod decode_error;
mod download;
mod error;
mod events;
mod exchange;
mod json_path;
mod lines;
mod multipart;
mod name;
mod others;
mod payload;
mod position;
mod rate_limit;
mod refused;
pub(crate) mod request;
mod response;
mod retry;
mod sse;
mod transport;

#[cfg(feature = "drift")]
mod drift;
#[cfg(feature = "reqwest")]
mod reqwest;

pub(crate) mod access;
pub(crate) mod answer;
pub(crate) mod bodies;
pub(crate) mod build;
pub(crate) mod check;
pub(crate) mod constant;
pub(crate) mod credential;
pub(crate) mod decode;
pub(crate) mod enums;
pub(crate) mod file;
pub(crate) mod foreign;
pub(crate) mod format;
pub(crate) mod guard;
pub(crate) mod header;
pub(crate) mod maybe;
pub(crate) mod media;
pub(crate) mod members;
pub(crate) mod newtype;
pub(crate) mod object;
pub(crate) mod path;
pub(crate) mod pattern;
pub(crate) mod replay;
pub(crate) mod rule;
pub(crate) mod secret;
pub(crate) mod server;
pub(crate) mod stream;
pub(crate) mod style;
pub(crate) mod table;
pub(crate) mod tagged;
pub(crate) mod tree;
pub(crate) mod tuple;
pub(crate) mod union;
pub(crate) mod union_lines;
pub(crate) mod unlisted;

pub use answer::Answer;
pub use builder::ClientBuilder;
pub use call::Call;
pub use check::Violation;
pub use client::Client;
pub use credential::{Credential, TokenProvider};
pub use decode_error::DecodeError;
pub use download::Download;
#[cfg(feature = "drift")]
pub use drift::{Drift, DriftKind};
pub use error::{Error, Unanswered};
pub use events::{Event, Events};
pub use file::File;
pub use lines::Lines;
pub use maybe::Maybe;
pub use rate_limit::RateLimit;
pub use refused::{Place, Problem, Refused};
pub use response::Response;
pub use secret::Secret;
pub use transport::{Body, BoxFuture, Chunks, Transport, TransportError, TransportErrorKind};

pub(crate) use client::Defaults;
pub(crate) use credential::Scheme;
