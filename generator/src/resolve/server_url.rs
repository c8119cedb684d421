//! Whether the URL of a server is one that a client can call: `https://host:port/path`, or a path alone.
//!
//! The run time (`runtime/base_url.rs`) refuses what is found here when a client is built; the document's author had
//! better hear of it.

use crate::codes::Code;
use crate::model::{Server, UrlPart};
use crate::words::quoted;

/// What is wrong with a URL.
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) help: String,
    /// Whether no call can be made to the server.
    pub(super) is_fatal: bool,
}

/// What is wrong with the URL of a server, its variables being what they are by default.
pub(super) fn fault(server: &Server) -> Option<Fault> {
    braces(server).or_else(|| {
        // Of a URL that begins with what callers say, nothing is known.
        let first = server.url.first();
        let is_open = matches!(first, Some(UrlPart::Variable(index)) if text_of(server, *index).is_none());
        if is_open { None } else { in_text(&sample(server)) }
    })
}

fn fatal(message: impl Into<String>, help: impl Into<String>) -> Fault {
    Fault { code: Code::BadServer, message: message.into(), help: help.into(), is_fatal: true }
}

/// What a variable is by default.
fn text_of(server: &Server, index: usize) -> Option<&str> {
    server.variables.get(index)?.default.as_deref()
}

/// The URL as it may be. What callers say is a digit: those may stand in hosts, ports and paths.
fn sample(server: &Server) -> String {
    let texts = server.url.iter().map(|part| match part {
        UrlPart::Literal(text) => text.as_str(),
        UrlPart::Variable(index) => text_of(server, *index).unwrap_or("1"),
    });
    texts.collect()
}

/// Braces that are no variable.
fn braces(server: &Server) -> Option<Fault> {
    let is_stray = |part: &UrlPart| matches!(part, UrlPart::Literal(text) if text.contains(['{', '}']));
    let is_name = |name: &str| !name.is_empty() && !name.contains(['{', '/']);
    let is_fine =
        !server.url.iter().any(is_stray) && server.variables.iter().all(|variable| is_name(&variable.name));
    if is_fine {
        return None;
    }
    Some(fatal("the server's URL has a brace that belongs to no variable", "variables are written `{name}`"))
}

fn in_text(url: &str) -> Option<Fault> {
    characters(url).or_else(|| {
        let Some((scheme, rest)) = url.split_once("://") else { return without_scheme(url) };
        if !["http", "https"].contains(&scheme) {
            return Some(fatal(
                format!("the server has the scheme {}", quoted(scheme)),
                "calls are made by http or https",
            ));
        }
        let end = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        host(authority).or_else(|| dot_segments(path))
    })
}

/// What no base of other URLs has.
fn characters(url: &str) -> Option<Fault> {
    if url.contains(is_foreign) {
        let is_blank = url.contains(char::is_whitespace);
        let help = if is_blank { "write `%20` for a blank" } else { "percent-encode what is not ASCII" };
        let message = format!("not a URL: {}", quoted(url));
        return Some(Fault { code: Code::BadUrl, message, help: help.to_owned(), is_fatal: true });
    }
    let what = match url.find(['?', '#']).map(|at| url.as_bytes()[at]) {
        Some(b'?') => "query",
        Some(_) => "fragment",
        None => return None,
    };
    Some(fatal(format!("the server's URL has a {what}"), "paths are appended to the URL: end it before that"))
}

/// Whether no URL has this character.
fn is_foreign(character: char) -> bool {
    !character.is_ascii_graphic() || "<>\"\\^`|".contains(character)
}

fn host(authority: &str) -> Option<Fault> {
    if authority.contains('@') {
        let help = "credentials are said by a security scheme, and by callers";
        return Some(fatal("the server's URL has a user name or a password", help));
    }
    // Colons are in the address as well where it stands in brackets.
    let address = authority.rfind(']').map_or(0, |end| end + 1);
    let (host, port) = match authority[address..].split_once(':') {
        Some((host, port)) => (&authority[..address + host.len()], Some(port)),
        None => (authority, None),
    };
    if host.is_empty() || host.contains('%') {
        return Some(fatal("the server's URL has no host", "write `https://host/path`"));
    }
    let port = port.filter(|port| port.parse::<u16>().is_err() || port.starts_with('+'))?;
    Some(fatal(format!("the server's port is none: {}", quoted(port)), "a port is a number up to 65535"))
}

fn dot_segments(path: &str) -> Option<Fault> {
    let is_dots =
        |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    let is_any = path.trim_end_matches('/').split('/').any(is_dots);
    if is_any {
        Some(fatal("the server's path has dot segments", "write the path without them"))
    } else {
        None
    }
}

/// A URL that says no host begins where the document lies.
fn without_scheme(url: &str) -> Option<Fault> {
    let first = url.split('/').next().unwrap_or_default();
    if let Some((_, rest)) = first.split_once(':') {
        let is_port = rest.parse::<u16>().is_ok();
        let help = if is_port {
            format!("write {}", quoted(&format!("http://{url}")))
        } else {
            "calls are made by http or https".to_owned()
        };
        return Some(fatal(
            format!("the server's URL does not begin with http:// or https://: {}", quoted(url)),
            help,
        ));
    }
    let mut labels = first.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let is_host = last.len() > 1
        && last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && labels.next().is_some_and(|label| !label.is_empty());
    if is_host {
        return Some(Fault {
            code: Code::BadServer,
            message: format!("the server's URL has no scheme; it is taken for a path: {}", quoted(url)),
            help: format!("write {}", quoted(&format!("https://{url}"))),
            is_fatal: false,
        });
    }
    // Dots in the beginning lead to where the document lies, and are left out.
    let mut rest = url;
    while let Some(shorter) = ["../", "./", "/"].iter().find_map(|prefix| rest.strip_prefix(prefix)) {
        rest = shorter;
    }
    if matches!(rest, "." | "..") { None } else { dot_segments(rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a URL without variables; nothing where there is nothing.
    fn said(url: &str) -> String {
        in_text(url).map_or_else(String::new, |fault| fault.message)
    }

    #[test]
    fn what_a_client_can_call_is_no_fault() {
        for url in [
            "https://a.example.com",
            "http://localhost:8080/v1/",
            "https://[::1]:443/x",
            "https://[::1]",
            "/",
            "",
            ".",
            "..",
            "../v1/",
            "/api/v1.0",
            "v1.0/api",
            "https://example.com/a%20b;c=d",
        ] {
            assert_eq!(said(url), "", "{url}");
        }
    }

    #[test]
    fn what_it_cannot_call_is() {
        for (url, words) in [
            ("wss://example.com", "scheme `wss`"),
            ("ftp://example.com", "scheme `ftp`"),
            ("://example.com", "scheme ``"),
            ("mailto:me", "begin with"),
            ("localhost:8080/v1", "begin with"),
            ("https://me:secret@example.com", "user name"),
            ("https://example.com:99999", "`99999`"),
            ("https://example.com:", "port is none"),
            ("https://example.com:+80", "port is none"),
            ("https://[::1]:x", "port is none"),
            ("https:///v1", "no host"),
            ("https://:80/v1", "no host"),
            ("https://a%2Fb/v1", "no host"),
            ("https://example.com/v1?a=b", "query"),
            ("https://example.com/v1#a", "fragment"),
            ("/v1?a=b", "query"),
            ("https://example.com/a/../b", "dot segments"),
            ("/a/%2e%2E/b", "dot segments"),
            ("https://example.com/a b", "not a URL"),
            ("https://exämple.com", "not a URL"),
            ("api.example.com/v1", "no scheme"),
        ] {
            assert!(said(url).contains(words), "{url}: {}", said(url));
        }
    }
}
