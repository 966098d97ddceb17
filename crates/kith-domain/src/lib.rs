//! The words of Kith and their laws.
//!
//! Everything that other crates speak about is defined here once: photographs as upright [`Frame`]s, what a detector
//! finds ([`Detection`]), what a recogniser sees ([`AlignedFace`]) and says ([`Embedding`]), who people are
//! ([`PersonName`]) and what a person decided ([`decision`]). The crate is pure: it reads no file, no clock and no
//! random source, and it knows no serialisation format.
//!
//! ```
//! use kith_domain::{Orientation, UnitRect};
//! let shown = UnitRect::new(0.1, 0.2, 0.3, 0.4).unwrap();
//! let stored = Orientation::Rotate90.rect_to_stored(shown);
//! assert!(Orientation::Rotate90.rect_to_upright(stored).iou(shown) > 0.999);
//! ```

mod date;
pub mod decision;
mod face;
mod frame;
mod geometry;
mod ids;
mod keyword;
mod life;
mod location;
mod matching;
mod person;
mod photo;
mod shown;

pub use date::{DateError, Day, DaySpan, PartialDate, days_of_month};
pub use face::{
    AlignedFace, Detection, Embedding, EmbeddingError, FaceOrigin, FaceState, Landmarks, Probability, Quality, Score,
    Seen, Similarity, Verdict,
};
pub use frame::{Frame, FrameError};
pub use geometry::{Orientation, Point, Rect, UnitRect};
pub use ids::{DecisionId, FaceId, FaceUuid, FileId, GroupId, PersonId, PersonUuid, PhotoId, RootId, SpaceId};
pub use keyword::{KeywordPath, on_their_own, only_repeating};
pub use life::{Lifetime, OutOfLife};
pub use location::Location;
pub use matching::{Carried, FoundFace, KnownFace, carried_over, match_faces};
pub use person::{NameError, NameKey, PersonName};
pub use photo::{CaptureTime, DatePrecision, DateSource, PayloadHash};
pub use shown::{shown, shown_path};
