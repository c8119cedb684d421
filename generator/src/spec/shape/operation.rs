//! The objects of an operation: path items, parameters, bodies, responses.

use super::document::{EXTERNAL_DOCS, SECURITY, SERVER};
use super::table::Kind::{Any, Bool, List, Map, Object as Is, Or, Schema, Text, Words};
use super::table::{Object, Rest, decor, may, must, ought, ought_object};

pub(in crate::spec) static PATHS: Object = Object::open("`paths`", &[], Rest::Paths(Or(&PATH_ITEM)));

/// The members of a path that are operations.
pub(in crate::spec) const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

pub(in crate::spec) static PATH_ITEM: Object = Object::new(
    "a path",
    &[
        may("$ref", Text),
        decor("summary", Text),
        decor("description", Text),
        may("get", Is(&OPERATION)),
        may("put", Is(&OPERATION)),
        may("post", Is(&OPERATION)),
        may("delete", Is(&OPERATION)),
        may("options", Is(&OPERATION)),
        may("head", Is(&OPERATION)),
        may("patch", Is(&OPERATION)),
        may("trace", Is(&OPERATION)),
        may("servers", List(&Is(&SERVER))),
        may("parameters", List(&Or(&PARAMETER))),
    ],
);

pub(in crate::spec) static OPERATION: Object = Object::new(
    "an operation",
    &[
        decor("tags", List(&Text)),
        decor("summary", Text),
        decor("description", Text),
        decor("externalDocs", Is(&EXTERNAL_DOCS)),
        may("operationId", Text),
        may("parameters", List(&Or(&PARAMETER))),
        may("requestBody", Or(&REQUEST_BODY)),
        ought_object("responses", Is(&RESPONSES)).lax_31(),
        may("callbacks", Map(&Or(&CALLBACK))),
        may("deprecated", Bool),
        may("security", List(&SECURITY)),
        may("servers", List(&Is(&SERVER))),
    ],
);

const STYLES: &[&str] =
    &["matrix", "label", "simple", "form", "spaceDelimited", "pipeDelimited", "deepObject"];

pub(in crate::spec) static PARAMETER: Object = Object::new(
    "a parameter",
    &[
        must("name", Text),
        must("in", Words(&["query", "header", "path", "cookie"])),
        decor("description", Text),
        may("required", Bool),
        may("deprecated", Bool),
        may("allowEmptyValue", Bool),
        may("style", Words(STYLES)),
        may("explode", Bool),
        may("allowReserved", Bool),
        may("schema", Schema),
        decor("example", Any),
        decor("examples", Map(&Or(&EXAMPLE))),
        may("content", Map(&Is(&MEDIA_TYPE))),
    ],
);

pub(in crate::spec) static HEADER: Object = Object::new(
    "a header",
    &[
        decor("description", Text),
        may("required", Bool),
        may("deprecated", Bool),
        may("allowEmptyValue", Bool),
        may("style", Words(STYLES)),
        may("explode", Bool),
        may("allowReserved", Bool),
        may("schema", Schema),
        decor("example", Any),
        decor("examples", Map(&Or(&EXAMPLE))),
        may("content", Map(&Is(&MEDIA_TYPE))),
    ],
);

pub(in crate::spec) static REQUEST_BODY: Object = Object::new(
    "a request body",
    &[decor("description", Text), must("content", Map(&Is(&MEDIA_TYPE))), may("required", Bool)],
);

pub(in crate::spec) static MEDIA_TYPE: Object = Object::new(
    "a media type",
    &[
        may("schema", Schema),
        decor("example", Any),
        decor("examples", Map(&Or(&EXAMPLE))),
        may("encoding", Map(&Is(&ENCODING))),
    ],
);

pub(in crate::spec) static ENCODING: Object = Object::new(
    "an encoding",
    &[
        may("contentType", Text),
        may("headers", Map(&Or(&HEADER))),
        may("style", Words(&["form", "spaceDelimited", "pipeDelimited", "deepObject"])),
        may("explode", Bool),
        may("allowReserved", Bool),
    ],
);

pub(in crate::spec) static RESPONSES: Object =
    Object::open("`responses`", &[], Rest::Statuses(Or(&RESPONSE)));

pub(in crate::spec) static RESPONSE: Object = Object::new(
    "a response",
    &[
        ought("description"),
        may("headers", Map(&Or(&HEADER))),
        may("content", Map(&Is(&MEDIA_TYPE))),
        decor("links", Map(&Or(&LINK))),
    ],
);

pub(in crate::spec) static CALLBACK: Object = Object::open("a callback", &[], Rest::Names(Or(&PATH_ITEM)));

pub(in crate::spec) static EXAMPLE: Object = Object::new(
    "an example",
    &[may("summary", Text), may("description", Text), may("value", Any), may("externalValue", Text)],
);

pub(in crate::spec) static LINK: Object = Object::new(
    "a link",
    &[
        may("operationRef", Text),
        may("operationId", Text),
        may("parameters", Map(&Any)),
        may("requestBody", Any),
        may("description", Text),
        may("server", Is(&SERVER)),
    ],
);
