//! Faces and pages of them.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::PersonRef;

/// A place in a photo.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Box {
    /// Left edge.
    #[specta(type = i32)]
    pub x: f32,
    /// Top edge.
    #[specta(type = i32)]
    pub y: f32,
    /// Width.
    #[specta(type = i32)]
    pub w: f32,
    /// Height.
    #[specta(type = i32)]
    pub h: f32,
}

/// The state of a face.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "FaceState", rename_all = "camelCase")]
pub enum FaceStateDto {
    /// Nothing decided, nobody proposed.
    Unknown,
    /// Somebody proposed.
    Suggested,
    /// Somebody confirmed.
    Confirmed,
    /// Out of sight.
    Ignored,
}

/// Why a face is out of sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum IgnoredReason {
    /// Not of interest.
    Ignored,
    /// No face at all.
    NotAFace,
    /// Nobody the person knows.
    Stranger,
}

/// Somebody who comes second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunnerUp {
    /// Who.
    pub person: PersonRef,
    /// How likely, in whole percent that are reached.
    pub probability: i32,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// Who.
    pub person: PersonRef,
    /// How likely, in whole percent that are reached.
    pub probability: i32,
    /// Who else it may be.
    pub runner_up: Option<RunnerUp>,
}

/// A face.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Face {
    /// Lasting identity.
    pub id: String,
    /// The photo it is in.
    pub photo: String,
    /// What the `face` scheme knows its picture by.
    pub thumbnail: String,
    /// Its state.
    pub state: FaceStateDto,
    /// Why it is ignored, if it is.
    pub reason: Option<IgnoredReason>,
    /// Who it is, if that is confirmed.
    pub person: Option<PersonRef>,
    /// Whether the person was not sure who it is.
    pub later: bool,
    /// Who it may be.
    pub suggestion: Option<Suggestion>,
    /// The group it is in.
    pub group: Option<String>,
    /// Where.
    #[serde(rename = "box")]
    pub rect: Box,
    /// When the photo was taken, local time.
    pub taken: Option<String>,
    /// The same as far as it is known: `2003`, `2003-05` or `2003-05-12`.
    pub taken_on: Option<String>,
}

/// Which faces to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum FaceFilter {
    /// Confirmed as or proposed for someone.
    Person {
        /// Who.
        person: String,
    },
    /// Faces of nobody.
    Unknown,
    /// Faces with a suggestion.
    Unconfirmed,
    /// Faces out of sight.
    Ignored,
    /// Faces of one group.
    Group {
        /// Which.
        group: String,
    },
    /// Faces of nobody that are in no group.
    Alone,
    /// Faces of nobody in the photos of one day.
    Day {
        /// Which: `YYYY-MM-DD`.
        day: String,
    },
}

/// Which part of which faces to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ListFaces {
    /// Which.
    pub filter: FaceFilter,
    /// How many to pass over.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A part of a list of faces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FacePage {
    /// How many there are in all.
    pub total: u32,
    /// Those asked for.
    pub faces: Vec<Face>,
}
