//! Operation ids that repeat where the operation is: `<name>_<path>_<method>`, as frameworks write them that have an id
//! for every function.

use std::collections::BTreeMap;

use openapiv3::OpenAPI;

use super::operation::{id, methods};
use crate::model::Method;

/// What operations are called without their path and method, by their ids.
///
/// Only what no other operation is called, and by the whole document: an operation more, or fewer that are wanted,
/// renames no other, unless that has the same name.
pub(super) fn short_names(document: &OpenAPI) -> BTreeMap<String, String> {
    let mut called: BTreeMap<String, usize> = BTreeMap::new();
    let mut short = Vec::new();
    for (path, item) in &document.paths.paths {
        let Some(item) = item.as_item() else { continue };
        for (method, source) in methods(item) {
            let id = id(method, path, source);
            *called.entry(letters(&id)).or_default() += 1;
            if let Some(name) = name_of(&id, method, path) {
                *called.entry(letters(name)).or_default() += 1;
                short.push((id.clone(), name.to_owned()));
            }
        }
    }
    let is_only = |text: &str| called.get(&letters(text)) == Some(&1);
    short.into_iter().filter(|(id, name)| is_only(id) && is_only(name)).collect()
}

/// What stands in an id before the words of the path and the method, if it ends with them.
fn name_of<'i>(id: &'i str, method: Method, path: &str) -> Option<&'i str> {
    let mut rest = id;
    for word in words(path).chain([method.as_str()]).collect::<Vec<_>>().into_iter().rev() {
        let plain = rest.trim_end_matches(is_between);
        let at = plain.len().checked_sub(word.len())?;
        let ends = plain.get(at..)?.eq_ignore_ascii_case(word) && plain[..at].ends_with(is_between);
        rest = ends.then(|| &plain[..at])?;
    }
    let name = rest.trim_matches(is_between);
    // `get` alone would say less than the id.
    (words(path).next().is_some() && !name.is_empty() && !name.eq_ignore_ascii_case(method.as_str()))
        .then_some(name)
}

/// The words of a path, parameters among them.
fn words(path: &str) -> impl Iterator<Item = &str> {
    path.split(is_between).filter(|word| !word.is_empty())
}

fn is_between(c: char) -> bool {
    !c.is_alphanumeric()
}

/// What two names have in common that are one in Rust.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_and_the_method_at_the_end_are_no_part_of_the_name() {
        for (id, method, path, name) in [
            (
                "chat_completion_v1_chat_completions_post",
                Method::Post,
                "/v1/chat/completions",
                Some("chat_completion"),
            ),
            ("read_item_items__item_id__get", Method::Get, "/items/{item_id}", Some("read_item")),
            ("read_item_items__item_id__get", Method::Put, "/items/{item_id}", None),
            ("items_get", Method::Get, "/items", None),
            ("get_items_get", Method::Get, "/items", None),
            ("reitems_get", Method::Get, "/items", None),
            ("root_get", Method::Get, "/", None),
            ("größe_items_get", Method::Get, "/items", Some("größe")),
            ("ß_get", Method::Get, "/x", None),
            ("get", Method::Get, "/items", None),
        ] {
            assert_eq!(name_of(id, method, path), name, "{id}");
        }
    }

    #[test]
    fn a_name_that_is_not_the_only_one_stays_whole() {
        let operation = |id: &str| serde_json::json!({"operationId": id, "responses": {}});
        let document = serde_json::json!({"openapi": "3.0.3", "info": {"title": "Ids", "version": "1"}, "paths": {
            "/a": {"get": operation("list_a_get"), "put": operation("replace_a_put")},
            "/b": {"get": operation("list_b_get"), "put": operation("change_b_put")},
            "/c": {"get": operation("Change")},
        }});
        let document: OpenAPI = serde_json::from_value(document).unwrap();
        let short = short_names(&document);
        assert_eq!(
            short.into_iter().collect::<Vec<_>>(),
            [("replace_a_put".to_owned(), "replace".to_owned())]
        );
    }
}
