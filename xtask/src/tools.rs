//! Programs from other hands, of pinned versions, installed when first needed: those of npm and Python in
//! `tests/conformance`, those of cargo in `target/tools`.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::console;
use crate::failure::{Failure, Stop, cannot};

/// Where their versions stand, and where they are installed.
const FOLDER: &str = "tests/conformance";

/// A command that runs in the root of the workspace and reads nothing.
pub(crate) fn command(root: &Path, program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root).stdin(Stdio::null());
    command
}

/// A cargo command.
pub(crate) fn cargo(root: &Path, args: &[&str]) -> Command {
    let mut command = command(root, env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(args);
    command
}

/// Says what it runs, and runs it to its end.
pub(crate) fn run(command: &mut Command) -> Result<(), Stop> {
    let words = words(command);
    console::line(format_args!("$ {words}"))?;
    let status = command.status().map_err(|error| cannot("run", Path::new(command.get_program()), &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{words}` failed: {status}")).into()) }
}

/// The command as one would type it.
fn words(command: &Command) -> String {
    let mut words = Vec::new();
    for (name, value) in command.get_envs() {
        words.push(format!("{}={}", name.display(), value.unwrap_or_default().display()));
    }
    let name = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    words.extend([name].into_iter().chain(command.get_args()).map(|word| word.display().to_string()));
    words.join(" ")
}

/// A program of an npm package, by the path of its script in `node_modules`.
pub(crate) fn node(root: &Path, script: &str) -> Result<Command, Stop> {
    let folder = root.join(FOLDER);
    install(&folder, "package-lock.json", "node_modules", || {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        run(command(&folder, npm).args(["ci", "--ignore-scripts"]))
            .map_err(|stop| hint(stop, "it needs Node.js 20.19 or later"))
    })?;
    let mut command = command(root, "node");
    command.arg(Path::new(FOLDER).join("node_modules").join(script));
    Ok(command)
}

/// A program of a Python package.
pub(crate) fn python(root: &Path, program: &str) -> Result<Command, Stop> {
    let folder = root.join(FOLDER);
    let programs = PathBuf::from(if cfg!(windows) { ".venv/Scripts" } else { ".venv/bin" });
    install(&folder, "requirements.txt", ".venv", || {
        run(command(&folder, "python3").args(["-m", "venv", "--clear", ".venv"]))
            .map_err(|stop| hint(stop, "it needs Python 3.10 or later with the module `venv`"))?;
        let pip = folder.join(&programs).join("pip");
        run(command(&folder, pip).args(["install", "--quiet", "--requirement", "requirements.txt"]))
    })?;
    Ok(command(root, folder.join(programs).join(program)))
}

/// cargo-deny, which is built when first needed.
pub(crate) fn cargo_deny(root: &Path) -> Result<Command, Stop> {
    const VERSION: &str = "0.20.2";
    let folder = format!("target/tools/cargo-deny-{VERSION}");
    let program = root.join(&folder).join("bin").join(format!("cargo-deny{}", env::consts::EXE_SUFFIX));
    if !program.is_file() {
        let what = ["install", "--quiet", "--locked", "cargo-deny", "--version", VERSION, "--root", &folder];
        run(&mut cargo(root, &what))?;
    }
    Ok(command(root, program))
}

/// Installs unless what is there was installed from the same list, of which a copy stays beside it.
fn install(
    folder: &Path,
    list: &str,
    to: &str,
    install: impl FnOnce() -> Result<(), Stop>,
) -> Result<(), Stop> {
    let (list, copy) = (folder.join(list), folder.join(to).join(".installed-from"));
    let wanted = fs::read(&list).map_err(|error| cannot("read", &list, &error))?;
    if fs::read(&copy).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    install()?;
    fs::write(&copy, wanted).map_err(|error| cannot("write", &copy, &error).into())
}

fn hint(stop: Stop, help: &str) -> Stop {
    match stop {
        Stop::Failures(failures) => {
            Stop::Failures(failures.into_iter().map(|failure| failure.help(help)).collect())
        }
        Stop::ReaderGone => Stop::ReaderGone,
    }
}
