//! The arguments of the app.

use std::path::PathBuf;

use clap::Parser;

/// A private face manager for your own photographs.
#[derive(Debug, Parser)]
#[command(name = "kith-desktop", version)]
pub(crate) struct Args {
    /// Add this folder and scan it.
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,

    /// The library's folder; by default Kith's own data folder.
    #[arg(long, env = "KITH_LIBRARY", value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
}
