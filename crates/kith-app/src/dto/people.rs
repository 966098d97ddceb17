//! Who there is.

use serde::{Deserialize, Serialize};
use specta::Type;

/// Someone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonRef {
    /// Lasting identity.
    pub id: String,
    /// Name.
    pub name: String,
}

/// A row of the list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonRow {
    /// Lasting identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Confirmed faces.
    pub confirmed: u32,
    /// Suggested faces.
    pub suggested: u32,
    /// When the newest photo with a confirmed face was taken, local time.
    pub last_seen: Option<String>,
    /// The picture of the person.
    pub thumbnail: Option<String>,
}

/// The list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PeopleList {
    /// Faces of nobody.
    pub unknown: u32,
    /// Faces with a suggestion.
    pub unconfirmed: u32,
    /// Faces out of sight.
    pub ignored: u32,
    /// People by name.
    pub people: Vec<PersonRow>,
}
