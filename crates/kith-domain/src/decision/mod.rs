//! The person's word, as data.
//!
//! A [`Decision`] is what the person says. [`decide`] turns it, given the [`Facts`] it touches, into [`Change`]s:
//! each knows what was before and what is after, so that the log of changes can be taken back and brought again
//! ([`revert`], [`reapply`]) without knowing which decision made them. Everything is pure: a batch of decisions is
//! applied to one `Facts` value, and either all of them hold or none does.
//!
//! Laws:
//! * A face has one [`Verdict`](crate::Verdict): naming it replaces what was said, it never adds a second name.
//! * A rejected pair stays rejected until the person confirms just that pair.
//! * Someone is in a photo once, unless the person says otherwise.
//! * Of two faces one thing is said at most: that they are one person, that they are two, or that the person is not sure.
//!   Two groups are one person, or two, pair by pair; who contradicts that with a third pair is believed in both.
//! * Names are unique among living people.
//! * Nobody dies before they are born.
//! * The picture of somebody is a face that was confirmed as them when it was chosen.
//! * Who is hidden is a person like any other; hiding is about lists and questions only.
//! * What is left out keeps all that was said of it; a root as a whole is never left out.
//! * Two keywords become one only when the person says so.

mod apply;
mod change;
mod facts;
mod undo;

pub use apply::{Refusal, decide};
pub use change::{Change, FacePair, Link, Place, Standing};
pub use facts::{FaceFacts, Facts, NewFace, NewPerson, PersonFacts};
pub use undo::{reapply, revert};

use crate::{FaceId, FaceOrigin, KeywordPath, Lifetime, Location, PersonName, PhotoId, UnitRect};

/// One thing that the person says.
#[derive(Debug, Clone, PartialEq)]
pub enum Decision {
    /// This face is that person; a name that nobody has makes a person.
    Confirm {
        /// Which face.
        face: FaceId,
        /// Who.
        person: PersonName,
        /// The person may be in this photo more than once (a mirror, a collage).
        allow_twice: bool,
    },
    /// This face is not that person; a name that nobody has makes a person.
    Reject {
        /// Which face.
        face: FaceId,
        /// Who it is not.
        person: PersonName,
    },
    /// This face is of no interest.
    Ignore {
        /// Which face.
        face: FaceId,
    },
    /// There is no face here.
    NotAFace {
        /// Which face.
        face: FaceId,
    },
    /// This face is nobody the person knows.
    Stranger {
        /// Which face.
        face: FaceId,
    },
    /// Not sure who this face is: it is not asked about again.
    Later {
        /// Which face.
        face: FaceId,
    },
    /// These two faces are one person or two, or nobody can tell.
    Link {
        /// One face.
        face: FaceId,
        /// The other face.
        other: FaceId,
        /// What is said of them.
        link: Link,
    },
    /// Forget who this face is or that it is ignored; rejections stay.
    Clear {
        /// Which face.
        face: FaceId,
    },
    /// A person gets another name.
    Rename {
        /// Who.
        person: PersonName,
        /// The new name.
        to: PersonName,
    },
    /// When a person was born and died; what is not given is not known.
    Dates {
        /// Who.
        person: PersonName,
        /// Both dates.
        life: Lifetime,
    },
    /// This face is the picture of a person, in place of the one that is chosen for them.
    KeyFace {
        /// Whose picture.
        person: PersonName,
        /// Which face; it must be confirmed as them.
        face: FaceId,
    },
    /// Someone is left out of the list of people and of what is asked, or is no more.
    Hide {
        /// Who.
        person: PersonName,
        /// Whether they are left out.
        hidden: bool,
    },
    /// Two people are one. What is not known of when somebody was born and died is taken from who ceases to be, and so is
    /// their picture where none was chosen. Whether they are hidden stays as it was for who remains.
    Merge {
        /// Who ceases to be a person of their own.
        person: PersonName,
        /// Who they are.
        into: PersonName,
        /// Both may be in one photo.
        allow_twice: bool,
    },
    /// There is a face here, and perhaps it is that person.
    Draw {
        /// In which photo.
        photo: PhotoId,
        /// Where, in fractions of the stored picture.
        rect: UnitRect,
        /// Who.
        person: Option<PersonName>,
        /// The person may be in this photo more than once.
        allow_twice: bool,
        /// Who says so: the person, or a file.
        origin: FaceOrigin,
    },
    /// This face is at this place: its box is the person's own from then on, and no scan moves it.
    Place {
        /// Which face.
        face: FaceId,
        /// Where, in fractions of the stored picture.
        rect: UnitRect,
    },
    /// This photo has that keyword, or has it no more.
    Keyword {
        /// Which photo.
        photo: PhotoId,
        /// Which keyword.
        keyword: KeywordPath,
        /// Whether it has it.
        has: bool,
    },
    /// A keyword, with all that lies below it, gets another name or another place, in all photos.
    RenameKeyword {
        /// Which keyword.
        keyword: KeywordPath,
        /// What it is called then, with all that stands above it.
        to: KeywordPath,
        /// There may be a keyword of that name: then both are one.
        merge: bool,
    },
    /// No photo has this keyword any more, nor any below it.
    DeleteKeyword {
        /// Which keyword.
        keyword: KeywordPath,
    },
    /// Folders with all that lies below them, or photos, are left out of the library, or are taken in again.
    LeaveOut {
        /// Where they lie.
        places: Vec<Location>,
        /// Whether they are left out.
        out: bool,
    },
}
