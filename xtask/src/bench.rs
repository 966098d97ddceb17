//! `cargo xtask bench`: the speed of a scan beside a plain OpenCV program that does the same work, in one run.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::{models, process, project};

/// What `cargo xtask bench` takes.
#[derive(clap::Args)]
pub(crate) struct BenchArgs {
    /// The photographs; any folder with more than a few
    #[arg(long, value_name = "DIR")]
    photos: PathBuf,
    /// A Python with the package opencv-python-headless, below version 5
    #[arg(long, value_name = "PATH", default_value = "python3")]
    python: PathBuf,
    /// Folder with the published networks, which are fetched otherwise
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
    /// Runs of each; the median counts
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// What a run cost.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Cost {
    wall: f64,
    cpu: f64,
    peak_mib: f64,
}

/// Measures and prints a table. Runs take turns, so that a noisy machine is noisy to both.
pub(crate) fn run(args: &BenchArgs) -> Result<()> {
    ensure!(args.photos.is_dir(), "{} is not a folder", args.photos.display());
    ensure!(args.runs > 0, "at least one run is needed");
    process::run(project::cargo().args(["build", "--release", "-p", "kith-cli"]))?;
    let scratch = tempfile::tempdir()?;
    models::put_published(args.models.as_deref(), scratch.path())?;
    println!("| threads | program | wall s | CPU s | peak MiB | ratio of wall | ratio of CPU |");
    println!("|---|---|---|---|---|---|---|");
    for threads in [1, 2] {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..args.runs {
            ours.push(measure(args, threads, &kith(args, threads, scratch.path())?)?);
            theirs.push(measure(args, threads, &opencv(args, threads, scratch.path())?)?);
        }
        let (ours, theirs) = (median(ours), median(theirs));
        print("OpenCV", threads, theirs, theirs);
        print("Kith", threads, ours, theirs);
    }
    Ok(())
}

fn kith(args: &BenchArgs, threads: usize, scratch: &Path) -> Result<Vec<String>> {
    let library = tempfile::tempdir_in(scratch)?.keep();
    let program = project::built("release", "kith")?;
    let words = ["--library", text(&library)?, "scan", "--jobs", &threads.to_string(), text(&args.photos)?];
    Ok(std::iter::once(text(&program)?).chain(words).map(str::to_owned).collect())
}

fn opencv(args: &BenchArgs, threads: usize, models: &Path) -> Result<Vec<String>> {
    let script = project::root().join("tests/bench/opencv_scan.py");
    let words = [text(&args.python)?, text(&script)?, "--models", text(models)?, "--photos", text(&args.photos)?];
    let threads = threads.to_string();
    Ok(words.into_iter().chain(["--threads", &threads]).map(str::to_owned).collect())
}

/// Runs a command on as many cores as it may have threads, where the system can pin it.
fn measure(args: &BenchArgs, threads: usize, command: &[String]) -> Result<Cost> {
    let mut timed = Command::new(&args.python);
    timed.arg(project::root().join("tests/bench/timed.py"));
    if process::succeeds(Command::new("taskset").arg("--version")) {
        timed.args(["taskset", "-c", if threads == 1 { "0" } else { "0,1" }]);
    }
    let json = process::output(timed.args(command))?;
    serde_json::from_str(&json).context("the timer printed something else than a cost")
}

fn median(mut costs: Vec<Cost>) -> Cost {
    let middle = |of: &mut Vec<Cost>, by: fn(&Cost) -> f64| {
        of.sort_by(|a, b| by(a).total_cmp(&by(b)));
        by(&of[of.len() / 2])
    };
    Cost {
        wall: middle(&mut costs, |c| c.wall),
        cpu: middle(&mut costs, |c| c.cpu),
        peak_mib: middle(&mut costs, |c| c.peak_mib),
    }
}

fn print(program: &str, threads: usize, cost: Cost, beside: Cost) {
    let (wall, cpu) = (beside.wall / cost.wall, beside.cpu / cost.cpu);
    let Cost { wall: w, cpu: c, peak_mib } = cost;
    println!("| {threads} | {program} | {w:.2} | {c:.2} | {peak_mib:.0} | {wall:.2} | {cpu:.2} |");
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not UTF-8", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_its_own_median() {
        let cost = |wall, cpu, peak_mib| Cost { wall, cpu, peak_mib };
        let m = median(vec![cost(3.0, 1.0, 2.0), cost(1.0, 3.0, 1.0), cost(2.0, 2.0, 3.0)]);
        assert!((m.wall - 2.0).abs() < 1e-9 && (m.cpu - 2.0).abs() < 1e-9 && (m.peak_mib - 2.0).abs() < 1e-9);
    }
}
