//! Groups of faces of nobody.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Face;

/// Which part of the groups to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListGroups {
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A group of faces of nobody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Which.
    pub id: String,
    /// How many faces.
    pub count: u32,
    /// The first few of them.
    pub faces: Vec<Face>,
}

/// A part of the groups.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GroupPage {
    /// How many groups there are in all.
    pub total: u32,
    /// How many faces of nobody are in no group.
    pub alone: u32,
    /// Those asked for, the largest first.
    pub groups: Vec<Group>,
}
