//! Paths, operations, and what they send and get.

use serde_json::{Value, json};

use super::Author;

const METHODS: &[&str] = &["get", "post", "put", "patch", "delete", "head", "options", "trace"];
const MEDIA: &[&str] = &[
    "application/json",
    "application/problem+json",
    "text/plain",
    "application/octet-stream",
    "multipart/form-data",
    "application/x-www-form-urlencoded",
    "text/event-stream",
    "application/x-ndjson",
    "application/json-seq",
    "*/*",
    "image/*",
    "text/csv",
    "application/xml",
    "application/merge-patch+json",
    "application/json; charset=utf-8",
];
const STATUSES: &[&str] = &[
    "200", "201", "204", "default", "2XX", "4XX", "404", "500", "304", "101", "202", "302", "400", "5XX",
    "1XX",
];
const STYLES: &[&str] =
    &["form", "simple", "spaceDelimited", "pipeDelimited", "deepObject", "label", "matrix"];

impl Author<'_> {
    pub(super) fn paths(&mut self) -> Value {
        let mut paths = json!({});
        for _ in 0..self.below(4) {
            let mut path = String::new();
            let mut places: Vec<String> = Vec::new();
            for _ in 0..=self.below(3) {
                path.push('/');
                if self.one_in(3) {
                    let name: String = self.name().replace(['{', '}', '/'], "");
                    if !name.is_empty() && !places.contains(&name) {
                        path.extend(["{", &name, "}"]);
                        places.push(name);
                        continue;
                    }
                }
                let word = self.name();
                path.push_str(if self.wild {
                    &word
                } else {
                    word.split(['{', '}', '?', '#', '/']).next().unwrap_or("a")
                });
            }
            let item = self.path_item(&places);
            paths[path] = item;
        }
        paths
    }

    pub(super) fn path_item(&mut self, places: &[String]) -> Value {
        let mut item = json!({});
        self.texts(&mut item, &["summary", "description"]);
        if !places.is_empty() {
            item["parameters"] = places.iter().map(|name| self.path_parameter(name)).collect();
        }
        self.maybe(&mut item, "servers", 16, Self::servers);
        for _ in 0..=self.below(3) {
            let method = self.of(METHODS);
            item[method] = self.operation();
        }
        item
    }

    fn path_parameter(&mut self, name: &str) -> Value {
        let schema =
            if self.one_in(4) { self.schema(1) } else { json!({ "type": self.of(&["string", "integer"]) }) };
        let mut parameter = json!({ "name": name, "in": "path", "required": true, "schema": schema });
        self.maybe(&mut parameter, "style", 8, |author| author.of(&["simple", "label", "matrix"]).into());
        self.texts(&mut parameter, &["description"]);
        parameter
    }

    fn operation(&mut self) -> Value {
        let mut operation = json!({});
        if self.one_in(2) {
            let name = self.name();
            if !self.operations.contains(&name) || self.wild {
                operation["operationId"] = name.clone().into();
                self.operations.push(name);
            }
        }
        self.texts(&mut operation, &["summary", "description"]);
        self.maybe(&mut operation, "tags", 3, |author| author.names(2).into());
        let count = self.below(4);
        let mut parameters: Vec<Value> = (0..count).map(|_| self.parameter_or_reference()).collect();
        if !self.wild {
            let key = |value: &Value| {
                (value["in"].to_string(), value["name"].to_string(), value["$ref"].to_string())
            };
            let mut seen = Vec::new();
            parameters.retain(|value| {
                let new = !seen.contains(&key(value));
                seen.push(key(value));
                new
            });
        }
        if !parameters.is_empty() {
            operation["parameters"] = parameters.into();
        }
        self.maybe(&mut operation, "requestBody", 2, |author| {
            let names = author.bodies.clone();
            let reference = if author.one_in(4) { author.reference("requestBodies", &names) } else { None };
            reference.unwrap_or_else(|| author.body())
        });
        operation["responses"] = self.responses();
        self.maybe(&mut operation, "security", 4, Self::requirements);
        self.maybe(&mut operation, "servers", 16, Self::servers);
        self.maybe(&mut operation, "deprecated", 16, |_| true.into());
        self.maybe(&mut operation, "externalDocs", 16, Self::external_docs);
        self.maybe(&mut operation, "callbacks", 24, |author| {
            author.map(1, |_, _| json!({ "{$request.body#/url}": { "post": { "responses": {} } } }))
        });
        operation
    }

    fn parameter_or_reference(&mut self) -> Value {
        let names = self.parameters.clone();
        let reference = if self.one_in(4) { self.reference("parameters", &names) } else { None };
        reference.unwrap_or_else(|| self.parameter())
    }

    pub(super) fn parameter(&mut self) -> Value {
        let place = self.of(&["query", "header", "cookie"]);
        let name = if place == "header" && !self.wild {
            self.of(&["X-One", "x-one", "If-Match", "Accept", "X_One"]).to_owned()
        } else {
            self.name()
        };
        let mut parameter = json!({ "name": name, "in": place });
        if name.is_empty() && !self.wild {
            parameter["name"] = "q".into();
        }
        if self.one_in(8) {
            parameter["content"] = json!({ "application/json": { "schema": self.schema(2) } });
        } else {
            parameter["schema"] = self.schema(2);
            self.maybe(&mut parameter, "style", 6, |author| author.of(STYLES).into());
            self.maybe(&mut parameter, "explode", 4, |author| author.one_in(2).into());
            self.maybe(&mut parameter, "allowReserved", 8, |_| true.into());
        }
        self.maybe(&mut parameter, "required", 3, |_| true.into());
        self.maybe(&mut parameter, "deprecated", 16, |_| true.into());
        self.maybe(&mut parameter, "example", 8, |author| author.json(2));
        self.maybe(&mut parameter, "examples", 16, |author| author.map(2, |author, _| author.example()));
        self.texts(&mut parameter, &["description"]);
        parameter
    }

    pub(super) fn header(&mut self) -> Value {
        let mut header = json!({ "schema": self.schema(2) });
        self.texts(&mut header, &["description"]);
        header
    }

    pub(super) fn example(&mut self) -> Value {
        let mut example = json!({ "value": self.json(3) });
        self.texts(&mut example, &["summary", "description"]);
        example
    }

    pub(super) fn body(&mut self) -> Value {
        let mut body = json!({ "content": self.content() });
        self.maybe(&mut body, "required", 2, |_| true.into());
        self.texts(&mut body, &["description"]);
        body
    }

    fn content(&mut self) -> Value {
        let mut content = json!({});
        let count = if self.one_in(3) { 1 + self.below(3) } else { 1 };
        for _ in 0..count {
            let mut media = self.of(MEDIA).to_owned();
            if self.harmful && self.one_in(12) {
                media = self.text();
            }
            let mut entry = json!({});
            self.maybe(&mut entry, "example", 6, |author| author.json(3));
            self.maybe(&mut entry, "examples", 8, |author| author.map(2, |author, _| author.example()));
            let schema = self.schema(3);
            self.maybe(&mut entry, "encoding", 6, |author| author.encodings(&schema));
            if !self.one_in(16) {
                entry["schema"] = schema;
            }
            content[media] = entry;
        }
        content
    }

    fn encodings(&mut self, schema: &Value) -> Value {
        let names: Vec<String> = schema["properties"]
            .as_object()
            .map(|members| members.keys().cloned().collect())
            .unwrap_or_default();
        self.map_of(&names, |author, _| {
            let mut encoding = json!({});
            author.maybe(&mut encoding, "contentType", 2, |author| {
                if author.harmful && author.one_in(3) {
                    author.text().into()
                } else {
                    author.of(MEDIA).into()
                }
            });
            author.maybe(&mut encoding, "style", 3, |author| {
                author.of(&["form", "deepObject", "pipeDelimited"]).into()
            });
            author.maybe(&mut encoding, "explode", 3, |author| author.one_in(2).into());
            encoding
        })
    }

    fn responses(&mut self) -> Value {
        let mut responses = json!({});
        for _ in 0..=self.below(3) {
            let status = self.of(STATUSES);
            let names = self.responses.clone();
            let reference = if self.one_in(4) { self.reference("responses", &names) } else { None };
            responses[status] = reference.unwrap_or_else(|| self.response());
        }
        responses
    }

    pub(super) fn response(&mut self) -> Value {
        let mut response = json!({ "description": self.text() });
        if !self.one_in(4) {
            response["content"] = self.content();
        }
        self.maybe(&mut response, "headers", 6, |author| {
            let names = author.headers.clone();
            let mut headers = json!({});
            for name in ["X-Total", "x-total", "Link"] {
                let reference = if author.one_in(3) { author.reference("headers", &names) } else { None };
                let header = reference.unwrap_or_else(|| author.header());
                author.maybe(&mut headers, name, 2, |_| header);
            }
            headers
        });
        response
    }
}
