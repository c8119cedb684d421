//! What an operation gives back: a success or an error, by status.

use super::docs;
use super::items::Items;
use super::markdown;
use super::names::{Scope, camel};
use super::naming::TypeNames;
use super::status;
use super::types;
use crate::model::{Media, Method, Operation, Response, Status};
use crate::rust::{Decoder, Doc, Ident, StatusArm, StatusEnum, StatusPattern, Type};

/// Both sides of an operation's outcome.
pub(super) struct Outcome {
    pub(super) success: (Type, Decoder),
    pub(super) success_enum: Option<StatusEnum>,
    pub(super) failure: (Type, Decoder),
    pub(super) error_enum: Option<StatusEnum>,
    pub(super) errors_doc: Doc,
}

pub(super) fn plan(items: &Items<'_>, operation: &Operation, names: &mut TypeNames) -> Outcome {
    let owner = camel(&operation.name);
    if operation.method == Method::Head {
        // A HEAD has no body, whatever the description says of the GET that it stands for.
        let nothing = || (Type::Unit, Decoder::Empty);
        let errors_doc = Doc(vec!["See [`Error`](crate::Error) for what can go wrong.".to_owned()]);
        return Outcome {
            success: nothing(),
            success_enum: None,
            failure: nothing(),
            error_enum: None,
            errors_doc,
        };
    }
    let (mut successes, errors): (Vec<&Response>, Vec<&Response>) =
        operation.responses.iter().partition(|response| response.status.is_success());
    if successes.is_empty() {
        // Only a default is described: it is what a success looks like too.
        successes.extend(errors.iter().filter(|response| response.status == Status::Default));
    }
    let (success, success_enum) = match successes.as_slice() {
        [] => ((Type::Unit, Decoder::Empty), None),
        // One kind of success: any 2xx status is read as that.
        many if same(items, many) => (carried(items, many[0]), None),
        many => {
            by_status(items, many, names, &format!("{owner}Success"), "What a success carries, by status.")
        }
    };
    let (failure, error_enum) = match errors.as_slice() {
        [] => ((Type::Never, Decoder::Never), None),
        many if same(items, many) => {
            let (ty, decoder) = carried(items, many[0]);
            let any = many.iter().any(|response| response.status == Status::Default);
            let statuses = many.iter().filter_map(|response| pattern(response.status)).collect();
            ((ty, if any { decoder } else { Decoder::Only(statuses, Box::new(decoder)) }), None)
        }
        many => by_status(items, many, names, &format!("{owner}Error"), "What an error carries, by status."),
    };
    let errors_doc = errors_doc(&errors, &failure.0);
    Outcome { success, success_enum, failure, error_enum, errors_doc }
}

/// The type and decoder of what a response carries.
fn carried(items: &Items<'_>, response: &Response) -> (Type, Decoder) {
    match response.media {
        None => (Type::Unit, Decoder::Empty),
        Some(Media::Text) => (Type::String, Decoder::Text),
        Some(Media::Binary) => (Type::Bytes, Decoder::Bytes),
        Some(Media::Json(schema)) => (types::element(items.api, items.names, schema), Decoder::Json),
    }
}

fn same(items: &Items<'_>, responses: &[&Response]) -> bool {
    let of_first = carried(items, responses[0]);
    responses.iter().all(|response| {
        let (ty, decoder) = carried(items, response);
        items.names.are_same(&ty, &of_first.0) && decoder == of_first.1
    })
}

fn by_status(
    items: &Items<'_>,
    responses: &[&Response],
    names: &mut TypeNames,
    name: &str,
    doc: &str,
) -> ((Type, Decoder), Option<StatusEnum>) {
    let mut scope = Scope::with(&["Self"]);
    let mut sorted = responses.to_vec();
    sorted.sort_by_key(|response| match response.status {
        Status::Code(code) => (0, code),
        Status::Range(digit) => (1, u16::from(digit)),
        Status::Default => (2, 0),
    });
    let arms = sorted.iter().map(|response| {
        let (ty, decoder) = carried(items, response);
        let mut text = markdown::inline(&response.description);
        if text.trim().is_empty() {
            text = status::words(response.status);
        }
        StatusArm {
            name: scope.claim(&status::name(response.status)),
            doc: Doc(vec![docs::sentence(&text)]),
            status: pattern(response.status),
            ty,
            decoder,
        }
    });
    let arms = arms.collect();
    let name: Ident = names.claim(name);
    let item = StatusEnum { name: name.clone(), doc: Doc(vec![doc.to_owned()]), arms };
    ((Type::Named(name.clone()), Decoder::ByStatus(name)), Some(item))
}

fn pattern(status: Status) -> Option<StatusPattern> {
    match status {
        Status::Code(code) => Some(StatusPattern { from: code, to: code }),
        Status::Range(digit) => {
            let from = u16::from(digit) * 100;
            Some(StatusPattern { from, to: from + 99 })
        }
        Status::Default => None,
    }
}

/// What stands under `# Errors`.
fn errors_doc(errors: &[&Response], failure: &Type) -> Doc {
    let statuses: Vec<String> = match errors {
        [only] if only.status == Status::Default => vec!["every status that is no success".to_owned()],
        many => many.iter().map(|response| status::words(response.status)).collect(),
    };
    let carried = failure.named().map(|name| format!(" with [`{name}`]")).unwrap_or_default();
    let described = if statuses.is_empty() {
        "The description has no error.".to_owned()
    } else {
        format!("[`Error::Api`](crate::Error::Api){carried} for {}.", statuses.join(", "))
    };
    let lines = vec![described, "See [`Error`](crate::Error) for what else can go wrong.".to_owned()];
    Doc(lines)
}
