//! Schemas and examples: out of the tree, and into the typed document.

use std::mem;

use indexmap::IndexMap;
use openapiv3::{
    Content, Example, Header, OpenAPI, Operation, Parameter, ParameterData, ParameterSchemaOrContent,
    ReferenceOr, RequestBody, Response, Schema,
};
use serde_json::{Value, json};

use super::{operations, schema};
use crate::spec::shape::{DOCUMENT, Kind};

/// What was taken out; the number of each stands in its place.
#[derive(Default)]
pub(super) struct Parts {
    /// Schemas that are in no other one. The number is what a reference refers to.
    schemas: Vec<Value>,
    examples: Vec<Value>,
}

/// Members of the tables' objects that are examples.
const EXAMPLES: [&str; 2] = ["example", "value"];

impl Parts {
    pub(super) fn take(tree: &mut Value) -> Self {
        let mut parts = Self::default();
        parts.visit(Kind::Object(&DOCUMENT), tree);
        parts
    }

    fn visit(&mut self, kind: Kind, node: &mut Value) {
        match (kind, node) {
            (Kind::Schema | Kind::SchemaOrBool, node @ Value::Object(_)) => {
                let number = json!({ "$ref": self.schemas.len().to_string() });
                self.schemas.push(mem::replace(node, number));
            }
            (Kind::Object(table) | Kind::Or(table), Value::Object(members)) => {
                for (name, node) in members {
                    match table.kind_of(name) {
                        Some(Kind::Any) if EXAMPLES.contains(&name.as_str()) && !node.is_null() => {
                            let number = Value::from(self.examples.len());
                            self.examples.push(mem::replace(node, number));
                        }
                        Some(kind) => self.visit(kind, node),
                        None => {}
                    }
                }
            }
            (Kind::Map(kind), Value::Object(members)) => {
                for node in members.values_mut() {
                    self.visit(*kind, node);
                }
            }
            (Kind::List(kind), Value::Array(elements)) => {
                for node in elements {
                    self.visit(*kind, node);
                }
            }
            _ => {}
        }
    }

    /// Puts each part where its number stands.
    pub(super) fn give(&mut self, document: &mut OpenAPI) -> Result<(), String> {
        if let Some(components) = &mut document.components {
            components.schemas.values_mut().try_for_each(|schema| self.schema(schema))?;
            components.parameters.values_mut().try_for_each(|parameter| self.parameter(parameter))?;
            components.request_bodies.values_mut().try_for_each(|body| self.body(body))?;
            components.responses.values_mut().try_for_each(|response| self.response(response))?;
            self.headers(&mut components.headers)?;
            self.named_examples(&mut components.examples)?;
        }
        for path in document.paths.paths.values_mut() {
            let ReferenceOr::Item(path) = path else { continue };
            path.parameters.iter_mut().try_for_each(|parameter| self.parameter(parameter))?;
            operations(path).into_iter().flatten().try_for_each(|operation| self.operation(operation))?;
        }
        Ok(())
    }

    fn operation(&mut self, operation: &mut Operation) -> Result<(), String> {
        operation.parameters.iter_mut().try_for_each(|parameter| self.parameter(parameter))?;
        operation.request_body.as_mut().map_or(Ok(()), |body| self.body(body))?;
        let responses = &mut operation.responses;
        let mut responses = responses.default.iter_mut().chain(responses.responses.values_mut());
        responses.try_for_each(|response| self.response(response))
    }

    fn parameter(&mut self, parameter: &mut ReferenceOr<Parameter>) -> Result<(), String> {
        let ReferenceOr::Item(parameter) = parameter else { return Ok(()) };
        let (Parameter::Query { parameter_data, .. }
        | Parameter::Header { parameter_data, .. }
        | Parameter::Path { parameter_data, .. }
        | Parameter::Cookie { parameter_data, .. }) = parameter;
        let ParameterData { format, example, examples, .. } = parameter_data;
        self.format(format)?;
        self.example(example.as_mut())?;
        self.named_examples(examples)
    }

    fn headers(&mut self, headers: &mut IndexMap<String, ReferenceOr<Header>>) -> Result<(), String> {
        for header in headers.values_mut() {
            let ReferenceOr::Item(Header { format, example, examples, .. }) = header else { continue };
            self.format(format)?;
            self.example(example.as_mut())?;
            self.named_examples(examples)?;
        }
        Ok(())
    }

    fn body(&mut self, body: &mut ReferenceOr<RequestBody>) -> Result<(), String> {
        let ReferenceOr::Item(body) = body else { return Ok(()) };
        self.content(&mut body.content)
    }

    fn response(&mut self, response: &mut ReferenceOr<Response>) -> Result<(), String> {
        let ReferenceOr::Item(response) = response else { return Ok(()) };
        self.headers(&mut response.headers)?;
        self.content(&mut response.content)
    }

    fn format(&mut self, format: &mut ParameterSchemaOrContent) -> Result<(), String> {
        match format {
            ParameterSchemaOrContent::Schema(schema) => self.schema(schema),
            ParameterSchemaOrContent::Content(content) => self.content(content),
        }
    }

    fn content(&mut self, content: &mut Content) -> Result<(), String> {
        for media in content.values_mut() {
            media.schema.as_mut().map_or(Ok(()), |schema| self.schema(schema))?;
            self.example(media.example.as_mut())?;
            self.named_examples(&mut media.examples)?;
            let mut encodings = media.encoding.values_mut();
            encodings.try_for_each(|encoding| self.headers(&mut encoding.headers))?;
        }
        Ok(())
    }

    fn schema(&mut self, schema: &mut ReferenceOr<Schema>) -> Result<(), String> {
        let ReferenceOr::Reference { reference } = schema else { return Ok(()) };
        let number = reference.parse().ok();
        *schema = schema::schema(taken(&mut self.schemas, number)?)?;
        Ok(())
    }

    fn named_examples(
        &mut self,
        examples: &mut IndexMap<String, ReferenceOr<Example>>,
    ) -> Result<(), String> {
        for example in examples.values_mut() {
            let ReferenceOr::Item(example) = example else { continue };
            self.example(example.value.as_mut())?;
        }
        Ok(())
    }

    fn example(&mut self, example: Option<&mut Value>) -> Result<(), String> {
        let Some(example) = example else { return Ok(()) };
        let number = example.as_u64().and_then(|number| usize::try_from(number).ok());
        *example = taken(&mut self.examples, number)?;
        Ok(())
    }
}

/// The part of a number, once.
fn taken(parts: &mut [Value], number: Option<usize>) -> Result<Value, String> {
    let part = number.and_then(|number| parts.get_mut(number)).map(Value::take);
    part.filter(|part| !part.is_null()).ok_or_else(|| format!("there is no part {number:?}"))
}
