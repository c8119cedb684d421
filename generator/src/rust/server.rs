//! Where the API is, and what of it a caller chooses.

use super::{Doc, Ident};

/// The servers of the description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Servers {
    /// The one that is used unless the caller says otherwise.
    pub default: DefaultServer,
    /// The relative URLs as they are shown, when the caller has to say where they begin.
    pub origin: Vec<String>,
    /// The enum of all of them, when there is something to choose.
    pub choice: Option<ServerEnum>,
}

/// The server that is used unless the caller says otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DefaultServer {
    /// The description does not say where the API is.
    #[default]
    Unknown,
    /// A path: the caller says of which host.
    Relative(String),
    /// A whole URL.
    Absolute(String),
}

/// The enum of servers, and the types that it needs: `src/servers.rs`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerEnum {
    /// In document order.
    pub variants: Vec<ServerVariant>,
    /// The one that is used unless the caller says otherwise, if there is one.
    pub default: Option<usize>,
    /// What variables can be.
    pub values: Vec<VariableEnum>,
}

/// A server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariant {
    /// Name of the variant, and of the struct of its variables.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Its URL in pieces: fixed text, or a variable's value by its place in `variables`.
    pub url: Vec<Result<String, usize>>,
    /// What a caller can say of it.
    pub variables: Vec<Variable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Name of the field and its setter, or of the argument of `new`.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// The type of its values and the variant that stands for it by default, unless it can be any text.
    pub values: Option<(Ident, Ident)>,
    /// What it is by default; `None` when the caller has to say it.
    pub default: Option<String>,
}

/// What a variable can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableEnum {
    /// Name.
    pub name: Ident,
    /// Documentation.
    pub doc: Doc,
    /// Variants, the text of each, and how that is shown.
    pub variants: Vec<(Ident, String, Doc)>,
}
