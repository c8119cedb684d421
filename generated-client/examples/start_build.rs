//! Starts a build of a service and says what became of it.
//!
//! ```text
//! NORTHFLANK_API_TOKEN=… cargo run --example start_build -- PROJECT SERVICE [BRANCH]
//! ```
//!
//! `NORTHFLANK_API_URL` names another server, for instance a local mock.

use std::env;
use std::process::ExitCode;

use generated_client::types::GitBuildSource;
use generated_client::{Client, Error};

#[tokio::main]
async fn main() -> ExitCode {
    match start_build().await {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn start_build() -> Result<String, Box<dyn std::error::Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(project), Some(service)) = (arguments.next(), arguments.next()) else {
        return Err("usage: start_build PROJECT SERVICE [BRANCH]".into());
    };
    let token = env::var("NORTHFLANK_API_TOKEN").map_err(|_| "set NORTHFLANK_API_TOKEN to your API token")?;
    let url = env::var("NORTHFLANK_API_URL").unwrap_or_else(|_| Client::BASE_URL.to_owned());
    let client = Client::builder().token(token).base_url(url).build()?;

    let mut source = GitBuildSource::new();
    if let Some(branch) = arguments.next() {
        source = source.branch(branch);
    }
    match client.start_service_build(&project, &service, source).await {
        Ok(build) => {
            let status = build.data.status.as_deref().unwrap_or("unknown");
            Ok(format!("build {} is {status}", build.data.id))
        }
        Err(Error::Api(answer)) => {
            Err(format!("Northflank says {}: {}", answer.status(), answer.body().error.message).into())
        }
        Err(error) => Err(error.into()),
    }
}
