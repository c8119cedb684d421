//! The objects around the operations: document, info, servers, components, security.

use super::operation::{
    CALLBACK, EXAMPLE, HEADER, LINK, PARAMETER, PATH_ITEM, PATHS, REQUEST_BODY, RESPONSE,
};
use super::table::Kind::{List, Map, Object as Is, Or, Schema, Text, Url, Words};
use super::table::{Kind, Object, decor, may, must, ought, ought_object};

/// What an operation requires: scheme names to scopes.
pub(super) static SECURITY: Kind = Map(&List(&Text));

pub(in crate::spec) static DOCUMENT: Object = Object::new(
    "the document",
    &[
        must("openapi", Text),
        must("info", Is(&INFO)),
        decor("jsonSchemaDialect", Text).since_31(),
        may("servers", List(&Is(&SERVER))),
        ought_object("paths", Is(&PATHS)).lax_31(),
        may("webhooks", Map(&Or(&PATH_ITEM))).since_31(),
        may("components", Is(&COMPONENTS)),
        may("security", List(&SECURITY)),
        decor("tags", List(&Is(&TAG))),
        decor("externalDocs", Is(&EXTERNAL_DOCS)),
    ],
);

static INFO: Object = Object::new(
    "`info`",
    &[
        ought("title"),
        decor("summary", Text).since_31(),
        decor("description", Text),
        decor("termsOfService", Url),
        decor("contact", Is(&CONTACT)),
        decor("license", Is(&LICENSE)),
        ought("version"),
    ],
);

static CONTACT: Object = Object::new("a contact", &[may("name", Text), may("url", Url), may("email", Text)]);

static LICENSE: Object =
    Object::new("a license", &[must("name", Text), may("identifier", Text).since_31(), may("url", Url)]);

static TAG: Object = Object::new(
    "a tag",
    &[must("name", Text), may("description", Text), decor("externalDocs", Is(&EXTERNAL_DOCS))],
);

pub(super) static EXTERNAL_DOCS: Object =
    Object::new("`externalDocs`", &[may("description", Text), must("url", Url)]);

pub(in crate::spec) static SERVER: Object = Object::new(
    "a server",
    &[must("url", Url), decor("description", Text), may("variables", Map(&Is(&SERVER_VARIABLE)))],
);

pub(in crate::spec) static SERVER_VARIABLE: Object = Object::new(
    "a server variable",
    &[may("enum", List(&Text)), must("default", Text), decor("description", Text)],
);

pub(in crate::spec) static COMPONENTS: Object = Object::new(
    "`components`",
    &[
        may("schemas", Map(&Schema)),
        may("responses", Map(&Or(&RESPONSE))),
        may("parameters", Map(&Or(&PARAMETER))),
        may("examples", Map(&Or(&EXAMPLE))),
        may("requestBodies", Map(&Or(&REQUEST_BODY))),
        may("headers", Map(&Or(&HEADER))),
        may("securitySchemes", Map(&Or(&SECURITY_SCHEME))),
        may("links", Map(&Or(&LINK))),
        may("callbacks", Map(&Or(&CALLBACK))),
        may("pathItems", Map(&Or(&PATH_ITEM))).since_31(),
    ],
);

pub(in crate::spec) static SECURITY_SCHEME: Object = Object::new(
    "a security scheme",
    &[
        must("type", Words(&["apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"])),
        decor("description", Text),
        may("name", Text),
        may("in", Words(&["query", "header", "cookie"])),
        may("scheme", Text),
        decor("bearerFormat", Text),
        may("flows", Is(&OAUTH_FLOWS)),
        may("openIdConnectUrl", Url),
    ],
);

static OAUTH_FLOWS: Object = Object::new(
    "`flows`",
    &[
        may("implicit", Is(&OAUTH_FLOW)),
        may("password", Is(&OAUTH_FLOW)),
        may("clientCredentials", Is(&OAUTH_FLOW)),
        may("authorizationCode", Is(&OAUTH_FLOW)),
    ],
);

pub(in crate::spec) static OAUTH_FLOW: Object = Object::new(
    "an OAuth flow",
    &[
        may("authorizationUrl", Url),
        may("tokenUrl", Url),
        may("refreshUrl", Url),
        ought_object("scopes", Map(&Text)).decorating(),
    ],
);
