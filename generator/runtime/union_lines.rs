//! What the lines of a union's table become.

/// How many lines there are.
macro_rules! cases {
    ($($variant:ident)*) => {{
        const VARIANTS: &[&str] = &[$(stringify!($variant)),*];
        VARIANTS.len()
    }};
}

macro_rules! tag {
    () => {
        None
    };
    ($tag:literal) => {
        Some($tag)
    };
}

/// Reads a branch: the payload, or nothing but the scalar that was already seen.
macro_rules! read {
    ($place:ident $source:ident $variant:ident $payload:ty) => {{
        *$place = Some(Self::$variant($source.read::<$payload>()?));
        Ok(())
    }};
    ($place:ident $source:ident $variant:ident) => {{
        $source.read::<serde::de::IgnoredAny>()?;
        *$place = Some(Self::$variant);
        Ok(())
    }};
}

/// Writes the payload of a branch, with its tag where the payload's type does not have it.
macro_rules! sent {
    ($serializer:ident => $value:expr) => {
        serde::Serialize::serialize($value, $serializer)
    };
    ($serializer:ident $key:literal $text:literal => $value:expr) => {
        $crate::runtime::tagged::serialize($value, $key, $text, $serializer)
    };
}

macro_rules! pattern {
    ($value:ident $variant:ident $payload:ty) => {
        Self::$variant($value)
    };
    ($value:ident $variant:ident) => {
        Self::$variant
    };
}

/// What a branch is written as.
macro_rules! written {
    ([$($guard:tt)+] => $value:ident $payload:ty) => {
        $value
    };
    ([$kind:ident is $value:literal] => $name:ident) => {
        &$value
    };
}

pub(crate) use {cases, pattern, read, sent, tag, written};
