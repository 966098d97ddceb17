//! Canon's CR3: an ISO media file (ISO/IEC 14496-12) with pictures in boxes of Canon's and in tracks.

use heifer_isobmff::BoxIter;

use super::{Preview, SOI, piece, tiff};

/// Boxes within boxes.
const MAX_DEPTH: u32 = 8;
/// The box of this kind begins with eight bytes more.
const PREVIEWS: [u8; 16] =
    [0xEA, 0xF4, 0x2B, 0x5E, 0x1C, 0x98, 0x4B, 0x88, 0xB9, 0xFB, 0xB7, 0xDC, 0x40, 0x6E, 0x4D, 0x16];
/// Where the JPEG begins in a box of Canon's depends on its version, but never further in than this.
const LONGEST_HEADER: usize = 32;

/// Offers the pictures of all boxes and tracks.
pub(super) fn walk<'a>(bytes: &'a [u8], found: &mut Preview<'a>) {
    boxes(bytes, bytes, 0, found);
}

fn boxes<'a>(bytes: &'a [u8], file: &'a [u8], depth: u32, found: &mut Preview<'a>) {
    if depth > MAX_DEPTH {
        return;
    }
    for inner in BoxIter::new(bytes).map_while(Result::ok) {
        let content = inner.content;
        match &inner.header.box_type.0 {
            b"moov" | b"trak" | b"mdia" | b"minf" => boxes(content, file, depth + 1, found),
            b"uuid" => {
                let skipped = if inner.header.user_type == Some(PREVIEWS) { 8 } else { 0 };
                boxes(content.get(skipped..).unwrap_or_default(), file, depth + 1, found);
            }
            b"stbl" => found.offer(sample(content, file)),
            b"PRVW" | b"THMB" => found.offer(jpeg_in(content)),
            b"CMT1" => found.orientation = tiff::orientation(content),
            _ => {}
        }
    }
}

fn jpeg_in(content: &[u8]) -> Option<&[u8]> {
    let start = content.windows(SOI.len()).take(LONGEST_HEADER).position(|window| window == SOI)?;
    content.get(start..)
}

/// The first sample of a track: a picture, if the track is one of pictures.
fn sample<'a>(table: &[u8], file: &'a [u8]) -> Option<&'a [u8]> {
    let content = |kind: [u8; 4]| {
        BoxIter::new(table)
            .map_while(Result::ok)
            .find(|found| found.header.box_type.0 == kind)
            .map(|found| found.content)
    };
    let number = |bytes: &[u8], at: usize| bytes.get(at..)?.first_chunk().map(|b| u32::from_be_bytes(*b) as usize);
    let sizes = content(*b"stsz")?;
    let size = number(sizes, 4).filter(|same| *same != 0).or_else(|| number(sizes, 12))?;
    let offset = match content(*b"co64") {
        Some(offsets) => usize::try_from(u64::from_be_bytes(*offsets.get(8..)?.first_chunk()?)).ok()?,
        None => number(content(*b"stco")?, 8)?,
    };
    piece(file, offset, size)
}
