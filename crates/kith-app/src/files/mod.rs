//! What lies on the disk: where a photo is, its picture, and what its metadata say.

mod detect;
mod metadata;
mod named;
mod picture;
mod replace;
mod write_people;

pub use detect::{DetectRequest, Detected, Picture, detect, models, verify};
pub use metadata::{FileMetadata, FileRegion, read_metadata};
pub(crate) use named::file_shown_as;
pub(crate) use picture::picture_face;
pub use picture::{photo_file, photo_preview};
pub use replace::{ReplaceError, remove_leftovers};
pub use write_people::{Dates, Target, WriteOutcome, WriteRequest, write_people};
