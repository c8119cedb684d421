//! Reads and writes values of every named schema.

use std::fmt::Debug;

use serde::Serialize;

use super::decode::Decode;
use super::decode_error::DecodeError;

/// What came of one value.
pub enum Outcome {
    /// It was read and written again.
    Written {
        /// What was written.
        text: String,
        /// Whether a part of it is a value that the description does not know.
        unknown: bool,
    },
    /// It was not read.
    Refused(DecodeError),
    /// It was read, but could not be written.
    Unwritable(String),
    /// There is no such schema.
    Unnamed,
}

pub use table::outcome;

/// Apart from the rest, whose names may be those of types.
mod table {
    use std::collections::BTreeMap;

    use crate::Secret;
    use crate::types::*;

    /// Reads a value of a named schema, and writes it.
    pub fn outcome(schema: &str, text: &str) -> super::Outcome {
        match schema {
            // TABLE
            _ => super::Outcome::Unnamed,
        }
    }
}

fn round<T: for<'de> Decode<'de> + Serialize + Debug>(text: &str) -> Outcome {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = T::decode(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    match value {
        Err(error) => Outcome::Refused(DecodeError::json(text.as_bytes(), &error)),
        Ok(value) => match serde_json::to_string(&value) {
            Err(error) => Outcome::Unwritable(error.to_string()),
            Ok(text) => Outcome::Written { text, unknown: format!("{value:?}").contains("Unknown(") },
        },
    }
}
