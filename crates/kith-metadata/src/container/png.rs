//! PNG: XMP in an `iTXt` chunk (ISO 16684-3, section 5), IPTC as hexadecimal text as `ImageMagick` writes it.

use std::borrow::Cow;
use std::ops::Range;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::{Blocks, iptc_of_photoshop};
use crate::MetadataError;
use crate::xmp::xml::LONGEST_PACKET;

pub(crate) const SIGNATURE: usize = 8;
/// The keyword of the chunk with the packet, and its end.
pub(crate) const XMP: &[u8] = b"XML:com.adobe.xmp\0";
const PROFILE: &[u8] = b"Raw profile type iptc\0";
/// Bytes of an IPTC profile as text; cameras and programs write some thousand.
const LONGEST_PROFILE: usize = 1 << 20;

/// One chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chunk<'a> {
    pub(crate) kind: [u8; 4],
    pub(crate) body: &'a [u8],
    /// From its length to its checksum, both included.
    pub(crate) span: Range<usize>,
}

/// The chunks of a file; one that is cut off is left out, and so is what follows it.
pub(crate) fn chunks(file: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = SIGNATURE;
    std::iter::from_fn(move || {
        let [l0, l1, l2, l3, kind @ ..] = *file.get(at..)?.first_chunk::<8>()?;
        let length = u32::from_be_bytes([l0, l1, l2, l3]) as usize;
        let body = file.get(at + 8..)?.get(..length)?;
        let end = at + 8 + length + 4;
        if end > file.len() {
            return None;
        }
        let span = at..end;
        at = end;
        Some(Chunk { kind, body, span })
    })
}

pub(super) fn blocks(file: &[u8]) -> Blocks<'_> {
    let mut found = Blocks::default();
    for chunk in chunks(file) {
        match &chunk.kind {
            b"iTXt" if found.xmp.is_empty() => match chunk.body.strip_prefix(XMP).map(packet) {
                Some(Ok(packet)) => found.xmp.push(packet),
                Some(Err(problem)) => found.problems.push(problem),
                None => {}
            },
            b"zTXt" if found.iptc.is_none() => {
                found.iptc = chunk.body.strip_prefix(PROFILE).and_then(profile).map(Cow::Owned);
            }
            _ => {}
        }
    }
    found
}

/// What follows the keyword: whether it is compressed and how, a language, its translation, and the text.
fn packet(body: &[u8]) -> Result<Cow<'_, [u8]>, MetadataError> {
    let cut_off = || MetadataError::Malformed("the chunk of the XMP packet is cut off".to_owned());
    let [is_compressed, _method, rest @ ..] = body else { return Err(cut_off()) };
    let mut parts = rest.splitn(3, |byte| *byte == 0);
    let text = parts.nth(2).ok_or_else(cut_off)?;
    if *is_compressed == 0 {
        return Ok(Cow::Borrowed(text));
    }
    let text = decompress_to_vec_zlib_with_limit(text, LONGEST_PACKET);
    text.map(Cow::Owned).map_err(|e| MetadataError::malformed("the XMP packet cannot be decompressed", e))
}

/// A line break, the name of the profile, its length in a line, and the resources of Photoshop in hexadecimal digits.
fn profile(body: &[u8]) -> Option<Vec<u8>> {
    let text = decompress_to_vec_zlib_with_limit(body.get(1..)?, LONGEST_PROFILE).ok()?;
    let digits = text.splitn(4, |byte| *byte == b'\n').nth(3)?;
    let digits: Vec<u8> = digits.iter().filter_map(|c| char::from(*c).to_digit(16)).map(|digit| digit as u8).collect();
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    iptc_of_photoshop(&bytes).map(<[u8]>::to_vec)
}
