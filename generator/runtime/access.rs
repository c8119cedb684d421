//! Asking a union for one of its branches: `access!` turns a table into methods.

/// `access! { Name { is_a as_a into_a: A(Type), is_b: B, … } }`; a payload behind `boxed` is in a box.
macro_rules! access {
    ($name:ident { $($is:ident $($as:ident $into:ident)?: $variant:ident $(($($payload:tt)+))?),* $(,)? }) => {
        impl $name {
            $($crate::runtime::access::branch!($is $($as $into)?: $variant $(($($payload)+))?);)*
        }
    };
}

macro_rules! branch {
    ($is:ident: $variant:ident) => {
        /// Whether it is this branch.
        pub fn $is(&self) -> bool {
            matches!(self, Self::$variant)
        }
    };
    ($is:ident $as:ident $into:ident: $variant:ident(boxed $payload:ty)) => {
        $crate::runtime::access::branch!(@ $is $as $into: $variant($payload) value, value, *value);
    };
    ($is:ident $as:ident $into:ident: $variant:ident($payload:ty)) => {
        $crate::runtime::access::branch!(@ $is $as $into: $variant($payload) value, value, value);
    };
    (@ $is:ident $as:ident $into:ident: $variant:ident($payload:ty) $value:ident, $borrowed:expr, $owned:expr) => {
        /// Whether it is this branch.
        pub fn $is(&self) -> bool {
            matches!(self, Self::$variant(_))
        }

        /// What is in it, if it is this branch.
        pub fn $as(&self) -> Option<&$payload> {
            if let Self::$variant($value) = self { Some($borrowed) } else { None }
        }

        /// What is in it, if it is this branch.
        pub fn $into(self) -> Option<$payload> {
            if let Self::$variant($value) = self { Some($owned) } else { None }
        }
    };
}

pub(crate) use {access, branch};
