//! The library at a glance, and its scans.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::UndoState;

/// How a scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum JobState {
    /// At work.
    Running,
    /// Waiting for the person, or for what holds it.
    Paused,
    /// Done.
    Finished,
    /// Stopped by the person.
    Cancelled,
    /// Stopped by an error.
    Failed,
    /// Ended with the program.
    Interrupted,
}

/// Why a scan waits though nobody paused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Hold {
    /// The machine runs on a battery.
    Battery {
        /// How full it is.
        percent: u8,
    },
    /// The machine has just woken up.
    Woken,
}

/// How scans treat the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScanSettings {
    /// The level of the battery, in percent, below which they wait while the machine runs on it; 0 for never.
    pub battery: u8,
}

/// A scan.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// How it stands.
    pub state: JobState,
    /// Why it waits, unless the person paused it.
    pub hold: Option<Hold>,
    /// Photos looked at.
    pub done: u32,
    /// Photos to look at.
    pub total: u32,
    /// Faces found.
    pub faces: u32,
    /// Photos that could not be read.
    pub failed: u32,
    /// Photos a second.
    pub photos_per_second: Option<f64>,
    /// Seconds left.
    pub seconds_left: Option<u32>,
}

/// A folder tree of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Root {
    /// What a scan calls it.
    pub id: String,
    /// Where.
    pub path: String,
    /// Whether it can be reached.
    pub online: bool,
    /// Photos in it.
    pub photos: u32,
}

/// What to scan again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ScanAgain {
    /// The folder; null for all folders of the library.
    pub folder: Option<String>,
    /// Also photos that are as they were.
    pub unchanged: bool,
}

/// Something that the person left out of the library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LeftOut {
    /// What a decision calls it.
    pub place: String,
    /// The folder of the library that it lies in.
    pub root: String,
    /// Its path below that.
    pub path: String,
    /// Photos in it that were known.
    pub photos: u32,
}

/// The library at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LibraryState {
    /// Its folders.
    pub roots: Vec<Root>,
    /// What is left out of them.
    pub left_out: Vec<LeftOut>,
    /// Photos in all, each copy and what cannot be read included.
    pub photos: u32,
    /// Pictures that can be shown, whatever the number of their copies.
    pub pictures: u32,
    /// Faces in all.
    pub faces: u32,
    /// The scan that runs, or the last one.
    pub job: Option<Job>,
    /// What undo and redo would do.
    pub undo: UndoState,
    /// Rises with every change.
    #[specta(type = u32)]
    pub revision: i64,
}
