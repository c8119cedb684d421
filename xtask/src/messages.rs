//! What is said about documents: to a person, to a program, or to the code host that shows a change.

use std::env;
use std::ffi::OsString;
use std::io;

use generator::diagnostic::Diagnostics;
use generator::source::Source;
use generator::spec::{self, Style};

use crate::console::{self, Console};
use crate::failure::{Failure, USAGE};

/// Whether standard output is for messages alone: asked before the arguments are understood, as what is wrong with these is a
/// message too.
pub(crate) fn is_data(arguments: &[OsString]) -> bool {
    let json = |text: &OsString| text == "json";
    let is_asked = |pair: &[OsString]| pair[0] == "--message-format" && json(&pair[1]);
    arguments.windows(2).any(is_asked) || arguments.iter().any(|text| text == "--message-format=json")
}

/// What is wrong with the arguments.
pub(crate) fn usage(error: &clap::Error) -> Failure {
    let text = error.to_string();
    let text = text.strip_prefix("error: ").unwrap_or(&text).trim_end();
    let (message, rest) = text.split_once("\n\n").unwrap_or((text, ""));
    let failure = Failure::new(message.split_whitespace().collect::<Vec<_>>().join(" ")).code(USAGE);
    if rest.is_empty() { failure } else { failure.help(rest.trim()) }
}

/// How to say what is found in documents.
#[derive(clap::Args)]
pub(crate) struct Messages {
    /// How to print what is found in a document
    ///
    /// Without it: for a person, and in a workflow of GitHub as annotations as well.
    #[arg(long, value_name = "FORMAT")]
    message_format: Option<Format>,
}

/// A form of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Text with excerpts, on standard error
    Human,
    /// One object of JSON a line, on standard output; all else goes to standard error
    Json,
    /// Annotations for a workflow of GitHub, on standard output
    Github,
}

impl Messages {
    /// As if nothing were asked for.
    pub(crate) fn unasked() -> Self {
        Self { message_format: None }
    }

    /// Prints what was found in a document.
    ///
    /// # Errors
    /// When nobody reads it any more.
    pub(crate) fn print(&self, found: &Diagnostics, source: &Source, console: &Console) -> io::Result<()> {
        if found.is_empty() {
            return Ok(());
        }
        let human = || console::fault(&spec::render(found, source, Style { color: console.color_err() }));
        match self.message_format {
            Some(Format::Json) => return console::text(&spec::json_lines(found, source)),
            Some(Format::Github) => return console::text(&spec::annotations(found, source)),
            Some(Format::Human) => human(),
            None => {
                human();
                if env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") {
                    return console::text(&spec::annotations(found, source));
                }
            }
        }
        Ok(())
    }
}
