//! What of the options cannot be, whatever the document says.

use std::collections::BTreeSet;

use super::{Config, RustPath};
use crate::codes::Code;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;
use crate::spelling::Spelling;
use crate::words::quoted;

/// What Rust has without a dependency. `alloc` would have to be declared by the crate.
const BUILT_IN: [&str; 2] = ["core", "std"];

/// What derives Rust has without a path.
pub(crate) const DERIVES: [&str; 9] =
    ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// Types that can be written without a path.
const PRELUDE: [&str; 20] = [
    "Box", "Option", "String", "Vec", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8",
    "isize", "u128", "u16", "u32", "u64", "u8", "usize",
];

/// Names that Rust has for something else.
const NOT_A_CRATE: [&str; 58] = [
    "Self",
    "abstract",
    "alloc",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "core",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "proc_macro",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "std",
    "struct",
    "super",
    "test",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "_",
];

/// A crate that every generated one depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Needed<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Whether it can be missing.
    pub(crate) optional: bool,
}

/// What is wrong with the choices.
pub(crate) fn check(config: &Config, needed: &[Needed<'_>]) -> Vec<Diagnostic> {
    let check = Check { config, needed };
    let mut faults: Vec<Diagnostic> = check.name().into_iter().collect();
    faults.extend(config.dependencies.keys().filter_map(|name| check.dependency(name)));
    faults.extend(config.types.iter().filter_map(|(key, path)| check.path(path, &PRELUDE, &["types", key])));
    for (key, paths) in &config.derives {
        faults.extend(paths.iter().filter_map(|path| check.path(path, &DERIVES, &["derives", key])));
    }
    faults
}

fn fault(keys: &[&str], message: String, help: impl Into<String>) -> Diagnostic {
    let place = Place::Choice(Pointer::root().keys(keys.iter().copied()));
    Diagnostic::new(Code::BadChoice, place, message).help(help)
}

/// A package's name as Rust has it.
fn in_rust(name: &str) -> String {
    name.replace('-', "_")
}

struct Check<'a> {
    config: &'a Config,
    needed: &'a [Needed<'a>],
}

impl Check<'_> {
    fn is_needed(&self, name: &str) -> bool {
        self.needed.iter().any(|needed| in_rust(needed.name) == in_rust(name))
    }

    /// The crate's own name.
    fn name(&self) -> Option<Diagnostic> {
        let name = &self.config.crate_name;
        let why = if NOT_A_CRATE.contains(&in_rust(name).as_str()) {
            "Rust has another meaning for it"
        } else if self.is_needed(name) {
            "the crate depends on another one of that name"
        } else {
            return None;
        };
        let message = format!("a crate cannot be called {}: {why}", quoted(name));
        Some(fault(&["crate"], message, format!("write {}", quoted(&format!("{name}-client")))))
    }

    fn dependency(&self, name: &str) -> Option<Diagnostic> {
        let keys = ["dependencies", name];
        if in_rust(name) == in_rust(&self.config.crate_name) {
            let message = format!("the crate cannot depend on itself: {}", quoted(name));
            return Some(fault(&keys, message, "leave it out"));
        }
        if self.is_needed(name) {
            let message = format!("every generated crate depends on {} already", quoted(name));
            let help = "a higher version, and more features, can be written into the crate's `Cargo.toml`: they stay there";
            return Some(fault(&keys, message, help));
        }
        None
    }

    /// The crate that a path begins with has to be there.
    fn path(&self, path: &RustPath, alone: &[&str], keys: &[&str]) -> Option<Diagnostic> {
        let first = path.segments.first().map(String::as_str).unwrap_or_default();
        let is_known =
            if path.segments.len() == 1 { alone.contains(&first) } else { self.crates().contains(first) };
        if is_known {
            return path.arguments.iter().find_map(|argument| self.path(argument, &PRELUDE, keys));
        }
        let shown = quoted(&path.to_string());
        let message = if path.segments.len() == 1 {
            format!("{shown} does not say which crate it is of")
        } else if in_rust(first) == in_rust(&self.config.crate_name) {
            format!("{shown} is of the generated crate itself")
        } else {
            format!("{shown} is of a crate that is no dependency: {}", quoted(first))
        };
        let spelling = Spelling::default();
        let near = if path.segments.len() == 1 {
            spelling.did_you_mean(first, alone.iter().copied())
        } else {
            spelling.did_you_mean(first, self.crates().iter().map(String::as_str))
        };
        let help = near.unwrap_or_else(|| match first {
            "alloc" => "write `std`".to_owned(),
            _ if path.segments.len() == 1 => format!("write {}", quoted(&format!("the_crate::{first}"))),
            _ => format!("write {} into `dependencies`", quoted(&format!("{first} = \"…\""))),
        });
        Some(fault(keys, message, help))
    }

    /// What a path may begin with.
    fn crates(&self) -> BTreeSet<String> {
        let always = self.needed.iter().filter(|needed| !needed.optional).map(|needed| needed.name);
        let said = self.config.dependencies.keys().map(String::as_str);
        BUILT_IN.into_iter().chain(always).chain(said).map(in_rust).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDED: [Needed<'_>; 3] = [
        Needed { name: "http", optional: false },
        Needed { name: "regex-lite", optional: false },
        Needed { name: "reqwest", optional: true },
    ];

    /// What is said of a config, each with its help.
    fn said(config: &Config) -> Vec<String> {
        let faults = check(config, &NEEDED).into_iter();
        faults.map(|fault| format!("{}; {}", fault.message, fault.help.unwrap_or_default())).collect()
    }

    #[test]
    fn some_names_are_of_no_crate() {
        for name in ["self", "std", "test", "proc-macro", "http", "regex_lite", "reqwest", "fn"] {
            assert_eq!(said(&Config::new(name, "")).len(), 1, "{name}");
        }
        assert_eq!(said(&Config::new("https", "")), Vec::<String>::new());
    }

    #[test]
    fn paths_begin_with_a_crate_that_is_there() {
        for (path, words) in [
            ("jiff::Timestamp", ""),
            ("my_types::Id", ""),
            ("std::time::Duration", ""),
            ("regex_lite::Regex", ""),
            ("Vec<u8>", ""),
            ("jif::Timestamp", "did you mean `jiff`?"),
            ("uuid::Uuid", "write `uuid = \"…\"` into `dependencies`"),
            ("reqwest::Body", "no dependency"),
            ("alloc::string::String", "write `std`"),
            ("Vec<uuid::Uuid>", "`uuid::Uuid` is of a crate"),
            ("Timestamp", "write `the_crate::Timestamp`"),
            ("Strin", "did you mean `String`?"),
            ("pets::Pet", "of the generated crate itself"),
        ] {
            let mut config = Config::new("pets", "");
            config.dependencies.insert("jiff".to_owned(), "\"1\"".to_owned());
            config.dependencies.insert("my-types".to_owned(), "\"1\"".to_owned());
            config.types.insert("Pet".to_owned(), path.parse().unwrap());
            let said = said(&config).join("\n");
            assert!(said.contains(words) && said.is_empty() == words.is_empty(), "{path}: {said}");
        }
    }

    #[test]
    fn a_crate_depends_neither_on_itself_nor_twice() {
        for name in ["pets_client", "pets-client", "http", "reqwest"] {
            let mut config = Config::new("pets-client", "");
            config.dependencies.insert(name.to_owned(), "\"1\"".to_owned());
            assert_eq!(said(&config).len(), 1, "{name}");
        }
    }
}
