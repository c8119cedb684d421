//! Files: bytes or a stream of them, as a body of their own or as parts of one.

use std::cell::RefCell;
use std::fmt;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use serde::de::Deserializer;
use serde::ser::Error as _;
use serde::{Deserialize, Serialize, Serializer};

use super::check::Check;
use super::decode::Decode;
use super::transport::Body;

/// Bytes that are sent as they are, perhaps with a name and a media type of their own.
///
/// Made from bytes or text by `into`, or from a [`Body`] that is read while it is sent.
#[derive(Clone, Default, PartialEq)]
pub struct File {
    pub(super) content: Content,
    pub(super) name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) headers: Vec<(String, String)>,
}

/// What is in a file.
#[derive(Clone)]
pub(super) enum Content {
    /// All of it.
    Bytes(Bytes),
    /// What will be read once, and its length if that is known.
    Stream(Arc<Mutex<Option<Body>>>, Option<u64>),
}

impl File {
    /// A file of these bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self { content: Content::Bytes(bytes.into()), ..Self::default() }
    }

    /// A file that is read piece by piece while it is sent. It can be read once, clones included, so a request
    /// with it is never repeated.
    pub fn stream(body: Body) -> Self {
        Self { content: Content::Stream(Arc::new(Mutex::new(Some(body))), None), ..Self::default() }
    }

    /// Says how many bytes a stream has. Without it the body is sent in chunks, which some servers refuse.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        if let Content::Stream(_, length) = &mut self.content {
            *length = Some(bytes);
        }
        self
    }

    /// The file's name. Only a part of a multipart body has one; unless it is set, the part's own name is sent.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The media type, in place of what the description says.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// One more header of the part. Only a part of a multipart body has headers.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            (Self::Stream(one, _), Self::Stream(other, _)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// What is in it is not shown.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = match &self.content {
            Content::Bytes(bytes) => u64::try_from(bytes.len()).ok(),
            Content::Stream(_, length) => *length,
        };
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("length", &length)
            .finish_non_exhaustive()
    }
}

macro_rules! from_bytes {
    ($($ty:ty),*) => {$(
        impl From<$ty> for File {
            fn from(bytes: $ty) -> Self {
                Self::new(bytes)
            }
        }
    )*};
}

from_bytes!(Bytes, Vec<u8>, String, &'static [u8], &'static str);

impl From<Body> for File {
    fn from(body: Body) -> Self {
        Self::stream(body)
    }
}

/// The name under which a file is written that was laid aside.
pub(super) const ASIDE: &str = "a file that was laid aside";

thread_local! {
    /// Files that are laid aside while a multipart body is written: serde has no way to hand them over.
    static LAID_ASIDE: RefCell<Option<Vec<File>>> = const { RefCell::new(None) };
}

/// Writes something whose files are laid aside: in their place are their numbers, under the name [`ASIDE`].
pub(super) fn lay_aside<T>(write: impl FnOnce() -> T) -> (T, Vec<File>) {
    LAID_ASIDE.set(Some(Vec::new()));
    let written = write();
    (written, LAID_ASIDE.take().unwrap_or_default())
}

/// Anywhere but in a multipart body, a file is the text in it.
impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = LAID_ASIDE.with_borrow_mut(|files| {
            let files = files.as_mut()?;
            files.push(self.clone());
            Some(files.len() - 1)
        });
        match (number, &self.content) {
            (Some(number), _) => serializer.serialize_newtype_struct(ASIDE, &(number as u64)),
            (None, Content::Bytes(bytes)) => serializer.serialize_str(&String::from_utf8_lossy(bytes)),
            (None, Content::Stream(..)) => Err(S::Error::custom("a stream is no text")),
        }
    }
}

impl<'de> Decode<'de> for File {
    fn decode<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// Constraints of a text say nothing of bytes.
impl Check for File {}
