//! OpenAPI's object model written down as data, and what walks a document by it.
//!
//! `document`, `operation` and `schema` are the tables; to follow a new edition of OpenAPI, add rows.
//! `check` compares a tree with them, `visit` finds the objects in one that is well-shaped.

mod check;
mod document;
mod operation;
mod scalar;
mod schema;
mod table;
mod visit;

pub(super) use check::check;
pub(super) use document::{COMPONENTS, DOCUMENT, OAUTH_FLOW, SECURITY_SCHEME, SERVER, SERVER_VARIABLE};
pub(super) use operation::{
    ENCODING, EXAMPLE, HEADER, LINK, MEDIA_TYPE, METHODS, OPERATION, PARAMETER, PATH_ITEM, REQUEST_BODY,
    RESPONSE,
};
pub(super) use schema::{DISCRIMINATOR, SCHEMA};
pub(super) use table::{Kind, Object};
pub(super) use visit::{Found, table_at, visit, visit_around_schemas, visit_part};
