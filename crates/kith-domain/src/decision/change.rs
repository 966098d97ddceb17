//! What a decision did, so that it can be undone.

use crate::{
    FaceId, FaceOrigin, FaceUuid, KeywordPath, Lifetime, Location, PersonId, PersonName, PhotoId, Seen, UnitRect,
    Verdict,
};

/// Whether someone counts among the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Not (or, after an undo, no longer) a person.
    Gone,
    /// A person.
    Live,
    /// Known to be someone else.
    Merged {
        /// Who.
        into: PersonId,
    },
}

/// What is said of two faces together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Link {
    /// They are one person, whoever that is.
    Same,
    /// They are two people.
    Different,
    /// The person was not sure, and is not asked again.
    Unsure,
}

/// Two different faces, whichever was named first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FacePair {
    /// The one with the lower number.
    a: FaceId,
    /// The other one.
    b: FaceId,
}

impl FacePair {
    /// Two faces in order; none if they are one.
    pub fn new(one: FaceId, other: FaceId) -> Option<Self> {
        (one != other).then(|| Self { a: one.min(other), b: one.max(other) })
    }

    /// The faces, the lower number first.
    pub const fn faces(self) -> [FaceId; 2] {
        [self.a, self.b]
    }
}

/// Where a face is, and who says so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Where, in fractions of the stored picture.
    pub rect: UnitRect,
    /// Who drew the box.
    pub origin: FaceOrigin,
}

/// One field of one thing, before and after.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// What is said about a face.
    Verdict {
        /// Which face.
        face: FaceId,
        /// What was said.
        before: Verdict,
        /// What is said now.
        after: Verdict,
    },
    /// Whether a face is known not to be someone.
    Rejected {
        /// Which face.
        face: FaceId,
        /// Who it is not.
        person: PersonId,
        /// Whether it is rejected now; before, it was the opposite.
        after: bool,
    },
    /// What is said of two faces together.
    Link {
        /// Which faces.
        pair: FacePair,
        /// What was said.
        before: Option<Link>,
        /// What is said now.
        after: Option<Link>,
    },
    /// How far the person has looked at a face.
    Seen {
        /// Which face.
        face: FaceId,
        /// How far before.
        before: Seen,
        /// How far now.
        after: Seen,
    },
    /// Whether a drawn face exists.
    Drawn {
        /// Which face.
        face: FaceId,
        /// Whether it exists now; before, it was the opposite.
        after: bool,
    },
    /// Where a face is.
    Placed {
        /// Which face.
        face: FaceId,
        /// Where it was.
        before: Place,
        /// Where it is now.
        after: Place,
    },
    /// Someone's name.
    Name {
        /// Who.
        person: PersonId,
        /// The old name.
        before: PersonName,
        /// The new name.
        after: PersonName,
    },
    /// When someone was born and died.
    Dates {
        /// Who.
        person: PersonId,
        /// What was known.
        before: Lifetime,
        /// What is known now.
        after: Lifetime,
    },
    /// Which face was chosen as someone's picture, by its lasting identity, which goes along to an edited photo.
    KeyFace {
        /// Whose.
        person: PersonId,
        /// Which it was; none where none was chosen.
        before: Option<FaceUuid>,
        /// Which it is now.
        after: Option<FaceUuid>,
    },
    /// Whether someone is left out of the list of people and of what is asked.
    Hidden {
        /// Who.
        person: PersonId,
        /// Whether they are left out now; before, it was the opposite.
        after: bool,
    },
    /// Whether someone is a person.
    Standing {
        /// Who.
        person: PersonId,
        /// What they were.
        before: Standing,
        /// What they are now.
        after: Standing,
    },
    /// Whether a photo has a keyword.
    Keyword {
        /// Which photo.
        photo: PhotoId,
        /// Which keyword.
        keyword: KeywordPath,
        /// Whether it has it now; before, it was the opposite.
        after: bool,
    },
    /// Whether a folder or a photo is left out of the library.
    LeftOut {
        /// Where it lies.
        place: Location,
        /// Whether it is left out now; before, it was the opposite.
        after: bool,
    },
}

impl Change {
    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Verdict { face, before, after } => Self::Verdict { face, before: after, after: before },
            Self::Rejected { face, person, after } => Self::Rejected { face, person, after: !after },
            Self::Link { pair, before, after } => Self::Link { pair, before: after, after: before },
            Self::Seen { face, before, after } => Self::Seen { face, before: after, after: before },
            Self::Drawn { face, after } => Self::Drawn { face, after: !after },
            Self::Placed { face, before, after } => Self::Placed { face, before: after, after: before },
            Self::Name { person, before, after } => Self::Name { person, before: after, after: before },
            Self::Dates { person, before, after } => Self::Dates { person, before: after, after: before },
            Self::KeyFace { person, before, after } => Self::KeyFace { person, before: after, after: before },
            Self::Hidden { person, after } => Self::Hidden { person, after: !after },
            Self::Standing { person, before, after } => Self::Standing { person, before: after, after: before },
            Self::Keyword { photo, keyword, after } => Self::Keyword { photo, keyword, after: !after },
            Self::LeftOut { place, after } => Self::LeftOut { place, after: !after },
        }
    }
}
