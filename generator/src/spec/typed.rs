//! The typed document. After everything before it, this cannot fail.

use std::thread;

use openapiv3::OpenAPI;
use serde::Deserialize;
use serde_json::Value;

use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};

/// Stack for the parser. A build without optimisation takes some 50 KiB for each schema in a schema, and a document
/// may nest a hundred of them; what is not touched costs nothing.
const STACK_SIZE: usize = 32 << 20;

/// Reads `openapiv3`'s document from the tree.
pub(super) fn parse(tree: &Value) -> Result<OpenAPI, Box<Diagnostic>> {
    let parsed = thread::scope(|scope| {
        let parser = thread::Builder::new().stack_size(STACK_SIZE);
        let parser =
            parser.spawn_scoped(scope, || OpenAPI::deserialize(tree).map_err(|error| error.to_string()));
        parser
            .map_err(|error| error.to_string())?
            .join()
            .unwrap_or_else(|_| Err("the parser gave up".to_owned()))
    });
    parsed.map_err(|error| {
        let message = format!("not an OpenAPI document: {error}");
        let help =
            "this ought to have been reported with its place: please report it as a fault of the generator";
        Box::new(Diagnostic::new(Code::Syntax, Place::Document, message).help(help))
    })
}
