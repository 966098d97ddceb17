//! The use cases of Kith: what a person can do with a library, without a window and without a command line.
//!
//! [`Kith`] is an open library with eyes (networks, or fakes in tests) and is all that the shells use. Each folder is
//! one area and holds one use case a file: `scan` looks at folders, `decide` takes the person's word, `suggest` works
//! out who faces may be, `browse` reads for screens and lines, `files` finds and shows what lies on the disk, `jobs`
//! runs scans beside everything else. The areas do not know each other; only `Kith` puts them together. What several of them need stands beside them,
//! above all `told`: what files say of people, and what is remembered of it. [`dto`] is the
//! border to the front end: what crosses it is plain data in the words of the screens.
//!
//! Invariant: nothing here opens a network connection, and nothing writes to a photograph but `files::write_people`.

pub mod browse;
mod decide;
pub mod dto;
mod error;
mod eyes;
pub mod files;
mod fresh;
mod hold;
mod jobs;
mod kith;
mod listing;
mod memory;
mod paths;
mod photo_file;
pub mod scan;
mod suggest;
mod told;

pub use error::AppError;
pub use eyes::{Calibration, Eyes};
pub use hold::Hold;
pub use jobs::{JobStatus, JobView};
pub use kith::Kith;
pub use kith_domain::{shown, shown_path};
pub use paths::{default_library, path_of};
pub use suggest::{Strictness, StrictnessEffect};
pub use told::{Holds, PeopleWriting, WritingChoice};

/// What the shells need of the inner crates, so that they depend on this one alone.
pub mod inner {
    pub use kith_domain::decision::{Decision, Link, Refusal};
    pub use kith_domain::{
        Detection, Embedding, FaceId, FaceOrigin, FaceState, FaceUuid, Frame, GroupId, KeywordPath, Landmarks,
        Lifetime, NameError, Orientation, PartialDate, PersonName, PersonUuid, PhotoId, Point, Rect, UnitRect, Verdict,
    };
    pub use kith_media::{DecodeFailure, Limits};
    pub use kith_metadata::{Change, Conflict, Face, KeywordWish, MetadataError, Named, People};
    pub use kith_store::{
        FaceQuery, FaceView, FileState, FileView, PeopleConflict, Problem, Said, StepRow, Word, create_private_file,
    };
    pub use kith_vision::{AnalyzedFace, Analyzer, Mode, Networks, VisionError};
}
