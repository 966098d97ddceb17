//! What makes a photo the same photo: its compressed image data.

use heifer_isobmff::BoxIter;
use kith_domain::PayloadHash;

use crate::{Format, heif, jpeg, webp};

/// The hash of the compressed image data, whatever the metadata around them say.
///
/// - JPEG: everything from the start to the end marker of the first picture except `APPn` and `COM` segments; of those
///   only Adobe's `APP14` counts, because it says how the components become colours. Colour profiles (`APP2`) and the
///   resolution (`APP0`) are metadata here: programs change them without touching a pixel.
/// - PNG: the critical chunks, transparency and the frames of an animation; not their checksums.
/// - WebP: the chunks of image data, alpha and animation; not the `VP8X` header, whose flags tell which metadata follow.
/// - HEIC and AVIF: the coded data of the primary picture, of the tiles that make it up and of its transparency, with
///   their kinds; not the properties around them, among which are its turn and its colour profile.
/// - JPEG XL: the codestream, in a container or not.
/// - Everything else (TIFF and all raw files among it: their tables and data may stand anywhere), and a file that cannot be cut into pieces: all its bytes.
///
/// The kind of file is part of the hash, so that two kinds never collide.
pub fn payload_hash(bytes: &[u8]) -> PayloadHash {
    let pieces = match Format::sniff(bytes) {
        Some(Format::Jpeg) => jpeg_payload(bytes),
        Some(Format::Png) => png_payload(bytes),
        Some(Format::WebP) => webp_payload(bytes),
        Some(Format::Heic | Format::Avif) => heif_payload(bytes),
        Some(Format::Jxl) => jxl_payload(bytes),
        _ => None,
    };
    pieces.unwrap_or_else(|| whole(bytes))
}

fn whole(bytes: &[u8]) -> PayloadHash {
    let mut hasher = start("file");
    hasher.update(bytes);
    finish(&hasher)
}

fn start(kind: &str) -> blake3::Hasher {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind.as_bytes());
    hasher.update(&[0]);
    hasher
}

fn finish(hasher: &blake3::Hasher) -> PayloadHash {
    PayloadHash(*hasher.finalize().as_bytes())
}

/// `None` unless the file was cut up to its entropy-coded data at least.
fn jpeg_payload(bytes: &[u8]) -> Option<PayloadHash> {
    const COMMENT: u8 = 0xFE;
    let mut hasher = start("jpeg");
    let mut has_scan = false;
    for segment in jpeg::segments(bytes)? {
        let segment = segment.ok()?;
        has_scan |= segment.marker == 0xDA;
        if !matches!(segment.marker, 0xE0..=0xED | 0xEF | COMMENT) {
            hasher.update(segment.bytes);
        }
    }
    has_scan.then(|| finish(&hasher))
}

fn png_payload(bytes: &[u8]) -> Option<PayloadHash> {
    let mut hasher = start("png");
    let mut rest = bytes.get(8..)?;
    while !rest.is_empty() {
        let length = u32::from_be_bytes(rest.first_chunk().copied()?) as usize;
        let chunk = rest.get(..length.checked_add(8)?)?;
        let kind = &chunk[4..8];
        let critical = kind[0].is_ascii_uppercase();
        if critical || matches!(kind, b"tRNS" | b"acTL" | b"fcTL" | b"fdAT") {
            hasher.update(chunk);
        }
        if kind == b"IEND" {
            return Some(finish(&hasher));
        }
        rest = rest.get(length.checked_add(12)?..)?;
    }
    None
}

fn webp_payload(bytes: &[u8]) -> Option<PayloadHash> {
    let mut hasher = start("webp");
    let mut has_image = false;
    for chunk in webp::chunks(bytes) {
        let bytes = chunk.bytes?;
        if matches!(&chunk.kind, b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF") {
            hasher.update(bytes);
            has_image = true;
        }
    }
    has_image.then(|| finish(&hasher))
}

fn heif_payload(bytes: &[u8]) -> Option<PayloadHash> {
    let mut hasher = start("heif");
    heif::coded_data(bytes, |data| {
        hasher.update(&(data.len() as u64).to_le_bytes());
        hasher.update(data);
    })?;
    Some(finish(&hasher))
}

/// The boxes are those of ISO/IEC 18181-2: a whole codestream, or numbered parts of one.
fn jxl_payload(bytes: &[u8]) -> Option<PayloadHash> {
    const PART_NUMBER: usize = 4;
    let mut hasher = start("jxl");
    if bytes.starts_with(&[0xFF, 0x0A]) {
        hasher.update(bytes);
        return Some(finish(&hasher));
    }
    let mut has_image = false;
    for found in BoxIter::new(bytes) {
        let found = found.ok()?;
        let part = match &found.header.box_type.0 {
            b"jxlc" => found.content,
            b"jxlp" => found.content.get(PART_NUMBER..)?,
            _ => continue,
        };
        hasher.update(part);
        has_image = true;
    }
    has_image.then(|| finish(&hasher))
}
