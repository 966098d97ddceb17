//! Confirmed faces that look as if they were not their person.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Face, PersonRef};

/// Which part of them to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListDoubts {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A confirmed face that looks like somebody else, or unlike all others of its person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Doubt {
    /// The face, with its person.
    pub face: Face,
    /// A few faces of that person which nobody doubts.
    pub known: Vec<Face>,
    /// Who it looks like; null when it is only unlike its person.
    pub other: Option<PersonRef>,
}

/// A part of the doubtful faces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DoubtPage {
    /// How many there are in all.
    pub total: u32,
    /// Those that were asked for, the most doubtful first.
    pub doubts: Vec<Doubt>,
}
