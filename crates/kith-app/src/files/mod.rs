//! What lies on the disk, for screens: where a photo is, and its picture.

mod detect;
mod named;
mod picture;

pub use detect::{DetectRequest, Detected, Picture, detect, models, verify};
pub(crate) use named::file_shown_as;
pub(crate) use picture::picture_face;
pub use picture::{photo_file, photo_preview};
