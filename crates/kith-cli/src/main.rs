//! `kith`: the program without a window. Scripts, tests and measurements drive Kith through it.
//!
//! JSON Lines go to standard output, messages to standard error. Exit code 0 is done, 1 failed, 2 wrong usage.

mod args;
mod assign;
mod commands;
mod detect;
mod export;
mod import;
mod lines;
mod metadata;
mod report;
mod scan;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let filter = tracing_subscriber::EnvFilter::try_from_env("KITH_LOG").unwrap_or_else(|_| "warn,ort=error".into());
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_env_filter(filter).init();
    match commands::run(args) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            lines::say(explain(&error));
            ExitCode::FAILURE
        }
    }
}

/// The error and its causes in one line; a cause that the line names already is not named again.
fn explain(error: &anyhow::Error) -> String {
    error
        .chain()
        .skip(1)
        .map(ToString::to_string)
        .fold(error.to_string(), |text, cause| if text.contains(&cause) { text } else { format!("{text}: {cause}") })
}

/// Whoever reads the lines may stop reading at any time (`kith faces | head`).
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_closed = |cause: &std::io::Error| cause.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().filter_map(|cause| cause.downcast_ref()).any(is_closed)
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use kith_app::AppError;

    use super::*;

    #[test]
    fn a_closed_pipe_is_known_wherever_it_was_met() {
        let met = |kind: ErrorKind| AppError::Unwritable { path: "standard output".into(), source: Error::from(kind) };
        assert!(is_closed_pipe(&Error::from(ErrorKind::BrokenPipe).into()));
        assert!(is_closed_pipe(&met(ErrorKind::BrokenPipe).into()));
        assert!(!is_closed_pipe(&met(ErrorKind::StorageFull).into()));
    }
}
