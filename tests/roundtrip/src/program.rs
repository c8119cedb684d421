//! The compiled program of a scratch crate, asked line by line.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;

use serde_json::{Value, json};

/// What the program made of a value.
#[derive(Clone, Debug)]
pub(crate) enum Answer {
    /// Read, and written as this; whether a part of it was kept as unknown.
    Written(Value, bool),
    /// Not read: the path and the message.
    Refused(String, String),
    /// Neither: a panic, or worse.
    Broken(String),
}

/// A running program. It ends with this value.
pub(crate) struct Program {
    path: PathBuf,
    running: Running,
}

struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    pub(crate) fn start(path: &Path) -> Result<Self, String> {
        Ok(Self { path: path.to_path_buf(), running: Running::start(path)? })
    }

    /// Asks for some values of one schema, given as text.
    pub(crate) fn ask(&mut self, schema: &str, texts: &[String]) -> Result<Vec<Answer>, String> {
        let mut answers = Vec::new();
        while answers.len() < texts.len() {
            answers.extend(self.running.ask(schema, &texts[answers.len()..]));
            if answers.len() < texts.len() {
                // It ended on this one: a stack that overflows cannot be caught.
                answers.push(Answer::Broken("the program ended".to_owned()));
                self.running = Running::start(&self.path)?;
            }
        }
        Ok(answers)
    }
}

impl Running {
    fn start(path: &Path) -> Result<Self, String> {
        let spawned =
            Command::new(path).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = spawned.map_err(|error| format!("cannot run `{}`: {error}", path.display()))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(input), Some(output)) => Ok(Self { child, input, output: BufReader::new(output) }),
            _ => Err(format!("cannot speak to `{}`", path.display())),
        }
    }

    /// The answers to as many as it lived to answer.
    fn ask(&mut self, schema: &str, texts: &[String]) -> Vec<Answer> {
        let (input, output) = (&mut self.input, &mut self.output);
        thread::scope(|scope| {
            // Written beside the reading: neither pipe holds all of it.
            scope.spawn(move || {
                for text in texts {
                    // As one piece: a pipe takes each piece with a call of its own.
                    let line = format!("{}\n", json!({ "schema": schema, "instance": text }));
                    if input.write_all(line.as_bytes()).is_err() {
                        return;
                    }
                }
                let _ = input.flush();
            });
            let lines = output.lines().map_while(Result::ok).take(texts.len());
            lines.map(|line| answer(&line)).collect()
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn answer(line: &str) -> Answer {
    let said: Value = serde_json::from_str(line).unwrap_or_default();
    let text = |pointer: &str| said.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    match (text("/ok"), text("/error/path"), text("/error/message")) {
        (Some(written), ..) => match serde_json::from_str(&written) {
            Ok(value) => Answer::Written(value, said.get("unknown") == Some(&Value::Bool(true))),
            Err(error) => Answer::Broken(format!("writes what is not JSON: {error}")),
        },
        (None, Some(path), Some(message)) => Answer::Refused(path, message),
        _ => Answer::Broken(text("/broken").unwrap_or_else(|| "answers something else".to_owned())),
    }
}
