//! Measures Kith on photographs that lie outside the project; `cargo xtask eval` and `cargo xtask bench` run it.

mod accuracy;
mod candidates;
mod metrics;
mod parity;
mod stages;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use clap::Parser;
use kith_domain::Frame;
use kith_media::{Format, Limits};

/// Measures Kith on photographs that lie outside the project.
#[derive(Parser)]
#[command(name = "kith-eval")]
enum Args {
    /// Print how right Kith is on public data sets
    Accuracy(accuracy::Args),
    /// Compare Kith with OpenCV and print how much they agree
    Parity(parity::Args),
    /// Print all that may be faces with what is known about them, for fitting the second opinion
    Candidates(candidates::Args),
    /// Print how long each stage of a scan takes
    Stages(stages::Args),
}

fn main() -> Result<()> {
    match Args::parse() {
        Args::Accuracy(args) => accuracy::run(&args),
        Args::Parity(args) => parity::run(&args),
        Args::Candidates(args) => candidates::run(&args),
        Args::Stages(args) => stages::run(&args),
    }
}

fn decode(path: &Path) -> Result<Frame> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let decoded = kith_media::decode(&bytes, Format::from_name(path.as_os_str()), &Limits::default());
    Ok(decoded.with_context(|| format!("cannot decode {}", path.display()))?.frame)
}
