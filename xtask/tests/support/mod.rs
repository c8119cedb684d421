//! A temporary workspace, and what a command did in it.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::SystemTime;

/// A document with one operation.
pub(crate) const PETS: &str = "\
openapi: 3.0.3
info:
  title: Pets
  version: '1'
servers:
  - url: https://pets.example
paths:
  /pets/{petId}:
    get:
      operationId: getPet
      parameters:
        - name: petId
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: The pet.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pet'
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name:
          type: string
";

/// Its entry in the manifest.
pub(crate) const ENTRY: &str = "\
[[workspace.metadata.codegen]]
document = \"pets.yaml\"
output = \"pets\"
crate = \"pets\"
";

/// A folder that goes away with this value.
pub(crate) struct Workspace {
    folder: tempfile::TempDir,
}

/// How a command ended and what it said.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Workspace {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let workspace = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            workspace.write(path, text);
        }
        workspace
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Every file below a folder, with its bytes and the time of the last write.
    pub(crate) fn tree(&self, path: &str) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path(path)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let written = path.metadata().unwrap().modified().unwrap();
                    files.insert(path.clone(), (fs::read(&path).unwrap(), written));
                }
            }
        }
        files
    }

    /// `cargo xtask` with these arguments.
    pub(crate) fn xtask(&self, args: &[&str]) -> Ran {
        Ran::from(self.command(args).output().unwrap())
    }

    /// `cargo xtask codegen` with these arguments.
    pub(crate) fn codegen(&self, args: &[&str]) -> Ran {
        self.xtask(&[&["codegen"], args].concat())
    }

    /// The same with a standard output that nobody reads.
    pub(crate) fn codegen_unread(&self, args: &[&str]) -> Ran {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = self.command(&[&["codegen"], args].concat());
        let output = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        Ran { status: output.status.code().unwrap(), out: String::new(), err }
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(args).current_dir(self.folder.path()).stdin(Stdio::null());
        // Cargo sets the first for the test, and the command would look there for its workspace.
        command.env_remove("CARGO_MANIFEST_DIR").env("NO_COLOR", "1").env_remove("GITHUB_ACTIONS");
        command
    }

    /// `cargo xtask` with these arguments, in a workflow of GitHub.
    pub(crate) fn xtask_in_a_workflow(&self, args: &[&str]) -> Ran {
        Ran::from(self.command(args).env("GITHUB_ACTIONS", "true").output().unwrap())
    }

    /// Snapshots without what differs from run to run.
    pub(crate) fn settings(&self) -> insta::Settings {
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots"));
        settings.add_filter(&regex_escaped(self.folder.path()), "[workspace]");
        settings.add_filter(r"\d+\.\d\d s", "[time]");
        settings
    }
}

fn regex_escaped(path: &Path) -> String {
    path.to_str().unwrap().replace('\\', r"\\").replace('.', r"\.")
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit status: {}\n--- output\n{}--- errors\n{}", self.status, self.out, self.err)
    }
}
