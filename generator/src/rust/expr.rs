//! Rust expressions of the examples in the documentation.

use super::{Ident, Type};

/// A call of an operation, as a caller would write it.
#[derive(Clone, Debug, PartialEq)]
pub struct CallExample {
    /// What it shows.
    pub summary: Option<String>,
    /// Types that it names, sorted.
    pub imports: Vec<Ident>,
    /// Types of its own that it names, sorted: the struct of optional parameters, the enum of bodies.
    pub own: Vec<Ident>,
    /// The method.
    pub method: Ident,
    /// Its arguments.
    pub arguments: Vec<Expr>,
    /// The variable that takes the answer; `None` when there is nothing in it.
    pub binding: Option<Ident>,
}

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// `"text"`
    Text(String),
    /// `1`
    Integer(i64),
    /// `1.5`
    Float(f64),
    /// `true`
    Bool(bool),
    /// A value of another crate's type, read from `serde_json::json!(…)`.
    Read(Box<Self>),
    /// `None`
    None,
    /// `()`
    Nothing,
    /// `Some(value)`
    Some(Box<Expr>),
    /// `[a, b]`
    Array(Vec<Expr>),
    /// `vec![a, b]`, where an array would not do.
    Vec(Vec<Expr>),
    /// `(a, b)`
    Tuple(Vec<Expr>),
    /// `Vec::<T>::new()`
    EmptyList(Type),
    /// `BTreeMap::<String, T>::new()`
    EmptyMap(Type),
    /// `BTreeMap::from([("key".into(), value)])`, where an array would not do.
    Map(Vec<(String, Expr)>),
    /// `Box::new(value)`
    Boxed(Box<Expr>),
    /// `&value`
    Reference(Box<Expr>),
    /// `[("key", value)]`
    Pairs(Vec<(String, Expr)>),
    /// `Type::new(required…).setter(value)…`
    New {
        /// The type.
        ty: Ident,
        /// Values of `new`.
        required: Vec<Expr>,
        /// Setters and their values, none for a setter that takes nothing.
        setters: Vec<(Ident, Option<Expr>)>,
    },
    /// `Type::Variant`
    Unit(Ident, Ident),
    /// `Type::Variant(value)`
    Variant(Ident, Ident, Box<Expr>),
    /// `Type::new(value)?`, for a newtype.
    Checked(Ident, Box<Expr>),
    /// `value.into()`
    Into(Box<Expr>),
    /// `serde_json::json!(…)`, for data without a type.
    Json(Box<Expr>),
    /// `{ "key": value }`, only inside [`Expr::Json`].
    JsonObject(Vec<(String, Expr)>),
    /// `null`, only inside [`Expr::Json`].
    JsonNull,
}
