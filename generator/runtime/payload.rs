//! Bodies of requests: what is sent, in one piece or in many.

use std::collections::VecDeque;
use std::sync::PoisonError;

use bytes::Bytes;

use super::file::{Content, File};
use super::transport::{Body, BoxFuture, Chunks, TransportError};

/// A body in the making: bytes and files one after the other.
#[derive(Default)]
pub(super) struct Payload(Vec<Content>);

impl From<Bytes> for Payload {
    fn from(bytes: Bytes) -> Self {
        Self(vec![Content::Bytes(bytes)])
    }
}

impl Payload {
    /// Adds bytes; those that follow each other become one piece.
    pub(super) fn push(&mut self, text: &str) {
        match self.0.last_mut() {
            Some(Content::Bytes(bytes)) => *bytes = [bytes, text.as_bytes()].concat().into(),
            _ => self.0.push(Content::Bytes(Bytes::copy_from_slice(text.as_bytes()))),
        }
    }

    /// Adds what is in a file.
    pub(super) fn push_file(&mut self, file: &File) {
        self.0.push(file.content.clone());
    }

    /// Whether a part of it can be read only once.
    pub(super) fn is_streamed(&self) -> bool {
        self.0.iter().any(|content| matches!(content, Content::Stream(..)))
    }

    /// How many bytes it has, if that is known.
    pub(super) fn length(&self) -> Option<u64> {
        let length = |content: &Content| match content {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Stream(_, length) => *length,
        };
        self.0.iter().try_fold(0_u64, |sum, content| sum.checked_add(length(content)?))
    }

    /// All of it, without what is streamed.
    pub(super) fn bytes(&self) -> Bytes {
        let whole = |content: &Content| match content {
            Content::Bytes(bytes) => bytes.clone(),
            Content::Stream(..) => Bytes::new(),
        };
        match self.0.as_slice() {
            [only] => whole(only),
            many => many.iter().map(whole).collect::<Vec<_>>().concat().into(),
        }
    }

    /// All of it, to be read once. `None` if it was read before.
    pub(super) fn stream(&self) -> Option<Body> {
        let take = |content: &Content| match content {
            Content::Bytes(bytes) => Some(Body::from(bytes.clone())),
            Content::Stream(body, _) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
        };
        let pieces: Option<VecDeque<Body>> = self.0.iter().map(take).collect();
        Some(Body::new(Chain(pieces?)))
    }
}

/// Bodies one after the other.
struct Chain(VecDeque<Body>);

impl Chunks for Chain {
    fn next_chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            while let Some(first) = self.0.front_mut() {
                match first.next_chunk().await? {
                    Some(chunk) => return Ok(Some(chunk)),
                    None => drop(self.0.pop_front()),
                }
            }
            Ok(None)
        })
    }
}
