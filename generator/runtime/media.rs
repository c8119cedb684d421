//! Which of several outcomes an answer is: by its status, and by its media type where one status has several.

use super::answer::{Answer, Decoded};
use super::decode_error::DecodeError;

/// An outcome as the description has it.
pub(crate) struct Outcome {
    /// Its statuses, as a pattern.
    pub(crate) statuses: &'static str,
    /// Whether it has this status.
    pub(crate) has: fn(u16) -> bool,
    /// A media type or a range of them; `None` where the status has only one.
    pub(crate) media: Option<&'static str>,
    /// Whether it is read while it arrives.
    pub(crate) is_streamed: bool,
}

/// The outcome that an answer is: the first that has its status, and of those of the same statuses the one whose media
/// type is the most exact. An answer that does not name its media type is what the description has first.
pub(crate) fn find(outcomes: &[Outcome], status: u16, media_type: Option<&str>) -> Option<usize> {
    let first = outcomes.iter().position(|outcome| (outcome.has)(status))?;
    let statuses = outcomes.get(first)?.statuses;
    let Some(media_type) = media_type else { return Some(first) };
    let own = outcomes.iter().enumerate().filter(|(_, outcome)| outcome.statuses == statuses);
    let ranked = own.filter_map(|(place, outcome)| {
        let rank = outcome.media.map_or(Some(Rank::Any), |range| rank(range, media_type))?;
        Some((rank, place))
    });
    // Of two that match equally well, the description's first.
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, place)| place)
}

/// Whether an answer is read while it arrives.
pub(crate) fn is_streamed(outcomes: &[Outcome], status: u16, media_type: Option<&str>) -> bool {
    let place = find(outcomes, status, media_type);
    place.and_then(|place| outcomes.get(place)).is_some_and(|outcome| outcome.is_streamed)
}

/// What an answer whose media type is none of those of its status fails with; `None` if not even the status is
/// described.
pub(crate) fn unexpected<T>(outcomes: &[Outcome], answer: &Answer) -> Decoded<T> {
    let status = answer.status().as_u16();
    let first = outcomes.iter().find(|outcome| (outcome.has)(status))?;
    let own = outcomes.iter().filter(|outcome| outcome.statuses == first.statuses);
    let expected: Vec<&str> = own.filter_map(|outcome| outcome.media).collect();
    let found = answer.media_type().unwrap_or("nothing");
    let message = format!("expected {}, found {found}", expected.join(" or "));
    Some(Err(DecodeError::of_another(answer.body(), message)))
}

/// Whether an answer says that it is a page, and the description has no pages: what a proxy or a login says in place of the
/// service. Many servers call everything so that nobody has given a type, so that what comes is looked at as well.
pub(super) fn may_be_page(accept: Option<&str>, media_type: Option<&str>) -> bool {
    let is_listed =
        |page| accept.is_none_or(|listed| listed.split(',').any(|range| rank(range, page).is_some()));
    media_type.is_some_and(|own| own.eq_ignore_ascii_case("text/html") && !is_listed(own))
}

/// How well a media type fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The same.
    Same,
    /// JSON by another name.
    Json,
    /// `text/*`
    Kind,
    /// `*/*`
    Any,
}

/// How well a media type, without parameters, fits one of the description, or a range of these.
pub(super) fn rank(range: &str, media_type: &str) -> Option<Rank> {
    let range = range.split(';').next().unwrap_or(range).trim();
    if range == "*/*" || range == "*" {
        return Some(Rank::Any);
    }
    if range.eq_ignore_ascii_case(media_type) {
        return Some(Rank::Same);
    }
    match range.strip_suffix("/*") {
        Some(kind) => {
            let own = media_type.split('/').next().unwrap_or(media_type);
            own.eq_ignore_ascii_case(kind).then_some(Rank::Kind)
        }
        None => (is_json(range) && is_json(media_type)).then_some(Rank::Json),
    }
}

fn is_json(media_type: &str) -> bool {
    let name = media_type.to_ascii_lowercase();
    name.ends_with("/json") || name.ends_with("+json")
}

/// `by_media! { Name { [200, "application/json"] => Json: json, [200, "image/*", streamed] => Image: download,
/// [400..=499] => Failed: text, [_] => Other } }` implements the decoder `Name::decode`, and `Name::is_streamed` for whether an answer is
/// read while it arrives. Exact statuses come before ranges, and these before the default. `Name of Body` is as for `by_status!`.
macro_rules! by_media {
    ($name:ident $(of $body:ty)? {
        $([$status:pat $(, $media:literal)? $(, $streamed:ident)?] => $variant:ident $(: $decoder:expr)?),+ $(,)?
    }) => {
        impl $name {
            const OUTCOMES: &[$crate::runtime::media::Outcome] = &[$($crate::runtime::media::Outcome {
                statuses: stringify!($status),
                #[allow(unreachable_patterns, reason = "the description may have a default")]
                has: |status| matches!(status, $status),
                media: $crate::runtime::media::by_media!(@media $($media)?),
                is_streamed: $crate::runtime::media::by_media!(@streamed $($streamed)?),
            }),+];

            #[allow(dead_code, reason = "who uses it may be off")]
            pub(crate) fn decode(answer: &$crate::runtime::Answer) -> $crate::runtime::answer::Decoded<Self> {
                let found = $crate::runtime::media::find(
                    Self::OUTCOMES, answer.status().as_u16(), answer.media_type(),
                );
                let mut places = (0..).map(Some);
                $(if found == places.next().flatten() {
                    return $crate::runtime::answer::by_status!(@answer, Self::$variant $(, $decoder)?);
                })+
                $crate::runtime::media::unexpected(Self::OUTCOMES, answer)
            }

            #[allow(dead_code, reason = "some are told by the media type, and read as a whole")]
            pub(crate) fn is_streamed(status: u16, media_type: Option<&str>) -> bool {
                $crate::runtime::media::is_streamed(Self::OUTCOMES, status, media_type)
            }
        }

        $crate::runtime::answer::by_status!(body [$($body)?] $name { $($variant $(: $decoder)?),+ });
    };
    (@media) => { None };
    (@media $media:literal) => { Some($media) };
    (@streamed) => { false };
    (@streamed streamed) => { true };
}
pub(crate) use by_media;
