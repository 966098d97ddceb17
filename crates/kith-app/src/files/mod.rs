//! What lies on the disk: where a photo is, its picture, and what its metadata say.

mod attributes;
mod boxes;
mod copies;
mod detect;
mod kept;
mod metadata;
mod named;
mod picture;
mod portrait;
mod replace;
mod stop;
mod take_in;
mod waiting;
mod wanted;
mod write_library;
mod write_people;
mod write_photo;

pub(crate) use boxes::see_boxes;
pub use copies::copy_photos;
pub use detect::{DetectRequest, Detected, Picture, detect, models, verify};
pub use metadata::{FileMetadata, FileRegion, read_metadata};
pub(crate) use named::{file_shown_as, place_shown_as};
pub(crate) use picture::picture_face;
pub use picture::{SMALL_PHOTO, make_photo_thumbnail, photo_file, photo_preview, photo_thumbnail};
pub use portrait::face_portrait;
pub use replace::{ReplaceError, remove_leftovers};
pub use take_in::TakenIn;
pub(crate) use take_in::{take_in_digikam, take_in_picasa};
pub use waiting::Waiting;
pub(crate) use waiting::{counts, stopped_page, waiting_page, write_waiting};
pub(crate) use write_library::write_library;
pub use write_library::{LibraryWrite, WriteProgress, WriteStatus, WrittenFile};
pub use write_people::{Dates, Manner, Target, WriteOutcome, WriteRequest, write_people};
