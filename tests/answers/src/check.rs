//! What holds whatever a server sends: nothing panics, everything ends, and what was read is the same when it is written
//! and read again.

mod transport;

use std::fmt::Debug;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::operations::{ChoiceSuccess, ReadHeaders};
use crate::types::{Kinds, Mixed, ProblemModel, Rest, Rules, Scalar, Shape, Tagged};
use crate::{Call, Client, Error};
use transport::Answer;

/// Bytes of an answer that are accepted.
const MOST: usize = 1 << 20;
/// Pieces of a stream that are read: an answer of so many bytes has no more.
const PIECES: usize = 1 << 20;

/// Takes bytes for a value, or for an answer of the server: the first byte says of what.
///
/// # Errors
/// What does not hold, in words.
pub fn check(bytes: &[u8]) -> Result<(), String> {
    let Some((kind, rest)) = bytes.split_first() else { return Ok(()) };
    match kind % 20 {
        0 => again::<Kinds>(rest),
        1 => again::<Tagged>(rest),
        2 => again::<Shape>(rest),
        3 => again::<Scalar>(rest),
        4 => again::<Option<Mixed>>(rest),
        5 => again::<(String, i64)>(rest),
        6 => again::<Rest>(rest),
        7 => again::<ProblemModel>(rest),
        8 => again::<Rules>(rest).and_then(|()| sent(rest)),
        9..=11 => sent(rest),
        operation => answered(operation, Answer::of(rest)),
    }
}

/// What can be read can be written, and reads the same again.
fn again<T: DeserializeOwned + Serialize + PartialEq + Debug>(bytes: &[u8]) -> Result<(), String> {
    match serde_json::from_slice::<T>(bytes) {
        Ok(value) => same(&value),
        Err(error) => {
            // The path is looked for when it is shown.
            let _ = error.to_string();
            Ok(())
        }
    }
}

fn same<T: DeserializeOwned + Serialize + PartialEq + Debug>(value: &T) -> Result<(), String> {
    let text =
        serde_json::to_string(value).map_err(|error| format!("it cannot be written: {error}: {value:?}"))?;
    let read: T =
        serde_json::from_str(&text).map_err(|error| format!("it cannot be read again: {error}: {text}"))?;
    if read != *value {
        return Err(format!("it is another one when it is read again: {value:?}, {read:?}, {text}"));
    }
    match serde_json::to_string(&read) {
        Ok(second) if second == text => Ok(()),
        other => Err(format!("it is written otherwise the second time: {text}, {other:?}")),
    }
}

/// What keeps the rules is sent as it is, and what breaks them is not sent.
fn sent(bytes: &[u8]) -> Result<(), String> {
    let Ok(rules) = serde_json::from_slice::<Rules>(bytes) else { return Ok(()) };
    let answer = Answer::empty();
    let requests = answer.requests();
    match now(client(answer)?.send(rules.clone()))? {
        Err(Error::Refused(refused)) => {
            let is_said = !refused.problems().is_empty() && !refused.to_string().is_empty();
            let is_sent = requests.taken().is_some();
            if is_said && !is_sent { Ok(()) } else { Err(format!("it is refused and sent: {refused:?}")) }
        }
        _ => {
            let body = requests.taken().ok_or("nothing is sent")?;
            let read: Rules = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
            if read == rules { Ok(()) } else { Err(format!("something else is sent: {rules:?}, {read:?}")) }
        }
    }
}

/// Every answer becomes a value or an error, in the end.
fn answered(operation: u8, answer: Answer) -> Result<(), String> {
    let headers = answer.headers().clone();
    let client = client(answer)?;
    match operation {
        12 | 13 => {
            let of = ReadHeaders::of(&headers);
            let _ = (of.x_count().map_err(|error| error.to_string()), of.x_names());
            told(client.read())?.map_or(Ok(()), |value| same(&value))
        }
        14 => match told(client.choice())? {
            Some(ChoiceSuccess::OkJson(pair)) => same(&pair),
            _ => Ok(()),
        },
        15 => {
            let Some(mut download) = told(client.bytes())? else { return Ok(()) };
            to_the_end(|| now(download.chunk()).map(|piece| matches!(piece, Ok(Some(_)))))
        }
        16 => {
            let Some(mut lines) = told(client.lines())? else { return Ok(()) };
            to_the_end(|| each(now(lines.next())?))
        }
        17 => {
            let Some(mut records) = told(client.records())? else { return Ok(()) };
            to_the_end(|| each(now(records.next())?))
        }
        18 => {
            let Some(mut events) = told(client.whole_events())? else { return Ok(()) };
            to_the_end(|| each(now(events.next())?.map(|event| event.map(|event| event.into_data()))))
        }
        _ => {
            let Some(mut events) = told(client.events())? else { return Ok(()) };
            to_the_end(|| each(now(events.next())?.map(|event| event.map(|event| event.into_data()))))
        }
    }
}

/// Whether there may be another piece after this one.
fn each<T, E>(piece: Result<Option<T>, E>) -> Result<bool, String>
where
    T: DeserializeOwned + Serialize + PartialEq + Debug,
    E: std::fmt::Display,
{
    match piece {
        Ok(Some(value)) => same(&value).map(|()| true),
        Ok(None) => Ok(false),
        Err(error) => {
            let _ = error.to_string();
            Ok(false)
        }
    }
}

fn to_the_end(mut next: impl FnMut() -> Result<bool, String>) -> Result<(), String> {
    for _ in 0..PIECES {
        if !next()? {
            return Ok(());
        }
    }
    Err("a stream does not end".to_owned())
}

/// What a call brings; an error can be shown, and what it shows has no secret in it.
fn told<T: 'static, E: Debug + Send + 'static>(call: Call<T, E>) -> Result<Option<T>, String>
where
    Error<E>: std::fmt::Display,
{
    match now(call)? {
        Ok(response) => Ok(Some(response.into_body())),
        Err(error) => {
            let shown = format!("{error} {error:?}");
            if shown.contains(transport::TOKEN) {
                Err(format!("a token is shown: {shown}"))
            } else {
                Ok(None)
            }
        }
    }
}

fn client(answer: Answer) -> Result<Client, String> {
    let built = Client::builder().token(transport::TOKEN).on_drift(|drift| drop(format!("{drift:?}")));
    built
        .timeout(transport::LIMIT)
        .max_response_size(MOST)
        .transport(answer)
        .build()
        .map_err(|error| error.to_string())
}

/// The outcome of a future that has nothing to wait for.
fn now<F: IntoFuture>(future: F) -> Result<F::Output, String> {
    let mut future = pin!(future.into_future());
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => Ok(output),
        Poll::Pending => Err("it waits for something".to_owned()),
    }
}
