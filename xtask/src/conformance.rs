//! `cargo xtask conformance`: the generated client against Prism, a mock server that validates.

use std::env;
use std::fs::{self, File};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::Status;
use crate::console::{fault, line};
use crate::entries;
use crate::failure::{Failure, Stop, cannot};
use crate::tools::{cargo, node, run as run_tool};
use crate::workspace::Workspace;

/// Send every documented example to a mock server of the document
///
/// Prism serves the document and refuses what does not fit it. The ignored tests of `tests/tests/conformance.rs` send
/// every documented example through the generated client, and want each accepted and each answer decoded.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Another document to serve than that of `generated-client`
    #[arg(long, value_name = "FILE")]
    spec: Option<PathBuf>,
}

/// The crate that the tests call.
const CLIENT: &str = "generated-client";
/// Prism is up in two seconds on a slow machine.
const START: Duration = Duration::from_secs(60);
/// So much of what Prism said is shown when something failed.
const LOG_LINES: usize = 60;

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Status, Stop> {
    let workspace = Workspace::find()?;
    match &args.spec {
        Some(document) => {
            let document = document.canonicalize().map_err(|error| cannot("read", document, &error))?;
            serve_and_test(&workspace.root, &document)?;
        }
        None => check(&workspace)?,
    }
    Ok(Status::Done)
}

/// The same as a step of the CI.
pub(crate) fn check(workspace: &Workspace) -> Result<(), Stop> {
    let entries = entries::read(workspace)?;
    let Some(entry) = entries.iter().find(|entry| entry.name.value == CLIENT) else {
        return Err(Failure::new(format!("no entry generates `{CLIENT}`"))
            .help("name a document with `--spec`")
            .into());
    };
    serve_and_test(&workspace.root, &workspace.root.join(&entry.document.value))
}

fn serve_and_test(root: &Path, document: &Path) -> Result<(), Stop> {
    let tests = ["test", "--package", "tests", "--test", "conformance"];
    // Compiled first, so that Prism does not wait for it.
    run_tool(cargo(root, &tests).arg("--no-run"))?;
    let prism = Prism::start(root, document)?;
    line(format_args!("Prism serves {} at {}", document.display(), prism.url()))?;
    let outcome = run_tool(cargo(root, &tests).args(["--", "--ignored"]).env("PRISM_URL", prism.url()));
    if outcome.is_err() {
        fault(&format!("Prism said, in the end:\n{}", prism.log_end()));
    }
    outcome
}

/// A running Prism. It ends with this value, however that goes.
struct Prism {
    child: Child,
    address: SocketAddr,
    log: PathBuf,
}

impl Prism {
    /// Starts it and waits until it listens.
    fn start(root: &Path, document: &Path) -> Result<Self, Stop> {
        let log = log_file(root);
        let address = free_address()?;
        let mut command = node(root, "@stoplight/prism-cli/dist/index.js")?;
        command
            .args(["mock", "--errors", "--multiprocess=false", "--host"])
            .arg(address.ip().to_string())
            .args(["--port", &address.port().to_string()])
            .arg(document);
        let (out, err) = streams(&log).map_err(|error| cannot("write", &log, &error))?;
        let spawned = command.stdout(out).stderr(err).spawn();
        let child = spawned.map_err(|error| cannot("run", Path::new("node"), &error))?;
        let mut prism = Self { child, address, log };
        prism.wait()?;
        Ok(prism)
    }

    fn wait(&mut self) -> Result<(), Failure> {
        let started = Instant::now();
        while started.elapsed() < START {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(self.failed(&format!("it ended: {status}")));
            }
            if TcpStream::connect_timeout(&self.address, Duration::from_secs(1)).is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(self.failed("it does not listen"))
    }

    fn failed(&self, reason: &str) -> Failure {
        Failure::new(format!("Prism did not start: {reason}\n{}", self.log_end()))
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn log_end(&self) -> String {
        let bytes = fs::read(&self.log).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // Both fail only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens to. Another program could take it before Prism does; Prism then says so.
fn free_address() -> Result<SocketAddr, Failure> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|error| Failure::new(format!("cannot find a free port: {error}")))
}

fn log_file(root: &Path) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    target.join("prism.log")
}

fn streams(log: &Path) -> std::io::Result<(Stdio, Stdio)> {
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::create(log)?;
    Ok((file.try_clone()?.into(), file.into()))
}
