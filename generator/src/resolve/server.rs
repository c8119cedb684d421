//! Servers: of the document, of its paths and of its operations.

use openapiv3::{Operation as Source, PathItem, Server as Described};

use super::Resolver;
use crate::model::{Server, ServerVariable, UrlPart};

impl Resolver<'_> {
    /// The servers of the document.
    pub(super) fn servers(&self) -> Vec<Server> {
        self.document.servers.iter().map(server).collect()
    }

    /// The servers of an operation or of its path, unless they are those of the document.
    pub(super) fn own_servers(&self, item: &PathItem, source: &Source) -> Vec<Server> {
        let own = if source.servers.is_empty() { &item.servers } else { &source.servers };
        let own: Vec<Server> = own.iter().map(server).collect();
        if own == self.servers() { Vec::new() } else { own }
    }
}

fn server(described: &Described) -> Server {
    // What begins with two slashes leaves open how it is reached.
    let scheme = if described.url.starts_with("//") { "https:" } else { "" };
    let template = format!("{scheme}{}", described.url);
    let mut server =
        Server { url: Vec::new(), description: described.description.clone(), variables: Vec::new() };
    let mut rest = template.as_str();
    while let Some((before, name, after)) = next_variable(rest) {
        server.push(before);
        let known = server.variables.iter().position(|variable| variable.name == name);
        let index = known.unwrap_or_else(|| {
            server.variables.push(variable(described, name));
            server.variables.len() - 1
        });
        server.url.push(UrlPart::Variable(index));
        rest = after;
    }
    server.push(rest);
    server
}

impl Server {
    fn push(&mut self, text: &str) {
        if !text.is_empty() {
            self.url.push(UrlPart::Literal(text.to_owned()));
        }
    }
}

/// The text before the next `{name}`, the name, and the text behind it.
fn next_variable(url: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = url.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn variable(described: &Described, name: &str) -> ServerVariable {
    let said = described.variables.iter().flatten().find(|(known, _)| *known == name);
    let said = said.map(|(_, variable)| variable);
    ServerVariable {
        name: name.to_owned(),
        default: said.map(|variable| variable.default.clone()),
        values: said.map(|variable| variable.enumeration.clone()).unwrap_or_default(),
        description: said.and_then(|variable| variable.description.clone()),
    }
}
