//! What files say of people and the person does not, and what the person said that cannot be.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Face, UndoState};

/// How a file contradicts the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ConflictKind {
    /// The file has another name.
    OtherName,
    /// The file has the name no longer.
    NameGone,
    /// The file has a name where the person said something else.
    NoName,
}

/// Which part of the contradictions to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListConflicts {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A face of which a file says something else than the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// Which.
    pub id: String,
    /// How it contradicts.
    pub kind: ConflictKind,
    /// Where the photo is.
    pub path: String,
    /// The face as the library has it.
    pub face: Face,
    /// The name in the file.
    pub in_file: Option<String>,
    /// Whether the file itself says so, or another program that was taken in.
    pub from_file: bool,
}

/// How many contradictions there are of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConflictCount {
    /// Which kind.
    pub kind: ConflictKind,
    /// How many.
    pub count: u32,
}

/// A part of the contradictions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConflictPage {
    /// How many there are in all.
    pub total: u32,
    /// How many there are of each kind that there is.
    pub kinds: Vec<ConflictCount>,
    /// Those that were asked for.
    pub conflicts: Vec<Conflict>,
}

/// Why a confirmed face cannot be its person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OutOfLifeReason {
    /// The photo was taken before they were born.
    BeforeBirth,
    /// It was taken after they died.
    AfterDeath,
}

/// Which part of the faces that are out of the life of their person to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListOutOfLife {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A confirmed face in a photo that was taken before its person was born, or after they died.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutOfLife {
    /// The face, with its person and the date of its photo.
    pub face: Face,
    /// Why it cannot be.
    pub reason: OutOfLifeReason,
    /// When the person was born or died.
    pub date: String,
}

/// A part of the faces that are out of the life of their person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OutOfLifePage {
    /// How many there are in all.
    pub total: u32,
    /// Those that were asked for.
    pub faces: Vec<OutOfLife>,
}

/// Whose word holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum WhoseWord {
    /// The person's, as Kith has it.
    Kith,
    /// The file's.
    File,
}

/// Which contradictions are settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum SettleWhich {
    /// A single one.
    One {
        /// Which.
        conflict: String,
    },
    /// All of a kind.
    All {
        /// Which kind.
        of: ConflictKind,
    },
}

/// How to settle contradictions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settle {
    /// Which.
    pub which: SettleWhich,
    /// Whose word holds.
    pub holds: WhoseWord,
}

/// What came of settling contradictions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settled {
    /// How many were settled; if any, that was one step of undo.
    pub settled: u32,
    /// What undo and redo would do now.
    pub undo: UndoState,
}
