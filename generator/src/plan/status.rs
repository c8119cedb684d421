//! Names of HTTP statuses.

use crate::model::Status;

/// A variant's name, by the reason phrase of RFC 9110.
pub(super) fn name(status: Status) -> String {
    let name = match status {
        Status::Default => "Other",
        Status::Range(2) => "Success",
        Status::Range(3) => "Redirection",
        Status::Range(4) => "ClientError",
        Status::Range(_) => "ServerError",
        Status::Code(code) => match code {
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            203 => "NonAuthoritative",
            204 => "NoContent",
            205 => "ResetContent",
            206 => "PartialContent",
            301 => "MovedPermanently",
            302 => "Found",
            303 => "SeeOther",
            304 => "NotModified",
            307 => "TemporaryRedirect",
            308 => "PermanentRedirect",
            400 => "BadRequest",
            401 => "Unauthorized",
            402 => "PaymentRequired",
            403 => "Forbidden",
            404 => "NotFound",
            405 => "MethodNotAllowed",
            406 => "NotAcceptable",
            408 => "RequestTimeout",
            409 => "Conflict",
            410 => "Gone",
            411 => "LengthRequired",
            412 => "PreconditionFailed",
            413 => "ContentTooLarge",
            414 => "UriTooLong",
            415 => "UnsupportedMediaType",
            416 => "RangeNotSatisfiable",
            417 => "ExpectationFailed",
            421 => "MisdirectedRequest",
            422 => "UnprocessableContent",
            423 => "Locked",
            424 => "FailedDependency",
            426 => "UpgradeRequired",
            428 => "PreconditionRequired",
            429 => "TooManyRequests",
            431 => "HeaderFieldsTooLarge",
            451 => "UnavailableForLegalReasons",
            500 => "InternalServerError",
            501 => "NotImplemented",
            502 => "BadGateway",
            503 => "ServiceUnavailable",
            504 => "GatewayTimeout",
            other => return format!("Status{other}"),
        },
    };
    name.to_owned()
}

/// Statuses of errors, in words.
pub(super) fn all(statuses: &[Status]) -> Option<String> {
    let numbers = |status: &Status| match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}00 to {digit}99"),
        Status::Default => String::new(),
    };
    Some(match statuses {
        [] => return None,
        all if all.contains(&Status::Default) => "every status that is no success".to_owned(),
        [only @ Status::Range(_)] => format!("statuses {}", numbers(only)),
        [only] => format!("status {}", numbers(only)),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(numbers).collect();
            format!("{} and {}", first.join(", "), numbers(last))
        }
    })
}

/// A status as a sentence.
pub(super) fn sentence(status: Status) -> String {
    match status {
        Status::Code(code) => format!("Status {code}."),
        Status::Range(digit) => format!("Statuses {digit}00 to {digit}99."),
        Status::Default => "Any other status.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_joined_once() {
        for (statuses, words) in [
            (&[][..], None),
            (&[Status::Code(404)], Some("status 404")),
            (&[Status::Range(4)], Some("statuses 400 to 499")),
            (&[Status::Code(403), Status::Code(404), Status::Range(5)], Some("403, 404 and 500 to 599")),
            (&[Status::Code(500), Status::Default], Some("every status that is no success")),
        ] {
            assert_eq!(all(statuses).as_deref(), words);
        }
    }
}
