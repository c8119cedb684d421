//! Servers: of the document, of its paths and of its operations.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{Operation as Source, PathItem, Server as Described};

use super::{Resolver, server_url};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Part, Place};
use crate::model::{Server, ServerVariable, UrlPart};
use crate::pointer::Pointer;
use crate::words::quoted;

impl Resolver<'_> {
    /// The servers of the document.
    pub(super) fn servers(&mut self) -> Vec<Server> {
        let document = self.document;
        self.check_servers(&document.servers, &Pointer::root());
        document.servers.iter().map(server).collect()
    }

    /// The servers of an operation or of its path, unless they are those of the document.
    pub(super) fn own_servers(&mut self, item: &PathItem, source: &Source, at: &Pointer) -> Vec<Server> {
        let of_path = at.parent().filter(|_| source.servers.is_empty());
        let (own, at) = match &of_path {
            Some(path) => (&item.servers, path),
            None => (&source.servers, at),
        };
        if *own == self.document.servers {
            return Vec::new();
        }
        self.check_servers(own, at);
        own.iter().map(server).collect()
    }

    /// Says what is wrong with the servers of a document, a path or an operation.
    fn check_servers(&mut self, servers: &[Described], at: &Pointer) {
        let at = at.key("servers");
        for (index, described) in servers.iter().enumerate() {
            let at = at.index(index);
            let server = server(described);
            self.check_variables(described, &server, &at);
            let Some(fault) = server_url::fault(&server) else { continue };
            let place = Place::Value(at.key("url"));
            self.report(if fault.is_fatal {
                Diagnostic::new(fault.code, place, format!("{}; it is left out", fault.message))
                    .help(fault.help)
                    .leaves_out(Part::Server)
            } else {
                Diagnostic::new(fault.code, place, fault.message).help(fault.help)
            });
        }
    }

    fn check_variables(&mut self, described: &Described, server: &Server, at: &Pointer) {
        let used: BTreeSet<&str> = server.variables.iter().map(|variable| variable.name.as_str()).collect();
        let declared: BTreeSet<&str> =
            described.variables.iter().flatten().map(|(name, _)| name.as_str()).collect();
        let braced = |name: &str| quoted(&format!("{{{name}}}"));
        let names = server.variables.iter().map(|variable| variable.name.as_str());
        for name in names.filter(|name| !declared.contains(name)) {
            let message =
                format!("the variable {} of the URL is not declared; callers have to say it", braced(name));
            let help = self.spelling.did_you_mean(name, declared.difference(&used).copied());
            let help = help.unwrap_or_else(|| "declare it in `variables`, with a `default`".to_owned());
            let place = Place::Value(at.key("url"));
            self.report(Diagnostic::new(Code::UndeclaredVariable, place, message).help(help));
        }
        for name in declared.difference(&used) {
            let message = format!("the URL has no {} for this variable; it has no effect", braced(name));
            let place = Place::Key(at.key("variables").key(name));
            self.report(Diagnostic::new(Code::UnusedVariable, place, message));
        }
    }
}

fn server(described: &Described) -> Server {
    // What begins with two slashes leaves open how it is reached.
    let scheme = if described.url.starts_with("//") { "https:" } else { "" };
    let template = format!("{scheme}{}", described.url);
    let template = in_small_letters(template);
    let mut server = Server {
        url: Vec::new(),
        description: described.description.clone(),
        variables: Vec::new(),
        is_callable: true,
    };
    let mut rest = template.as_str();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    while let Some((before, name, after)) = next_variable(rest) {
        server.push(before);
        let index = *known.entry(name).or_insert_with(|| {
            server.variables.push(variable(described, name));
            server.variables.len() - 1
        });
        server.url.push(UrlPart::Variable(index));
        rest = after;
    }
    server.push(rest);
    server.is_callable = server_url::fault(&server).is_none_or(|fault| !fault.is_fatal);
    server
}

/// A URL whose scheme is written as schemes are.
fn in_small_letters(mut url: String) -> String {
    for scheme in ["http://", "https://"] {
        if let Some(written) = url.get_mut(..scheme.len()).filter(|it| it.eq_ignore_ascii_case(scheme)) {
            written.make_ascii_lowercase();
        }
    }
    url
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
