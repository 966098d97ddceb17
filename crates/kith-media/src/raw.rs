//! Raw files: the largest picture that the camera put into them, as JPEG.
//!
//! What the sensor saw is not developed here. Every maker's raw file carries a JPEG for its screen, mostly of full size;
//! where it stands is in the tables of the container. Offsets and lengths are believed only as far as a JPEG that can
//! be shown really stands there.

mod cr3;
mod tiff;

use kith_domain::Orientation;

use crate::decode::{Header, Limits, Opened};
use crate::{DecodeFailure, Format, jpeg, raster};

const SOI: [u8; 3] = [0xFF, 0xD8, 0xFF];

/// The best picture found so far, and what is known about it.
#[derive(Debug, Default)]
pub(crate) struct Preview<'a> {
    /// From its start marker; may reach beyond its end.
    jpeg: Option<&'a [u8]>,
    pixels: u64,
    /// What the container says; the picture's own EXIF counts only where it says nothing.
    orientation: Option<Orientation>,
}

impl<'a> Preview<'a> {
    /// Keeps the picture if it is larger than those before.
    fn offer(&mut self, bytes: Option<&'a [u8]>) {
        let Some(bytes) = bytes else { return };
        if let Some((width, height)) = jpeg::picture_size(bytes) {
            let pixels = u64::from(width) * u64::from(height);
            if pixels > self.pixels {
                (self.jpeg, self.pixels) = (Some(bytes), pixels);
            }
        }
    }
}

/// Looks for the preview and reads its header.
pub(crate) fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Opened<'a>, DecodeFailure> {
    let found = preview(bytes);
    let jpeg = found.jpeg.ok_or_else(|| {
        DecodeFailure::Unsupported("this raw camera file contains no picture that can be shown".to_owned())
    })?;
    let inner = raster::open(jpeg, Format::Jpeg, image::ImageFormat::Jpeg, limits)?;
    let orientation = found.orientation.unwrap_or(inner.header.orientation);
    let header = Header { format: Format::Raw, orientation, ..inner.header };
    Opened::new(header, limits, move |longest_side| {
        let mut stored = (inner.pixels)(longest_side)?;
        stored.turn = orientation;
        Ok(stored)
    })
}

/// The largest picture in a raw file.
pub(crate) fn preview(bytes: &[u8]) -> Preview<'_> {
    let mut found = Preview::default();
    match Format::sniff(bytes) {
        _ if bytes.starts_with(b"FUJIFILMCCD-RAW") => found.offer(fuji(bytes)),
        _ if bytes.get(4..8) == Some(b"ftyp") => cr3::walk(bytes, &mut found),
        Some(Format::Tiff | Format::Raw) => tiff::walk(bytes, &mut found),
        _ => {}
    }
    if found.jpeg.is_none() {
        // Containers whose tables are unknown, and maker notes that nobody published.
        for (start, _) in bytes.windows(SOI.len()).enumerate().filter(|(_, window)| *window == SOI) {
            found.offer(Some(&bytes[start..]));
        }
    }
    found
}

/// Big-endian offset and length of the JPEG stand behind the camera's name.
fn fuji(bytes: &[u8]) -> Option<&[u8]> {
    const DIRECTORY: usize = 84;
    let number = |at: usize| bytes.get(at..)?.first_chunk().map(|b| u32::from_be_bytes(*b) as usize);
    piece(bytes, number(DIRECTORY)?, number(DIRECTORY + 4)?)
}

fn piece(bytes: &[u8], start: usize, length: usize) -> Option<&[u8]> {
    bytes.get(start..start.checked_add(length)?)
}
