//! The text of parameters: in a path, a query or a header.

use std::borrow::Cow;

use super::maybe::Maybe;
use super::secret::Secret;

/// A single value that can be a parameter: text, numbers, booleans, generated enums and newtypes.
pub(crate) trait Param {
    /// The value as it is written on the wire, before any escaping.
    fn to_text(&self) -> Cow<'_, str>;
}

/// None, one or many of them: a [`Param`], an `Option`, a list.
pub(crate) trait Params {
    /// Hands over the text of each value, in order.
    fn each_text(&self, take: &mut dyn FnMut(&str));
}

impl Param for str {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Param for String {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Param for Secret {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.expose())
    }
}

impl Param for bool {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

/// Null, as free-form data writes it.
impl Param for () {
    fn to_text(&self) -> Cow<'_, str> {
        Cow::Borrowed("null")
    }
}

/// Numbers are written as Rust displays them: never with an exponent, a whole one without a point.
macro_rules! numbers {
    ($($number:ty)*) => { $(
        impl Param for $number {
            fn to_text(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }
        }
    )* };
}

numbers! { i32 i64 u32 u64 f32 f64 }

/// Free-form data: text as it is, anything else as JSON.
impl Param for serde_json::Value {
    fn to_text(&self) -> Cow<'_, str> {
        self.as_str().map_or_else(|| Cow::Owned(self.to_string()), Cow::Borrowed)
    }
}

impl<T: Param + ?Sized> Param for &T {
    fn to_text(&self) -> Cow<'_, str> {
        (**self).to_text()
    }
}

impl<T: Param + ?Sized> Param for Box<T> {
    fn to_text(&self) -> Cow<'_, str> {
        (**self).to_text()
    }
}

impl<T: Param + ?Sized> Params for T {
    fn each_text(&self, take: &mut dyn FnMut(&str)) {
        take(&self.to_text());
    }
}

impl<T: Params> Params for Option<T> {
    fn each_text(&self, take: &mut dyn FnMut(&str)) {
        if let Some(value) = self {
            value.each_text(take);
        }
    }
}

/// A parameter has no way to say null, so it is not sent either.
impl<T: Params> Params for Maybe<T> {
    fn each_text(&self, take: &mut dyn FnMut(&str)) {
        if let Some(value) = self.as_ref() {
            value.each_text(take);
        }
    }
}

impl<T: Params> Params for [T] {
    fn each_text(&self, take: &mut dyn FnMut(&str)) {
        for value in self {
            value.each_text(take);
        }
    }
}

impl<T: Params> Params for Vec<T> {
    fn each_text(&self, take: &mut dyn FnMut(&str)) {
        self.as_slice().each_text(take);
    }
}
