//! What a gallery is told, and what it tells.

use kith_domain::{DaySpan, Embedding, FaceId, PersonId, PhotoId, Probability, Quality, Similarity};

/// What is known of a face.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Which face.
    pub face: FaceId,
    /// The photo it is in.
    pub photo: PhotoId,
    /// When that was taken.
    pub taken: DaySpan,
    /// Who it is.
    pub who: Who,
    /// How it looks and how far that can be trusted. Faces without are never compared, but their person is in the photo.
    pub look: Option<(Embedding, Quality)>,
}

/// Who a face is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Nobody said, and everybody may be proposed.
    Open,
    /// Someone. `teaches` is whether the face is part of the template of its person.
    Confirmed {
        /// Who.
        person: PersonId,
        /// Whether others are compared with it.
        teaches: bool,
    },
}

/// What has changed since a gallery was told of changes last.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Faces that are new, or of which something may be new.
    pub known: Vec<Known>,
    /// Faces that are no more, or are neither open nor confirmed.
    pub gone: Vec<FaceId>,
}

/// A person proposed for a face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Suggestion {
    /// Which face.
    pub face: FaceId,
    /// Who.
    pub person: PersonId,
    /// How alike the face is to the person's confirmed faces, seen as one.
    pub similarity: Similarity,
    /// How likely it is that person.
    pub probability: Probability,
    /// Who else it may be, and how likely.
    pub runner_up: Option<(PersonId, Probability)>,
    /// The confirmed face that speaks most for it.
    pub evidence: FaceId,
}
