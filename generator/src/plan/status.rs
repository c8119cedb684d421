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

/// The statuses, in words.
pub(super) fn words(status: Status) -> String {
    match status {
        Status::Code(code) => format!("status {code}"),
        Status::Range(digit) => format!("statuses {digit}00 to {digit}99"),
        Status::Default => "any other status".to_owned(),
    }
}

/// Those words as a sentence.
pub(super) fn sentence(status: Status) -> String {
    match status {
        Status::Code(code) => format!("Status {code}."),
        Status::Range(digit) => format!("Statuses {digit}00 to {digit}99."),
        Status::Default => "Any other status.".to_owned(),
    }
}
