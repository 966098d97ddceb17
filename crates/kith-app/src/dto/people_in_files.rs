//! Names in files: what the person chose, what waits, what would change, and what other programs know.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Where names are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Keeping {
    /// In Kith alone: files are only read.
    Kith,
    /// In a small file beside each photo.
    Beside,
    /// In the photos, and beside those whose formats are not changed.
    Inside,
}

/// What the person chose about names in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WritingSettings {
    /// Where names are kept.
    pub keeping: Keeping,
    /// Whether files keep their time of change.
    pub keep_dates: bool,
    /// Whether people are written as keywords too, as digiKam has them.
    pub people_as_keywords: bool,
    /// Whether the app writes by itself, a little after each decision.
    pub automatic: bool,
}

/// How names in files stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NamesInFiles {
    /// What the person chose.
    pub settings: WritingSettings,
    /// Files that wait to be written.
    pub waiting: u32,
    /// Files that could not be written.
    pub stopped: u32,
    /// Of these, files that cannot be written into, and beside which one can be written instead.
    pub offered: u32,
    /// Faces that files name otherwise than the person did.
    pub conflicts: u32,
}

/// What is done with files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FileWorkKind {
    /// Names are written.
    Writing,
    /// Names of another program are taken in.
    Importing,
}

/// How work on files stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FileWorkState {
    /// It goes on.
    Running,
    /// It went to its end.
    Finished,
    /// The person stopped it.
    Cancelled,
    /// Something else was done with the library; what is left waits for that.
    Busy,
    /// An error ended it; the log says which.
    Failed,
}

/// Work on files that goes on, or has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FileWork {
    /// What is done.
    pub kind: FileWorkKind,
    /// How it stands.
    pub state: FileWorkState,
    /// Files done.
    pub done: u32,
    /// Files in all; 0 until that is known.
    pub total: u32,
    /// Files that say what they should now.
    pub written: u32,
    /// Files that could not be written.
    pub stopped: u32,
    /// Files whose drive went away; they wait for it.
    pub away: u32,
}

/// Which part of the files that wait to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListWaiting {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// One difference in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NameChange {
    /// A name is new.
    Added {
        /// Whose.
        name: String,
    },
    /// A name goes.
    Removed {
        /// Whose.
        name: String,
    },
    /// A face has another name.
    Renamed {
        /// The one that stands there.
        from: String,
        /// The new one.
        to: String,
    },
    /// The box around somebody changes.
    Moved {
        /// Whose.
        name: String,
    },
    /// A keyword is new.
    KeywordAdded {
        /// From the outermost part of its hierarchy to the word itself.
        keyword: Vec<String>,
    },
    /// A keyword goes.
    KeywordRemoved {
        /// From the outermost part of its hierarchy to the word itself.
        keyword: Vec<String>,
    },
}

/// A file that waits, and what would change in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaitingFile {
    /// Which.
    pub id: String,
    /// The photo's path below its root.
    pub photo: String,
    /// The path below its root of what would be written: the photo or its sidecar.
    pub target: String,
    /// What is different; nothing where the file says it already.
    pub changes: Vec<NameChange>,
    /// What keeps it from being written.
    pub obstacle: Option<Obstacle>,
}

/// A part of the files that wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaitingPage {
    /// How many there are in all.
    pub total: u32,
    /// Those that were asked for.
    pub files: Vec<WaitingFile>,
}

/// What keeps a file from being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Obstacle {
    /// It says something else than the person, who must settle that first.
    Contradiction,
    /// Its metadata, or those beside it, are damaged.
    Damaged,
    /// Its metadata cannot be changed without harm.
    Unsupported,
    /// Its metadata are larger than those of any photo.
    TooLarge,
    /// It, or its folder, must not be written.
    ReadOnly,
    /// The disk is full.
    DiskFull,
    /// Somebody else changed it meanwhile.
    Changed,
    /// It is not the photo that was scanned.
    AnotherPhoto,
    /// It has several names.
    Linked,
    /// A link lies in its place that leads nowhere.
    BrokenLink,
    /// Its owner or its attributes could not be kept.
    Attributes,
    /// What was read back was not what was written.
    Unproven,
    /// It is not there.
    Missing,
    /// It cannot be read.
    Unreadable,
    /// It made the program stumble.
    Stumbled,
    /// Something else that the system said.
    System,
    /// Its drive is away; it waits for it.
    Away,
    /// It was not kept what.
    Unknown,
}

/// Which part of the files that could not be written to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListStopped {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A file that could not be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoppedFile {
    /// Which.
    pub id: String,
    /// Where the photo is.
    pub path: String,
    /// What kept it from that.
    pub obstacle: Obstacle,
    /// Whether it contradicts what the person said, so that they must settle that first.
    pub asks: bool,
    /// Whether it cannot be written into, and a file beside it can be written instead.
    pub offers_beside: bool,
}

/// A part of the files that could not be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoppedPage {
    /// How many there are in all.
    pub total: u32,
    /// Those that were asked for.
    pub files: Vec<StoppedFile>,
}

/// What to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum WriteNames {
    /// All that wait, also those that could not be written the last time.
    All,
    /// Those that could not be written the last time.
    Stopped,
    /// Of all of them these.
    Only {
        /// Which.
        files: Vec<String>,
    },
    /// Of those that cannot be written into these, or all: beside them, from now on.
    Beside {
        /// Which; null for all.
        files: Option<Vec<String>>,
    },
}

/// What another program knew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// The folder or file that it came from.
    pub path: String,
    /// Photos of which something was told.
    pub photos: u32,
    /// Names and faces that were taken in.
    pub taken: u32,
    /// Faces that are named otherwise than the person did.
    pub conflicts: u32,
    /// Photos that are not in the library.
    pub missing: u32,
}
