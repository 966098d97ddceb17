//! A file on the disk as a picture.

use std::path::Path;

use kith_media::{DecodeFailure, Format, Limits, Photo};

/// Reads and decodes a photo.
pub(crate) fn decode(path: &Path) -> Result<Photo, DecodeFailure> {
    let limits = Limits::default();
    let bytes = kith_media::read(std::fs::File::open(path)?, &limits)?;
    kith_media::decode(&bytes, path.file_name().and_then(Format::from_name), &limits)
}
