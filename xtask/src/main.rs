//! The project's own commands, run as `cargo xtask NAME`.
//!
//! `setup` fetches what building needs, `start` shows Kith on a folder of photographs, `test` is everything that must hold
//! before a change lands. The others are steps of these.

mod aim;
mod bench;
mod codegen;
mod eval;
mod licences;
mod models;
mod numbers;
mod process;
mod project;
mod screens;
mod setup;
mod start;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The commands of the Kith project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Fetch what building and running Kith needs
    Setup(setup::SetupArgs),
    /// Set up, build and open Kith on a folder of photographs
    Start(start::StartArgs),
    /// Set up and run every check
    Test(test::TestArgs),
    /// Check the layout, the direction of dependencies and the other rules of the house
    Tidy,
    /// Renew what the page knows of the commands of the shell
    Codegen(codegen::CodegenArgs),
    /// Measure the speed and memory of a scan beside OpenCV and write docs/performance.md
    Bench(bench::BenchArgs),
    /// Measure Kith on photographs
    Eval(eval::EvalArgs),
    /// Take a picture of every view of the page for docs/screens/views
    Screens,
    /// Make the files of models/ from the published networks
    Models(models::ModelsArgs),
    /// Look for published vulnerabilities in the dependencies; needs the network
    Advisories,
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Setup(args) => setup::run(args.purpose()),
        Task::Start(args) => start::run(args),
        Task::Test(args) => test::run(&args),
        Task::Tidy => tidy::run(),
        Task::Codegen(args) => codegen::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::Eval(args) => eval::run(&args),
        Task::Screens => screens::run(),
        Task::Models(args) => models::run(&args),
        Task::Advisories => licences::advisories(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
