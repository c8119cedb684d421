//! Types of other crates in place of generated ones: they are read and written as serde does it for them.

/// `foreign!(jiff::Timestamp, …)`: lets members, elements and bodies be of these types.
macro_rules! foreign {
    ($($ty:ty),* $(,)?) => {$(
        impl<'de> $crate::runtime::decode::Decode<'de> for $ty {
            fn decode<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                serde::Deserialize::deserialize(deserializer)
            }
        }

        /// What the type cannot hold needs no check, and what it can is its own business.
        impl $crate::runtime::check::Check for $ty {}
    )*};
}

pub(crate) use foreign;
