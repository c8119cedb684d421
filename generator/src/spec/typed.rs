//! The typed document. After everything before it, this cannot fail.

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::Value;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::stack;

/// Reads `openapiv3`'s document from the tree.
pub(super) fn parse(tree: &Value) -> Result<OpenAPI, Box<Diagnostic>> {
    let parsed = stack::with_room(|| OpenAPI::deserialize(tree).map_err(|error| error.to_string()));
    parsed.unwrap_or_else(|error| Err(error.to_string())).map_err(|error| {
        let message = format!("not an OpenAPI document: {error}");
        let help =
            "this ought to have been reported with its place: please report it as a fault of the generator";
        Box::new(Diagnostic::new(Code::Syntax, Place::Document, message).help(help))
    })
}
