//! When a request is sent again.

use std::time::{Duration, SystemTime};

use http::{Method, StatusCode};

use super::answer::Answer;
use super::error::Unanswered;
use super::rate_limit::retry_after;
use super::transport::TransportErrorKind;

/// How often a request is repeated unless the caller says otherwise.
pub(super) const REPEATS: u32 = 2;

/// The pause before the first repeat; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// A server that asks for more patience than this gets its answer passed on.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How long to wait before sending again after so many attempts, or `None` to let it be.
///
/// A request whose method is not idempotent (`POST`, `PATCH`) is repeated only if it was not sent at all:
/// otherwise it might do twice what was asked for once.
pub(super) fn pause(
    method: &Method,
    attempts: u32,
    outcome: &Result<Answer, Unanswered>,
) -> Option<Duration> {
    let wish = match outcome {
        Err(unanswered) => match unanswered.kind() {
            TransportErrorKind::Connect => None,
            TransportErrorKind::Cut if method.is_idempotent() => None,
            _ => return None,
        },
        Ok(answer) if method.is_idempotent() && is_passing(answer.status()) => wish(answer),
        Ok(_) => return None,
    };
    let own = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(attempts.saturating_sub(1)));
    let pause = wish.map_or(own, |wish| wish.max(own));
    (pause <= LONGEST_PAUSE).then_some(pause)
}

/// Statuses that say "later", and nothing else.
fn is_passing(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// How long the server wants to be left alone.
fn wish(answer: &Answer) -> Option<Duration> {
    retry_after(answer.headers(), SystemTime::now()).or_else(|| {
        let limited = answer.status() == StatusCode::TOO_MANY_REQUESTS;
        if limited { answer.rate_limit().reset } else { None }
    })
}
