//! WebP: XMP in a chunk of its own (RFC 9649, section 2.7.1.5).

use std::borrow::Cow;
use std::ops::Range;

use super::Blocks;

pub(crate) const HEAD: usize = 12;
/// The kind of the chunk with the packet.
pub(crate) const XMP: [u8; 4] = *b"XMP ";

/// One chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chunk<'a> {
    pub(crate) kind: [u8; 4],
    pub(crate) body: &'a [u8],
    /// From its kind to its end, with the byte that makes it even.
    pub(crate) span: Range<usize>,
}

/// The chunks of a file; one that is cut off is left out.
pub(crate) fn chunks(file: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    let mut at = HEAD;
    std::iter::from_fn(move || {
        let [k0, k1, k2, k3, length @ ..] = *file.get(at..)?.first_chunk::<8>()?;
        let length = u32::from_le_bytes(length) as usize;
        let body = file.get(at + 8..)?.get(..length)?;
        // The filling byte at the end of the file is missing in some.
        let span = at..(at + 8 + length + length % 2).min(file.len());
        at = span.end;
        Some(Chunk { kind: [k0, k1, k2, k3], body, span })
    })
}

pub(super) fn blocks(file: &[u8]) -> Blocks<'_> {
    let packet = chunks(file).find(|chunk| chunk.kind == XMP).map(|chunk| Cow::Borrowed(chunk.body));
    Blocks { xmp: packet.into_iter().collect(), ..Blocks::default() }
}
