//! The typed document. After everything before it, this cannot fail.
//!
//! To tell a reference from what may stand in its place, `openapiv3` reads all that is there into a buffer, and inside it
//! again at each level. So schemas and examples, which are most of a document, are taken out of the tree: `parts` puts
//! a number in the place of each, `openapiv3` reads what is left, and `schema` makes each schema of its members. A test
//! compares the whole with what `openapiv3` makes of it alone.

mod parts;
mod schema;
#[cfg(test)]
mod tests;

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::Value;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use parts::Parts;

/// Makes `openapiv3`'s document of the tree.
pub(super) fn parse(tree: Value) -> Result<OpenAPI, Box<Diagnostic>> {
    parsed(tree).map_err(|error| {
        let message = format!("not an OpenAPI document: {error}");
        let help =
            "this ought to have been reported with its place: please report it as a fault of the generator";
        Box::new(Diagnostic::new(Code::Syntax, Place::Document, message).help(help))
    })
}

fn parsed(mut tree: Value) -> Result<OpenAPI, String> {
    let mut parts = Parts::take(&mut tree);
    let mut document = OpenAPI::deserialize(tree).map_err(|error| error.to_string())?;
    parts.give(&mut document)?;
    Ok(document)
}
