//! `cargo xtask setup`: what building, running and testing Kith needs. A second run finds everything in place.

mod npm;
mod system;
mod tauri_driver;
mod wheels;

use std::time::Instant;

use anyhow::Result;
use clap::Args;

/// Options of `cargo xtask setup`.
#[derive(Args)]
pub(crate) struct SetupArgs {
    /// Also fetch what the tests need: browsers, linters, a virtual display
    #[arg(long)]
    tests: bool,
}

impl SetupArgs {
    /// What the person asked for.
    pub(crate) fn purpose(&self) -> Purpose {
        if self.tests { Purpose::Tests } else { Purpose::App }
    }
}

/// What to set up for; each includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// The program `kith` alone
    Headless,
    /// The app
    App,
    /// Every check
    Tests,
}

/// Brings everything `purpose` needs.
///
/// # Errors
/// When a part can neither be found nor installed; the message says what to do.
pub(crate) fn run(purpose: Purpose) -> Result<()> {
    step("system packages", || system::install(purpose))?;
    step("prebuilt files", || wheels::install(purpose))?;
    if purpose >= Purpose::App {
        step("npm packages of ui", || npm::install("ui"))?;
    }
    if purpose >= Purpose::Tests {
        step("npm packages of tests/e2e", || npm::install("tests/e2e"))?;
        step("tauri-driver", tauri_driver::install)?;
    }
    Ok(())
}

/// Runs one part and says what came of it.
fn step(name: &str, install: impl FnOnce() -> Result<String>) -> Result<()> {
    let start = Instant::now();
    let outcome = install()?;
    println!("setup: {name}: {outcome} ({:.1} s)", start.elapsed().as_secs_f64());
    Ok(())
}
