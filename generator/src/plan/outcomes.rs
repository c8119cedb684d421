//! What an operation gives back: a success or an error, by status.

use super::docs;
use super::items::Items;
use super::markdown;
use super::media;
use super::names::{Scope, camel};
use super::naming::TypeNames;
use super::status;
use crate::model::{Carried, Media, Method, Operation, Response, Status, SuccessKind};
use crate::rust::{Decoder, Doc, Ident, StatusArm, StatusEnum, StatusPattern, Streamed, Type};

/// Both sides of an operation's outcome.
pub(super) struct Outcome {
    pub(super) success: Success,
    /// What comes back one after the other, where the caller may have that instead.
    pub(super) sequence: Option<Success>,
    pub(super) failure: (Type, Decoder),
    pub(super) error_enum: Option<StatusEnum>,
    pub(super) errors_doc: Doc,
}

/// What a success brings, and how it is asked for.
pub(super) struct Success {
    pub(super) carried: (Type, Decoder),
    pub(super) item: Option<StatusEnum>,
    pub(super) accept: Option<String>,
    pub(super) streamed: Option<Streamed>,
}

/// A response with the ways in which it is read.
struct Reply<'a> {
    response: &'a Response,
    media_types: Vec<String>,
    /// At least one; several have a media type each.
    ways: Vec<Way>,
}

/// How a response is read.
struct Way {
    ty: Type,
    decoder: Decoder,
    /// The media type that tells it from the others, and what that is called.
    media: Option<(String, String)>,
}

/// Which notations of a response a method asks for, where it has some that are sequences and some that are not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Wholes,
    Sequences,
    Error,
}

/// What is said of a success that is none in the usual way.
pub(super) fn note(success: SuccessKind) -> Option<&'static str> {
    match success {
        SuccessKind::Usual => None,
        SuccessKind::Redirect => {
            Some("Its answer is a redirect, which is not followed: the header `location` says where to.")
        }
        SuccessKind::Upgrade => Some(
            "Its success leaves HTTP for another protocol (101), in which no call goes on: it is an error here.",
        ),
    }
}

pub(super) fn plan(items: &Items<'_>, operation: &Operation, names: &mut TypeNames) -> Outcome {
    let owner = camel(&operation.name);
    let redirects = operation.success == SuccessKind::Redirect;
    let (mut successes, errors): (Vec<&Response>, Vec<&Response>) = operation
        .responses
        .iter()
        .partition(|Response { status, .. }| status.is_success() || redirects && status.is_redirect());
    if operation.method == Method::Head {
        // A HEAD has no body, whatever the description says of the GET that it stands for.
        let errors_doc = Doc(vec!["See [`Error`](crate::Error) for what can go wrong.".to_owned()]);
        let success = success(items, &[], Wanted::Wholes, names, &owner);
        return Outcome {
            success,
            sequence: None,
            failure: (Type::Unit, Decoder::Empty),
            error_enum: None,
            errors_doc,
        };
    }
    if successes.is_empty() {
        // Only a default is described, and errors: it is what a success looks like too.
        successes.extend(errors.iter().filter(|response| response.status == Status::Default));
    }
    let sequence = successes
        .iter()
        .any(|response| is_mixed(response))
        .then(|| success(items, &successes, Wanted::Sequences, names, &format!("{owner}Stream")));
    let success = success(items, &successes, Wanted::Wholes, names, &owner);
    let replies: Vec<_> = errors.iter().map(|response| reply(items, response, Wanted::Error)).collect();
    let (failure, error_enum) = match replies.as_slice() {
        [] => ((Type::Never, Decoder::Never), None),
        many => match only(items, many) {
            Some((ty, decoder)) => {
                let any = errors.iter().any(|response| response.status == Status::Default);
                let statuses = errors.iter().filter_map(|response| pattern(response.status)).collect();
                ((ty, if any { decoder } else { Decoder::Only(statuses, Box::new(decoder)) }), None)
            }
            None => by_status(many, names, &format!("{owner}Error"), "What an error carries"),
        },
    };
    let errors_doc = errors_doc(&errors, &failure.0);
    Outcome { success, sequence, failure, error_enum, errors_doc }
}

/// Whether the caller has to say whether one answer or one after the other is wanted.
fn is_mixed(response: &Response) -> bool {
    let mut sequences = response.content.iter().map(|carried| carried.media.is_sequence());
    let first = sequences.next();
    sequences.any(|other| Some(other) != first)
}

fn success(
    items: &Items<'_>,
    responses: &[&Response],
    wanted: Wanted,
    names: &mut TypeNames,
    owner: &str,
) -> Success {
    let mut replies: Vec<_> = responses.iter().map(|response| reply(items, response, wanted)).collect();
    let accept = accept(&replies);
    let (carried, item) = match replies.as_mut_slice() {
        [] => ((Type::Unit, Decoder::Empty), None),
        many => match only(items, many) {
            // One kind of success: any status that is one is read as that.
            Some(only) => (only, None),
            None => by_status(many, names, &format!("{owner}Success"), "What a success carries"),
        },
    };
    let streamed = match &carried.1 {
        Decoder::Download | Decoder::Lines => Some(Streamed::Always),
        Decoder::Events | Decoder::EventsOfText | Decoder::WholeEvents => Some(Streamed::IfEvents),
        Decoder::ByStatus(name) if item.as_ref().is_some_and(StatusEnum::is_streamed) => {
            Some(Streamed::By(name.clone()))
        }
        _ => None,
    };
    Success { carried, item, accept, streamed }
}

fn reply<'a>(items: &Items<'_>, response: &'a Response, wanted: Wanted) -> Reply<'a> {
    let is_wanted = |carried: &&Carried| {
        wanted == Wanted::Error
            || !is_mixed(response)
            || carried.media.is_sequence() == (wanted == Wanted::Sequences)
    };
    let content: Vec<&Carried> = response.content.iter().filter(is_wanted).collect();
    let mut ways: Vec<Way> = content.iter().map(|carried| way(items, carried, wanted)).collect();
    let same = |way: &Way| {
        ways.first()
            .is_some_and(|first| items.names.are_same(&way.ty, &first.ty) && way.decoder == first.decoder)
    };
    if ways.iter().all(same) {
        ways.truncate(1);
        if let Some(only) = ways.first_mut() {
            only.media = None;
        }
    }
    if ways.is_empty() {
        ways.push(Way { ty: Type::Unit, decoder: Decoder::Empty, media: None });
    }
    let media_types = content.iter().map(|carried| asked(carried)).collect();
    Reply { response, media_types, ways }
}

fn way(items: &Items<'_>, carried: &Carried, wanted: Wanted) -> Way {
    let (ty, decoder) = match wanted {
        Wanted::Error => media::of_error(items, carried.media),
        Wanted::Wholes | Wanted::Sequences => media::of_success(items, carried.media),
    };
    Way { ty, decoder, media: Some((carried.media_type.clone(), media::word(carried))) }
}

/// The media type that is asked for: JSON rather than anything.
fn asked(carried: &Carried) -> String {
    let essence = carried.media_type.split(';').next().unwrap_or_default().trim();
    match carried.media {
        Media::Json(_) if essence.contains('*') || essence == "application/json" => {
            "application/json".to_owned()
        }
        _ => carried.media_type.clone(),
    }
}

/// What is asked for, unless it is plain JSON, which every request asks for that does not say otherwise.
fn accept(replies: &[Reply<'_>]) -> Option<String> {
    let mut asked: Vec<&str> = Vec::new();
    for media_type in replies.iter().flat_map(|reply| &reply.media_types) {
        let can_be_sent = media_type.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if can_be_sent && !asked.contains(&media_type.as_str()) {
            asked.push(media_type);
        }
    }
    let text = asked.join(", ");
    (!text.is_empty() && text != "application/json").then_some(text)
}

/// The type and decoder of all replies, if they are the same.
fn only(items: &Items<'_>, replies: &[Reply<'_>]) -> Option<(Type, Decoder)> {
    let mut ways = replies.iter().flat_map(|reply| &reply.ways);
    let first = ways.next()?;
    let mut ty = first.ty.clone();
    for way in ways {
        if way.decoder != first.decoder || !items.names.are_same(&way.ty, &first.ty) {
            return None;
        }
        // What has another name at each status has its own name for all of them.
        if let (Type::Named(name), true) = (&ty, way.ty != ty) {
            ty = Type::Named(items.names.own(name).clone());
        }
    }
    Some((ty, first.decoder.clone()))
}

fn by_status(
    replies: &[Reply<'_>],
    names: &mut TypeNames,
    name: &str,
    doc: &str,
) -> ((Type, Decoder), Option<StatusEnum>) {
    let mut scope = Scope::default();
    let mut sorted: Vec<&Reply<'_>> = replies.iter().collect();
    sorted.sort_by_key(|reply| match reply.response.status {
        Status::Code(code) => (0, code),
        Status::Range(digit) => (1, u16::from(digit)),
        Status::Default => (2, 0),
    });
    let is_only = replies.len() == 1;
    let mut arms = Vec::new();
    for Reply { response, ways, .. } in sorted {
        let said = &response.description;
        let text =
            if said.trim().is_empty() { status::sentence(response.status) } else { markdown::inline(said) };
        for Way { ty, decoder, media } in ways {
            let status_name = status::name(response.status);
            let (name, note) = match media {
                Some((media_type, word)) => {
                    let name = if is_only { word.clone() } else { format!("{status_name}{word}") };
                    (name, format!("As {}.", markdown::code(media_type)))
                }
                None => (status_name, String::new()),
            };
            // What says that it is something else than events is no stream of them.
            let is_events = matches!(decoder, Decoder::Events | Decoder::EventsOfText | Decoder::WholeEvents);
            let media = media.as_ref().map(|(media_type, _)| media_type.clone());
            arms.push(StatusArm {
                name: scope.claim(&name),
                doc: if docs::has_lines(said) {
                    docs::doc(Some(said), [note].into_iter().filter(|note| !note.is_empty()).collect())
                } else {
                    docs::doc(docs::joined([docs::sentence(&text), note].into_iter()).as_deref(), Vec::new())
                },
                // One kind of success is any 2xx status; that it is a success or an error is known before.
                status: if is_only && response.status.is_success() { None } else { pattern(response.status) },
                ty: ty.clone(),
                media: media.or_else(|| is_events.then(|| "text/event-stream".to_owned())),
                decoder: decoder.clone(),
            });
        }
    }
    let by = if is_only { "media type" } else { "status" };
    let name: Ident = names.claim(name);
    let (doc, body) = (Doc(vec![format!("{doc}, by {by}.")]), common_body(&arms, names));
    let item = StatusEnum { name: name.clone(), doc, arms, body, same: None };
    ((Type::Named(name.clone()), Decoder::ByStatus(name)), Some(item))
}

/// What all variants hold that hold anything.
fn common_body(arms: &[StatusArm], names: &TypeNames) -> Option<Type> {
    let mut bodies = arms.iter().map(|arm| &arm.ty).filter(|ty| **ty != Type::Unit);
    let first = bodies.next()?;
    bodies.all(|other| names.are_same(first, other)).then(|| first.clone())
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
    let carried = failure.named().map(|name| format!(" with [`{name}`]")).unwrap_or_default();
    let statuses: Vec<Status> = errors.iter().map(|response| response.status).collect();
    let described = match status::all(&statuses) {
        None => "The description has no error.".to_owned(),
        Some(statuses) => format!("[`Error::Api`](crate::Error::Api){carried} for {statuses}."),
    };
    let lines = vec![described, "See [`Error`](crate::Error) for what else can go wrong.".to_owned()];
    Doc(lines)
}
