//! The shapes as an OpenAPI document.

use serde_json::{Map, Value, json};

use crate::shapes::{Member, Presence, Shape, Type, Union};

/// A document in which every shape is sent and comes back.
pub(crate) fn document(shapes: &[Shape], unions: &[Union]) -> Value {
    let mut schemas = Map::new();
    let mut paths = Map::new();
    for shape in shapes {
        schemas.insert(shape.name.clone(), object(shape, None));
        paths.insert(format!("/shapes/{}", shape.name), path(&shape.name));
    }
    for union in unions {
        for branch in &union.branches {
            schemas.insert(branch.name.clone(), object(branch, union.tagged.then_some(&*branch.name)));
        }
        let branches: Vec<Value> = union.branches.iter().map(|branch| reference(&branch.name)).collect();
        let mut schema = json!({ "oneOf": branches });
        if union.tagged {
            schema["discriminator"] = json!({ "propertyName": "kind" });
        }
        schemas.insert(union.name.clone(), schema);
        let list = format!("{}List", union.name);
        schemas.insert(
            list.clone(),
            json!({
                "type": "object",
                "required": ["items"],
                "properties": { "items": { "type": "array", "items": reference(&union.name) } },
            }),
        );
        paths.insert(format!("/shapes/{list}"), path(&list));
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Benches", "version": "1" },
        "servers": [{ "url": "https://example.com" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn path(name: &str) -> Value {
    let content = json!({ "application/json": { "schema": reference(name) } });
    json!({ "post": {
        "operationId": format!("echo{name}"),
        "requestBody": { "required": true, "content": content },
        "responses": { "200": { "description": "The same.", "content": content } },
    } })
}

fn object(shape: &Shape, kind: Option<&str>) -> Value {
    let mut properties = Map::new();
    let mut required: Vec<&str> = Vec::new();
    if let Some(kind) = kind {
        properties.insert("kind".to_owned(), json!({ "type": "string", "enum": [kind] }));
        required.push("kind");
    }
    for member in &shape.members {
        properties.insert(member.name.clone(), property(member));
        if matches!(member.presence, Presence::Required | Presence::Nullable) {
            required.push(&member.name);
        }
    }
    json!({ "type": "object", "properties": properties, "required": required })
}

fn property(member: &Member) -> Value {
    let mut schema = match member.ty {
        Type::Text => json!({ "type": "string" }),
        Type::Integer => json!({ "type": "integer" }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Type::Object(name) => reference(name),
    };
    if matches!(member.presence, Presence::Nullable | Presence::OptionalNullable) {
        schema["nullable"] = json!(true);
    }
    schema
}
