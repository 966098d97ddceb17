//! What the person says, and how it is taken back.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Box;

/// One thing that the person says. People are called by name: a new name makes a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
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
    /// This face is nobody the person knows.
    Stranger {
        /// Which face.
        face: String,
    },
    /// Not sure who this face is: it is not asked about again.
    Later {
        /// Which face.
        face: String,
    },
    /// These two faces are one person, whoever that is.
    Same {
        /// One face.
        face: String,
        /// The other.
        other: String,
    },
    /// These two faces are two people.
    Different {
        /// One face.
        face: String,
        /// The other.
        other: String,
    },
    /// Not sure whether these two faces are one person: it is not asked again.
    Unsure {
        /// One face.
        face: String,
        /// The other.
        other: String,
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
    /// When a person was born and died: `1984`, `1984-05` or `1984-05-12`. What is not given is not known.
    Dates {
        /// Who.
        person: String,
        /// When they were born.
        born: Option<String>,
        /// When they died.
        died: Option<String>,
    },
    /// This face is the picture of a person.
    KeyFace {
        /// Whose picture.
        person: String,
        /// Which face; it must be confirmed as them.
        face: String,
    },
    /// A person is left out of the list of people and of what is asked, or is no more.
    Hide {
        /// Who.
        person: String,
        /// Whether they are left out.
        hidden: bool,
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
    /// There is a face here that was not found.
    Draw {
        /// In which photo.
        photo: String,
        /// Where.
        #[serde(rename = "box")]
        rect: Box,
        /// Who, if that is known.
        person: Option<String>,
        /// Also if they are in this photo already.
        allow_twice: bool,
    },
    /// This face is at another place, or larger or smaller.
    Place {
        /// Which face.
        face: String,
        /// Where.
        #[serde(rename = "box")]
        rect: Box,
    },
    /// This photo has that keyword, or has it no more.
    Keyword {
        /// Which photo.
        photo: String,
        /// Which keyword, from the outermost part of its hierarchy to the word itself.
        keyword: Vec<String>,
        /// Whether it has it.
        has: bool,
    },
    /// A keyword, with all that lies below it, gets another name or another place in all photos.
    RenameKeyword {
        /// Which keyword.
        keyword: Vec<String>,
        /// What it is called then, with all that stands above it.
        to: Vec<String>,
        /// Also if there is such a keyword already: then both are one.
        merge: bool,
    },
    /// No photo has this keyword any more, nor any below it.
    DeleteKeyword {
        /// Which keyword.
        keyword: Vec<String>,
    },
    /// A folder with all that lies in it, or a file, is left out of the library, or is taken in again.
    LeaveOut {
        /// Which; the id of a folder, or of something that is left out.
        place: String,
        /// Whether it is left out.
        out: bool,
    },
    /// A photo is left out of the library, with all its copies.
    LeavePhotoOut {
        /// Which photo.
        photo: String,
    },
}

/// Decisions, all or none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
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
    /// Whether anything changed, so that there is a step to take back.
    pub made: bool,
    /// What undo and redo would do.
    pub undo: UndoState,
}
