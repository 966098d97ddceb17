//! What crosses to the front end: plain data in the words of the screens. The only module that knows specta.
//!
//! Ids are texts, so that no 64-bit number reaches a language that cannot hold it. Places are fractions of the upright
//! picture. Nothing inside depends on these types; they are made at the border and taken apart there.

mod changed;
pub(crate) mod convert;

use serde::{Deserialize, Serialize};
use specta::Type;

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

/// Someone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PersonRef {
    /// Lasting identity.
    pub id: String,
    /// Name.
    pub name: String,
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

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// Who.
    pub person: PersonRef,
    /// How alike, in percent.
    pub similarity: i32,
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
    /// Who it may be.
    pub suggestion: Option<Suggestion>,
    /// The group it is in.
    pub group: Option<String>,
    /// Where.
    #[serde(rename = "box")]
    pub rect: Box,
    /// When the photo was taken, local time.
    pub taken: Option<String>,
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

/// Which photo to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct GetPhoto {
    /// Which.
    pub photo: String,
}

/// A photo with its faces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Photo {
    /// Which.
    pub id: String,
    /// Its path below the root.
    pub path: String,
    /// Its root.
    pub root: String,
    /// Width as shown.
    pub width: u32,
    /// Height as shown.
    pub height: u32,
    /// When it was taken, local time.
    pub taken: Option<String>,
    /// Its faces.
    pub faces: Vec<Face>,
}

/// A photo that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Unreadable {
    /// Its path below its root.
    pub path: String,
    /// Why, as a sentence.
    pub reason: String,
}

/// One thing that the person says. People are called by name: a new name makes a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Decision {
    /// This face is that person.
    Confirm {
        /// Which face.
        face: String,
        /// Who.
        person: String,
        /// Also if they are in this photo already.
        allow_twice: bool,
    },
    /// This face is not that person.
    Reject {
        /// Which face.
        face: String,
        /// Who it is not.
        person: String,
    },
    /// This face is of no interest.
    Ignore {
        /// Which face.
        face: String,
    },
    /// There is no face here.
    NotAFace {
        /// Which face.
        face: String,
    },
    /// Forget who this face is.
    Clear {
        /// Which face.
        face: String,
    },
    /// A person gets another name.
    Rename {
        /// Who.
        person: String,
        /// The new name.
        to: String,
    },
    /// Two people are one.
    Merge {
        /// Who ceases to be.
        person: String,
        /// Who they are.
        into: String,
        /// Also if both are in one photo.
        allow_twice: bool,
    },
}

/// Decisions, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Decide {
    /// In order.
    pub decisions: Vec<Decision>,
}

/// A step that can be taken back or brought again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "UndoStep", rename_all = "camelCase")]
pub struct Step {
    /// What kind of decision it began with.
    pub kind: String,
    /// How many decisions it is made of.
    pub count: u32,
}

/// What undo and redo would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UndoState {
    /// What undo takes back.
    pub undo: Option<Step>,
    /// What redo brings again.
    pub redo: Option<Step>,
}

/// What came of decisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Decided {
    /// How many decisions hold now.
    pub applied: u32,
    /// What undo and redo would do.
    pub undo: UndoState,
}

/// How a scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum JobState {
    /// At work.
    Running,
    /// Waiting for the person.
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

/// A scan.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Job {
    /// How it stands.
    pub state: JobState,
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
    /// Where.
    pub path: String,
    /// Whether it can be reached.
    pub online: bool,
    /// Photos in it.
    pub photos: u32,
}

/// The library at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LibraryState {
    /// Its folders.
    pub roots: Vec<Root>,
    /// Photos in all.
    pub photos: u32,
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

/// What may have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    /// Who there is, and counts.
    People,
    /// Faces and what is said about them.
    Faces,
    /// Groups of faces of nobody.
    Groups,
    /// Photos.
    Photos,
    /// Folders.
    Roots,
}

/// Who changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Origin {
    /// A scan.
    Scan,
    /// A decision.
    Decision,
    /// Another program.
    Outside,
}

/// Something has changed: what shows these topics should ask again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LibraryChanged {
    /// The library's new revision.
    #[specta(type = u32)]
    pub revision: i64,
    /// What.
    pub topics: Vec<Topic>,
    /// By whom.
    pub origin: Origin,
}

/// Why a command failed: one code for each thing that a screen does differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum CommandError {
    /// Somebody else has that name.
    NameTaken {
        /// The name.
        name: String,
    },
    /// The text is no name.
    InvalidName {
        /// Why.
        reason: InvalidNameReason,
    },
    /// The person is in this photo already.
    TwiceInPhoto {
        /// Who.
        person: String,
        /// Where.
        photo: String,
    },
    /// Something is not there any more.
    NotFound {
        /// What.
        what: String,
    },
    /// A scan runs already.
    ScanRunning,
    /// A folder cannot be read.
    FolderUnreadable {
        /// Which.
        path: String,
        /// Why, in the words of the system.
        reason: String,
    },
    /// Anything else; the log says what.
    Internal {
        /// What the log calls it.
        report_id: String,
    },
}

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum InvalidNameReason {
    /// Nothing but spaces.
    Empty,
    /// One of the words for states of faces.
    Reserved,
    /// A line break or another control character.
    Control,
}
