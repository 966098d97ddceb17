//! The programs that are compared, and what a run of one costs.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::Bench;
use crate::{process, project};

/// How closely Kith looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Fast,
    Balanced,
    Thorough,
}

impl Mode {
    pub(super) const ALL: [Self; 3] = [Self::Fast, Self::Balanced, Self::Thorough];

    /// The word for it on the command line.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Fast => "fast",
            Self::Balanced => "balanced",
            Self::Thorough => "thorough",
        }
    }

    /// The plain program that looks as closely as this mode's closest look does in general.
    pub(super) fn same_work(self) -> Program {
        match self {
            Self::Fast => Program::Plain { longest_side: 640 },
            Self::Balanced | Self::Thorough => Program::Plain { longest_side: 1280 },
        }
    }
}

/// What scans the photographs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Program {
    /// `opencv_recipe.py`.
    Recipe,
    /// `opencv_scan.py`.
    Plain {
        longest_side: u32,
    },
    Kith(Mode),
}

impl Program {
    /// In the order of the document.
    pub(super) const ALL: [Self; 6] = [
        Self::Recipe,
        Self::Plain { longest_side: 640 },
        Self::Plain { longest_side: 1280 },
        Self::Kith(Mode::Fast),
        Self::Kith(Mode::Balanced),
        Self::Kith(Mode::Thorough),
    ];

    /// How the document calls it.
    pub(super) fn name(self) -> String {
        match self {
            Self::Recipe => "digiKam's steps".to_owned(),
            Self::Plain { longest_side } => format!("OpenCV, one look at {longest_side}"),
            Self::Kith(mode) => format!("Kith, {}", mode.word()),
        }
    }
}

/// What a run cost.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Cost {
    /// Seconds from start to end of the process.
    pub(super) wall: f64,
    /// Seconds of all its threads.
    pub(super) cpu: f64,
    /// Most memory at one moment.
    pub(super) peak_mib: f64,
    /// What it printed last.
    pub(super) last_line: String,
}

/// `kith scan` of a folder into a library.
pub(super) fn kith(bench: &Bench, mode: Mode, threads: usize, photos: &Path, library: &Path) -> Command {
    let mut scan = Command::new(&bench.kith);
    scan.arg("--library").arg(library).args(["scan", "--mode", mode.word(), "--jobs", &threads.to_string()]);
    scan.arg(photos);
    scan
}

/// A Python script of `tests/bench`.
pub(super) fn script(bench: &Bench, name: &str) -> Command {
    let mut python = Command::new(bench.python);
    python.arg(project::root().join("tests/bench").join(name));
    python
}

/// A Python script that uses the published networks on a folder.
pub(super) fn opencv(bench: &Bench, name: &str, photos: &Path) -> Command {
    let mut python = script(bench, name);
    python.arg("--models").arg(&bench.models).arg("--photos").arg(photos);
    python
}

/// One of the OpenCV programs that scan a folder.
pub(super) fn yardstick(bench: &Bench, longest_side: Option<u32>, threads: usize, photos: &Path) -> Command {
    let name = if longest_side.is_some() { "opencv_scan.py" } else { "opencv_recipe.py" };
    let mut scan = opencv(bench, name, photos);
    scan.args(["--threads", &threads.to_string()]);
    scan.args(longest_side.into_iter().flat_map(|side| ["--longest-side".to_owned(), side.to_string()]));
    scan
}

/// Runs a command on as many cores as it may have threads.
pub(super) fn cost(bench: &Bench, threads: usize, command: &Command) -> Result<Cost> {
    let mut timed = script(bench, "timed.py");
    let pinned = pinned(threads, command);
    timed.arg(pinned.get_program()).args(pinned.get_args());
    let json = process::output(&mut timed)?;
    serde_json::from_str(&json).context("the timer printed something else than a cost")
}

/// The same command, kept to the first cores where the system can do that.
pub(super) fn pinned(threads: usize, command: &Command) -> Command {
    let mut pinned = Command::new(command.get_program());
    if process::succeeds(Command::new("taskset").arg("--version")) {
        pinned = Command::new("taskset");
        pinned.args(["-c", if threads == 1 { "0" } else { "0,1" }]).arg(command.get_program());
    }
    pinned.args(command.get_args());
    pinned
}
