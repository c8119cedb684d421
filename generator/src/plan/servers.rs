//! Servers: which is used by default, and an enum of all of them when there is something to choose.

use std::collections::BTreeMap;

use super::names::{Scope, camel, variants};
use super::{docs, markdown};
use crate::model::{Api, Operation, Server, ServerVariable, UrlPart};
use crate::rust::{DefaultServer, Doc, Ident, ServerEnum, ServerVariant, Servers, Variable, VariableEnum};

/// A description of at most so many words is a name.
const WORDS: usize = 5;

/// The servers of the document.
pub(super) fn servers(api: &Api) -> Servers {
    let listed = distinct(&api.servers);
    let default = default(&listed);
    let chosen = default.as_ref().map(|(index, _)| *index);
    let default = match default.map(|(_, url)| url) {
        None => DefaultServer::Unknown,
        Some(url) if is_relative(&url) => DefaultServer::Relative(url),
        Some(url) => DefaultServer::Absolute(url),
    };
    let is_choice = listed.len() > 1 || listed.iter().any(|server| !variables(server).is_empty());
    let choice = is_choice.then(|| choice(&listed, chosen));
    let origin = relative(api, &listed, choice.is_some());
    Servers { default, origin, choice }
}

/// Where an operation goes that has servers of its own: a URL, which is empty when nobody knows it; and words for that.
pub(super) fn own(operation: &Operation) -> Option<(String, String)> {
    let listed = distinct(&operation.servers);
    let Some((first, others)) = listed.split_first() else {
        let shown = markdown::code(&operation.servers.first()?.template());
        let words = format!(
            "Has a server of its own, {shown}, that cannot be called: say another one with `base_url`."
        );
        return Some((String::new(), words));
    };
    let default = default(&listed).map(|(_, url)| url);
    let is_needed = default.is_none();
    let url = default.unwrap_or_default();
    let shown = if url.is_empty() { first.template() } else { url.clone() };
    let mut words = if is_needed && !is_relative(&shown) {
        format!("Has a server of its own, {}: say it with `base_url`.", markdown::code(&shown))
    } else if is_root(&shown) {
        "Goes to the root of the server, unless the client or the call has a `base_url`.".to_owned()
    } else {
        format!("Goes to {}, unless the client or the call has a `base_url`.", markdown::code(&shown))
    };
    let used = listed.iter().find(|server| server.default_url().as_ref() == Some(&url));
    if let Some(server) = used.filter(|server| !server.variables.is_empty()) {
        let template = markdown::code(&server.template());
        words.extend([" That is ", &template, " with its defaults; say another value with `base_url`."]);
    }
    let others: Vec<String> = others.iter().map(|server| markdown::code(&server.template())).collect();
    if !others.is_empty() {
        words.extend([" The description also names ", &others.join(", "), "."]);
    }
    // An empty URL is one that nobody knows; the root has a name.
    let url = if is_root(&url) && !is_needed { "/".to_owned() } else { url };
    Some((url, words))
}

/// The servers that can be called, without repetitions.
fn distinct(servers: &[Server]) -> Vec<&Server> {
    let mut listed: Vec<&Server> = Vec::new();
    for server in servers.iter().filter(|server| server.is_callable) {
        let same = |other: &&Server| other.url == server.url && other.variables == server.variables;
        if !listed.iter().any(same) {
            listed.push(server);
        }
    }
    listed
}

/// The first server that says a host, else the first that is more than the place where the document lies.
fn default(servers: &[&Server]) -> Option<(usize, String)> {
    let urls = servers.iter().map(|server| server.default_url());
    let urls: Vec<(usize, String)> =
        urls.enumerate().filter_map(|(index, url)| Some((index, url?))).collect();
    let whole = urls.iter().find(|(_, url)| is_whole(url));
    // Credentials had better travel protected, if the same server is listed that way too.
    let protected = whole.and_then(|(_, url)| {
        let rest = url.strip_prefix("http://").filter(|rest| !rest.contains(':'))?;
        urls.iter().find(|(_, url)| url.strip_prefix("https://") == Some(rest))
    });
    protected.or(whole).or_else(|| urls.iter().find(|(_, url)| is_relative(url))).cloned()
}

/// The relative URLs, if the caller has to say where they begin: not if all of them begin where the API is.
fn relative(api: &Api, listed: &[&Server], is_choice: bool) -> Vec<String> {
    let of_operations = api.operations.iter().flat_map(|operation| distinct(&operation.servers));
    let mut urls: Vec<String> = Vec::new();
    for url in listed.iter().copied().chain(of_operations).filter_map(Server::default_url) {
        if is_relative(&url) && !urls.contains(&url) {
            urls.push(url);
        }
    }
    let is_one = urls.iter().all(|url| is_root(url)) && !is_choice;
    if is_one { Vec::new() } else { urls.iter().map(|url| markdown::code(url)).collect() }
}

fn is_relative(url: &str) -> bool {
    !url.contains("://") && !url.contains(['?', '#', ' '])
}

/// Whether a relative URL adds nothing to where it begins.
fn is_root(url: &str) -> bool {
    url.bytes().all(|byte| matches!(byte, b'.' | b'/'))
}

/// Whether a URL says how and where a server is reached, and nothing that no base has.
fn is_whole(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with(['/', ':']) && !rest.contains(['?', '#', '@', ' '])
    })
}

/// The variables that can be more than one thing.
fn variables(server: &Server) -> Vec<(usize, &ServerVariable)> {
    server.variables.iter().enumerate().filter(|(_, variable)| fixed(variable).is_none()).collect()
}

/// What a variable is that can be nothing else.
fn fixed(variable: &ServerVariable) -> Option<&str> {
    match variable.values.as_slice() {
        [only] if variable.default.as_ref() == Some(only) => Some(only),
        _ => None,
    }
}

fn choice(servers: &[&Server], default: Option<usize>) -> ServerEnum {
    let mut planner = Planner { types: Scope::of_types(), values: Vec::new(), by_values: BTreeMap::new() };
    planner.types.claim("Server");
    let names = planner.names(servers);
    let variants = servers.iter().zip(names).map(|(server, name)| planner.variant(server, name)).collect();
    ServerEnum { variants, default, values: planner.values }
}

struct Planner {
    types: Scope,
    values: Vec<VariableEnum>,
    /// The enums so far, by a variable's name and what it can be.
    by_values: BTreeMap<(String, Vec<String>), usize>,
}

impl Planner {
    /// Names by descriptions, or by URLs where these say too much. Those that have one description are told apart by how
    /// they are reached.
    fn names(&mut self, servers: &[&Server]) -> Vec<Ident> {
        let wanted: Vec<String> = servers.iter().map(|server| described(server)).collect();
        let names = servers.iter().zip(&wanted).map(|(server, name)| {
            let by_url = camel(&server.template().replace("://", " "));
            let is_shared = wanted.iter().filter(|other| *other == name).count() > 1;
            let template = server.template();
            match template.split_once("://") {
                Some((scheme, _)) if is_shared && !scheme.contains('{') => {
                    self.types.claim_first(&[format!("{name}{}", camel(scheme)), by_url])
                }
                _ => self.types.claim_first(&[name.clone(), by_url]),
            }
        });
        names.collect()
    }

    fn variant(&mut self, server: &Server, name: Ident) -> ServerVariant {
        let text = server.description.as_deref().filter(|text| !text.trim().is_empty());
        let mut fields = Scope::with(&["new", "default", "url"]);
        let mut places = BTreeMap::new();
        let mut planned = Vec::new();
        for (index, variable) in variables(server) {
            places.insert(index, planned.len());
            planned.push(self.variable(&name, variable, &mut fields));
        }
        let mut url: Vec<Result<String, usize>> = Vec::new();
        for part in &server.url {
            let text = match part {
                UrlPart::Literal(text) => text.clone(),
                UrlPart::Variable(index) => match places.get(index) {
                    Some(place) => {
                        url.push(Err(*place));
                        continue;
                    }
                    None => server.variables.get(*index).and_then(fixed).unwrap_or_default().to_owned(),
                },
            };
            match url.last_mut() {
                Some(Ok(before)) => before.push_str(&text),
                _ => url.push(Ok(text)),
            }
        }
        let doc = docs::doc(text, vec![markdown::code(&server.template())]);
        ServerVariant { name, doc, url, variables: planned }
    }

    fn variable(&mut self, server: &Ident, variable: &ServerVariable, fields: &mut Scope) -> Variable {
        let name = fields.claim_field(&variable.name);
        let mut notes = Vec::new();
        if let Some(default) = &variable.default {
            notes.push(format!("By default: {}.", markdown::code(default)));
        }
        let text = variable.description.as_deref().filter(|text| !text.trim().is_empty());
        let mut doc = docs::doc(text, notes.clone());
        if text.is_none() {
            doc = Doc(vec![format!("The {} of the URL.", markdown::code(&variable.name))]);
            doc.0.extend(notes.into_iter().flat_map(|note| [String::new(), note]));
        }
        Variable { name, doc, values: self.values(server, variable), default: variable.default.clone() }
    }

    /// The enum of what a variable can be, and its default. Variables of one name and with the same values have one.
    fn values(&mut self, server: &Ident, variable: &ServerVariable) -> Option<(Ident, Ident)> {
        let default = variable.default.as_ref()?;
        let mut texts = variable.values.clone();
        if texts.is_empty() {
            return None;
        }
        if !texts.contains(default) {
            texts.insert(0, default.clone());
        }
        let key = (variable.name.clone(), texts);
        let index = if let Some(index) = self.by_values.get(&key) {
            *index
        } else {
            let own = camel(&variable.name);
            let name = self.types.claim_first(&[own.clone(), format!("{server}{own}")]);
            let mut texts: Vec<&str> = Vec::new();
            for text in &key.1 {
                if !texts.contains(&text.as_str()) {
                    texts.push(text);
                }
            }
            let names = variants(&mut Scope::default(), &texts).into_iter();
            let doc = |text: &str| Doc(vec![markdown::code(text)]);
            let variants = names.zip(texts).map(|(name, text)| (name, text.to_owned(), doc(text))).collect();
            let doc = Doc(vec![format!("What the {} of a server can be.", markdown::code(&variable.name))]);
            self.values.push(VariableEnum { name, doc, variants });
            self.by_values.insert(key, self.values.len() - 1);
            self.values.len() - 1
        };
        let planned = self.values.get(index)?;
        let (first, ..) = planned.variants.iter().find(|(_, text, _)| text == default)?;
        Some((planned.name.clone(), first.clone()))
    }
}

/// A server's name by its description, if that is short, else by its URL.
fn described(server: &Server) -> String {
    let text = server.description.as_deref().unwrap_or_default();
    let words: Vec<&str> = text.split_whitespace().collect();
    let words = match words.as_slice() {
        [article, rest @ ..] if article.eq_ignore_ascii_case("the") => rest,
        all => all,
    };
    if words.is_empty() || words.len() > WORDS {
        let template = server.template();
        if is_root(&template) {
            return "Root".to_owned();
        }
        return camel(template.split_once("://").map_or(template.as_str(), |(_, rest)| rest));
    }
    camel(&words.join(" "))
}
