//! JPEG: XMP in `APP1` segments, IPTC in `APP13` (ISO 16684-3, section 5).

use std::borrow::Cow;

use memchr::memmem;

use super::{Blocks, iptc_of_photoshop};
use crate::MetadataError;
use crate::xmp::xml::LONGEST_PACKET;

/// Stands before a packet.
pub(crate) const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// Stands before a part of a packet that was too long for one segment: then 32 characters that identify it, its length
/// and the place of the part, 4 bytes each.
const EXTENDED: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
/// Stands before the resources of Photoshop, which may go on in the next segment.
pub(crate) const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const IDENTITY: usize = 32;

/// One segment before the coded image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Segment<'a> {
    /// The second byte of its marker.
    pub(crate) marker: u8,
    /// Where its marker begins in the file.
    pub(crate) start: usize,
    /// What follows marker and length.
    pub(crate) body: &'a [u8],
}

impl Segment<'_> {
    /// Where the next one begins.
    pub(crate) fn end(&self) -> usize {
        self.start + 4 + self.body.len()
    }
}

/// The segments up to the first scan; one that is cut off is left out, and so is what follows it.
pub(crate) fn segments(file: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut at = 2;
    std::iter::from_fn(move || {
        // Any number of bytes 0xFF may stand before a marker.
        while file.get(at..at + 2)? == [0xFF, 0xFF] {
            at += 1;
        }
        let [0xFF, marker, high, low] = *file.get(at..)?.first_chunk::<4>()? else { return None };
        if matches!(marker, 0x00 | 0x01 | 0xD0..=0xDA) {
            return None;
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        let body = file.get(at + 4..)?.get(..length.checked_sub(2)?)?;
        let segment = Segment { marker, start: at, body };
        at = segment.end();
        Some(segment)
    })
}

pub(super) fn blocks(file: &[u8]) -> Blocks<'_> {
    let mut found = Blocks::default();
    let mut parts = Vec::new();
    let mut photoshop = Vec::new();
    for segment in segments(file) {
        match segment.marker {
            0xE1 if segment.body.starts_with(EXTENDED) => parts.extend(part(&segment.body[EXTENDED.len()..])),
            0xE1 if found.xmp.is_empty() => {
                found.xmp.extend(segment.body.strip_prefix(XMP).map(Cow::Borrowed));
            }
            0xED => photoshop.extend(segment.body.strip_prefix(PHOTOSHOP).unwrap_or_default()),
            _ => {}
        }
    }
    // What is too long for one segment goes on in the next.
    found.iptc = iptc_of_photoshop(&photoshop).map(|record| Cow::Owned(record.to_vec()));
    match found.xmp.first().and_then(|main| extended(main, &parts)) {
        Some(Ok(packet)) => found.xmp.push(Cow::Owned(packet)),
        Some(Err(problem)) => found.problems.push(problem),
        None => {}
    }
    found
}

/// A part of an extended packet.
struct Part<'a> {
    identity: &'a [u8],
    whole: usize,
    at: usize,
    bytes: &'a [u8],
}

fn part(body: &[u8]) -> Option<Part<'_>> {
    let (identity, rest) = body.split_at_checked(IDENTITY)?;
    let (whole, rest) = rest.split_first_chunk()?;
    let (at, bytes) = rest.split_first_chunk()?;
    Some(Part { identity, whole: u32::from_be_bytes(*whole) as usize, at: u32::from_be_bytes(*at) as usize, bytes })
}

/// Puts the packet together that the main one refers to; `None` when it refers to none.
fn extended(main: &[u8], parts: &[Part<'_>]) -> Option<Result<Vec<u8>, MetadataError>> {
    memmem::find(main, b"HasExtendedXMP")?;
    let first = parts.iter().find(|part| memmem::find(main, part.identity).is_some())?;
    if first.whole > LONGEST_PACKET {
        return Some(Err(MetadataError::Limit(format!("an extended XMP packet of {} MB", first.whole >> 20))));
    }
    let mut own: Vec<_> = parts.iter().filter(|part| part.identity == first.identity).collect();
    own.sort_by_key(|part| part.at);
    let mut packet = Vec::new();
    for part in own {
        // Parts that came twice are harmless, holes and other lengths are not.
        if part.at == packet.len() && part.whole == first.whole {
            packet.extend(part.bytes);
        }
    }
    let is_whole = packet.len() == first.whole;
    Some(if is_whole {
        Ok(packet)
    } else {
        Err(MetadataError::Malformed("a part of the extended XMP is missing".to_owned()))
    })
}
