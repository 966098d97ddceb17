//! What can go wrong between a picture and its faces.

use std::path::PathBuf;

use kith_domain::shown_path;

use crate::Provider;

/// Why faces could not be looked for. The first six are faults of the installation, the last two of a network.
#[derive(Debug, thiserror::Error)]
pub enum VisionError {
    /// A part of the installation lies in none of the places where it is looked for.
    #[error("{what} was not found; `cargo xtask setup` puts it in place (looked for {})", list(.looked_for))]
    NotFound {
        /// What is missing.
        what: &'static str,
        /// Where it was looked for, in this order.
        looked_for: Vec<PathBuf>,
    },
    /// A file could not be read.
    #[error("cannot read {path}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// `models.toml` does not say what it must.
    #[error("{path} is malformed: {reason}")]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A network's file is not the one that `models.toml` describes.
    #[error("{path} is damaged: its SHA-256 is {found}, not {expected}")]
    Checksum {
        /// The file.
        path: PathBuf,
        /// SHA-256 by `models.toml`, in hexadecimal digits.
        expected: String,
        /// SHA-256 of the file.
        found: String,
    },
    /// A build of ONNX Runtime that sends reports over the network, which nothing in Kith may do.
    #[error(
        "{path} reports to its maker over the network; take a version before 1.29, or set {variable}=1 before Kith starts"
    )]
    Reports {
        /// The library.
        path: PathBuf,
        /// What silences it.
        variable: &'static str,
    },
    /// Something is named that the networks cannot run on.
    #[error(
        "{variable} is {name:?}; it may be {}",
        Provider::ALL.map(Provider::name).join(", ")
    )]
    Provider {
        /// The variable of the environment.
        variable: &'static str,
        /// What it holds.
        name: String,
    },
    /// ONNX Runtime could not be loaded, or it refused or failed to run a network.
    #[error("ONNX Runtime: {action}")]
    Runtime {
        /// What was tried.
        action: String,
        /// What the runtime said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A network answered with something that has not the form it should have.
    #[error("the network {network} gave an answer of a wrong form: {reason}")]
    Output {
        /// Its name in `models.toml`.
        network: String,
        /// What is wrong with the answer.
        reason: String,
    },
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(shown_path).collect::<Vec<_>>().join(", ")
}
