//! `ui/src/ipc/bindings.ts`: the commands and types of the shell as TypeScript, generated and committed.

use anyhow::{Result, ensure};
use clap::Args;

use crate::project::{self, SELECTION};
use crate::{process, test};

/// Options of `cargo xtask codegen`.
#[derive(Args)]
pub(crate) struct CodegenArgs {
    /// Only compare, change nothing
    #[arg(long)]
    check: bool,
}

/// Writes the bindings, or checks that the committed ones are what would be written.
pub(crate) fn run(args: &CodegenArgs) -> Result<()> {
    if args.check { check() } else { write() }
}

fn write() -> Result<()> {
    let bin = ["run", "-p", "kith-desktop", "--features", "custom-protocol", "--bin", "export-bindings"];
    process::run(project::cargo().args(bin))
}

/// The comparison is a test of the shell. A filter that finds no test is green, so what ran is counted.
pub(crate) fn check() -> Result<()> {
    let counts = test::cargo_test(project::cargo().arg("test").args(SELECTION).args(["--lib", "bindings"]))?;
    ensure!(counts.passed > 0, "no test of the bindings was found");
    Ok(())
}
