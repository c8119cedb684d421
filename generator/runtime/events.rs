//! Typed events of `text/event-stream`.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use bytes::Bytes;
use serde::Serialize;
use serde::de::IgnoredAny;

use super::answer::{Answer, Decoded, read_json};
use super::decode::Decode;
use super::decode_error::DecodeError;
use super::error::Error;
use super::sse::{Parser, RawEvent};
use super::stream::{Source, StreamError};
use super::transport::BoxFuture;

/// The data with which many services end their streams. It is no JSON, so it is no event of those that are.
const DONE: &[u8] = b"[DONE]";

/// Events that are read while they arrive: `while let Some(event) = events.next().await? { … }`.
///
/// The time limit of the call holds until the answer begins; then a stream may be silent for as long as it likes,
/// unless [`set_idle_timeout`](Self::set_idle_timeout) says otherwise. An event is limited to the size that a whole
/// answer may have. A stream that breaks is not taken up again by itself: [`Event::id`] and [`retry`](Self::retry) say
/// what the server needs for that. Dropping the stream gives the rest of it up.
pub struct Events<T> {
    reader: Reader,
    decode: Decoder<T>,
}

/// What makes a value of an event.
type Decoder<T> = fn(&Answer, &RawEvent) -> Result<T, DecodeError>;

/// One event. Dereferences to its data.
#[derive(Clone, PartialEq)]
pub struct Event<T> {
    data: T,
    name: String,
    id: String,
}

/// All that does not depend on what the data is.
struct Reader {
    source: Source,
    parser: Parser,
    limit: usize,
    /// What is left of the last piece.
    piece: Bytes,
    /// Whether data is any text at all; otherwise [`DONE`] is the end, and an event without data says nothing.
    is_text: bool,
}

impl<T> Events<T> {
    #[allow(clippy::unnecessary_wraps, reason = "it is what decoders give")]
    fn new(answer: &Answer, is_text: bool, decode: Decoder<T>) -> Decoded<Self> {
        let source = Source::of(answer);
        if let Some(other) = answer.media_type().filter(|_| !answer.has_media("text/event-stream")) {
            let message = format!("expected text/event-stream, found {other}");
            return Some(Err(DecodeError::of_another(answer.body(), message)));
        }
        let limit = source.max_size();
        let reader = Reader { source, parser: Parser::new(limit), limit, piece: Bytes::new(), is_text };
        Some(Ok(Self { reader, decode }))
    }

    /// The next event, or `None` at the end of the stream. An event whose data is `[DONE]` is the end too, where data is
    /// JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Undecodable`] when the event is not what the description says: its answer holds the event's data in
    /// place of the body, and the stream can be read on. [`Error::Transport`] when the rest does not come.
    pub async fn next(&mut self) -> Result<Option<Event<T>>, StreamError> {
        let Some(raw) = self.reader.next().await? else { return Ok(None) };
        let answer = self.reader.source.answer();
        match (self.decode)(answer, &raw) {
            Ok(data) => {
                let RawEvent { name, id, .. } = raw;
                Ok(Some(Event { data, name, id }))
            }
            Err(error) => {
                let error = error.in_event(kind(&raw.name), &raw.data);
                Err(Error::Undecodable { answer: answer.with_body(raw.data.into()), error })
            }
        }
    }

    /// How long the server asks to wait before connecting again, as far as it has said so by now.
    pub fn retry(&self) -> Option<Duration> {
        self.reader.parser.retry()
    }

    /// Waits no longer than this for something to come, comments included: by them servers show that they are there.
    pub fn set_idle_timeout(&mut self, limit: Duration) {
        self.reader.source.set_patience(limit);
    }
}

impl Reader {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<RawEvent>, StreamError>> {
        Box::pin(async move {
            loop {
                match self.parser.take(&mut self.piece) {
                    Ok(Some(event)) if !self.is_text && event.data.trim_ascii().is_empty() => {}
                    Ok(Some(event)) if !self.is_text && event.data.trim_ascii() == DONE => {
                        self.piece = Bytes::new();
                        self.source.end();
                    }
                    Ok(Some(event)) => return Ok(Some(event)),
                    Ok(None) => match self.source.next_chunk().await? {
                        Some(piece) => self.piece = piece,
                        // What no empty line has ended is no event.
                        None => return Ok(None),
                    },
                    Err(_) => {
                        self.piece = Bytes::new();
                        return Err(self.source.too_large(self.limit));
                    }
                }
            }
        })
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Events").field(&self.reader.source).finish()
    }
}

impl<T> Event<T> {
    /// What the event says.
    pub fn data(&self) -> &T {
        &self.data
    }

    /// What the event says, alone.
    pub fn into_data(self) -> T {
        self.data
    }

    /// What kind of event it is: `message` where the server does not say.
    pub fn name(&self) -> &str {
        kind(&self.name)
    }

    /// The last id that the server has given an event, to be sent as `last-event-id` when the stream is asked for again.
    pub fn id(&self) -> Option<&str> {
        Some(self.id.as_str()).filter(|id| !id.is_empty())
    }
}

/// What kind of event it is, by the name that was sent.
fn kind(name: &str) -> &str {
    if name.is_empty() { "message" } else { name }
}

impl<T> Deref for Event<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T: fmt::Debug> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("name", &self.name())
            .field("id", &self.id())
            .field("data", &self.data)
            .finish()
    }
}

/// Events whose data is JSON.
pub(crate) fn events<T: for<'de> Decode<'de> + Serialize>(answer: &Answer) -> Decoded<Events<T>> {
    Events::new(answer, false, |answer, event| {
        read_json(answer, &event.data).map_err(|error| DecodeError::json(&event.data, &error))
    })
}

/// Events whose data is text.
pub(crate) fn events_of_text(answer: &Answer) -> Decoded<Events<String>> {
    Events::new(answer, true, |_, event| Ok(String::from_utf8_lossy(&event.data).into_owned()))
}

/// Events that the description shows as a whole: an object with `data`, and perhaps `event`, `id` and `retry`.
pub(crate) fn whole_events<T: for<'de> Decode<'de> + Serialize>(answer: &Answer) -> Decoded<Events<T>> {
    Events::new(answer, false, |answer, event| {
        let text = as_object(event).map_err(|error| DecodeError::new(error.to_string()))?;
        read_json(answer, &text).map_err(|error| DecodeError::json(&text, &error))
    })
}

/// An event as JSON. Data that is no JSON is a string.
fn as_object(event: &RawEvent) -> Result<Vec<u8>, serde_json::Error> {
    let is_json = serde_json::from_slice::<IgnoredAny>(&event.data).is_ok();
    let mut text = b"{\"data\":".to_vec();
    if is_json {
        text.extend_from_slice(&event.data);
    } else {
        serde_json::to_writer(&mut text, &String::from_utf8_lossy(&event.data))?;
    }
    for (name, value) in [("event", &event.name), ("id", &event.id)] {
        if !value.is_empty() {
            text.extend_from_slice(format!(",\"{name}\":").as_bytes());
            serde_json::to_writer(&mut text, value)?;
        }
    }
    text.push(b'}');
    Ok(text)
}
