//! Bodies in one of several media types.

use super::request::Request;

/// A body that knows how it is sent.
pub(crate) trait AddBody {
    /// The request with this body.
    fn add_to(self, request: Request) -> Request;
}

/// `bodies! { Name(request, body) { Variant => request.json(&body), … } }`: how each media type of a body is sent.
macro_rules! bodies {
    ($name:ident($request:ident, $body:ident) { $($variant:ident => $sent:expr),* $(,)? }) => {
        impl $crate::runtime::bodies::AddBody for $name {
            fn add_to(self, $request: $crate::runtime::request::Request) -> $crate::runtime::request::Request {
                match self {
                    $(Self::$variant($body) => $sent,)*
                }
            }
        }
    };
}

pub(crate) use bodies;
