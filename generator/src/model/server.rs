//! Where an API is.

/// A server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Its URL in pieces.
    pub url: Vec<UrlPart>,
    /// `description`
    pub description: Option<String>,
    /// The variables of the URL, each once, in the order in which they come there.
    pub variables: Vec<ServerVariable>,
    /// Whether a client can call it at all.
    pub is_callable: bool,
}

/// A piece of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlPart {
    /// Fixed text.
    Literal(String),
    /// The value of a variable, by its place in [`Server::variables`].
    Variable(usize),
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name.
    pub name: String,
    /// What stands for it unless the caller says otherwise; `None` when the document does not say what it is.
    pub default: Option<String>,
    /// `enum`: all that it can be; empty when it can be anything.
    pub values: Vec<String>,
    /// `description`
    pub description: Option<String>,
}

impl Server {
    /// The URL with the defaults of its variables; `None` when one has none.
    pub fn default_url(&self) -> Option<String> {
        let texts = self.url.iter().map(|part| match part {
            UrlPart::Literal(text) => Some(text.as_str()),
            UrlPart::Variable(index) => self.variables.get(*index)?.default.as_deref(),
        });
        texts.collect()
    }

    /// The URL as the document has it.
    pub fn template(&self) -> String {
        let texts = self.url.iter().map(|part| match part {
            UrlPart::Literal(text) => text.clone(),
            UrlPart::Variable(index) => self
                .variables
                .get(*index)
                .map_or_else(String::new, |variable| format!("{{{}}}", variable.name)),
        });
        texts.collect()
    }
}
