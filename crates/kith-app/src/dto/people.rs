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
    /// When they were born, as far as it is known: `1984`, `1984-05` or `1984-05-12`.
    pub born: Option<String>,
    /// When they died, in the same way.
    pub died: Option<String>,
    /// Confirmed faces.
    pub confirmed: u32,
    /// Suggested faces.
    pub suggested: u32,
    /// When the newest photo with a confirmed face was taken, local time.
    pub last_seen: Option<String>,
    /// The picture of the person.
    pub thumbnail: Option<String>,
    /// Left out of the list of people and of what is asked.
    pub hidden: bool,
}

/// Whose company is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListTogether {
    /// Who.
    pub person: String,
    /// How many others at most.
    pub limit: u32,
}

/// Whose faces to show from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ThroughYears {
    /// Who.
    pub person: String,
}

/// Somebody who is in photos of somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Together {
    /// Lasting identity.
    pub person: String,
    /// In how many photos both are.
    pub photos: u32,
}

/// The list of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PeopleList {
    /// Faces of nobody.
    pub unknown: u32,
    /// Faces with a suggestion of somebody who is not hidden.
    pub unconfirmed: u32,
    /// Faces out of sight.
    pub ignored: u32,
    /// Confirmed faces of photos that were taken before their person was born, or after they died.
    pub out_of_life: u32,
    /// People by name.
    pub people: Vec<PersonRow>,
}
