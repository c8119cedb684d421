//! `cargo xtask codegen`: documents in, crates out.

mod faults;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use generator::config::{Config, Selector};
use generator::files::{self, Change};
use generator::pointer::Pointer;

use crate::Status;
use crate::console::{self, Console};
use crate::document::{Document, header_name};
use crate::entries::{self, Entry};
use crate::failure::{Failure, Place, Stop, UNWRITABLE, USAGE};
use crate::messages::Messages;
use crate::report::{self, Outcome};
use crate::workspace::{MANIFEST, Workspace};

/// Write the generated crates from their documents
///
/// What to write stands in the root `Cargo.toml`, one entry for each crate:
///
///   [[workspace.metadata.codegen]]
///   document = "openapi/northflank.yaml"
///   output = "generated-client"
///   crate = "generated-client"
///
/// A document may refer to files of its own folder. If others are needed, `references` names a folder that has them
/// all in it.
///
/// An entry may also say which operations are generated (`include`, `exclude`), and bring `types`, `names`, `derives` and
/// `dependencies` of its own: see README.md.
///
/// Only files that differ are touched. In the output folder, `src/` belongs to codegen; `Cargo.toml` is merged with
/// what you wrote into it; anything else is yours. Add the folder of a new crate to `workspace.members` once it is
/// written.
///
/// Exit status: 0 when everything is written (or fresh), 1 when `--check` finds something that is not fresh, 2 when
/// a document, the manifest or an output folder is at fault. A crate whose document is at fault stays as it was.
#[derive(clap::Args)]
#[command(verbatim_doc_comment)]
pub(crate) struct Args {
    /// The crates to write; all of them if none is named
    #[arg(value_name = "NAME")]
    names: Vec<String>,

    /// Write nothing: show what is not fresh, and fail if anything is
    #[arg(long)]
    check: bool,

    /// Print a stage of the pipeline instead of writing files
    #[arg(long, value_name = "STAGE", conflicts_with = "check")]
    print: Option<Stage>,

    /// Write nothing if the document has something that is not in the output, see `--print left-out`
    #[arg(long)]
    deny_skipped: bool,

    /// A document that has no entry in the manifest; with `--out` and `--name`
    #[arg(long, value_name = "FILE", requires_all = ["out", "name"], conflicts_with = "names")]
    spec: Option<PathBuf>,

    /// The folder for the crate of `--spec`
    #[arg(long, value_name = "DIR", requires = "spec")]
    out: Option<PathBuf>,

    /// The name of the crate of `--spec`
    #[arg(long, value_name = "NAME", requires = "spec")]
    name: Option<String>,

    /// Make a type of every named schema of `--spec`, whether an operation uses it or not
    #[arg(long, requires = "spec")]
    every_schema: bool,

    /// The folder that has all files in it that the document of `--spec` refers to, if its own has not
    #[arg(long, value_name = "DIR", requires = "spec")]
    references: Option<PathBuf>,

    /// Generate these operations of `--spec` only: `tag:NAME`, `operation:ID` or `path:/a/*/**`; may be repeated
    #[arg(long, value_name = "SELECTOR", requires = "spec")]
    include: Vec<Selector>,

    /// Do not generate these operations of `--spec`; may be repeated
    #[arg(long, value_name = "SELECTOR", requires = "spec")]
    exclude: Vec<Selector>,

    #[command(flatten)]
    pub(crate) messages: Messages,
}

/// A stage that can be printed.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Stage {
    /// What the API says: references resolved, nothing named yet
    Model,
    /// The Rust to write, fully decided
    Rust,
    /// How the branches of each union are told apart
    Unions,
    /// What of the document is not in the output, and why
    LeftOut,
}

/// One crate to write.
struct Target {
    config: Config,
    document: Document,
    /// The output folder on disk, and as messages name it.
    output: PathBuf,
    output_name: String,
    /// What to run to write it.
    command: String,
    /// Where the manifest has which choice.
    choices: BTreeMap<Pointer, Place>,
}

impl Args {
    /// `--check` of everything.
    pub(crate) fn check() -> Self {
        Self {
            names: Vec::new(),
            check: true,
            print: None,
            deny_skipped: false,
            spec: None,
            out: None,
            name: None,
            every_schema: false,
            references: None,
            include: Vec::new(),
            exclude: Vec::new(),
            messages: Messages::unasked(),
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args, console: &Console) -> Result<Status, Stop> {
    let mut worst = Status::Done;
    for target in targets(args)? {
        let status = match target.run(args, console) {
            Err(Stop::Failures(failures)) => {
                console.failures(&failures);
                Status::Failed
            }
            status => status?,
        };
        worst = worst.max(status);
    }
    Ok(worst)
}

fn targets(args: &Args) -> Result<Vec<Target>, Stop> {
    if let (Some(spec), Some(out), Some(name)) = (&args.spec, &args.out, &args.name) {
        return Ok(vec![Target::free(spec, out, name, args)?]);
    }
    let workspace = Workspace::find()?;
    let entries = entries::read(&workspace)?;
    let chosen = choose(&entries, &args.names)?;
    Ok(chosen.into_iter().map(|entry| Target::of_entry(&workspace, entry)).collect())
}

/// The entries with these names, or all.
fn choose<'a>(entries: &'a [Entry], names: &[String]) -> Result<Vec<&'a Entry>, Stop> {
    let known: Vec<&str> = entries.iter().map(|entry| entry.name.value.as_str()).collect();
    let unknown = names.iter().filter(|name| !known.contains(&name.as_str()));
    let failures: Vec<Failure> = unknown
        .map(|name| {
            let help = match similar::get_close_matches(name.as_str(), &known, 1, 0.6)[..] {
                [near] => format!("did you mean `{near}`?"),
                _ => format!("`{MANIFEST}` has entries for: {}", known.join(", ")),
            };
            Failure::new(format!("no entry generates `{name}`")).code(USAGE).help(help)
        })
        .collect();
    if !failures.is_empty() {
        return Err(Stop::Failures(failures));
    }
    Ok(entries.iter().filter(|entry| names.is_empty() || names.contains(&entry.name.value)).collect())
}

impl Target {
    fn of_entry(workspace: &Workspace, entry: &Entry) -> Self {
        Self {
            config: entry.config(),
            document: Document::of_entry(workspace, entry),
            output: workspace.root.join(&entry.output.value),
            output_name: entry.output.value.clone(),
            command: format!("cargo xtask codegen {}", entry.name.value),
            choices: entry.options.places(workspace),
        }
    }

    /// A crate that the manifest does not know.
    fn free(spec: &Path, out: &Path, name: &str, args: &Args) -> Result<Self, Stop> {
        if !entries::is_package_name(name) {
            return Err(entries::bad_package_name(name).into());
        }
        let document = Document::at(spec, args.references.clone());
        let output_name = out.display().to_string();
        let mut command = format!(
            "cargo xtask codegen --spec {} --out {} --name {name}",
            quoted(&document.name),
            quoted(&output_name)
        );
        if let Some(folder) = &args.references {
            command = format!("{command} --references {}", quoted(&folder.display().to_string()));
        }
        if args.every_schema {
            command.push_str(" --every-schema");
        }
        for (option, selectors) in [("include", &args.include), ("exclude", &args.exclude)] {
            for selector in selectors {
                let _ = write!(command, " --{option} {}", quoted(&selector.to_string()));
            }
        }
        Ok(Self {
            config: Config {
                every_schema: args.every_schema,
                include: args.include.clone(),
                exclude: args.exclude.clone(),
                ..Config::new(name, header_name(spec))
            },
            document,
            output: out.to_path_buf(),
            command,
            choices: BTreeMap::new(),
            output_name,
        })
    }

    fn run(&self, args: &Args, console: &Console) -> Result<Status, Stop> {
        let started = Instant::now();
        let source = self.document.read()?;
        if let Some(stage) = args.print {
            return match generator::print(&source, &self.config, stage.into()) {
                Ok(text) => console::text(&text).map(|()| Status::Done).map_err(Stop::from),
                Err(faults) => self.refuse(faults, &source, args, console),
            };
        }
        let generated = match generator::generate(&source, &self.config) {
            Ok(generated) => generated,
            Err(faults) => return self.refuse(faults, &source, args, console),
        };
        args.messages.print(&generated.warnings, &source, console)?;
        if args.deny_skipped {
            self.deny_skipped(&generated.warnings)?;
        }
        let changes = self.compare(&generated.files)?;
        let outcome = Outcome {
            name: &self.config.crate_name,
            document: &self.document.name,
            output: &self.output_name,
            command: &self.command,
            files: generated.files.len(),
            counts: generated.counts,
            changes: &changes,
        };
        if args.check {
            return Ok(report::check(&outcome, console)?);
        }
        files::apply(&changes, &self.output).map_err(|error| {
            let failure = Failure::new(format!("cannot write the crate: {error}")).code(UNWRITABLE);
            failure.help("run the same command again")
        })?;
        report::written(&outcome, started.elapsed(), console)?;
        Ok(Status::Done)
    }

    /// What has to change; a failure when something stands in the way.
    fn compare(&self, files: &files::Files) -> Result<Vec<Change>, Stop> {
        let changes = files.compare(&self.output).map_err(|error| {
            Failure::new(format!("cannot compare with `{}`: {error}", self.output_name)).code(UNWRITABLE)
        })?;
        let foreign: Vec<Failure> = changes
            .iter()
            .filter_map(|change| match change {
                Change::Foreign { path, reason } => Some(self.foreign(path, reason)),
                _ => None,
            })
            .collect();
        if foreign.is_empty() { Ok(changes) } else { Err(Stop::Failures(foreign)) }
    }
}

impl From<Stage> for generator::Stage {
    fn from(stage: Stage) -> Self {
        match stage {
            Stage::Model => Self::Model,
            Stage::Rust => Self::Rust,
            Stage::Unions => Self::Unions,
            Stage::LeftOut => Self::LeftOut,
        }
    }
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = path.chars().all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_'));
    if is_plain { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
