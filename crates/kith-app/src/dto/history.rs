//! The history of what was said.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A step of undo, in the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PastStep {
    /// Which.
    pub id: String,
    /// When it was made, in seconds since 1970.
    #[specta(type = u32)]
    pub at: i64,
    /// What kind of decision it began with.
    pub kind: String,
    /// How many decisions it is made of.
    pub count: u32,
    /// Whom it is about: one person, or an old and a new name, or who was merged into whom; nobody where there are several.
    pub people: Vec<String>,
    /// The keyword that it is about, from the outermost part of its hierarchy to the word itself; empty where it is about none,
    /// or about several.
    pub keyword: Vec<String>,
    /// What that keyword is called since, where it was renamed in all photos; else empty.
    pub renamed: Vec<String>,
    /// The path of the one folder or photo that was left out or taken in, below the folder that was given to Kith.
    pub place: Option<String>,
    /// The programs that wrote what it took in, as far as they say so.
    pub programs: Vec<String>,
    /// False for a step that was taken back.
    pub holds: bool,
}

/// Which part of the history to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListSteps {
    /// How many of the newest to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A part of the history, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StepPage {
    /// How many steps there are in all.
    pub total: u32,
    /// Those asked for.
    pub steps: Vec<PastStep>,
}

/// To which point of the history to go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GoToStep {
    /// The last step that shall hold; none for the point before the first one.
    pub step: Option<String>,
}
