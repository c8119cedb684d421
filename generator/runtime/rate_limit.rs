//! How many requests are left, and when to come back.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::{HeaderMap, header};

/// The state of the caller's quota, as far as the headers of an answer tell (`x-ratelimit-…` or
/// `ratelimit-…`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RateLimit {
    /// How many requests one period allows.
    pub limit: Option<u64>,
    /// How many are left in this period.
    pub remaining: Option<u64>,
    /// How long until the next period begins, counted from the moment of reading.
    pub reset: Option<Duration>,
}

impl RateLimit {
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let read = |names: [&str; 2]| {
            names.iter().find_map(|name| leading_number(headers.get(*name)?.to_str().ok()?))
        };
        Self {
            limit: read(["x-ratelimit-limit", "ratelimit-limit"]),
            remaining: read(["x-ratelimit-remaining", "ratelimit-remaining"]),
            reset: read(["x-ratelimit-reset", "ratelimit-reset"]).map(reset),
        }
    }
}

/// `100, 100;w=60` is 100: later drafts of the standard add the policy behind the number.
fn leading_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

/// Most servers send the seconds that are left, some the time as seconds since 1970. No period lasts decades.
fn reset(seconds: u64) -> Duration {
    const SURELY_A_TIME: u64 = 1_000_000_000;
    let value = Duration::from_secs(seconds);
    if seconds < SURELY_A_TIME { value } else { value.saturating_sub(since_1970(SystemTime::now())) }
}

/// How long the server asks to wait, in `retry-after`: as seconds or as a date.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => Some(Duration::from_secs(http_date(text)?).saturating_sub(since_1970(now))),
    }
}

fn since_1970(time: SystemTime) -> Duration {
    time.duration_since(UNIX_EPOCH).unwrap_or_default()
}

/// The seconds from 1970 to a date such as `Sun, 06 Nov 1994 08:49:37 GMT`, the one form that servers may
/// send (RFC 9110, 5.6.7).
fn http_date(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, date) = text.split_once(", ")?;
    let mut words = date.split(' ');
    let day: u64 = words.next()?.parse().ok()?;
    let month = words.next()?;
    let month = MONTHS.iter().zip(1_u64..).find(|(name, _)| **name == month)?.1;
    let year: u64 = words.next()?.parse().ok().filter(|year| (1970..=9999).contains(year))?;
    let mut clock = words.next()?.splitn(3, ':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    if words.next() != Some("GMT") || !(1..=31).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some(((days_before(year, month) + day - 1) * 24 + hour) * 3600 + minute * 60 + second)
}

/// The days from 1970 to the first of this month.
fn days_before(year: u64, month: u64) -> u64 {
    const FROM_MARCH_OF_YEAR_0: u64 = 719_468;
    // Counted in years that begin in March, so that the odd day of leap years comes last.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 - FROM_MARCH_OF_YEAR_0
}
