//! `cargo xtask test`: everything that must hold before a change lands, in one command.

use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::project::{self, SELECTION};
use crate::setup::{self, Purpose};
use crate::{codegen, licences, process, tidy};

/// Options of `cargo xtask test`.
#[derive(Args)]
pub(crate) struct TestArgs {
    /// Go on after a step that failed
    #[arg(long)]
    keep_going: bool,
    /// Run this step alone; may be given more than once
    #[arg(long, value_name = "STEP", value_parser = PossibleValuesParser::new(names()))]
    only: Vec<String>,
}

/// One thing that must hold.
struct Step {
    name: &'static str,
    run: fn() -> Result<()>,
}

/// Cheap ones first; the page is built before the shell, which embeds it; everything is built before the tests that start
/// built programs.
const STEPS: [Step; 18] = [
    Step { name: "setup", run: || setup::run(Purpose::Tests) },
    Step { name: "format", run: || cargo(&["fmt", "--all", "--check"]) },
    Step { name: "tidy", run: tidy::run },
    Step { name: "workflows", run: lint_workflows },
    Step { name: "licences", run: licences::check },
    Step { name: "ui-check", run: || npm("ui", "check") },
    Step { name: "ui-lint", run: || npm("ui", "lint") },
    Step { name: "ui-test", run: || npm("ui", "test") },
    Step { name: "ui-build", run: || npm("ui", "build") },
    Step { name: "build", run: || cargo_selected(&["build", "--all-targets"], not_this_program()) },
    Step { name: "clippy", run: || cargo_selected(&["clippy", "--all-targets"], &["--", "-D", "warnings"]) },
    Step { name: "clippy-bare", run: clippy_without_default_features },
    Step { name: "docs", run: rustdoc },
    Step { name: "rust-test", run: rust_tests },
    Step { name: "bindings", run: codegen::check },
    Step { name: "e2e-check", run: || npm("tests/e2e", "check") },
    Step { name: "e2e", run: || npm("tests/e2e", "test") },
    Step { name: "smoke", run: smoke },
];

fn names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

/// How one step ended.
struct Outcome {
    name: &'static str,
    took: Duration,
    error: Option<anyhow::Error>,
}

/// Runs the steps and prints how each ended.
///
/// # Errors
/// When a step failed.
pub(crate) fn run(args: &TestArgs) -> Result<()> {
    let chosen = STEPS.iter().filter(|step| args.only.is_empty() || args.only.iter().any(|name| name == step.name));
    let outcomes = run_steps(chosen, args.keep_going);
    print!("{}", summary(&outcomes));
    let failed: Vec<_> = outcomes.iter().filter(|outcome| outcome.error.is_some()).map(|o| o.name).collect();
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

fn run_steps<'a>(steps: impl Iterator<Item = &'a Step>, keep_going: bool) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for step in steps {
        println!("\n==== {} ====", step.name);
        let start = Instant::now();
        let error = (step.run)().err();
        if let Some(error) = &error {
            eprintln!("{error:#}");
        }
        let stop = error.is_some() && !keep_going;
        outcomes.push(Outcome { name: step.name, took: start.elapsed(), error });
        if stop {
            break;
        }
    }
    outcomes
}

/// One line a step, and the counts alone on the last line.
fn summary(outcomes: &[Outcome]) -> String {
    let line = |Outcome { name, took, error }: &Outcome| {
        let verdict = if error.is_some() { "FAILED" } else { "ok" };
        format!("{name:<12} {verdict:<7} {:>7.1} s\n", took.as_secs_f64())
    };
    let lines: String = outcomes.iter().map(line).collect();
    let failed = outcomes.iter().filter(|outcome| outcome.error.is_some()).count();
    let total: Duration = outcomes.iter().map(|outcome| outcome.took).sum();
    format!(
        "\n==== summary ====\n{lines}{:<12} {:<7} {:>7.1} s\n\nsteps: {} passed, {failed} failed\n",
        "all",
        "",
        total.as_secs_f64(),
        outcomes.len() - failed
    )
}

fn cargo(arguments: &[&str]) -> Result<()> {
    process::run(project::cargo().args(arguments))
}

fn cargo_selected(command: &[&str], more: &[&str]) -> Result<()> {
    process::run(project::cargo().args(command).args(SELECTION).args(more))
}

pub(crate) fn npm(folder: &str, script: &str) -> Result<()> {
    process::run(project::npm(folder).args(["run", script]).env("PATH", project::tool_path()?))
}

/// On Windows a running program cannot be replaced, and this one is running.
fn not_this_program() -> &'static [&'static str] {
    if cfg!(windows) { &["--exclude", "xtask"] } else { &[] }
}

/// Broken links in the documentation are warnings of rustdoc.
fn rustdoc() -> Result<()> {
    let mut doc = project::cargo();
    process::run(doc.args(["doc", "--no-deps"]).args(SELECTION).env("RUSTDOCFLAGS", "-D warnings"))
}

fn rust_tests() -> Result<()> {
    let mut test = project::cargo();
    let counts = cargo_test(test.arg("test").args(SELECTION).args(not_this_program()))?;
    println!("\nRust tests: {} passed, {} ignored in {} programs", counts.passed, counts.ignored, counts.programs);
    ensure!(counts.passed > 0, "no test ran");
    // A release may have to leave formats out.
    cargo(&["test", "--quiet", "-p", "kith-media", "--no-default-features"])
}

/// What the lines `test result:` of `cargo test` add up to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) programs: usize,
    pub(crate) passed: usize,
    pub(crate) ignored: usize,
}

impl Counts {
    /// Adds one line of output, if it is a result: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    fn read(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        let words: Vec<_> = result.split([' ', ';', '.']).filter(|word| !word.is_empty()).collect();
        let before = |unit: &str| words.windows(2).find(|w| w[1] == unit).and_then(|w| w[0].parse::<usize>().ok());
        self.programs += 1;
        self.passed += before("passed").unwrap_or(0);
        self.ignored += before("ignored").unwrap_or(0);
    }
}

/// Runs a `cargo test` command, showing its output, and counts.
pub(crate) fn cargo_test(command: &mut Command) -> Result<Counts> {
    let mut counts = Counts::default();
    process::each_line(command, |line| {
        println!("{line}");
        counts.read(line);
    })?;
    Ok(counts)
}

/// Packages with features that are on by default must also be clean without them.
fn clippy_without_default_features() -> Result<()> {
    let packages = packages_with_defaults()?;
    println!("packages with default features: {}", packages.len());
    for package in packages {
        cargo(&["clippy", "--all-targets", "--no-default-features", "-p", &package, "--", "-D", "warnings"])?;
    }
    Ok(())
}

fn packages_with_defaults() -> Result<Vec<String>> {
    let json = process::output(project::cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&json)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let has_defaults = |package: &&serde_json::Value| {
        package["features"]["default"].as_array().is_some_and(|features| !features.is_empty())
    };
    Ok(packages.iter().filter(has_defaults).filter_map(|package| package["name"].as_str().map(Into::into)).collect())
}

fn lint_workflows() -> Result<()> {
    let zizmor = project::private().join("bin").join(format!("zizmor{}", std::env::consts::EXE_SUFFIX));
    let arguments = ["--offline", "--no-progress", "--quiet", ".github/workflows"];
    process::run(project::command(&zizmor.to_string_lossy()).args(arguments))
}

/// The real app, driven by `WebDriver` on a display of its own. Only Linux and Windows have a driver, and only Linux a
/// display that needs no one before it.
fn smoke() -> Result<()> {
    if !cfg!(target_os = "linux") {
        println!("left out: it needs Xvfb and WebKitWebDriver");
        return Ok(());
    }
    let app = project::built("debug", "kith-desktop")?;
    if !app.exists() {
        bail!("{} is missing: run the step `build` first", app.display());
    }
    let mut smoke = project::command("xvfb-run");
    smoke.args(["--auto-servernum", "--server-args=-screen 0 1440x900x24", "node", "tests/smoke/smoke.mjs"]);
    process::run(smoke.env("PATH", project::tool_path()?).env("KITH_APP", app))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: Step = Step { name: "good", run: || Ok(()) };
    const BAD: Step = Step { name: "bad", run: || bail!("broken") };

    #[test]
    fn the_first_failure_stops_the_run_unless_told_to_go_on() {
        let steps = [GOOD, BAD, GOOD];
        assert_eq!(run_steps(steps.iter(), false).len(), 2);
        assert_eq!(run_steps(steps.iter(), true).len(), 3);
    }

    #[test]
    fn the_summary_counts_and_names_what_failed() {
        let text = summary(&run_steps([GOOD, BAD].iter(), true));
        assert!(text.contains("good         ok"), "{text}");
        assert!(text.contains("bad          FAILED"), "{text}");
        assert!(text.ends_with("\nsteps: 1 passed, 1 failed\n"), "{text}");
    }

    #[test]
    fn no_two_steps_share_a_name() {
        let unique: std::collections::BTreeSet<_> = names().into_iter().collect();
        assert_eq!(unique.len(), STEPS.len());
    }

    #[test]
    fn what_a_step_needs_is_made_before_it() {
        let at = |name: &str| STEPS.iter().position(|step| step.name == name).unwrap();
        let order = ["setup", "ui-build", "build", "rust-test", "smoke"].map(at);
        assert!(order.is_sorted(), "{order:?}");
        assert!(at("ui-build") < at("clippy") && at("ui-build") < at("e2e"));
    }

    #[test]
    fn results_of_cargo_test_add_up() {
        let mut counts = Counts::default();
        counts.read("running 3 tests");
        counts.read("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.01s");
        counts.read("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s");
        assert_eq!(counts, Counts { programs: 2, passed: 15, ignored: 1 });
    }
}
