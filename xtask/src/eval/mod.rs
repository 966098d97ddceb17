//! `cargo xtask eval`: measures Kith on photographs that lie outside the project. The program that does it is built only then.

mod accuracy;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::{models, process, project};

/// What `cargo xtask eval` takes.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("subject").required(true).args(["parity", "data"]))]
pub(crate) struct EvalArgs {
    /// Compare boxes and embeddings with those of OpenCV on the pictures of this folder
    #[arg(long, value_name = "DIR")]
    parity: Option<PathBuf>,
    /// A Python with the package opencv-python-headless, below version 5
    #[arg(long, value_name = "PATH", default_value = "python3")]
    python: PathBuf,
    /// Stop after so many faces
    #[arg(long, value_name = "N", default_value_t = 200)]
    limit: usize,
    /// Folder with the published networks, which are fetched otherwise
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Measure how right Kith is on the public data sets of this folder, and write docs/accuracy.md
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    accuracy: accuracy::Args,
}

/// Builds `kith-eval` of the package `kith-tests` and runs what is asked for.
pub(crate) fn run(args: &EvalArgs) -> Result<()> {
    match (&args.parity, &args.data) {
        (_, Some(data)) => accuracy::run(data, &args.accuracy, args.models.as_deref()),
        (Some(photos), None) => parity(photos, args),
        (None, None) => Ok(()),
    }
}

/// Puts the published networks into a scratch folder and compares.
fn parity(photos: &Path, args: &EvalArgs) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    models::put_published(args.models.as_deref(), scratch.path())?;
    let mut eval = kith_eval()?;
    eval.arg("parity").arg(photos).arg("--models").arg(scratch.path());
    eval.arg("--python").arg(&args.python).args(["--limit", &args.limit.to_string()]);
    process::run(&mut eval)
}

fn kith_eval() -> Result<Command> {
    let mut eval = project::cargo();
    // Where this program was started, so that paths mean what the person who typed them meant.
    eval.current_dir(std::env::current_dir()?);
    eval.args(["run", "--release", "-p", "kith-tests", "--bin", "kith-eval", "--"]);
    Ok(eval)
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;

    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        args: EvalArgs,
    }

    #[test]
    fn one_thing_is_measured_at_a_time() {
        let parse = |words: &[&str]| Line::try_parse_from([&["eval"], words].concat());
        let line = parse(&["--data", "sets", "--only", "album"]).unwrap_or_else(|error| panic!("{error}"));
        assert!(line.args.parity.is_none() && line.args.data == Some("sets".into()));
        assert!(parse(&["--parity", "photos", "--limit", "9"]).is_ok());
        for wrong in [&[][..], &["--data", "a", "--parity", "b"], &["--parity", "b", "--only", "album"]] {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
