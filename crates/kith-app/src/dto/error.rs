//! Why a command failed.

use serde::{Deserialize, Serialize};
use specta::Type;

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
    /// The text is no date.
    InvalidDate {
        /// The text.
        date: String,
        /// Why.
        reason: InvalidDateReason,
    },
    /// The person would have died before they were born.
    DiedBeforeBorn {
        /// Who.
        person: String,
    },
    /// The face is not confirmed as the person, so it cannot be their picture.
    NotConfirmed {
        /// Who.
        person: String,
    },
    /// There is a keyword of that name already.
    KeywordTaken {
        /// The name, with all that stands above it.
        keyword: Vec<String>,
    },
    /// A keyword would lie below itself.
    KeywordBelowItself {
        /// Which.
        keyword: Vec<String>,
    },
    /// What lies below a keyword would lie too deep.
    KeywordTooDeep {
        /// Where it would be.
        keyword: Vec<String>,
    },
    /// Something is not there any more.
    NotFound {
        /// What.
        what: String,
    },
    /// Something else is done with the library, and must end first.
    Busy {
        /// What.
        work: LibraryWork,
    },
    /// A folder cannot be read.
    FolderUnreadable {
        /// Which.
        path: String,
        /// Why, in the words of the system.
        reason: String,
    },
    /// A file cannot be read.
    FileUnreadable {
        /// Which.
        path: String,
        /// Why, in the words of the system.
        reason: String,
    },
    /// A file cannot be written.
    FileUnwritable {
        /// Which.
        path: String,
        /// Why, in the words of the system.
        reason: String,
    },
    /// The system's file manager did not open.
    NotShown {
        /// The file that it was to show.
        path: String,
    },
    /// Anything else; the log says what.
    Internal {
        /// What the log calls it.
        report_id: String,
    },
}

/// What is done with a library while nothing else of it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LibraryWork {
    /// Its photos are scanned.
    Scanning,
    /// Names are written to files.
    Writing,
    /// Names of another program are taken in.
    Importing,
    /// All face data are erased.
    Erasing,
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum InvalidDateReason {
    /// It is not written as `1984`, `1984-05` or `1984-05-12`.
    Form,
    /// The year is before 1000.
    Year,
    /// No month has that number.
    Month,
    /// The month has no such day.
    Day,
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
